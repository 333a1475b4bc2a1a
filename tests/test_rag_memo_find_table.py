"""Citations as lawyers write them in English, each with what it means."""

import pytest

from ingest.references import ELSEWHERE, name_of
from rag.memo.find import mentions
from rag.memo.model import ACT, CASE, PROVISION, UNITED_STATES

AI, GDPR, NIS2 = "32024R1689", "32016R0679", "32022L2555"
DORA, CRA, DSA, DATA_ACT = "32022R2554", "32024R2847", "32022R2065", "32023R2854"
OMNIBUS = "32026R1744"


def p(label, act=""):
    return (PROVISION, label, act)


def ps(*labels, act=""):
    return [p(label, act) for label in labels]


def a(act):
    return (ACT, name_of(act), act)


def c(cite):
    return (CASE, cite, "")


def read(text):
    return [(m.kind, m.reference.label if m.reference else m.cite, m.act) for m in mentions(text)]


ARTICLES = {
    "Article 5": ps("Article 5"),
    "article 5": ps("Article 5"),
    "ARTICLE 5(2)": ps("Article 5(2)"),
    "Art. 5": ps("Article 5"),
    "Art 5(1)": ps("Article 5(1)"),
    "art. 5(1)(a)": ps("Article 5(1)(a)"),
    "Art.5": ps("Article 5"),
    "Article\u00a05(1)": ps("Article 5(1)"),
    "Article\n5(1)": ps("Article 5(1)"),
    "Article 4a": ps("Article 4a"),
    "Article 75d(2)": ps("Article 75d(2)"),
    "Article 5(1)(ba)": ps("Article 5(1)(ba)"),
    "Article 99(6a)": ps("Article 99(6a)"),
    "Article 5(1a)": ps("Article 5(1a)"),
    "Article 5(1)(a)": ps("Article 5(1)(a)"),
    "Article 5 (1)(a)": ps("Article 5(1)(a)"),
    "Article 5 (1) (a)": ps("Article 5(1)(a)"),
    "Article 5 (1) a": ps("Article 5(1)(a)"),
    "Article 5(1)a": ps("Article 5(1)(a)"),
    "Art. 6(1)f": ps("Article 6(1)(f)"),
    "Article 5(1) a)": ps("Article 5(1)(a)"),
    "Article 5 (1) a provider may ask": ps("Article 5(1)"),
    "Article 5(1)(h)(iii)": ps("Article 5(1)(h)(iii)"),
    "Article 5.1": ps("Article 5(1)"),
    "Art. 6.1.f": ps("Article 6(1)(f)"),
    "Art. 6.1(f)": ps("Article 6(1)(f)"),
    "Article 3(63)": ps("Article 3(63)"),
    "Article 3, point 63": ps("Article 3(63)"),
    "Article 3 no. 63": ps("Article 3(63)"),
    "Article 5(1), point (a)": ps("Article 5(1)(a)"),
    "Article 5(1) point (a)": ps("Article 5(1)(a)"),
    "Article 5(1)(h), point (iii)": ps("Article 5(1)(h)(iii)"),
    "Article 5, paragraph 1, point (a)": ps("Article 5(1)(a)"),
    "Article 26, para. 3": ps("Article 26(3)"),
    "Art. 26 para 3": ps("Article 26(3)"),
    "Art. 26 par. 3": ps("Article 26(3)"),
    "Art. 6 para. 1 lit. f": ps("Article 6(1)(f)"),
    "Art. 6(1) lit. f": ps("Article 6(1)(f)"),
    "Article 5(1), letter (a)": ps("Article 5(1)(a)"),
    "Article 28(3), sub-paragraph (h)": ps("Article 28(3)(h)"),
    "Article 5, § 1": ps("Article 5(1)"),
    "Art. 5 §1 (f)": ps("Article 5(1)(f)"),
    "Article 4(2), first subparagraph": ps("Article 4(2)"),
    "Article 6(1), second sentence": ps("Article 6(1)"),
    "Article 6(1), first subparagraph, point (c)": ps("Article 6(1)(c)"),
    "Article 6(1) sentence 1 lit. f": ps("Article 6(1)(f)"),
    "Article 113, third paragraph, point (a)": ps("Article 113(3)(a)"),
    "Article 12 ff.": ps("Article 12"),
    "Article 12 et seq.": ps("Article 12"),
    "Article 15a(1a)(ba)": ps("Article 15a(1a)(ba)"),
    "Article 4 no 1 GDPR": ps("Article 4(1)", act=GDPR),
    "Article 5 (1) a-priori reasoning": ps("Article 5(1)"),
    "Under Article 5 a provider must act": ps("Article 5"),
    "Article 33(1)GDPR": ps("Article 33(1)", act=GDPR),
    "art 33 GDPR": ps("Article 33", act=GDPR),
}

