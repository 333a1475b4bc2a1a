import json

import pytest

from ingest.errors import ParseFailed
from ingest.recitals_json import parse

FOOT = "ELI: http://example.org/eli/reg/2099/1/oj 5/9 EN OJ L, 1.1.2099"


def recitals(*texts: str) -> bytes:
    content = {str(n): {"source_quote": text} for n, text in enumerate(texts, 1)}
    return json.dumps(dict(reversed(content.items()))).encode()


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        pytest.param(["Kettles boil."], ["Kettles boil."], id="clean"),
        pytest.param([f"Kettles {FOOT} boil."], ["Kettles boil."], id="page furniture inside"),
        pytest.param(
            ["Kettles 6/9 ELI: http://example.org/oj EN OJ L, 1.1.2099 boil."],
            ["Kettles boil."],
            id="page furniture of an even page",
        ),
        pytest.param(["The Pot Act (1), as it is."], ["The Pot Act, as it is."], id="mark"),
        pytest.param(
            ["Pots (1) and", "lids (2). (1) Pot Act (OJ L 1, 1.1.2098, p. 1)."],
            ["Pots and", "lids."],
            id="footnote after its mark",
        ),
        pytest.param(
            [f"Kettles (1) OJ C 5, 2.2.2098, p. 7. {FOOT} boil."],
            ["Kettles boil."],
            id="footnote of a mark before the first recital",
        ),
        pytest.param(
            ["See point (1) and points (2) to (3) of Article 4(5)."],
            ["See point (1) and points (2) to (3) of Article 4(5)."],
            id="points are not marks",
        ),
    ],
)
def test_furniture_and_footnotes_are_removed(printed, expected):
    parsed = parse(recitals(*printed))
    assert [unit.blocks[0].text for unit in parsed.units] == expected
    assert [unit.number for unit in parsed.units] == [str(n + 1) for n in range(len(printed))]


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(b"<html>", id="not JSON"),
        pytest.param(b"[]", id="a list"),
        pytest.param(b"{}", id="none"),
        pytest.param(b'{"1": {"text": "x"}}', id="other keys"),
        pytest.param(b'{"2": {"source_quote": "x"}}', id="first one missing"),
    ],
)
def test_what_is_not_the_copy_is_refused(raw):
    with pytest.raises(ParseFailed):
        parse(raw)
