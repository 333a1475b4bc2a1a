"""Citations in running text are found, named and resolved."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import cut, formex
from ingest.references import (
    ACTS,
    ELSEWHERE,
    Reference,
    called,
    find,
    find_acts,
    find_relative,
    name_of,
    resolve,
)
from tests.conftest import document

AI, GDPR, NIS2 = "32024R1689", "32016R0679", "32022L2555"

# Each citation as label, followed by "@ act" when the text names one.
CITED = {
    "Article 5": ["Article 5"],
    "Article 4a": ["Article 4a"],
    "article 5": ["Article 5"],
    "ARTICLE 5(1)": ["Article 5(1)"],
    "Art. 5": ["Article 5"],
    "Art 5(1)": ["Article 5(1)"],
    "art. 6(2) and others": ["Article 6(2)"],
    "Article\u00a05": ["Article 5"],
    "Article 5(1)": ["Article 5(1)"],
    "Article 5 (1)": ["Article 5(1)"],
    "Article 5(1)(a)": ["Article 5(1)(a)"],
    "Article 5 (1) (a)": ["Article 5(1)(a)"],
    "Article 5(1)(h)(iii)": ["Article 5(1)(h)(iii)"],
    "Article 3(63)": ["Article 3(63)"],
    "Article 99(6a)": ["Article 99(6a)"],
    "Article 57(3a)(b)": ["Article 57(3a)(b)"],
    "Article 5(1)(ba)": ["Article 5(1)(ba)"],
    "Article 5(1), point (a)": ["Article 5(1)(a)"],
    "Article 5(1), point (a)(i)": ["Article 5(1)(a)(i)"],
    "Article 5(1) point (f)": ["Article 5(1)(f)"],
    "Article 3, point (49)(c)": ["Article 3(49)(c)"],
    "Article 3, point 63": ["Article 3(63)"],
    "Article 6(1), first subparagraph, point (c)": ["Article 6(1)(c)"],
    "Article 5(1), first subparagraph": ["Article 5(1)"],
    "Article 113, third paragraph, point (a)": ["Article 113(3)(a)"],
    "Article 113, second paragraph": ["Article 113(2)"],
    "point (a) of Article 5(1)": ["Article 5(1)(a)"],
    "point (h)(iii) of Article 5(1)": ["Article 5(1)(h)(iii)"],
    "point (c) of the first subparagraph of Article 5(1)": ["Article 5(1)(c)"],
    "paragraph 1 of Article 6": ["Article 6(1)"],
    "paragraph 1a of Article 6": ["Article 6(1a)"],
    "Articles 53 and 55": ["Article 53", "Article 55"],
    "Articles 8, 9 and 10": ["Article 8", "Article 9", "Article 10"],
    "Articles 8, 9, and 10": ["Article 8", "Article 9", "Article 10"],
    "Articles 16(1) or 17(2)(b)": ["Article 16(1)", "Article 17(2)(b)"],
    "Articles 102 to 105": ["Article 102", "Article 103", "Article 104", "Article 105"],
    "Articles 8-10": ["Article 8", "Article 9", "Article 10"],
    "Articles 8 – 10 and 15": ["Article 8", "Article 9", "Article 10", "Article 15"],
    "Arts. 53 and 55": ["Article 53", "Article 55"],
    "Article 5 and 6 months later": ["Article 5"],
    "Recital 110": ["Recital 110"],
    "recital (110)": ["Recital 110"],
    "Recitals 33-35": ["Recital 33", "Recital 34", "Recital 35"],
    "recitals 12 and 14": ["Recital 12", "Recital 14"],
    "recitals (12), (13) and (17)": ["Recital 12", "Recital 13", "Recital 17"],
    "Annex III": ["Annex III"],
    "annex iii": ["Annex III"],
    "Annex III, point 4": ["Annex III point 4"],
    "Annex III, point 4(a)": ["Annex III point 4(a)"],
    "Annex III point 1(a)": ["Annex III point 1(a)"],
    "Annex VII, point 4.3": ["Annex VII point 4(3)"],
    "point 1 of Annex III": ["Annex III point 1"],
    "points 5(b) of Annex III": ["Annex III point 5(b)"],
    "Annex VIII, Section A": ["Annex VIII Section A"],
    "Annex VIII Section A point 1": ["Annex VIII Section A point 1"],
    "Section A of Annex I": ["Annex I"],
    "Article 6(2) and Annex III": ["Article 6(2)", "Annex III"],
    "Annex III and Article 6(2)": ["Annex III", "Article 6(2)"],
    "Articles 9 to 15, Annex IV and recital 66": [
        *(f"Article {number}" for number in range(9, 16)),
        "Annex IV",
        "Recital 66",
    ],
    "Article 5 of the AI Act": [f"Article 5 @ {AI}"],
    "Article 5 AI Act": [f"Article 5 @ {AI}"],
    "AI Act, Article 5(1)(f)": [f"Article 5(1)(f) @ {AI}"],
    "the AI Act's Article 5": [f"Article 5 @ {AI}"],
    "Article 5 of the EU's AI Act": [f"Article 5 @ {AI}"],
    "Art. 6 GDPR": [f"Article 6 @ {GDPR}"],
    "GDPR Art. 6(1)(f)": [f"Article 6(1)(f) @ {GDPR}"],
    "Article 22 of the General Data Protection Regulation": [f"Article 22 @ {GDPR}"],
    "Article 21 NIS2": [f"Article 21 @ {NIS2}"],
    "Article 21 of the NIS 2 Directive": [f"Article 21 @ {NIS2}"],
    "Article 19 DORA": ["Article 19 @ 32022R2554"],
    "Article 9 of Regulation (EU) 2016/679": [f"Article 9 @ {GDPR}"],
    "Article 9(2), point (g) of Regulation (EU) 2016/679": [f"Article 9(2)(g) @ {GDPR}"],
    "Articles 5 and 6 of Regulation (EU) 2016/679": [f"Article 5 @ {GDPR}", f"Article 6 @ {GDPR}"],
    "Article 2 of Regulation (EC) No 765/2008": ["Article 2 @ 32008R0765"],
    "Article 8 of Directive 2014/90/EU": ["Article 8 @ 32014L0090"],
    "Article 6 of Directive 2001/29/EC": ["Article 6 @ 32001L0029"],
    "Article 3 of Decision No 768/2008/EC": ["Article 3 @ 32008D0768"],
    "Article 10 of Directive (EU) 2016/680": ["Article 10 @ 32016L0680"],
    "Article 1 of Regulation (EU) No 1025/2012": ["Article 1 @ 32012R1025"],
    "Annex I to Regulation (EU) 2019/1020": ["Annex I @ 32019R1020"],
    "recital 71 of Regulation (EU) 2016/679": [f"Recital 71 @ {GDPR}"],
    "Article 5 of 32024R1689": [f"Article 5 @ {AI}"],
    "Article 16 TFEU": [f"Article 16 @ {ELSEWHERE}"],
    "Articles 16 and 114 TFEU": [f"Article 16 @ {ELSEWHERE}", f"Article 114 @ {ELSEWHERE}"],
    "Article 2 of the Charter": [f"Article 2 @ {ELSEWHERE}"],
    "Article 6a of Protocol No 21": [f"Article 6a @ {ELSEWHERE}"],
    "Article 47 of the Treaty": [f"Article 47 @ {ELSEWHERE}"],
    "Article 4 of that Regulation": [f"Article 4 @ {ELSEWHERE}"],
    "": [],
    "an article of faith": [],
    "particle 5": [],
    "Article five": [],
    "Annexed is 5": [],
    "Article 2016/679": [],
}


def written(reference):
    return f"{reference.label} @ {reference.act}" if reference.act else reference.label


@pytest.mark.parametrize(("text", "citations"), CITED.items(), ids=lambda value: str(value)[:60])
def test_a_citation_is_found_as_written(text, citations):
    assert [written(r) for r in find(text)] == citations


@pytest.mark.parametrize(("text", "citations"), CITED.items(), ids=lambda value: str(value)[:60])
def test_a_citation_is_found_inside_a_sentence(text, citations):
    found = find(f"In cases of doubt, {text}; it shall whistle.")
    assert [written(r) for r in found] == citations


ANCHORS = {
    "Article 5": ["art_5"],
    "Article 5(1)(a)": ["art_5.par_1.pnt_a", "art_5.pnt_1.pnt_a"],
    "Article 3(63)": ["art_3.par_63", "art_3.pnt_63"],
    "Article 6, point (b)": ["art_6.pnt_b", "art_6.par_b", "art_6.par_1.pnt_b"],
    "Article 113, third paragraph, point (a)": ["art_113.par_3.pnt_a", "art_113.pnt_3.pnt_a"],
    "Recital 110": ["rct_110"],
    "Annex III, point 4(a)": ["anx_III.pnt_4.pnt_a", "anx_III.par_4.pnt_a"],
    "Annex VII, point 4.3": ["anx_VII.pnt_4.pnt_3"],
    "Annex VIII, Section A": ["anx_VIII.sct_A"],
    "Annex VIII, Section A, point 1": ["anx_VIII.sct_A.pnt_1"],
    "Annex I, point 14": ["anx_I.pnt_14", "anx_I.sct_A.pnt_14", "anx_I.sct_B.pnt_14"],
}


@pytest.mark.parametrize(("text", "anchors"), ANCHORS.items(), ids=ANCHORS)
def test_a_citation_names_the_anchors_it_can_mean(text, anchors):
    (reference,) = find(text)
    named = list(reference.anchors())
    assert named[0] == anchors[0]
    assert [anchor for anchor in anchors if anchor not in named] == []


@pytest.mark.parametrize(
    ("text", "known", "resolved"),
    [
        pytest.param("Article 3(1)", {"L#art_3.pnt_1"}, "L#art_3.pnt_1", id="a definition"),
        pytest.param(
            "Article 3(1)",
            {"L#art_3.pnt_1", "L#art_3.par_1"},
            "L#art_3.par_1",
            id="likeliest first",
        ),
        pytest.param(
            "Annex I, point 2", {"L#anx_I.sct_B.pnt_2"}, "L#anx_I.sct_B.pnt_2", id="section"
        ),
        pytest.param("Article 9", {"L#art_8"}, "", id="unknown"),
        pytest.param("Article 9 GDPR", {"L#art_9"}, "", id="another act"),
        pytest.param("Article 9 GDPR", {f"{GDPR}#art_9"}, f"{GDPR}#art_9", id="another known act"),
        pytest.param("Article 9 TFEU", {"L#art_9"}, "", id="a treaty"),
    ],
)
def test_a_citation_resolves_to_what_exists(text, known, resolved):
    (reference,) = find(text)
    assert resolve(reference, "L", known) == resolved


@pytest.mark.parametrize(
    ("text", "anchor", "found"),
    [
        ("as laid down in paragraph 2", "art_5.par_1", ["Article 5(2)"]),
        ("under paragraph 1, point (h)", "art_5.par_2", ["Article 5(1)(h)"]),
        ("under paragraph 1, first subparagraph, point (h)", "art_5.par_2", ["Article 5(1)(h)"]),
        ("under paragraph 3a", "art_57", ["Article 57(3a)"]),
        ("paragraphs 2 and 3", "art_5.par_1", ["Article 5(2)", "Article 5(3)"]),
        ("paragraphs 2, 3 and 5", "art_5.par_1", ["Article 5(2)", "Article 5(3)", "Article 5(5)"]),
        ("paragraphs 2 to 4", "art_5", ["Article 5(2)", "Article 5(3)", "Article 5(4)"]),
        (
            "paragraphs 1, 3a and 5 to 7",
            "art_5",
            [f"Article 5({n})" for n in ("1", "3a", 5, 6, 7)],
        ),
        ("paragraph 1 of Article 6", "art_5.par_1", []),
        ("paragraphs 1, 2 and 3 of Article 6", "art_5.par_1", []),
        ("paragraph 1 and 30 days later", "art_5.par_1", ["Article 5(1)"]),
        ("paragraph 1 of that Article", "art_5.par_1", []),
        ("paragraph 1234", "art_5", []),
        ("paragraph 2", "anx_III", []),
        ("paragraph 2", "rct_5", []),
        ("", "art_5", []),
    ],
)
def test_a_paragraph_named_alone_is_of_the_same_article(text, anchor, found):
    assert [r.label for r in find_relative(text, anchor)] == found


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Does the AI Act or the GDPR apply?", [AI, GDPR]),
        ("the ai act, the AI Act", [AI]),
        ("Regulation (EU) 2024/1689", [AI]),
        ("Regulations (EC) No 300/2008 and (EU) No 167/2013", ["32008R0300"]),
        ("Directive 2014/90/EU and Directive (EU) 2016/797", ["32014L0090", "32016L0797"]),
        ("Directive (EU) 2020/1828", ["32020L1828"]),
        ("Council Directive 93/13/EEC", ["31993L0013"]),
        ("Regulation (EEC) No 2454/93", ["31993R2454"]),
        ("Directive 95/46/EC", ["31995L0046"]),
        ("Regulation (EC) No 2320/2002", ["32002R2320"]),
        ("Regulation (EU) No 1025/2012", ["32012R1025"]),
        ("Regulation (EC) 765/2008", ["32008R0765"]),
        ("Regulation (EU) 1025/2012", ["32012R1025"]),
        ("Regulation (EC) 78/2009", ["32009R0078"]),
        ("Framework Decision 2002/584/JHA", ["32002D0584"]),
        ("Decision (EU) 2021/1", ["32021D0001"]),
        ("Decision No 1720/1999/EC", ["31999D1720"]),
        ("the draconian data action", []),
        ("", []),
    ],
)
def test_acts_are_named_by_their_celex_number(text, acts):
    assert find_acts(text) == acts


def test_every_short_name_is_recognised():
    assert {name: find_acts(f"under the {name}.") for name in ACTS} == {
        name: [identifier] for name, identifier in ACTS.items()
    }


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("32026R1744", "Regulation (EU) 2026/1744"),
        ("32022L2555", "Directive (EU) 2022/2555"),
        ("32021D0001", "Decision (EU) 2021/1"),
        ("32008R0765", "Regulation No 765/2008"),
        ("32014L0090", "Directive 2014/90"),
        ("doc:tea", "doc:tea"),
        ("", ""),
    ],
)
def test_an_act_is_named_as_it_is_cited(identifier, name):
    assert name_of(identifier) == name


PIECES = st.sampled_from(
    [
        *("Article", "Articles", "Art.", "points", "point", "of", "paragraph", "recital", "Annex"),
        *(
            "first",
            "subparagraph",
            "and",
            "to",
            "-",
            ",",
            "(",
            ")",
            "(1)",
            "(a)",
            "(iii)",
            "5",
            "6a",
        ),
        *("IV", "Section", "A", "TFEU", "Regulation", "(EU)", "2024/1689", "No", "765/2008", "/EC"),
        *("Directive", "AI Act", "GDPR", "Deciſion", "GDPR's", "dſa", "aİ act", "nıs2", "٣", "²"),
    ]
)
SENTENCES = st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=12).map(" ".join)


@settings(max_examples=500, deadline=None)
@given(st.one_of(st.text(), SENTENCES), st.sampled_from(["art_5.par_1", "rct_3", ""]))
def test_any_text_is_read_and_spans_lie_inside_it(text, anchor):
    found = [*find(text), *find_relative(text, anchor)]
    find_acts(text)
    for reference in found:
        start, end = reference.span
        assert 0 <= start < end <= len(text)
        assert re.search(r"\d|[IVXLC]", text[start:end], re.IGNORECASE)
        assert list(reference.anchors())
        assert reference.label


@settings(max_examples=200, deadline=None)
@given(
    st.integers(1, 999),
    st.lists(st.one_of(st.integers(1, 99).map(str), st.sampled_from("abcdefgh")), max_size=3),
)
def test_a_label_reads_back_as_the_same_citation(number, steps):
    reference = Reference((0, 0), "art", str(number), tuple(steps))
    (again,) = find(reference.label)
    assert (again.kind, again.number, again.steps) == ("art", str(number), tuple(steps))


def test_nearly_all_citations_within_the_ai_act_resolve(mirror):
    raw = (mirror / "32024R1689/L_202401689EN.fmx4.zip").read_bytes()
    law = document(id=AI)
    provisions = cut.provisions(law, formex.parse(raw).units)
    known = {p.id for p in provisions}
    changing_others = {f"art_{number}" for number in range(102, 111)}
    whole = [p for p in provisions if not p.parent_id and p.anchor not in changing_others]
    assert len(whole) == 306 - 9
    cited = [(p, r) for p in whole for r in find(p.text) if r.act in ("", AI)]
    cited += [(p, r) for p in whole for r in find_relative(p.text, p.anchor)]
    lost = [f"{p.label}: {r.label}" for p, r in cited if not resolve(r, AI, known)]
    assert len(cited) > 700
    assert len(lost) / len(cited) <= 0.01, lost


def test_labels_of_the_ai_act_read_back_as_its_provisions(mirror):
    raw = (mirror / "32024R1689/L_202401689EN.fmx4.zip").read_bytes()
    provisions = cut.provisions(document(id=AI), formex.parse(raw).units)
    known = {p.id for p in provisions}
    cited = [p for p in provisions if "indent" not in p.label and "subparagraph" not in p.label]
    wrong = [p.label for p in cited if [resolve(r, AI, known) for r in find(p.label)] != [p.id]]
    assert len(cited) > 1400
    assert wrong == []


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("32026R1744", "Regulation (EU) 2026/1744 (Digital Omnibus on AI)"),
        ("32024R1689", "Regulation (EU) 2024/1689 (AI Act)"),
        ("32016R0679", "Regulation (EU) 2016/679 (GDPR)"),
        ("32001R0001", "Regulation No 1/2001"),
    ],
)
def test_an_act_is_called_by_its_number_and_its_shortest_name(act, said):
    assert called(act) == said