OF = {
    "point (a) of Article 5(1)": ps("Article 5(1)(a)"),
    "Point (h)(iii) of Article 5(1)": ps("Article 5(1)(h)(iii)"),
    "points (a) and (b) of Article 5(1)": ps("Article 5(1)(a)", "Article 5(1)(b)"),
    "points (a) to (c) of Article 6(1)": ps(
        "Article 6(1)(a)", "Article 6(1)(b)", "Article 6(1)(c)"
    ),
    "letter (f) of Art. 6(1)": ps("Article 6(1)(f)"),
    "sub-paragraph (a) of Article 5(1)": ps("Article 5(1)(a)"),
    "para. 3 of Art. 26": ps("Article 26(3)"),
    "paragraph 3 of Article 26": ps("Article 26(3)"),
    "paragraphs 1 and 2 of Article 6": ps("Article 6(1)", "Article 6(2)"),
    "point (b) of paragraph 1 of Article 5": ps("Article 5(1)(b)"),
    "the first subparagraph of Article 4(2)": ps("Article 4(2)"),
    "the second sentence of Article 22(1)": ps("Article 22(1)"),
    "point (c) of the first subparagraph of Article 6(1)": ps("Article 6(1)(c)"),
    "the introductory part of Article 5(1)": ps("Article 5(1)"),
    "the third paragraph of Article 113": ps("Article 113(3)"),
    "point (a) of the third paragraph of Article 113": ps("Article 113(3)(a)"),
    "point 63 of Article 3": ps("Article 3(63)"),
    "under paragraph 2 of Article 6 of the AI Act": ps("Article 6(2)", act=AI),
    "the fifth paragraph of point 4.6 of Annex VII": ps("Annex VII point 4(6)"),
}

