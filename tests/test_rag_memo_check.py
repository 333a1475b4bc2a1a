"""A memo is checked as a whole, on small laws of ours and on the real ones as amended."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Corpus
from ingest.store import read_corpus
from rag.memo.check import check
from rag.memo.model import Report
from rag.settings import Settings
from rag.wiring import ingest_corpus
from tests.memo_kettles import AFTER, AMENDED, BEFORE, CORPUS, KETTLES, K, T

AI, LATER = "32024R1689", "32024R1689+32026R1744"
MEMO = f"""To the board, on {K}.

Makers must notify every boil-over of a kettle to the water authority (Article 3(1)).
“The notification shall be made not later than 72 hours after the boil-over” (Article 3(2)).

See also Article 9(1) of {K}. He said “nobody knows what this long sentence is about”.
"""


def checked(text: str, day: str = AFTER) -> Report:
    return check(text, "memo.txt", CORPUS, day)


def test_findings_come_in_the_order_of_the_memo_with_their_paragraphs():
    report = checked(MEMO)
    spans = [finding.mention.span for finding in report.findings]
    assert spans == sorted(spans)
    assert [finding.paragraph for finding in report.findings] == [1, 2, 2, 3]
    assert all(MEMO[slice(*f.mention.span)] == f.mention.text for f in report.findings)


def test_lines_are_paragraphs_where_no_line_is_blank():
    report = checked(f"Article 3(1) of {K}.\nArticle 4(1) of {K}.")
    assert [finding.paragraph for finding in report.findings] == [1, 2]


def test_the_report_says_what_fails_and_what_belongs_to_no_citation():
    report = checked(MEMO)
    assert [f.mention.text for f in report.fails] == ["Article 3(2)", f"Article 9(1) of {K}"]
    assert [q.text for q in report.unattached] == ["nobody knows what this long sentence is about"]
    assert (report.name, report.as_of, report.corpus) == ("memo.txt", AFTER, CORPUS.sha256)


def test_the_report_names_the_text_used_and_what_is_missing_from_it():
    report = checked(f"Article 1(1) of Directive (EU) 2092/3 and Article 3(1) of {K}.")
    assert "Put together by Pincite." in report.notices
    assert "Cup Directive: this copy has no recitals." in report.notices


def test_claims_are_left_open_where_they_are_not_asked_for():
    text = f"The notification must be made within 48 hours of the boil-over (Article 3(2) of {K})."
    assert [f.claim for f in checked(text).findings] == ["contradicted"]
    report = check(text, "memo.txt", CORPUS, AFTER, claims=False)
    assert [f.claim for f in report.findings] == ["not_checked"]
    assert "What the memo says of provisions was not judged." in report.notices


def test_what_a_quotation_cites_is_not_cited_by_the_memo():
    quote = "It shall do so within the limits of Article 12(3) of this Regulation"
    report = checked(f"Article 3(1) of {K} says: “{quote}”.")
    assert [f.mention.reference.number for f in report.findings] == ["3"]


def test_a_story_that_a_memo_names_by_its_title_is_no_law():
    report = checked("As “Minister weighs steps against Steamworks” told, a ban is near.")
    assert [f.status for f in report.findings] == ["reported"]


def test_each_of_two_quotations_of_one_citation_has_a_finding():
    text = (
        f"Article 3(2) of {K} says “The notification shall be made” and “not later than 48 hours "
        "after the boil-over”."
    )
    assert [f.quote for f in checked(text).findings] == ["verbatim", "altered"]


@pytest.mark.parametrize(
    "text", ["", " \n", "Nothing is cited here.", "Article", "“", "[^1]: > “…”"]
)
def test_a_memo_without_citations_has_no_findings(text):
    assert checked(text).findings == ()


WORDS = st.sampled_from(
    [
        "Article 3(1)",
        "Article 44",
        K,
        T,
        "recital 1",
        "“",
        "”",
        "...",
        "must",
        "72 hours",
        "ibid.",
        "(",
        ")",
        "\n\n",
        "kettle",
        "thereof",
        "and",
        "[^1]",
        "Annex I",
        "shall not",
        ";",
        "> ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=14).map(" ".join)))
def test_any_text_is_checked_with_spans_inside_it(text):
    for finding in checked(text, BEFORE).findings:
        start, end = finding.mention.span
        assert 0 <= start <= end <= len(text)
        assert finding.paragraph >= 1
        assert finding.resolved == "" or finding.resolved in CORPUS.provisions
        assert finding.exists != "no" or finding.reasons


def test_the_day_decides_which_words_count():
    text = f"Article 3(2) of {K}."
    assert checked(text, BEFORE).findings[0].resolved == f"{KETTLES}#art_3.par_2"
    assert checked(text, AFTER).findings[0].resolved == f"{AMENDED}#art_3.par_2"


@pytest.fixture(scope="module")
def law(mirror, tmp_path_factory) -> Corpus:
    """The AI Act as published and as amended, and the GDPR: the catalogue, not indexed."""
    home = tmp_path_factory.mktemp("law")
    ingest_corpus(Settings(home=home, mirror=mirror, offline=True), lambda step: None)
    return read_corpus(home)


def cut(law: Corpus, identifier: str, first: int, last: int) -> str:
    """Return words of a provision, counted from 1."""
    return " ".join(law.provisions[identifier].text.split()[first - 1 : last]).rstrip(".,;:")


@pytest.fixture(scope="module")
def outdated(law) -> str:
    """A memo written against the AI Act as published."""
    sandbox = cut(law, f"{AI}#art_57.par_1", 1, 26)
    special = cut(law, f"{AI}#art_10.par_5", 1, 20)
    literacy = cut(law, f"{AI}#art_4", 1, 24)
    return f"""The AI Act: what we must do by when

