"""Topics are read strictly, and quotes are cut by their first and last words."""

import pytest

from ingest.topics import COLUMNS, Entry, TopicsInvalid, read_topic, read_topics, spans
from tests.conftest import kettle_corpus
from tests.topic_files import ACT, OPENING, boil_overs, entry, written


def test_a_topic_has_titles_words_columns_and_cells(tmp_path):
    folder = written(tmp_path, boil_overs(kettle_corpus()))
    [topic] = read_topics(folder / "topics").values()
    assert topic.slug == "boil-overs"
    assert topic.titles == {"en": "Boil-overs", "de": "Überkochen"}
    assert topic.columns == COLUMNS
    assert topic.acts == (ACT,)
    assert [e.anchor for e in topic.cell(ACT, "penalty")] == ["art_7.par_1", ""]
    assert topic.cell(ACT, "penalty")[1].is_absence


def test_without_a_folder_there_are_no_topics(tmp_path):
    assert read_topics(tmp_path / "none") == {}


OWN = 'columns = ["pots"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        pytest.param("title =", "cannot be read", id="no TOML"),
        pytest.param('words = []\ntitle = { en = "A", de = "B" }', "entry", id="no entry"),
        pytest.param('title = { en = "A" }\nwords = []\nentry = []', "title.de", id="no German"),
        pytest.param(OPENING + entry("art_1", "pots", "A."), "no such column", id="column"),
        pytest.param(OPENING + OWN + entry("art_1", "pots", "A."), "no heading", id="heading"),
        pytest.param(OPENING + entry("", "who", "A."), "give an anchor", id="nothing"),
        pytest.param(
            OPENING + entry("art_1", "who", "A.", absent=["pots"]), "give an anchor", id="both"
        ),
        pytest.param(
            OPENING + entry("art_1", "who", "A.", quotes=["one … two … three"]),
            "is no quote",
            id="three ends",
        ),
        pytest.param(
            OPENING + entry("art_1", "who", "A.", quotes=["a b c d e f g h … z"]),
            "is no quote",
            id="too much of the law",
        ),
    ],
)
def test_a_file_that_is_wrong_is_refused_by_name(tmp_path, text, says):
    path = tmp_path / "pots.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TopicsInvalid, match=rf"(?s)pots\.toml: .*{says}"):
        read_topic(path)


TEXT = "Makers shall notify boil-overs (large ones) within 72 hours.\nMakers shall keep a record."


@pytest.mark.parametrize(
    ("quotes", "found"),
    [
        pytest.param((), [TEXT], id="all of it"),
        pytest.param(("within 72 hours",), ["within 72 hours"], id="a few words"),
        pytest.param(
            ("MAKERS … (large ones)",), ["Makers shall notify boil-overs (large ones)"], id="ends"
        ),
        pytest.param(
            ("Makers shall … boil overs", "Makers shall … record"),
            ["Makers shall notify boil-overs", "Makers shall keep a record"],
            id="two, in their order",
        ),
        pytest.param(("within 48 hours",), None, id="another figure"),
        pytest.param(("keep a record", "Makers"), None, id="not in this order"),
        pytest.param(("hours … within",), None, id="the end before the beginning"),
    ],
)
def test_a_quote_is_cut_from_its_first_to_its_last_words(quotes, found):
    cut = spans(Entry("act", "who", "A line.", "art_1", quotes), TEXT)
    assert (cut and [TEXT[start:end] for start, end in cut]) == found