LISTS = {
    "Articles 53 and 55": ps("Article 53", "Article 55"),
    "Articles 8, 9 and 10": ps("Article 8", "Article 9", "Article 10"),
    "Articles 8, 9, and 10": ps("Article 8", "Article 9", "Article 10"),
    "Arts. 53 and 55": ps("Article 53", "Article 55"),
    "Arts 53, 55": ps("Article 53", "Article 55"),
    "Arts. 8–11": ps("Article 8", "Article 9", "Article 10", "Article 11"),
    "Articles 8 to 10": ps("Article 8", "Article 9", "Article 10"),
    "Articles 33-34 GDPR": ps("Article 33", "Article 34", act=GDPR),
    "Articles 33 through 35": ps("Article 33", "Article 34", "Article 35"),
    "Article 33-34 GDPR": ps("Article 33", "Article 34", act=GDPR),
    "Art. 13 and 14 GDPR": ps("Article 13", "Article 14", act=GDPR),
    "Article 13 and 14 of the GDPR": ps("Article 13", "Article 14", act=GDPR),
    "Art. 13/14 GDPR": ps("Article 13", "Article 14", act=GDPR),
    "Articles 9, 10(2)(f) and 15": ps("Article 9", "Article 10(2)(f)", "Article 15"),
    "Articles 16(1) or 17(2)(b)": ps("Article 16(1)", "Article 17(2)(b)"),
    "Article 5(1)(a) and (b)": ps("Article 5(1)(a)", "Article 5(1)(b)"),
    "Article 5(1)(a), (b) and (f)": ps("Article 5(1)(a)", "Article 5(1)(b)", "Article 5(1)(f)"),
    "Article 5(1)(a)-(c)": ps("Article 5(1)(a)", "Article 5(1)(b)", "Article 5(1)(c)"),
    "Article 6(1) to (3)": ps("Article 6(1)", "Article 6(2)", "Article 6(3)"),
    "Article 26(1) and (5)": ps("Article 26(1)", "Article 26(5)"),
    "Article 26(1)(a) and (5)": ps("Article 26(1)(a)", "Article 26(5)"),
    "Article 26(2)(a) and (5)(b)": ps("Article 26(2)(a)", "Article 26(5)(b)"),
    "Article 5(1)(h)(i) and (iii)": ps("Article 5(1)(h)(i)", "Article 5(1)(h)(iii)"),
    "Article 5(1)(h)(i) to (iii)": ps(
        "Article 5(1)(h)(i)", "Article 5(1)(h)(ii)", "Article 5(1)(h)(iii)"
    ),
    "Article 5(1), points (a) and (b)": ps("Article 5(1)(a)", "Article 5(1)(b)"),
    "Article 26, paragraphs 1 and 2": ps("Article 26(1)", "Article 26(2)"),
    "Article 26, paras 1-3": ps("Article 26(1)", "Article 26(2)", "Article 26(3)"),
    "Article 5(1)(a) and point (b)": ps("Article 5(1)(a)", "Article 5(1)(b)"),
    "Articles 4, 5(1)(a) and (b), and 6": ps(
        "Article 4", "Article 5(1)(a)", "Article 5(1)(b)", "Article 6"
    ),
    "Article 5 and Article 6": ps("Article 5", "Article 6"),
    "Articles 8(1), 9 and 10(2)-(4)": ps(
        "Article 8(1)", "Article 9", "Article 10(2)", "Article 10(3)", "Article 10(4)"
    ),
    "Article 6(1)(b)-(d), (f) and 9(2)(a)": ps(
        *(f"Article 6(1)({letter})" for letter in "bcdf"), "Article 9(2)(a)"
    ),
    "Article 5 paragraph 1 points a and b": ps("Article 5(1)(a)", "Article 5(1)(b)"),
    "Article 6(1) lit. a-c GDPR": ps(*(f"Article 6(1)({n})" for n in "abc"), act=GDPR),
    "Art. 4 Nos. 1 and 2 GDPR": ps("Article 4(1)", "Article 4(2)", act=GDPR),
    "Art. 83 para. 4 and 5 GDPR": ps("Article 83(4)", "Article 83(5)", act=GDPR),
    "Articles 13 and 14 may apply": ps("Article 13", "Article 14"),
    "Article 5 and 6 months later": ps("Article 5"),
    "Art. 5 and 6 months later": ps("Article 5"),
    "Articles 5, 6 and 15 days after that": ps("Article 5", "Article 6"),
    "Articles 5 and 6, 2 August 2026": ps("Article 5", "Article 6"),
    "Articles 99 and 101, 35 000 000 euros": ps("Article 99", "Article 101"),
    "Article 5(1) and paragraph 2 of Article 6": ps("Article 5(1)", "Article 6(2)"),
}

