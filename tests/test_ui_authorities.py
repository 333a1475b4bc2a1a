"""A table of authorities lists what exists, by act, in the order of the act."""

import pytest

from rag.memo.model import ACT as WHOLE_ACT
from rag.memo.model import AMBIGUOUS, CASE, NO, UNITED_STATES, UNKNOWN, YES
from tests.conftest import corpus, document
from tests.memo_reports import ACT, finding, report, texts
from ui.authorities import BLUEBOOK, OSCOLA, authorities
from ui.check_json import authorities_object

TEXT = (
    "Annex IX and Annex V, point 2.\n\nArticle 10(2)(a), Article 9, Article 10(2), Article 4a "
    "and recital 3.\n\nArticle 9 again; Article 1 of the Pot Directive; EO 99001, section 2.\n\n"
    "Article 99, Article 7, Article 5 of the Tea Act, C-131/12, a tale, the Kettle Act."
)


def cited(words, anchor, **facts):
    return finding(TEXT, words, exists=YES, resolved=anchor, **facts)


FOUND = [
    cited("Annex IX", f"{ACT}#anx_IX"),
    cited("Annex V, point 2", f"{ACT}#anx_V.pnt_2"),
    cited("Article 10(2)(a)", f"{ACT}#art_10.par_2.pnt_a"),
    cited("Article 9", f"{ACT}#art_9"),
    cited("Article 10(2)", f"{ACT}#art_10.par_2"),
    cited("Article 4a", f"{ACT}#art_4a"),
    cited("recital 3", f"{ACT}#rct_3"),
    cited("Article 9 again", f"{ACT}#art_9"),
    cited("Article 1 of", "32010L0002#art_1"),
    cited("EO 99001, section 2", "us:eo-99001#sec_2", kind=UNITED_STATES,
          cite="Exec. Order No. 99001 § 2"),
    finding(TEXT, "Article 99", exists=NO, act=ACT),
    finding(TEXT, "Article 7", exists=AMBIGUOUS),
    finding(TEXT, "Article 5 of the Tea Act", exists=UNKNOWN),
    finding(TEXT, "C-131/12", exists=UNKNOWN, kind=CASE, cite="C-131/12"),
    cited("a tale", "doc:tale#par_1"),
    finding(TEXT, "the Kettle Act", exists=YES, kind=WHOLE_ACT, act=ACT, cite=ACT),
]  # fmt: skip


def lines(style):
    return list(authorities(report(TEXT, *FOUND), texts(), style).lines())


def test_oscola_lists_acts_by_title_and_provisions_in_the_order_of_the_act():
    assert lines(OSCOLA) == [
        "Directive 2010/2/EU on pots",
        "  art 1, para 3",
        "",
        "Regulation (EU) 2099/1 on kettles (Kettle Act) [2099] OJ L2099/1",
        "  as a whole, para 4",
        "  recital 3, para 2",
        "  art 4a, para 2",
        "  art 9, paras 2, 3",
        "  art 10(2), para 2",
        "  art 10(2)(a), para 2",
        "  annex V, point 2, para 1",
        "  annex IX, para 1",
        "",
        "United States",
        "  Exec Order No 99001 § 2, para 3",
        "",
        "Not verified",
        "  Article 99, para 4 (does not exist)",
        "  Article 7, para 4 (the memo does not say of which act)",
        "  Article 5 of the Tea Act, para 4 (not in this corpus)",
        "  Case C-131/12, para 4 (not in this corpus)",
        "  a tale, para 4 (fiction, not law)",
    ]


def test_the_bluebook_writes_them_otherwise():
    found = lines(BLUEBOOK)
    assert found[3] == "Regulation (EU) 2099/1 on kettles (Kettle Act), 2099 O.J. (L 2099/1)"
    assert "  art. 10(2)(a), para 2" in found
    assert "  annex V, point 2, para 1" in found
    assert "  Exec. Order No. 99,001 § 2, para 3" in found


@pytest.mark.parametrize(
    ("cite", "oscola", "bluebook"),
    [
        ("10 U.S.C. § 3252(a)(1)", "10 USC § 3252(a)(1)", "10 U.S.C. § 3252(a)(1)"),
        ("48 C.F.R. § 9.402", "48 CFR § 9.402", "48 C.F.R. § 9.402"),
        ("Exec. Order No. 14110 § 4.2", "Exec Order No 14110 § 4.2",
         "Exec. Order No. 14,110 § 4.2"),
        ("No. 24-cv-1234 (docket)", "No 24-cv-1234", "No. 24-cv-1234"),
    ],
)  # fmt: skip
def test_united_states_law_is_cited_in_the_style(cite, oscola, bluebook):
    text = "See it."
    one = finding(text, "it", exists=UNKNOWN, kind=UNITED_STATES, cite=cite)
    for style, expected in ((OSCOLA, oscola), (BLUEBOOK, bluebook)):
        table = authorities(report(text, one), texts(), style)
        assert [entry.label for entry in table.not_verified] == [expected]
        assert table.groups == ()


def test_json_has_the_table():
    made = authorities_object(authorities(report(TEXT, *FOUND), texts(), OSCOLA))
    assert made["groups"][1]["entries"][3] == {"label": "art 9", "paragraphs": [2, 3]}
    assert made["not_verified"][0]["reason"] == "does not exist"


@pytest.mark.parametrize(
    ("work", "oscola", "bluebook"),
    [
        pytest.param("32016R0679", "[2016] OJ L119/1", ", 2016 O.J. (L 119) 1", id="GDPR"),
        pytest.param("32022L2555", "[2022] OJ L333/80", ", 2022 O.J. (L 333) 80", id="NIS2"),
        pytest.param("32022R2554", "[2022] OJ L333/1", ", 2022 O.J. (L 333) 1", id="DORA"),
    ],
)
def test_an_older_act_has_number_and_page_of_its_journal(work, oscola, bluebook):
    act = document(id=work, work=work, published=f"{work[1:5]}-05-04")
    named = finding("The act.", "The act", exists=YES, kind=WHOLE_ACT, act=work, cite=work)
    for style, reference in ((OSCOLA, oscola), (BLUEBOOK, bluebook)):
        table = authorities(report("The act.", named), corpus(documents=(act,)), style)
        assert table.groups[0].heading.endswith(reference)
