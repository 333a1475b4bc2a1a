"""A PDF is complete when pdftotext reads it, with embedded letters, bookmarks and links."""

import io
import re
from concurrent.futures import ThreadPoolExecutor

import pypdfium2
import pytest

from tests.exported import (
    CONVERSATIONS,
    DUTY,
    FOLLOWED,
    LETTERS,
    MAKING,
    MIXED,
    REFUSED,
    TEXTS,
    WHOLE,
    answered,
    cite,
    plain,
    program,
    quoting,
    run,
)
from ui.export import export
from ui.export_fonts import LACKING, SANS, SERIF, breakable, letters, register
from ui.wording import read_wording

POPPLER = "poppler-utils"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pdf")
    made = {}
    for name, (answers, corpus) in CONVERSATIONS.items():
        made[name] = folder / f"{name}.pdf"
        made[name].write_bytes(export(answers, "pdf", corpus, making=MAKING).content)
    return made


def said(file):
    """Return the words of a PDF in one line, the feet of its pages left out."""
    text = run(program("pdftotext", POPPLER), "-layout", "-enc", "UTF-8", str(file), "-")
    return plain(re.sub(r"Pincite · Not legal advice +Page \d+", " ", text))


@pytest.fixture(scope="module")
def words(files):
    return {name: said(file) for name, file in files.items()}


def test_every_statement_footnote_and_quote_is_there(words):
    whole = words["conversation"]
    for answer in (WHOLE, REFUSED, MIXED, FOLLOWED):
        for statement in answer.statements:
            for line in statement.text.split("\n"):
                assert plain(line) in whole
            assert statement.stance in whole
            assert statement.in_plain_words in whole
        for citation in answer.citations:
            assert all(plain(line) in whole for line in citation.quote.split("\n"))
            assert f"{citation.provision.label}, " in whole
        assert answer.refusal in whole
    for words_of_ours in (
        "“notify a boil-over within 72 hours”",
        "Regulation (EU) 2099/1 of 1 May 2099 on kettles",
        "applies from 1 Aug 2099",
        "text as in note 1",
        "Self-declared fiction, not law: Paragraph 1, The kettle war (brief).",
        "Reported, not law: § 1 Größe",
        "(90 is not in the source)",
        "Read as: And lids of kettles?",
        TEXTS.sha256,
        "No person has checked it.",
    ):
        assert words_of_ours in whole
    assert [n for n in range(1, 9) if f" {n} " not in whole] == []


def test_letters_of_europe_survive(words):
    assert plain(LETTERS.text) in words["conversation"]
    assert plain(MIXED.question.text) in words["conversation"]
    assert LACKING not in words["conversation"]


def test_every_typeface_is_embedded(files):
    listed = run(program("pdffonts", POPPLER), str(files["conversation"])).splitlines()[2:]
    assert {line.split()[0].partition("+")[2] for line in listed} == {
        "SourceSansPro-Regular",
        "SourceSansPro-Semibold",
        "SourceSerifPro-Regular",
        "SourceSerifPro-Semibold",
    }
    assert all(line.split()[-5] == "yes" for line in listed)


def test_it_says_who_made_it_and_leads_through_it(files):
    facts = run(program("pdfinfo", POPPLER), "-isodates", str(files["conversation"]))
    assert re.search(r"^Title: +Pincite: Must a boil-over be notified\?$", facts, re.MULTILINE)
    assert re.search(r"^Author: +Pincite$", facts, re.MULTILINE)
    assert re.search(r"^CreationDate: +2099-06-01T12:30:00Z$", facts, re.MULTILINE)
    assert b"/Lang (en)" in files["conversation"].read_bytes()
    with pypdfium2.PdfDocument(files["conversation"]) as document:
        titles = [bookmark.get_title() for bookmark in document.get_toc()]
    assert titles[0] == "4 questions and answers with checked citations"
    assert [t for t in titles if t.endswith("?")] == [
        WHOLE.question.text, REFUSED.question.text, MIXED.question.text, "And lids?",
    ]  # fmt: skip
    assert titles[-2:] == ["Texts cited", "About this document"]


def test_links_lead_to_web_addresses_alone(files):
    found = set()
    for file in files.values():
        listed = run(program("pdfinfo", POPPLER), "-url", str(file)).splitlines()[1:]
        found |= {line.split()[-1] for line in listed}
    assert found == {
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32099R0001#art_5",
        "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32099R0001",
        "https://example.org/kessel?a=1&b=%3C2%3E",
    }


def test_markup_stays_text_and_nothing_acts(words, files):
    assert (
        "<script>alert(1)</script> <b onclick='x'>b</b> </para><font name='x'>" in words["markup"]
    )
    raw = files["markup"].read_bytes()
    assert not re.search(rb"/JavaScript|/JS\b|/Launch|/OpenAction", raw)


def test_a_letter_that_no_typeface_has_is_seen_to_be_missing(words):
    assert f"abcdevilx {LACKING}" not in words["conversation"]
    assert f"é {LACKING * 2} {LACKING}" in words["controls"]
    assert "stands for a letter that the typefaces of this PDF lack" in words["controls"]
    assert "stands for a letter" not in words["conversation"]


def test_long_texts_are_whole(words):
    assert words["long"].count("kettle ") >= 3 * 2_900
    assert words["unbroken"].replace(" ", "").count("k&") == 10_000


@pytest.mark.parametrize("name", ["refusal", "empty"])
def test_there_is_a_file_without_an_answer_too(words, name):
    assert "About this document" in words[name]
    assert ("There is no answer." in words[name]) == (name == "empty")


def test_german_words_are_ours():
    raw = export((WHOLE,), "pdf", TEXTS, read_wording("de"), MAKING).content
    assert b"/Lang (de)" in raw
    with pypdfium2.PdfDocument(io.BytesIO(raw)) as document:
        text = plain(document[0].get_textpage().get_text_range())
    assert "Zurückgehalten: 1 Aussage hat die Prüfung nicht bestanden" in text


def test_many_readers_may_export_at_once():
    def made(number):
        answer = answered(quoting(cite(DUTY)), question=f"Question {number}?" * 20)
        return export((answer,), "pdf", TEXTS, making=MAKING).content

    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(made, range(8)))
    assert together == [made(number) for number in range(8)]


@pytest.mark.parametrize(
    ("text", "face", "stretches"),
    [
        pytest.param("Größe", SERIF, [(SERIF, "Größe")], id="its own"),
        pytest.param("aĳb", SERIF, [(SERIF, "a"), (SANS, "ĳ"), (SERIF, "b")], id="the other's"),
        pytest.param("a汉字", SANS, [(SANS, "a"), (SANS, LACKING * 2)], id="nobody's"),
        pytest.param("e\u0301\u00ad\u2011x", SANS, [(SANS, "é-x")], id="put otherwise"),
        pytest.param("", SANS, [], id="nothing"),
    ],
)
def test_each_letter_is_set_in_a_typeface_that_has_it(text, face, stretches):
    register()
    assert letters(text, face) == stretches


def test_only_what_no_language_has_is_broken():
    assert breakable("a" * 64 + " b") == "a" * 64 + " b"
    assert breakable("a" * 401) == f"{'a' * 200} {'a' * 200} a"