RECITALS_AND_ANNEXES = {
    "Recital 110": ps("Recital 110"),
    "recital (110)": ps("Recital 110"),
    "Recitals (31) and (32)": ps("Recital 31", "Recital 32"),
    "Recitals 33-35": ps("Recital 33", "Recital 34", "Recital 35"),
    "recitals 12, 14 and 17": ps("Recital 12", "Recital 14", "Recital 17"),
    "rec. 12": ps("Recital 12"),
    "Recs. 12-14": ps("Recital 12", "Recital 13", "Recital 14"),
    "Recital 71 GDPR": ps("Recital 71", act=GDPR),
    "Recital 12, first sentence": ps("Recital 12"),
    "Annex III": ps("Annex III"),
    "annex iii": ps("Annex III"),
    "Annex III, point 4": ps("Annex III point 4"),
    "Annex III, point 4(a)": ps("Annex III point 4(a)"),
    "Annex III point 4 (a)": ps("Annex III point 4(a)"),
    "Annex III(4)(a)": ps("Annex III point 4(a)"),
    "Annex III, No. 4(a)": ps("Annex III point 4(a)"),
    "Annex III, 4(a)": ps("Annex III point 4(a)"),
    "Annex III, points 1 and 4": ps("Annex III point 1", "Annex III point 4"),
    "point 4(a) of Annex III": ps("Annex III point 4(a)"),
    "points 6 and 7 of Annex III": ps("Annex III point 6", "Annex III point 7"),
    "points 1, 6 and 7 of Annex III to the AI Act": ps(
        "Annex III point 1", "Annex III point 6", "Annex III point 7", act=AI
    ),
    "Annex I, Section A": ps("Annex I Section A"),
    "Section A of Annex I": ps("Annex I Section A"),
    "Annex VIII, Section C, point 2": ps("Annex VIII Section C point 2"),
    "point 2 of Section C of Annex VIII": ps("Annex VIII Section C point 2"),
    "Annex I, Part I to the CRA": ps("Annex I Section I", act=CRA),
    "Annex XI, Section 1, point 2(a)": ps("Annex XI Section 1 point 2(a)"),
    "Annex VII, point 4.3": ps("Annex VII point 4(3)"),
    "Annex III, points 1(a)-(c) and 4": ps(
        *(f"Annex III point 1({letter})" for letter in "abc"), "Annex III point 4"
    ),
    "Annexes I, Section A, and III": ps("Annex I Section A", "Annex III"),
    "Annexes I and III": ps("Annex I", "Annex III"),
    "Annexes VIII to X": ps("Annex VIII", "Annex IX", "Annex X"),
    "Annex 3 of the AI Act": ps("Annex III", act=AI),
    "Article 6(2) and Annex III": ps("Article 6(2)", "Annex III"),
    "Article 6(2) and Annex III AI Act": ps("Article 6(2)", "Annex III", act=AI),
    "Article 3(1) and Recital 12 of the AI Act": ps("Article 3(1)", "Recital 12", act=AI),
    "Article 6(2) read with Annex III of the AI Act": ps("Article 6(2)", "Annex III", act=AI),
}

ACTS = {
    "Regulation (EU) 2024/1689": [a(AI)],
    "Regulation 2024/1689": [a(AI)],
    "Regulation EU 2024/1689": [a(AI)],
    "Reg. (EU) 2016/679": [a(GDPR)],
    "Regulation (EC) No 765/2008": [a("32008R0765")],
    "Regulation (EU) No. 1025/2012": [a("32012R1025")],
    "Directive 95/46/EC": [a("31995L0046")],
    "Council Directive 93/13/EEC": [a("31993L0013")],
    "Directive (EU) 2022/2555": [a(NIS2)],
    "Regulation (EU, Euratom) 2018/1046": [a("32018R1046")],
    "Framework Decision 2002/584/JHA": [a("32002D0584")],
    "Implementing Decision (EU) 2021/914": [a("32021D0914")],
    "Regulations (EU) 2016/679 and (EU) 2018/1725": [a(GDPR), a("32018R1725")],
    "Directives 2002/58/EC and 2000/31/EC": [a("32002L0058"), a("32000L0031")],
    "32024R1689": [a(AI)],
    "CELEX 32016R0679": [a(GDPR)],
    "CELEX:02024R1689-20260727": [a(AI)],
    "http://data.europa.eu/eli/reg/2024/1689/oj": [a(AI)],
    "https://data.europa.eu/eli/dir/2022/2555/oj/eng": [a(NIS2)],
    "http://data.europa.eu/eli/reg/2024/1689/art_5/oj": ps("Article 5", act=AI),
    "http://data.europa.eu/eli/reg/2024/1689/oj#art_5": ps("Article 5", act=AI),
    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32016R0679": [a(GDPR)],
    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32016R0679#rct_71": ps(
        "Recital 71", act=GDPR
    ),
    "https://eur-lex.europa.eu/eli/reg/2016/679/oj": [a(GDPR)],
    "the AI Act": [a(AI)],
    "the EU AI Act": [a(AI)],
    "the Artificial Intelligence Act": [a(AI)],
    "the AIA": [a(AI)],
    "the GDPR": [a(GDPR)],
    "the NIS 2 Directive": [a(NIS2)],
    "NIS2": [a(NIS2)],
    "NIS-2": [a(NIS2)],
    "DORA": [a(DORA)],
    "the Cyber Resilience Act": [a(CRA)],
    "the CRA": [a(CRA)],
    "the DSA and the Data Act": [a(DSA), a(DATA_ACT)],
    "the Digital Omnibus on AI": [a(OMNIBUS)],
}

