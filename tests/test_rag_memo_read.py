"""Memos are read whole: with their notes and insertions, without what was deleted."""

from contextlib import suppress

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError, ParseFailed, SourceRejected
from rag.memo import read as reading
from rag.memo.read import read_memo
from tests.documents import page_of, pdf_file, saved, word_file
from tests.memo_files import (
    box,
    deleted,
    endnote,
    footnote,
    inserted,
    link,
    moved_away,
    moved_here,
    paragraph,
    run,
    word_memo,
)


def lines(raw, form):
    raw = raw.encode() if isinstance(raw, str) else raw
    return read_memo(raw, form, f"memo.{form}").text.split("\n\n")


@pytest.mark.parametrize(
    ("raw", "form", "expected"),
    [
        pytest.param("One.\n\n\n  Two.\n", "txt", ["One.", "Two."], id="plain text"),
        pytest.param(
            "Kettles\r\n\r\n- one\r\n- two", "txt", ["Kettles", "- one", "- two"], id="list"
        ),
        pytest.param(
            "# Kettles\n\nThe *first* [rule](http://k.example).\n- one\n- two",
            "md",
            ["Kettles", "The first rule.", "- one", "- two"],
            id="Markdown",
        ),
        pytest.param(
            "He says:\n> boil\n> it\n\nSo.", "md", ["He says:", "> boil it", "So."], id="quote"
        ),
        pytest.param(
            "One.[^a]\n\nTwo.\n\n[^a]: See Article 5.\n[^b]: Loose.",
            "md",
            ["One.[^a]", "[^a]: See Article 5.", "Two.", "[^b]: Loose."],
            id="notes of Markdown",
        ),
        pytest.param(
            "<h1>Kettles</h1><p>One.</p><blockquote><p>boil it</p></blockquote><ul><li>a<li>b</ul>",
            "html",
            ["Kettles", "One.", "> boil it", "a", "b"],
            id="web page",
        ),
        pytest.param(
            "<p>One.</p><aside role='doc-endnotes'><p>See Article 5.</p></aside><aside>Ad</aside>",
            "html",
            ["One.", "See Article 5."],
            id="notes of a web page",
        ),
        pytest.param(
            pdf_file(page_of("Kettles shall", "whistle.") + page_of("They boil, too.", top=600)),
            "pdf",
            ["Kettles shall whistle.", "They boil, too."],
            id="PDF",
        ),
    ],
)
def test_paragraphs_headings_and_items_stand_apart(raw, form, expected):
    assert lines(raw, form) == expected


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        pytest.param(
            [paragraph(run("One.")), paragraph(run("Two."))], ["One.", "Two."], id="plain"
        ),
        pytest.param(
            [paragraph(run("within "), deleted("48"), inserted("72"), run(" hours"))],
            ["within 72 hours"],
            id="tracked change",
        ),
        pytest.param(
            [paragraph(run("A "), moved_away("lost "), run("B")), paragraph(moved_here("lost"))],
            ["A B", "lost"],
            id="moved words stand once, where they were moved to",
        ),
        pytest.param(
            [paragraph(run("Article "), ended=False), paragraph(run("5 applies."))],
            ["Article 5 applies."],
            id="paragraphs joined by a deleted mark",
        ),
        pytest.param(
            [paragraph(deleted("All gone."), ended=False), paragraph(run("Kept."))],
            ["Kept."],
            id="deleted paragraph",
        ),
        pytest.param(
            [paragraph(run("See "), link("Article 5"), run("."))], ["See Article 5."], id="link"
        ),
        pytest.param(
            [paragraph(run("Beside"), box("In the box."), run(" it."))],
            ["Beside it.", "In the box."],
            id="text box, once",
        ),
        pytest.param(
            [paragraph(run("boil it"), style="Quote")], ["> boil it"], id="block quotation"
        ),
        pytest.param(
            [paragraph(run("Arti\u00adcle\u00a05  (1)"))], ["Article 5 (1)"], id="unseen characters"
        ),
    ],
)
def test_a_word_memo_is_read_as_it_would_be_printed(paragraphs, expected):
    assert lines(word_memo(*paragraphs), "docx") == expected


