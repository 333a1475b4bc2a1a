"""A topic across acts: our lines for these very texts, and what a search finds for others."""

from dataclasses import replace

import pytest

from ingest.headnotes import hash_of
from ingest.topics import read_topics
from rag.compare import Wanted, act_named, compared, default_acts, offered_acts
from rag.compare_found import Means, found_row
from rag.compare_table import ABSENT, EDITED, FOUND, MISSING, STALE, edited_row
from rag.compare_topics import meant
from rag.verify import is_verbatim
from tests.conftest import corpus, kettle_corpus
from tests.topic_files import ACT, OPENING, boil_overs, entry, written

DAY = "2099-05-02"


@pytest.fixture(scope="module")
def topics(tmp_path_factory):
    folder = written(tmp_path_factory.mktemp("corpus"), boil_overs(kettle_corpus()))
    return read_topics(folder / "topics")


def with_text(anchor, text):
    """Return the Kettle Act with other words at one place."""
    known = kettle_corpus()
    changed = replace(known.provisions[f"{ACT}#{anchor}"], text=text)
    return replace(known, provisions={**known.provisions, changed.id: changed})


def states(row, column):
    return [pin.state for pin in row.cells[column]]


def test_a_line_comes_with_the_words_it_was_written_for(topics):
    row = edited_row(topics["boil-overs"], ACT, kettle_corpus(), DAY)
    [pin] = row.cells["when"]
    assert (pin.state, pin.line) == (EDITED, "Within 72 hours.")
    assert pin.provision.label == "Article 5(2)"
    assert [c.quote for c in pin.citations] == ["The notification shall be made within 72 hours"]
    assert all(is_verbatim(c) for pins in row.cells.values() for p in pins for c in p.citations)


def test_a_silence_says_where_was_looked_and_what_the_copy_lacks(topics):
    row = edited_row(topics["boil-overs"], ACT, kettle_corpus(), DAY)
    assert states(row, "penalty") == [EDITED, ABSENT]
    silence = row.cells["penalty"][1]
    assert silence.searched == ("prison", "jail")
    assert silence.within == silence.gaps == ("Article 7",)


def test_a_line_written_for_another_text_is_not_shown(topics):
    changed = with_text("art_5.par_2", "The notification shall be made within 96 hours.")
    [pin] = edited_row(topics["boil-overs"], ACT, changed, DAY).cells["when"]
    assert (pin.state, pin.line, pin.citations) == (STALE, "", ())
    assert pin.provision.label == "Article 5(2)"


def test_where_a_text_is_not_here_no_line_of_ours_is_shown(topics):
    cut = replace(kettle_corpus().provisions[f"{ACT}#art_5.par_2"], completeness="cut")
    known = kettle_corpus()
    partial = replace(known, provisions={**known.provisions, cut.id: cut})
    [pin] = edited_row(topics["boil-overs"], ACT, partial, DAY).cells["when"]
    assert (pin.state, pin.line, pin.citations) == (MISSING, "", ())


def test_an_act_of_which_only_our_notes_are_here_is_not_edited(topics):
    known = kettle_corpus()
    notes = [replace(p, kind="note") for p in known.provisions.values() if p.document_id == ACT]
    only = corpus(*notes, documents=tuple(known.documents.values()))
    assert edited_row(topics["boil-overs"], ACT, only, DAY) is None


def test_silence_ends_when_the_act_speaks(topics):
    changed = with_text("art_7", "1. Makers of bad kettles go to jail.")
    row = edited_row(topics["boil-overs"], ACT, changed, DAY)
    assert states(row, "penalty")[1] == STALE
    assert row.cells["penalty"][1].line == ""


def test_of_two_lines_on_one_place_the_one_for_this_text_is_shown(tmp_path):
    known = kettle_corpus()
    other = entry("art_5.par_2", "when", "Within a week.", "0" * 64)
    folder = written(tmp_path, boil_overs(known) + other)
    topic = read_topics(folder / "topics")["boil-overs"]
    assert [p.line for p in edited_row(topic, ACT, known, DAY).cells["when"]] == [
        "Within 72 hours."
    ]