WITH_ACT = {
    "Article 5 of the AI Act": ps("Article 5", act=AI),
    "Article 5 AI Act": ps("Article 5", act=AI),
    "Art. 5 AIA": ps("Article 5", act=AI),
    "AI Act, Article 5(1)(f)": ps("Article 5(1)(f)", act=AI),
    "AI Act, Art. 5": ps("Article 5", act=AI),
    "the AI Act's Article 5": ps("Article 5", act=AI),
    "Article 5 of the EU's AI Act": ps("Article 5", act=AI),
    "GDPR Art. 6(1)(f)": ps("Article 6(1)(f)", act=GDPR),
    "GDPR, Articles 33 and 34": ps("Article 33", "Article 34", act=GDPR),
    "Art. 21 NIS 2 Directive": ps("Article 21", act=NIS2),
    "Article 19(1) DORA": ps("Article 19(1)", act=DORA),
    "Article 14 of the Cyber Resilience Act": ps("Article 14", act=CRA),
    "Article 5 of Regulation (EU) 2024/1689": ps("Article 5", act=AI),
    "Article 5 of Regulation 2024/1689": ps("Article 5", act=AI),
    "Article 6 of Directive 2001/29/EC": ps("Article 6", act="32001L0029"),
    "Article 5 of 32024R1689": ps("Article 5", act=AI),
    "Annex I to Regulation (EU) 2019/1020": ps("Annex I", act="32019R1020"),
    "Article 5 and Article 6 of the AI Act": ps("Article 5", "Article 6", act=AI),
    "Article 5 of the so-called AI Act": ps("Article 5", act=AI),
    "Article 6 of Council Regulation (EC) No 1/2003": ps("Article 6", act="32003R0001"),
    "DORA Art. 19 and NIS2 Art. 23": [p("Article 19", DORA), p("Article 23", NIS2)],
    "Annex III of the AI Act, point 4": [p("Annex III", AI), p("Annex III point 4", AI)],
    "Article 5 AI Act and Article 6 GDPR": [p("Article 5", AI), p("Article 6", GDPR)],
    "Art. 5 AI Act, Art. 6 GDPR": [p("Article 5", AI), p("Article 6", GDPR)],
    "Article 35(1), first sentence, GDPR": ps("Article 35(1)", act=GDPR),
    "Article 4(2)(b), second subparagraph, of Directive (EU) 2022/2555": ps(
        "Article 4(2)(b)", act=NIS2
    ),
}

OUTSIDE = {
    "Article 267 TFEU": ps("Article 267", act=ELSEWHERE),
    "Articles 16 and 114 TFEU": ps("Article 16", "Article 114", act=ELSEWHERE),
    "Article 6(3) TEU": ps("Article 6(3)", act=ELSEWHERE),
    "Article 8 of the Charter": ps("Article 8", act=ELSEWHERE),
    "Article 47 of the Charter of Fundamental Rights": ps("Article 47", act=ELSEWHERE),
    "Article 8 ECHR": ps("Article 8", act=ELSEWHERE),
    "Article 8 of the European Convention on Human Rights": ps("Article 8", act=ELSEWHERE),
    "ECHR, Article 8": ps("Article 8", act=ELSEWHERE),
    "Charter, Articles 7 and 8": ps("Article 7", "Article 8", act=ELSEWHERE),
    "Article 22 of the Swiss Data Protection Act": ps("Article 22", act=ELSEWHERE),
    "Article 6 of the Italian AI law": ps("Article 6", act=ELSEWHERE),
    "Article 5 of the Directive on kettles": ps("Article 5", act=ELSEWHERE),
    "Article 2 UCC": ps("Article 2", act=ELSEWHERE),
    "Article 6a of Protocol No 21": ps("Article 6a", act=ELSEWHERE),
    "Article 22 of the UK GDPR": ps("Article 22", act=ELSEWHERE),
    "Article 5 of the Data Processing Agreement": ps("Article 5", act=ELSEWHERE),
    "Article 7 of the contract": ps("Article 7", act=ELSEWHERE),
    "Article 12 of the proposal": ps("Article 12", act=ELSEWHERE),
    "Case C-131/12": [c("C-131/12")],
    "Case C‑311/18 Data Protection Commissioner": [c("C-311/18")],
    "Joined Cases C-203/15 and C-698/15": [c("C-203/15"), c("C-698/15")],
    "T-315/01": [c("T-315/01")],
    "C-383/13 PPU": [c("C-383/13 PPU")],
    "C-550/07 P": [c("C-550/07 P")],
    "Case 26/62 van Gend en Loos": [c("26/62")],
    "ECLI:EU:C:2014:317": [c("ECLI:EU:C:2014:317")],
    "EU:C:2014:317": [c("ECLI:EU:C:2014:317")],
    "C-131/12, EU:C:2014:317, paragraph 88": [c("C-131/12"), c("ECLI:EU:C:2014:317")],
    "ECLI:DE:BGH:2020:280520UIZR7.16.0": [c("ECLI:DE:BGH:2020:280520UIZR7.16.0")],
}

