"""Citations as German, French and Danish lawyers write them, each with what it means."""

import pytest

from ingest.references import ELSEWHERE
from tests.test_rag_memo_find_table import AI, DORA, GDPR, NIS2, a, p, ps, read

GERMAN = {
    "Art. 5 Abs. 1 Buchst. a": ps("Article 5(1)(a)"),
    "Art. 6 Abs. 1 lit. f DSGVO": ps("Article 6(1)(f)", act=GDPR),
    "Art. 6 Abs. 1 Satz 1 lit. f DS-GVO": ps("Article 6(1)(f)", act=GDPR),
    "Art. 6 Abs. 1 UAbs. 1 Buchst. f DSGVO": ps("Article 6(1)(f)", act=GDPR),
    "Artikel 6 Absatz 2 Unterabsatz 1": ps("Article 6(2)"),
    "Artikel 5 Absatz 1 Buchstabe a der KI-VO": ps("Article 5(1)(a)", act=AI),
    "Artikel 5 Absatz 1 Buchstaben a und b": ps("Article 5(1)(a)", "Article 5(1)(b)"),
    "Artikel 3 Nummer 63": ps("Article 3(63)"),
    "Art. 3 Nr. 1 KI-Verordnung": ps("Article 3(1)", act=AI),
    "Art. 6 I lit. f DSGVO": ps("Article 6(1)(f)", act=GDPR),
    "Art. 6 Abs. 1 Buchst. a bis c": ps("Article 6(1)(a)", "Article 6(1)(b)", "Article 6(1)(c)"),
    "Absatz 2 des Artikels 6": ps("Article 6(2)"),
    "Artikel 53 und 55": ps("Article 53", "Article 55"),
    "Art. 8 bis 10 KI-VO": ps("Article 8", "Article 9", "Article 10", act=AI),
    "Art. 13, 14 DSGVO": ps("Article 13", "Article 14", act=GDPR),
    "Art. 6 Abs. 2 i.V.m. Anhang III KI-VO": ps("Article 6(2)", "Annex III", act=AI),
    "Erwägungsgrund 12": ps("Recital 12"),
    "Erwägungsgründe 12 und 14 der DSGVO": ps("Recital 12", "Recital 14", act=GDPR),
    "ErwG 71 DSGVO": ps("Recital 71", act=GDPR),
    "Anhang III Nummer 4": ps("Annex III point 4"),
    "Anhang III Nr. 4 Buchst. a": ps("Annex III point 4(a)"),
    "Anhang I Abschnitt A": ps("Annex I Section A"),
    "Verordnung (EU) 2024/1689": [a(AI)],
    "Verordnung (EG) Nr. 765/2008": [a("32008R0765")],
    "Artikel 21 der Richtlinie (EU) 2022/2555": ps("Article 21", act=NIS2),
    "Art. 21 NIS-2-Richtlinie": ps("Article 21", act=NIS2),
    "Richtlinie 95/46/EG": [a("31995L0046")],
    "Artikel 4 dieser Verordnung": ps("Article 4"),
    "Art. 16 AEUV": ps("Article 16", act=ELSEWHERE),
    "Art. 8 GRCh": ps("Article 8", act=ELSEWHERE),
    "Die DSGVO gilt. Nach Art. 33 Abs. 1 sind es 72 Stunden.": [a(GDPR), p("Article 33(1)", GDPR)],
    "Art. 5 und 6 Monate später": ps("Article 5"),
}

FRENCH = {
    "article 5, paragraphe 1, point a)": ps("Article 5(1)(a)"),
    "l'article 6, paragraphe 2": ps("Article 6(2)"),
    "l’article 6, paragraphe 1, premier alinéa": ps("Article 6(1)"),
    "l'article 6, paragraphe 1, premier alinéa, point f), du RGPD": ps("Article 6(1)(f)", act=GDPR),
    "art. 6, § 1, f) du RGPD": ps("Article 6(1)(f)", act=GDPR),
    "les articles 53 et 55 du RIA": ps("Article 53", "Article 55", act=AI),
    "les articles 8 à 10": ps("Article 8", "Article 9", "Article 10"),
    "point a) de l'article 5, paragraphe 1": ps("Article 5(1)(a)"),
    "paragraphe 2 de l'article 6": ps("Article 6(2)"),
    "considérant 12": ps("Recital 12"),
    "considérants 12 et 14": ps("Recital 12", "Recital 14"),
    "annexe III, point 4": ps("Annex III point 4"),
    "annexe III, point 4 a)": ps("Annex III point 4(a)"),
    "annexes I et III": ps("Annex I", "Annex III"),
    "règlement (UE) 2024/1689": [a(AI)],
    "l'article 5 du règlement (UE) 2024/1689": ps("Article 5", act=AI),
    "règlement (CE) n° 765/2008": [a("32008R0765")],
    "directive 95/46/CE": [a("31995L0046")],
    "article 4 bis du règlement sur l'IA": ps("Article 4a", act=AI),
    "l'article 16 TFUE": ps("Article 16", act=ELSEWHERE),
}

DANISH = {
    "artikel 5, stk. 1, litra a": ps("Article 5(1)(a)"),
    "artikel 5, stk. 1, litra a), i AI-forordningen": ps("Article 5(1)(a)", act=AI),
    "artikel 6, stk. 1, første afsnit, litra c)": ps("Article 6(1)(c)"),
    "artikel 33, stk. 1, i databeskyttelsesforordningen": ps("Article 33(1)", act=GDPR),
    "stk. 2 i artikel 6": ps("Article 6(2)"),
    "artikel 3, nr. 63)": ps("Article 3(63)"),
    "artikel 53 og 55": ps("Article 53", "Article 55"),
    "artikel 6, stk. 1 og 2": ps("Article 6(1)", "Article 6(2)"),
    "betragtning 12": ps("Recital 12"),
    "betragtning 12 og 14": ps("Recital 12", "Recital 14"),
    "bilag III, punkt 4": ps("Annex III point 4"),
    "bilag III, punkt 4, litra a)": ps("Annex III point 4(a)"),
    "bilag I, afsnit A": ps("Annex I Section A"),
    "forordning (EU) 2024/1689": [a(AI)],
    "forordning (EF) nr. 765/2008": [a("32008R0765")],
    "artikel 21 i direktiv (EU) 2022/2555": ps("Article 21", act=NIS2),
    "artikel 21 i NIS 2-direktivet": ps("Article 21", act=NIS2),
    "artikel 19 i DORA-forordningen": ps("Article 19", act=DORA),
    "artikel 16 i TEUF": ps("Article 16", act=ELSEWHERE),
}

TABLE = {**GERMAN, **FRENCH, **DANISH}


@pytest.mark.parametrize(("text", "found"), TABLE.items(), ids=lambda value: str(value)[:60])
def test_a_citation_in_another_language_is_read(text, found):
    assert read(text) == found


def test_the_table_is_long_enough():
    assert len(TABLE) >= 30
