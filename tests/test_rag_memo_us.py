"""Citations of United States law are found in every usual form, and placed in the corpus."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.model import Corpus
from rag.memo.find_us import us_mentions
from rag.memo.model import UNITED_STATES, Mention
from rag.memo.us_place import us_document, us_place
from tests.conftest import corpus, document, provision

ONE = [
    ("10 U.S.C. § 3252(a)(1)", "10 U.S.C. § 3252(a)(1)"),
    ("10 U.S.C. 3252", "10 U.S.C. § 3252"),
    ("10 USC 3252(a)", "10 U.S.C. § 3252(a)"),
    ("10 U. S. C. §3252", "10 U.S.C. § 3252"),
    ("10 U.S. Code § 3252", "10 U.S.C. § 3252"),
    ("42 U.S.C. § 2000e-5(f)(1)", "42 U.S.C. § 2000e-5(f)(1)"),
    ("50 U.S.C. § 4501 et seq.", "50 U.S.C. § 4501"),
    ("50 U.S.C. § 1701 note", "50 U.S.C. § 1701 note"),
    ("section 3252 of title 10", "10 U.S.C. § 3252"),
    ("Section 3252(a) of Title 10, United States Code", "10 U.S.C. § 3252(a)"),
    ("subsection (b)(3) of section 3252 of title 10, U.S.C.", "10 U.S.C. § 3252(b)(3)"),
    ("paragraph (1) of subsection (a) of section 4713 of title 41", "41 U.S.C. § 4713(a)(1)"),
    ("title 10, section 3252", "10 U.S.C. § 3252"),
    ("Title 10 of the U.S. Code, section 3252", "10 U.S.C. § 3252"),
    ("FASCSA § 1327(b)", "41 U.S.C. § 1327(b)"),
    ("48 C.F.R. § 9.402", "48 C.F.R. § 9.402"),
    ("48 CFR 9.402(b)", "48 C.F.R. § 9.402(b)"),
    ("48 C.F.R. Part 9", "48 C.F.R. pt. 9"),
    ("title 48, Code of Federal Regulations, section 9.402", "48 C.F.R. § 9.402"),
    ("FAR 9.402", "48 C.F.R. § 9.402"),
    ("FAR 52.204-30(c)", "48 C.F.R. § 52.204-30(c)"),
    ("Federal Acquisition Regulation (FAR) 9.402", "48 C.F.R. § 9.402"),
    ("section 9.402 of the FAR", "48 C.F.R. § 9.402"),
    ("DFARS 252.239-7018", "48 C.F.R. § 252.239-7018"),
    ("FAR subpart 9.4", "48 C.F.R. subpt. 9.4"),
    ("EO 14409", "Exec. Order No. 14409"),
    ("E.O. 14,110", "Exec. Order No. 14110"),
    ("Executive Order No. 14110", "Exec. Order No. 14110"),
    ("Exec. Order No. 14,179", "Exec. Order No. 14179"),
    ("executive order 14365", "Exec. Order No. 14365"),
    ("Executive Order (E.O.) 14365", "Exec. Order No. 14365"),
    ("section 4.2 of Executive Order 14110", "Exec. Order No. 14110 § 4.2"),
    ("EO 14110, section 4.2(a)(i)", "Exec. Order No. 14110 § 4.2(a)(i)"),
    ("Pub. L. No. 117-263", "Pub. L. No. 117-263"),
    ("Public Law 117–263", "Pub. L. No. 117-263"),
    ("P.L. 117-263", "Pub. L. No. 117-263"),
    ("section 5949 of Public Law 117-263", "Pub. L. No. 117-263 § 5949"),
    ("Pub. L. 115-390, § 202", "Pub. L. No. 115-390 § 202"),
    ("No. 24-cv-1234", "No. 24-cv-1234 (docket)"),
    ("Case No. 3:26-cv-01996-RFL", "No. 3:26-cv-01996 (docket)"),
    ("No. 26-1049 (D.C. Cir. Apr. 8, 2026)", "No. 26-1049 (docket)"),
    ("Docket No. 26-1049", "No. 26-1049 (docket)"),
    ("SB 53", "S.B. 53"),
    ("California's SB 53", "Cal. S.B. 53"),
    ("Senate Bill 53", "S.B. 53"),
    ("section 22757.13(a) of SB 53", "S.B. 53 § 22757.13(a)"),
    ("California AB 2013", "Cal. A.B. 2013"),
    ("Colorado SB 24-205", "Colo. S.B. 24-205"),
    ("Illinois SB 315", "Ill. S.B. 315"),
    ("New York RAISE Act, section 1420", "N.Y. RAISE Act § 1420"),
    ("Transparency in Frontier Artificial Intelligence Act", "Cal. S.B. 53"),
    ("California Government Code section 11549.6", "Cal. Gov. Code § 11549.6"),
    ("Cal. Gov. Code § 8546.7(a)", "Cal. Gov. Code § 8546.7(a)"),
    ("Section 22757.12 of the California Business and Professions Code",
     "Cal. Bus. & Prof. Code § 22757.12"),
    ("New York General Business Law section 1421(1)", "N.Y. Gen. Bus. Law § 1421(1)"),
    ("Colo. Rev. Stat. § 6-1-1701", "Colo. Rev. Stat. § 6-1-1701"),
    ("NIST AI 600-1", "NIST AI 600-1"),
    ("561 U.S. 477", "561 U.S. 477"),
    ("561 U. S. 477", "561 U.S. 477"),
    ("5 F.4th 12", "5 F.4th 12"),
    ("136 Stat. 2395", "136 Stat. 2395"),
    ("88 Fed. Reg. 75191", "88 Fed. Reg. 75191"),
]  # fmt: skip


@pytest.mark.parametrize(("written", "cite"), ONE, ids=[row[0] for row in ONE])
def test_a_citation_is_found_whole_in_its_usual_forms(written, cite):
    text = f"The agency relies on {written}, and the memo goes on."
    found = us_mentions(text)
    assert [(m.text, m.cite, m.kind) for m in found] == [(written, cite, UNITED_STATES)]
    assert text[slice(*found[0].span)] == written


SERIES = [
    ("41 U.S.C. §§ 1321–1328", ["41 U.S.C. § 1321", "41 U.S.C. § 1328"]),
    ("41 U.S.C. 1321 to 1328", ["41 U.S.C. § 1321", "41 U.S.C. § 1328"]),
    ("50 U.S.C. §§ 4511-68", ["50 U.S.C. § 4511", "50 U.S.C. § 4568"]),
    ("5 U.S.C. 701, 705 and 706", ["5 U.S.C. § 701", "5 U.S.C. § 705", "5 U.S.C. § 706"]),
    ("10 U.S.C. 3252, 41 U.S.C. 4713", ["10 U.S.C. § 3252", "41 U.S.C. § 4713"]),
    ("10 U.S.C. § 3252, 30 days after it", ["10 U.S.C. § 3252"]),
    ("10 U.S.C. 3252, 12 and 7 of them", ["10 U.S.C. § 3252"]),
    ("10 U.S.C. §§ 3252, 3253, 30 days after it", ["10 U.S.C. § 3252", "10 U.S.C. § 3253"]),
    ("10 U.S.C. §§ 1, 3 and 41 U.S.C. § 7", ["10 U.S.C. § 1", "10 U.S.C. § 3", "41 U.S.C. § 7"]),
    ("10 U.S.C. 3252(a) and (b)", ["10 U.S.C. § 3252(a)", "10 U.S.C. § 3252(b)"]),
    ("10 U.S.C. § 3252(b)(1)–(3)", ["10 U.S.C. § 3252(b)(1)", "10 U.S.C. § 3252(b)(3)"]),
    ("sections 4511 and 4555 of title 50", ["50 U.S.C. § 4511", "50 U.S.C. § 4555"]),
    ("15 C.F.R. §§ 744.11-744.23", ["15 C.F.R. § 744.11", "15 C.F.R. § 744.23"]),
    ("EOs 14110, 14,179 and 14365",
     ["Exec. Order No. 14110", "Exec. Order No. 14179", "Exec. Order No. 14365"]),
    ("Pub. L. Nos. 117-263 and 116-283", ["Pub. L. No. 117-263", "Pub. L. No. 116-283"]),
    ("Cal. Bus. & Prof. Code §§ 22757.10–22757.16",
     ["Cal. Bus. & Prof. Code § 22757.10", "Cal. Bus. & Prof. Code § 22757.16"]),
]  # fmt: skip


@pytest.mark.parametrize(("written", "cites"), SERIES, ids=[row[0] for row in SERIES])
def test_a_list_gives_each_member_and_a_range_its_ends(written, cites):
    assert [mention.cite for mention in us_mentions(f"See {written}.")] == cites


@pytest.mark.parametrize(
    "text",
    [
        "Id. at 5; supra note 3; 561 U.S., at 480",
        "Article 10 of Title III, Regulation (EU) No 1025/2012",
        "Case C-131/12, EU:C:2014:317, [2014] ECR 12",
        "OJ L 119, 4.5.2016, p. 1",
        "within 72 hours under Article 5(1) of Directive 2014/90/EU",
        "Opinion No. 28-2024 of the board",
        "Volvo AB 2024, the 10 US companies, Title 5 of the Treaty",
        "Section 3 of this memo and section 3.2 of the code",
        "Article 5 A. 3 B. 2 of the annex",
    ],
)
def test_what_is_no_citation_of_united_states_law_is_left_alone(text):
    assert us_mentions(text) == []


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [row[0] for row in ONE]
            + [" ", "\n\n", ", ", " and ", "§", "(a)", "1", "-", " U.S.C. ", "title 9", "é", "\x85"]
        ),
        max_size=14,
    ).map("".join)
    | st.text(max_size=200)
)
def test_spans_are_inside_any_text_and_hold_the_words(text):
    found = us_mentions(text)
    for mention in found:
        assert 0 <= mention.span[0] < mention.span[1] <= len(text)
        assert text[slice(*mention.span)] == mention.text
        assert mention.cite
    assert [mention.span for mention in found] == sorted(mention.span for mention in found)


@pytest.mark.parametrize(
    "unit",
    ["10 U.S.C. ", " ", "§ 1, ", "(a)", "paragraph (1) of ", "California Gov. ", "26-cv-", "1"],
)
def test_a_long_text_of_one_sort_is_read_to_its_end(unit):
    text = unit * (200_000 // len(unit)) + "\n\nSee EO 14110."
    assert us_mentions(text)[-1].cite == "Exec. Order No. 14110"


def labelled(document_id, *labels, tier="note", **facts):
    """Return a document of United States law and its provisions, numbered, by their labels."""
    known = document(id=document_id, work=document_id, tier=tier, **{"jurisdiction": "US", **facts})
    parts = [
        provision(
            f"n_{n}", id=f"{document_id}#n_{n}", document_id=document_id, label=label, tier=tier
        )
        for n, label in enumerate(labels, 1)
    ]
    return known, parts


def held() -> Corpus:
    """A corpus of digests on made-up laws, the text of one, and a news story."""
    made = [
        labelled(
            "usc:99-77",
            "99 U.S.C. 77(a) (note)",
            "99 U.S.C. 77(b)(1) (note)",
            "99 U.S.C. 77, steam (note)",
            "99 U.S.C. 77(c), whistles (note)",
            "99 U.S.C. 77(c), spouts (note)",
        ),
        labelled("usc:99-1", "99 U.S.C. 1(a)", "99 U.S.C. 1(a)(1)", tier="law"),
        labelled(
            "us-ca:sb-9",
            "California SB 9, section 111.5 (note)",
            title="California SB 9, in the Business and Professions Code",
            jurisdiction="US-CA",
        ),
        labelled("us:docket-9", "D.C. Cir. 26-1049, the case (note)", "D.C. Cir. 26-1049 (note)"),
        labelled("us:eo-99001", "EO 99001, aim (note)", "EO 99001, section 2 (note)"),
        labelled("doc:story", "99 U.S.C. 5, as told", tier="news"),
    ]
    every = [part for _, parts in made for part in parts]
    return corpus(*every, documents=tuple(known for known, _ in made))


def only(text) -> Mention:
    (mention,) = us_mentions(text)
    return mention


@pytest.mark.parametrize(
    ("cited", "law", "place"),
    [
        pytest.param("99 U.S.C. § 77(a)", "usc:99-77", "n_1", id="as labelled"),
        pytest.param("99 U.S.C. § 77(a)(2)(B)", "usc:99-77", "n_1", id="below a digest"),
        pytest.param("99 U.S.C. § 77(b)(2)", "usc:99-77", "", id="beside what a digest has"),
        pytest.param("99 U.S.C. § 77(c)", "usc:99-77", "", id="several notes on parts of it"),
        pytest.param("99 U.S.C. § 77", "usc:99-77", "", id="the section as a whole"),
        pytest.param("99 U.S.C. § 1(a)(1)", "usc:99-1", "n_2", id="in a text"),
        pytest.param("99 U.S.C. § 1(a)(2)", "usc:99-1", "", id="not in a text"),
        pytest.param("99 U.S.C. § 78", "", "", id="another section"),
        pytest.param("98 U.S.C. § 77", "", "", id="another title"),
        pytest.param("99 U.S.C. § 5", "", "", id="told only in the news"),
        pytest.param("SB 9, section 111.5(a)", "us-ca:sb-9", "n_1", id="bill without its state"),
        pytest.param("California SB 9", "us-ca:sb-9", "", id="a bill as a whole"),
        pytest.param("Texas SB 9", "", "", id="bill of another state"),
        pytest.param("Cal. Bus. & Prof. Code § 111.5", "us-ca:sb-9", "n_1", id="by its code"),
        pytest.param("Cal. Gov. Code § 111.5", "", "", id="another code of the state"),
        pytest.param("Docket No. 26-1049", "us:docket-9", "n_2", id="docket"),
        pytest.param("No. 26-1049 (D.C. Cir. 2026)", "us:docket-9", "n_2", id="docket and court"),
        pytest.param("No. 26-1049 (2d Cir. 2026)", "", "", id="docket of another court"),
        pytest.param("E.O. 99,001 § 2(b)", "us:eo-99001", "n_2", id="below a section of an order"),
        pytest.param("E.O. 99,001 § 3", "us:eo-99001", "", id="a section that is not there"),
        pytest.param("E.O. 99,002", "", "", id="another order"),
    ],
)
def test_a_citation_is_placed_in_the_corpus(cited, law, place):
    mention = only(cited)
    assert us_document(mention, held()) == law
    assert us_place(mention, held()) == (f"{law}#{place}" if place else "")
