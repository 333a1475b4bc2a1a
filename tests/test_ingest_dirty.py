"""Copies by third parties with known defects: the checks find each and name the provision."""

from pathlib import Path

import pytest

from ingest import checks, cut
from ingest.blocks import Block, Parsed, Unit
from ingest.errors import CheckFailed
from ingest.model import Provision
from tests import dirty_json
from tests.conftest import document

FILES = {
    "nis2": ("32022L2555", {"articles": 46, "recitals": 144, "definitions": 41}),
    "dora": ("32022R2554", {"articles": 64, "recitals": 106, "definitions": 65}),
    "cra": ("32024R2847", {"articles": 71, "recitals": 130, "definitions": 51}),
    "gdpr": ("32016R0679", {"articles": 99, "recitals": 173, "definitions": 26}),
    "dsa": ("32022R2065", {"articles": 93, "recitals": 156}),
    "data-act": ("32023R2854", {"articles": 50, "recitals": 120}),
}


def provisions(parsed: Parsed, celex: str) -> list[Provision]:
    return cut.provisions(document(id=celex, work=celex), parsed.units)


@pytest.fixture(scope="module")
def copies(mirror: Path) -> dict[str, Parsed]:
    return {name: dirty_json.read(mirror / "dirty" / f"{name}.json") for name in FILES}


def found(parsed: Parsed, celex: str) -> set[tuple[str, str]]:
    return {(p.anchor, fault) for p, fault in checks.faults(provisions(parsed, celex))}


@pytest.mark.parametrize(
    ("name", "anchor", "fault"),
    [
        pytest.param("gdpr", "art_97.par_2.pnt_a", "has no text", id="an empty point (a)"),
        pytest.param("gdpr", "art_97.par_2.pnt_b", "has no text", id="an empty point (b)"),
        pytest.param("data-act", "art_1.par_2.pnt_f", "has no text", id="a list of empty points"),
        pytest.param(
            "nis2",
            "art_17",
            "is a table of references, not an article",
            id="overwritten by a table",
        ),
        *(
            pytest.param(name, f"rct_{last}", "stands twice in this copy", id=f"recital, {name}")
            for name, last in [
                *(("nis2", 144), ("dora", 106), ("cra", 130), ("gdpr", 173), ("dsa", 156)),
                ("data-act", 119),
            ]
        ),
        *(
            pytest.param(name, f"art_{last}", fault, id=f"{fault}, {name}")
            for name, last in [
                ("dora", 64),
                ("cra", 71),
                ("gdpr", 99),
                ("dsa", 93),
                ("data-act", 50),
            ]
            for fault in (
                "contains page furniture or script",
                "contains footnotes",
                "contains the act's final formula or signatures",
            )
        ),
        pytest.param("nis2", "art_46", "contains footnotes", id="footnotes, directive"),
        pytest.param(
            "nis2", "art_13", "ends with the next chapter's heading", id="heading in capitals"
        ),
        pytest.param("dora", "art_5", "ends with the next chapter's heading", id="Section II"),
        pytest.param("gdpr", "art_11", "ends with the next chapter's heading", id="Section 1"),
    ],
)
def test_each_defect_is_found_where_it_is(copies, name, anchor, fault):
    assert (anchor, fault) in found(copies[name], FILES[name][0])


@pytest.mark.parametrize("name", FILES)
def test_no_dirty_copy_passes_and_the_message_names_a_provision(copies, name):
    celex, counts = FILES[name]
    with pytest.raises(CheckFailed, match=f"{celex}#(art|rct)_.*; use another route"):
        checks.check(document(id=celex), counts, copies[name], provisions(copies[name], celex))


LAST = "This Regulation enters into force on 1 May 2099."


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param(LAST, "", id="clean"),
        pytest.param(f"{LAST}\n(1) OJ C 1, 1.5.2098, p. 1.", "footnotes", id="footnote"),
        pytest.param(
            f"{LAST}\n(2) Directive 2098/1/EC on lids (OJ L 2, 2.5.2098, p. 2).",
            "footnotes",
            id="footnote with an act",
        ),
        pytest.param("(1) ‘lid’ means a lid as in Directive 2098/1/EC;", "", id="a definition"),
        pytest.param(f"{LAST}\nKETTLES AND THEIR LIDS", "heading", id="heading in capitals"),
        pytest.param(f"{LAST} CHAPTER II KETTLES", "heading", id="chapter"),
        pytest.param("The Board follows the rules of Section 2.", "", id="a reference"),
        pytest.param("The lid bears the letters CE.", "", id="an abbreviation at the end"),
        pytest.param(f"{LAST} $(document).ready(function(){{toc();}});", "script", id="script"),
    ],
)
def test_what_belongs_to_something_else_is_told_from_what_only_looks_alike(text, says):
    unit = Unit("article", "9", "Entry into force", blocks=tuple(map(Block, text.split("\n"))))
    faults = [fault for _, fault in checks.faults(cut.provisions(document(), [unit]))]
    assert bool(faults) is bool(says)
    assert any(says in fault for fault in faults) or not says


@pytest.mark.parametrize(
    ("kind", "text", "faulty"),
    [
        pytest.param("annex", "(place and date):", False, id="a blank of a form"),
        pytest.param("annex", "The form contains:", True, id="a list that is not there"),
        pytest.param("article", "Makers (of kettles):", True, id="an article is no form"),
    ],
)
def test_only_a_form_may_end_with_a_colon(kind, text, faulty):
    unit = Unit(kind, "1" if kind == "article" else "I", blocks=(Block(text),))
    assert bool(list(checks.faults(cut.provisions(document(), [unit])))) is faulty


@pytest.mark.parametrize(
    ("held", "says"),
    [
        pytest.param(4, (), id="all"),
        pytest.param(3, ("definition 4",), id="the last is missing"),
        pytest.param(2, ("definitions 3 to 4",), id="two are missing"),
    ],
)
def test_missing_definitions_are_counted(held, says):
    points = tuple(Block(f"‘part {n}’ means a part;", f"({n})") for n in range(1, held + 1))
    unit = Unit("article", "1", "Definitions", blocks=(Block("In this act:", children=points),))
    parsed = Parsed("Kettles", (unit,), 1)
    counts = {"articles": 1, "definitions": 4}
    assert checks.check(document(), counts, parsed, provisions(parsed, "32099R0001")) == says