def test_a_point_is_named_where_its_introductory_words_are_quoted_too(tmp_path):
    known = kettle_corpus()
    provision = known.provisions[f"{ACT}#art_3.par_1"]
    quotes = ["The following … prohibited", "the painting … lead"]
    text = OPENING + entry("art_3.par_1", "what", "No lead.", hash_of(provision), quotes=quotes)
    topic = read_topics(written(tmp_path, text) / "topics")["boil-overs"]
    [pin] = edited_row(topic, ACT, known, DAY).cells["what"]
    assert pin.provision.label == "Article 3(1)(b)"
    assert [c.quote[:9] for c in pin.citations] == ["The follo", "the paint"]


@pytest.mark.parametrize(
    ("asked", "slug"),
    [
        pytest.param("boil-overs", "boil-overs", id="slug"),
        pytest.param("Überkochen", "boil-overs", id="title in the other language"),
        pytest.param("Reporting boil-overs", "boil-overs", id="other forms of its words"),
        pytest.param("rules on boil-overs", "boil-overs", id="with a word for rules"),
        pytest.param("boil-overs of teapots", None, id="something else as well"),
        pytest.param("tea", None, id="unknown"),
        pytest.param("the", None, id="nothing"),
    ],
)
def test_words_mean_a_topic_or_none(topics, asked, slug):
    found = meant(asked, topics)
    assert (found and found.slug) == slug


def test_what_is_not_edited_is_found_by_search(kettle):
    means = Means(kettle.corpus, kettle.search, kettle.support)
    row = found_row("whistles", ACT, means, DAY)
    assert not row.edited
    assert {p.state for pins in row.cells.values() for p in pins} == {FOUND}
    assert any("whistle" in c.quote for p in row.cells["what"] for c in p.citations)
    assert {p.line for p in row.cells["who"]} <= {"", "Makers", "Importers"}
    assert row.cells["who"]


def test_a_deadline_is_quoted_only_where_one_is_stated(kettle):
    means = Means(kettle.corpus, kettle.search, kettle.support)
    row = found_row("notification of boil-overs", ACT, means, DAY)
    whens = [c.quote for p in row.cells["when"] for c in p.citations]
    assert whens
    assert all("hours" in quote for quote in whens)


@pytest.mark.parametrize("topic", ["quantum telescopes", "salaries of astronauts"])
def test_nothing_is_shown_where_nothing_is_near(kettle, topic):
    means = Means(kettle.corpus, kettle.search, kettle.support)
    assert not any(found_row(topic, ACT, means, DAY).cells.values())


def test_a_search_is_not_loaded_for_what_we_edited(topics):
    def never() -> Means:
        raise AssertionError("loaded")

    known = kettle_corpus()
    table = compared(Wanted("boil-overs", topics["boil-overs"], (ACT,), DAY), known, never)
    assert [row.edited for row in table.rows] == [True]
    assert table.corpus == known.sha256


def test_an_act_before_its_time_is_not_in_force():
    document = replace(kettle_corpus().documents[ACT], in_force_from="2098-06-30")
    known = corpus(*kettle_corpus().provisions.values(), documents=(document,))
    means = Means(known, lambda question, k: [])
    assert not found_row("pots", ACT, means, "2090-01-01").in_force
    assert found_row("pots", ACT, means, DAY).in_force


def test_acts_are_known_by_id_work_and_title(topics):
    known = kettle_corpus()
    assert act_named("kettle  ACT", known) == act_named(ACT, known) == ACT
    assert act_named("Teapot Act", known) == ""
    assert default_acts(topics, known) == (ACT,)
    assert [d.is_law for d in offered_acts(known)] == [True, False, False]