def test_a_note_stands_behind_the_paragraph_with_its_mark():
    raw = word_memo(
        paragraph(run("First"), footnote(7), run(" and second"), footnote(2), run(".")),
        paragraph(run("Third"), endnote(1), run(".")),
        paragraph(run("Fourth"), footnote(3), run(".")),
        footnotes={2: "See Article 2.", 3: "See Article 3.", 7: "See Article 7."},
        endnotes={1: "See recital 1."},
    )
    assert lines(raw, "docx") == [
        "First[^1] and second[^2].",
        "[^1]: See Article 7.",
        "[^2]: See Article 2.",
        "Third[^e1].",
        "[^e1]: See recital 1.",
        "Fourth[^3].",
        "[^3]: See Article 3.",
    ]


def test_a_note_whose_mark_was_deleted_is_not_read():
    gone = f'<w:del w:id="9" w:author="A">{footnote(1)}</w:del>'
    raw = word_memo(
        paragraph(run("One"), gone, run(" two"), footnote(2), run(".")),
        footnotes={1: "See Article 1.", 2: "See Article 2."},
    )
    assert lines(raw, "docx") == ["One two[^1].", "[^1]: See Article 2."]


def test_a_mark_without_a_note_is_not_read():
    assert lines(word_memo(paragraph(run("One"), footnote(5), run("."))), "docx") == ["One."]


def test_a_table_gives_a_paragraph_for_each_row_with_its_notes_and_boxes():
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Cup", "Price", "Small", "5"), strict=True):
        cell.text = text
    table.cell(1, 0).add_table(1, 1).cell(0, 0).text = "inner"
    rows = lines(saved(document), "docx")
    assert rows == ["Cup | Price", "Small inner | 5"]


def test_comments_are_no_part_of_a_memo():
    document = docx.Document()
    words = document.add_paragraph().add_run("Kettles whistle.")
    document.add_comment(words, "See Article 99.")
    assert lines(saved(document), "docx") == ["Kettles whistle."]


@pytest.mark.parametrize(
    ("raw", "form", "error", "says"),
    [
        pytest.param(b" \n", "txt", ParseFailed, "is empty", id="empty"),
        pytest.param(
            b"<!-- none -->", "md", ParseFailed, "holds no text; name a memo", id="no text"
        ),
        pytest.param(word_file(), "docx", ParseFailed, "holds no text", id="empty Word"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            "docx",
            ParseFailed,
            "without a password",
            id="locked",
        ),
        pytest.param(b"kettle", "docx", ParseFailed, "not a Word document", id="text as Word"),
        pytest.param(pdf_file([]), "pdf", ParseFailed, r"a scan; run text recognition", id="scan"),
        pytest.param(
            b"%PDF-1.4 kettle", "pdf", ParseFailed, "print it to PDF again", id="broken PDF"
        ),
        pytest.param(b"a \x00 b", "txt", ParseFailed, "zero bytes", id="no text at all"),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_next_step(raw, form, error, says):
    with pytest.raises(error, match=says):
        read_memo(raw, form, "memo")


def test_a_memo_that_is_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 20)
    with pytest.raises(SourceRejected, match="holds 24 characters, 20 are the most; split it"):
        read_memo(b"Kettles shall whistle by", "txt", "memo.txt")


def test_what_a_reader_must_know_of_a_memo_is_kept():
    memo = read_memo("Das Gerät gemäß".encode("cp1252"), "txt", "memo.txt")
    assert "Windows-1252" in memo.notices[0]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(["txt", "md", "html"]))
def test_any_text_is_read_or_refused(text, form):
    with suppress(IngestError):
        memo = read_memo(text.encode(), form, "memo")
        assert memo.text
        assert "\n\n\n" not in memo.text


WORDS = st.text(alphabet="abc .\u00ad\u00a0", max_size=12)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from([run, inserted, deleted, link]), WORDS), max_size=8))
def test_a_word_memo_has_the_words_that_were_not_deleted(parts):
    kept = "".join(text for make, text in parts if make is not deleted)
    raw = word_memo(paragraph(*(make(text) for make, text in parts)), paragraph(run("end")))
    expected = " ".join(kept.replace("\u00ad", "").split())
    assert lines(raw, "docx") == [*([expected] if expected else []), "end"]