The duties for high-risk AI systems of Annex III to the AI Act apply from 2 August 2026.

The duties for products under Annex I to the AI Act apply from 2 August 2027.

Article 6(1) of the AI Act applies from 2 August 2027.

Chapter III applies to Annex III systems from 2 August 2026 (Article 113 of the AI Act).

Member States have a duty under Article 57(1) of the AI Act: “{sandbox}”.

Sandboxes must be operational at national level by 2 August 2026 (Article 57(1) of the AI Act).

Under Article 10(5) of the AI Act, “{special}”.

Special categories of personal data may be processed to correct bias (Article 10(5) of the AI Act).

Article 4 of the AI Act has it that “{literacy}”.

Providers ensure, to their best extent, a sufficient AI literacy (Article 4 of the AI Act).
"""


def test_a_memo_on_the_text_as_published_has_every_outdated_date_and_move_flagged(law, outdated):
    report = check(outdated, "memo.md", law, "2026-11-22")
    told = [
        (f.mention.reference.label, f.exists, f.quote, f.claim, f.status)
        for f in report.findings
        if f.paragraph > 1 and f.mention.reference
    ]
    assert told == [
        ("Annex III", "yes", "none", "contradicted", "in_force"),
        ("Annex I", "yes", "none", "contradicted", "amended"),
        ("Article 6(1)", "yes", "none", "contradicted", "not_yet_applicable"),
        ("Annex III", "yes", "none", "not_checked", "in_force"),
        ("Article 113", "yes", "none", "contradicted", "amended"),
        ("Article 57(1)", "yes", "other_version", "not_checked", "amended"),
        ("Article 57(1)", "yes", "none", "contradicted", "amended"),
        ("Article 10(5)", "no", "other_version", "not_checked", "repealed"),
        ("Article 10(5)", "no", "none", "not_checked", "repealed"),
        ("Article 4", "yes", "other_version", "not_checked", "amended"),
        ("Article 4", "yes", "none", "not_checked", "amended"),
    ]


def test_the_same_memo_was_right_before_the_amendment(law, outdated):
    report = check(outdated, "memo.md", law, "2026-01-15")
    assert [f.mention.text for f in report.fails] == []
    quotes = [f.quote for f in report.findings if f.quote != "none"]
    assert quotes == ["verbatim"] * 3


def test_what_was_moved_is_said_with_its_new_place(law, outdated):
    report = check(outdated, "memo.md", law, "2026-11-22")
    moved = [f for f in report.findings if f.exists == "no"]
    assert {f.nearest for f in moved} == {f"{LATER}#art_4a.par_1"}
    assert all("Article 4a(1)" in f.reasons[0] for f in moved)


def test_new_dates_are_said_with_the_outdated_ones(law, outdated):
    report = check(outdated, "memo.md", law, "2026-11-22")
    said = {f.mention.reference.label: " ".join(f.reasons) for f in report.fails}
    assert "2 December 2027" in said["Annex III"]
    assert "2 August 2028" in said["Annex I"]
    assert "2 August 2028" in said["Article 6(1)"]
    assert "2 August 2027" in said["Article 57(1)"]
