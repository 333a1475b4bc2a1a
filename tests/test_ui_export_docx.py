"""A Word file has real footnotes and is complete when LibreOffice opens it."""

import io
import zipfile
from xml.etree import ElementTree

import docx
import pytest

from tests.exported import (
    CONVERSATIONS,
    DUTY,
    FOLLOWED,
    LETTERS,
    LIST,
    MAKING,
    MIXED,
    REFUSED,
    TALE,
    TEXTS,
    WHOLE,
    opened_by_libreoffice,
    plain,
)
from ui.export import export
from ui.wording import read_wording

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINK = "{http://www.w3.org/1999/xlink}href"


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Every conversation as LibreOffice has it: one start of it for all."""
    folder = tmp_path_factory.mktemp("word")
    files = []
    for name, (answers, corpus) in CONVERSATIONS.items():
        files.append(folder / f"{name}.docx")
        files[-1].write_bytes(export(answers, "docx", corpus, making=MAKING).content)
    german = export((WHOLE, MIXED), "docx", TEXTS, read_wording("de"), MAKING)
    files.append(folder / "german.docx")
    files[-1].write_bytes(german.content)
    return {
        name: ElementTree.fromstring(text)
        for name, text in opened_by_libreoffice(files, folder).items()
    }


def said(element):
    """Return the words of an element, a blank for what LibreOffice keeps as an element."""
    blanks = (f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break")
    return plain("".join(_walk(element, blanks)))


def _walk(element, blanks):
    yield " " if element.tag in blanks else element.text or ""
    for child in element:
        yield from _walk(child, blanks)
        yield child.tail or ""


def notes(root):
    return [said(body) for body in root.iter(f"{_TEXT}note-body")]


def test_footnotes_are_real_and_each_pinpoint_and_quote_is_there(opened):
    found = notes(opened["conversation"])
    kinds = {note.get(f"{_TEXT}note-class") for note in opened["conversation"].iter(f"{_TEXT}note")}
    assert kinds == {"footnote"}
    numbers = [n.text for n in opened["conversation"].iter(f"{_TEXT}note-citation")]
    assert numbers == [str(n) for n in range(1, len(found) + 1)]
    whole = said(opened["conversation"])
    for answer in (WHOLE, MIXED, FOLLOWED):
        for citation in answer.citations:
            assert any(plain(citation.provision.label) in note for note in found)
            assert plain(citation.quote) in whole.replace("; (", "; (")
    assert "“notify a boil-over within 72 hours”" in found[1]
    assert "Regulation (EU) 2099/1 of 1 May 2099 on kettles" in found[0]
    assert "amended since by Regulation (EU) 2099/44; applies from 1 Aug 2099" in found[0]
    assert "text: 32099R0001, of 1 May 2099, from a folder of official files, SHA-256" in found[0]
    assert "text as in note 1" in found[1]


def test_every_statement_and_all_that_is_ours_is_there(opened):
    whole = said(opened["conversation"])
    for answer in (WHOLE, REFUSED, MIXED, FOLLOWED):
        for statement in answer.statements:
            for line in statement.text.split("\n"):
                assert plain(line) in whole
            assert statement.stance in whole
            assert statement.attribution in whole
            assert statement.in_plain_words in whole
        assert answer.refusal in whole
        assert all(notice in whole for notice in answer.notices)
    for words in (
        "Kettles may whistle at 90 dB. (90 is not in the source)",
        "Read as: And lids of kettles?",
        "the language model ollama:small",
        TEXTS.sha256,
        "ab" * 32,
        "Not legal advice",
    ):
        assert words in whole


def test_a_question_back_is_followed_by_its_choices(opened):
    assert "Who may fly under the Kettle Act?" in said(opened["asked back"])


def test_letters_of_europe_survive(opened):
    assert plain(LETTERS.text) in said(opened["conversation"])
    assert MIXED.question.text in said(opened["conversation"])


def test_fiction_and_news_are_named_in_the_footnote(opened):
    found = notes(opened["conversation"])
    tale = next(note for note in found if f"{TALE.label}," in note)
    assert tale.startswith("Self-declared fiction, not law:")
    assert "our own brief; the original is not here" in tale
    assert any(note.startswith("Reported, not law: § 1 Größe") for note in found)


def test_a_source_cited_again_is_a_reference_to_its_footnote(opened):
    root = opened["whole"]
    whole = plain("".join(root.itertext()))
    assert len(notes(root)) == 2
    statement = whole.partition("lids may not fall.")[2]
    assert statement.partition("Please note:")[0].rstrip().endswith(",1")


def test_links_lead_to_web_addresses_alone(opened):
    links = {e.get(_LINK) for root in opened.values() for e in root.iter(f"{_TEXT}a")}
    assert links
    assert all(
        link.startswith(("https://eur-lex.europa.eu/", "https://example.org/")) for link in links
    )
    assert "https://example.org/kessel?a=1&b=%3C2%3E" in links


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_whatever_is_exported_opens(opened, name):
    assert "About this document" in said(opened[name])


def test_markup_stays_text(opened):
    whole = said(opened["markup"])
    assert "<script>alert(1)</script> <b onclick='x'>b</b> </para>" in whole
    assert not list(opened["markup"].iter(f"{_TEXT}script"))


def test_what_cannot_be_seen_is_gone(opened):
    whole = said(opened["controls"])
    assert "abcdevilx" in whole
    assert "汉字 😀" in whole
    assert not set(whole) & set("\x00\x07\x1b\u202e\u202c\u2066\u2069")


def test_long_texts_are_whole(opened):
    assert said(opened["long"]).count("kettle ") >= 3 * 2_900
    assert "k&" * 10_000 in said(opened["unbroken"])


def test_german_words_are_ours_and_the_law_stays_as_it_is(opened):
    whole = said(opened["german"])
    assert "Eine Aussage" not in whole
    assert "Zurückgehalten: 1 Aussage" in whole
    assert "gilt ab 1. Aug. 2099" in whole
    assert "Keine Rechtsberatung" in whole
    assert plain(DUTY.text) in whole


def test_the_package_is_sound_and_says_who_made_it():
    raw = export((WHOLE,), "docx", TEXTS, making=MAKING).content
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        assert package.testzip() is None
        types = package.read("[Content_Types].xml").decode()
        assert "wordprocessingml.footnotes+xml" in types
        footnotes = package.read("word/footnotes.xml").decode()
        settings = package.read("word/settings.xml").decode()
        body = package.read("word/document.xml").decode()
        relations = package.read("word/_rels/footnotes.xml.rels").decode()
    assert 'w:type="separator" w:id="-1"' in footnotes
    assert "<w:footnotePr" in settings
    assert "NOTEREF _RefNote1" in body
    assert 'TargetMode="External"' in relations
    document = docx.Document(io.BytesIO(raw))
    core = document.core_properties
    assert (core.author, core.language) == ("Pincite", "en")
    assert core.title == "Pincite: Must a boil-over be notified?"
    assert core.created.isoformat()[:19] == "2099-06-01T12:30:00"
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == ["Must a boil-over be notified?", "Texts cited", "About this document"]
    law = [p.text for p in document.paragraphs if p.style.name == "Quote"]
    assert law[:3] == LIST.text.split("\n")