CONTEXT = {
    "The AI Act applies. Article 5 prohibits it.": [a(AI), p("Article 5", AI)],
    "Article 5 AI Act prohibits it; Article 6 does not.": ps("Article 5", "Article 6", act=AI),
    "The GDPR applies.\n\nThe AI Act applies too. See Article 6.": [
        a(GDPR),
        a(AI),
        p("Article 6", AI),
    ],
    "Both the GDPR and the AI Act apply.\n\nSee Article 6.": [a(GDPR), a(AI), p("Article 6")],
    "See Article 5 below.\n\nThe AI Act applies.": [p("Article 5", AI), a(AI)],
    "Article 16 TFEU is the basis of the GDPR.\n\nSee Article 22.": [
        p("Article 16", ELSEWHERE),
        a(GDPR),
        p("Article 22", GDPR),
    ],
    'Regulation (EU) 2024/1689 (the "Act") applies, and so does the GDPR. '
    "Article 5 of the Act prohibits it.": [a(AI), a(GDPR), p("Article 5", AI)],
    "Regulation (EU) 2024/1689 (hereinafter 'Aia') and the GDPR. Article 5 Aia.": [
        a(AI),
        a(GDPR),
        p("Article 5", AI),
    ],
    'Regulation (EU) 2017/745 ("MDR") and the AI Act.\n\nArt. 2(1) MDR.': [
        a("32017R0745"),
        a(AI),
        p("Article 2(1)", "32017R0745"),
    ],
    "Regulation (EU) 2017/745 (Medical Device Regulation, MDR), and the AI Act. "
    "Art. 1 Medical Device Regulation, Art. 2 MDR.": [
        a("32017R0745"),
        a(AI),
        p("Article 1", "32017R0745"),
        p("Article 2", "32017R0745"),
    ],
    "Regulation (EU) 2024/1689 of 13 June 2024 laying down rules and amending Regulations (EC) "
    'No 300/2008 and (EU) No 167/2013 (the "Regulation"). Article 6 of the Regulation.': [
        a(AI),
        a("32008R0300"),
        a("32013R0167"),
        p("Article 6", AI),
    ],
    'The Community Reinvestment Act ("CRA") differs from the AI Act. Article 5 of the CRA.': [
        a(AI),
        p("Article 5", ELSEWHERE),
    ],
    'The "Act" means Regulation (EU) 2024/1689; the GDPR stays. Article 9 of the Act.': [
        a(AI),
        a(GDPR),
        p("Article 9", AI),
    ],
    "The GDPR came first; then NIS2. Article 4 of that Regulation.": [
        a(GDPR),
        a(NIS2),
        p("Article 4", GDPR),
    ],
    "The GDPR came first; then NIS2. Article 21 of the same Directive.": [
        a(GDPR),
        a(NIS2),
        p("Article 21", NIS2),
    ],
    "NIS2 counts, not the GDPR. Article 21 of the Directive.": [
        a(NIS2),
        a(GDPR),
        p("Article 21", NIS2),
    ],
    "NIS2, and DORA, in particular Article 19 thereof": [a(NIS2), a(DORA), p("Article 19", DORA)],
    "the AI Act, and Annexes I and III thereto": [a(AI), *ps("Annex I", "Annex III", act=AI)],
    "Article 5 AI Act.\n\nIbid., Article 6.": ps("Article 5", "Article 6", act=AI),
    "Article 5(1) AI Act.\n\nIbid.": ps("Article 5(1)", "Article 5(1)", act=AI),
    "Article 33(1) GDPR. Ibid., para. 3.": ps("Article 33(1)", "Article 33(3)", act=GDPR),
    "Article 33 GDPR. Id. art. 34.": ps("Article 33", "Article 34", act=GDPR),
    "C-131/12. Ibid., para 88.": [c("C-131/12"), c("C-131/12")],
    "Article 26 AI Act sets duties. Under paragraph 5, they monitor.": ps(
        "Article 26", "Article 26(5)", act=AI
    ),
    "Article 26 AI Act; see paragraph 2 of that Article.": ps(
        "Article 26", "Article 26(2)", act=AI
    ),
    "Article 26(1) AI Act. That Article binds deployers.": ps(
        "Article 26(1)", "Article 26", act=AI
    ),
    "Article 5(1)(a) AI Act, but not point (b)": ps("Article 5(1)(a)", "Article 5(1)(b)", act=AI),
    "Annex III of the AI Act lists them, see point 4(a).": ps(
        "Annex III", "Annex III point 4(a)", act=AI
    ),
    "Article 26 AI Act and paragraphs 2 to 4 thereof": ps(
        "Article 26", "Article 26(2)", "Article 26(3)", "Article 26(4)", act=AI
    ),
    "Article 5 AI Act. See paragraph 45 of the judgment.": ps("Article 5", act=AI),
    "Article 5 AI Act. See C-131/12, paragraph 45.": [p("Article 5", AI), c("C-131/12")],
    "Article 5 AI Act.\n\nParagraph 3 above is a draft.": ps("Article 5", act=AI),
    "The GDPR is old.\n\nUnder the AI Act:\n\n- Article 9;\n\n- Article 10.": [
        a(GDPR),
        a(AI),
        *ps("Article 9", "Article 10", act=AI),
    ],
    "Article 28(3) GDPR says “the rule in Article 63 and in paragraphs 3 and 4 holds”. "
    "Paragraph 4 adds more.": ps("Article 28(3)", "Article 63", "Article 28(4)", act=GDPR),
    "“the rule in Article 6 is very old” (Article 5 AI Act); the GDPR differs.": [
        *ps("Article 6", "Article 5", act=AI),
        a(GDPR),
    ],
    "Article 5 AI Act binds.[^1] Article 6 GDPR too.\n\n[^1]: Ibid., Article 7.": [
        p("Article 5", AI),
        p("Article 6", GDPR),
        p("Article 7", AI),
    ],
    "It binds.[^1] So does Article 6 GDPR.[^2]\n\n[^1]: Article 5 AI Act.\n\n[^2]: Ibid.": [
        p("Article 6", GDPR),
        p("Article 5", AI),
        p("Article 5", AI),
    ],
    'Regulation (EU) 2024/1689, hereinafter the "Act", and the GDPR. Article 5 of the Act.': [
        a(AI),
        a(GDPR),
        p("Article 5", AI),
    ],
    "Regulation (EU) 2024/1689 applies. Article 5 of the Act.": [a(AI), p("Article 5", AI)],
    "The GDPR is a regulation, NIS2 is not. Article 33 of the regulation.": [
        a(GDPR),
        a(NIS2),
        p("Article 33", GDPR),
    ],
    "Regulation (EU) 2026/1744 amending Regulation (EU) 2024/1689. Article 1 of it.": [
        a(OMNIBUS),
        a(AI),
        p("Article 1", OMNIBUS),
    ],
    "Article 5 and Article 6 of the AI Act, not the GDPR.": [
        *ps("Article 5", "Article 6", act=AI),
        a(GDPR),
    ],
    'The AI Act (the "Act"). Article 5 of the Act. The GDPR (the "Act"). Article 6 of the Act.': [
        a(AI),
        p("Article 5", AI),
        a(GDPR),
        p("Article 6", GDPR),
    ],
    "Article 5 AI Act; 10 U.S.C. § 3252. See paragraph 3. Ibid.": [
        p("Article 5", AI),
        (UNITED_STATES, "10 U.S.C. § 3252", ""),
    ],
    "The UK GDPR applies. Article 22 restricts it. The AI Act is new.": [
        p("Article 22", ELSEWHERE),
        a(AI),
    ],
}

NOTHING = [
    "",
    "an article of faith",
    "particle 5",
    "Article five",
    "Annexed is 5",
    "Annex building",
    "Annex A to this memo",
    "the annex I sent you",
    "Article 2016/679",
    "Article 5th",
    "art. no. 12345",
    "state of the art 5 years ago",
    "Section 230",
    "Part 5",
    "Chapter III",
    "Chapter V, Section 2",
    "Title II",
    "Art. II",
    "Article II, Section 2",
    "ARTICLE 19 warned against it",
    "the NGO Article 19",
    "Article 19, the human rights organisation",
    "the Article 29 Working Party",
    "Commission Recommendation 2003/361/EC",
    "article III standing",
    "N.Y. Gen. Bus. Law art. 44-B",
    "OJ L, 2024/1689, 12.7.2024",
    "paragraph 3",
    "paragraph 3 of the contract",
    "point 4 on the agenda",
    "EUR 35 000 000 or 7 % in 2024",
    "recital of facts",
    "Ibid.",
    "the Act",
    "thereof",
    "the craft of data acts",
    "Dora called",
    "the Colorado AI Act",
]

BESIDE = {
    "Chapter III, Section 2 of the AI Act": [a(AI)],
    "Title II of the AI Act and Article 5": [a(AI), p("Article 5", AI)],
    "Chapter V (Articles 51 to 53)": ps("Article 51", "Article 52", "Article 53"),
    "Article 50 AI systems": ps("Article 50"),
    "In 2024, Article 5, and 27 Member States": ps("Article 5"),
    "(see Article 5(1)(a))": ps("Article 5(1)(a)"),
    "[Art. 5]": ps("Article 5"),
    "Article 5.": ps("Article 5"),
    "Article 5, 2024": ps("Article 5"),
    "“Article 6(2)”": ps("Article 6(2)"),
    "Article 6(2) RBoR, as amended": ps("Article 6(2)", act=ELSEWHERE),
    "Article 6(2) of the RBoR (Regulation (EU) 2024/1689)": [p("Article 6(2)", AI)],
    "Article 25(2) eIDAS": [p("Article 25(2)", "32014R0910")],
    "Article 5 AI.": ps("Article 5"),
    "Article 79(1) GDPR. Para. 33 quotes Article 80 GDPR": [
        p("Article 79(1)", GDPR),
        p("Article 80", GDPR),
    ],
    "Para. 1 is on Article 79 GDPR.\n\nPara. 2 is on Article 80 GDPR. Para. 3 is long": [
        p("Article 79", GDPR),
        p("Article 80", GDPR),
    ],
    "Article 79 GDPR is long. Paragraph 2 is short": [
        p("Article 79", GDPR),
        p("Article 79(2)", GDPR),
    ],
}

TABLE = {
    **ARTICLES,
    **OF,
    **LISTS,
    **RECITALS_AND_ANNEXES,
    **ACTS,
    **WITH_ACT,
    **OUTSIDE,
    **CONTEXT,
    **BESIDE,
    **{text: [] for text in NOTHING},
}


@pytest.mark.parametrize(("text", "found"), TABLE.items(), ids=lambda value: str(value)[:60])
def test_a_citation_is_read_as_a_lawyer_means_it(text, found):
    assert read(text) == found


WITHIN = {
    text: found
    for group in (ARTICLES, OF, LISTS, RECITALS_AND_ANNEXES, ACTS, WITH_ACT, OUTSIDE)
    for text, found in group.items()
}


@pytest.mark.parametrize(("text", "found"), WITHIN.items(), ids=lambda value: str(value)[:60])
def test_a_citation_is_read_the_same_inside_a_sentence(text, found):
    assert read(f"In cases of doubt, {text}; it shall whistle.") == found


def test_the_table_is_long_enough():
    assert len(TABLE) >= 150
