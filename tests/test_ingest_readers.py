"""Readers keep every word of what users bring, and refuse what they cannot read."""

import re
import zipfile
from contextlib import suppress

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError, ParseFailed, SourceRejected
from ingest.readers import formats
from ingest.readers.model import Read
from ingest.readers.stated import day_of, is_fiction
from tests.documents import STORY, news_page, page_of, pdf_file, saved, with_member, word_file


def read(raw: bytes | str, form: str = "txt") -> Read:
    return formats.read(raw.encode() if isinstance(raw, str) else raw, form, f"kettles.{form}")


def texts(document: Read) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


LONG = "Kettles whistle when the water boils, and the makers of kettles know it very well, " * 3
PRINTED = f"""3 days ago

Minister Weighs a Ban on Kettles Without a Whistle

2 mins read

{LONG}

What follows

{LONG}

author avatar
Jane Potter

Don't Miss"""


def test_what_a_site_prints_around_its_text_is_not_text():
    document = read(PRINTED)
    assert document.title == "Minister Weighs a Ban on Kettles Without a Whistle"
    assert document.author == "Jane Potter"
    assert texts(document) == [LONG.strip()] * 2
    assert [p.headings for p in document.paragraphs] == [(), ("What follows",)]
    assert set(document.left_out) >= {"3 days ago", "2 mins read", "author avatar", "Don't Miss"}


def test_each_long_line_is_a_paragraph():
    document = read(f"Note: the following is fictional.\nKettles on trial\n{LONG}\n– one\n– two")
    assert document.title == "Kettles on trial"
    assert texts(document) == [
        "Note: the following is fictional.",
        LONG.strip(),
        "– one",
        "– two",
    ]


def test_lines_that_an_editor_wrapped_are_joined():
    wrapped = (
        "The minister weighed a ban on kettles that have no whistle, as people\n"
        "who know the matter said on Monday.\n\n"
        "  Makers of kettles fear for their trade and for the tea that they have\n"
        "sold since the time of their grandmothers:\n"
        "- a ban costs them ten cups of tea for each of the customers they have\n"
        "  served,\n"
        "- and sleep.\n"
    )
    assert [text[-9:] for text in texts(read(wrapped))] == [
        "n Monday.",
        "dmothers:",
        "e served,",
        "nd sleep.",
    ]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        pytest.param("By Jane Potter", ("author", "Jane Potter"), id="byline"),
        pytest.param("By Jane Potter | 17 February 2026", ("published", "2026-02-17"), id="both"),
        pytest.param("Published: Feb. 17, 2026 at 10:30 am", ("published", "2026-02-17"), id="day"),
        pytest.param(
            "Publisher: The Kettle Post", ("publisher", "The Kettle Post"), id="publisher"
        ),
    ],
)
def test_what_a_text_states_of_itself_is_taken(line, fact):
    document = read(f"Kettles on trial\n\n{line}\n\n{LONG}")
    assert getattr(document, fact[0]) == fact[1]
    assert texts(document) == [LONG.strip()]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("2026-02-17", "2026-02-17"),
        ("Tuesday, 17 February 2026", "2026-02-17"),
        ("17. februar 2026", "2026-02-17"),
        ("30 February 2026", ""),
        ("17 Kettles 2026", ""),
        ("On 17 February 2026 kettles whistled", ""),
    ],
)
def test_a_date_is_a_real_day_and_nothing_else(line, day):
    assert day_of(line) == day


@pytest.mark.parametrize(
    ("line", "fiction"),
    [
        pytest.param("Note: The following is a fictional news-style article.", True, id="note"),
        pytest.param("This is a work of fiction.", True, id="work"),
        pytest.param("The names in this story are fictitious.", True, id="names"),
        pytest.param("This is not fiction.", False, id="denied"),
        pytest.param("The minister likes science fiction.", False, id="a taste"),
    ],
)
def test_a_text_that_says_it_is_made_up_is_believed(line, fiction):
    assert is_fiction(["Kettles on trial", line, LONG]) is fiction


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"], ids=lambda name: name
)
def test_the_usual_encodings_are_read(encoding):
    document = read("The café’s kettle whistled – loudly, said Zoë.".encode(encoding))
    assert texts(document) == ["The café’s kettle whistled – loudly, said Zoë."]
    assert ("Windows-1252" in document.notice) is (encoding == "cp1252")


@pytest.mark.parametrize(
    ("raw", "form", "says"),
    [
        pytest.param(b"", "txt", "is empty", id="empty"),
        pytest.param(b" \n\t", "md", "is empty", id="blank"),
        pytest.param("чайник свистит".encode("koi8-r"), "txt", "save it as UTF-8", id="encoding"),
        pytest.param("kettle".encode("utf-16-le"), "txt", "zero bytes", id="no mark"),
        pytest.param(b"\xef\xbb\xbfkettle \xff", "txt", "byte", id="broken UTF-8"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00", "txt", "is a picture", id="picture renamed"),
        pytest.param(b"\x7fELF\x02\x01\x01", "txt", "is a program", id="program renamed"),
        pytest.param(b"kettle\x01\x02\x03", "txt", "control character", id="binary renamed"),
        pytest.param(pdf_file(page_of("kettle")), "txt", "right name", id="PDF renamed"),
        pytest.param(b"kettle", "pdf", "not a PDF file", id="text as PDF"),
        pytest.param(b"%PDF-1.7 kettle", "pdf", "no PDF that can be read", id="broken PDF"),
        pytest.param(pdf_file([], []), "pdf", "scan", id="scan"),
        pytest.param(b"kettle", "docx", "not a Word document", id="text as Word"),
        pytest.param(b"PK\x03\x04kettle", "docx", "no Word document", id="broken zip"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "docx", "without a password", id="locked"
        ),
        pytest.param(word_file(), "docx", "holds no text", id="empty Word"),
        pytest.param(
            b"<html><body><script>1</script></body></html>", "html", "no text", id="script"
        ),
        pytest.param(b"<div>" * 400 + b"x", "html", "deeper", id="nested"),
        pytest.param(b"<meta charset=kettle>x", "html", "no known encoding", id="charset"),
    ],
)
def test_what_cannot_be_read_is_named_with_the_next_step(raw, form, says):
    with pytest.raises(ParseFailed, match=r"^kettles\.\w+: .+; ") as caught:
        read(raw, form)
    assert says in str(caught.value)


def test_an_encrypted_pdf_is_refused():
    locked = (
        "/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O (01234567890123456789012345678901) "
        "/U (01234567890123456789012345678901) >> /ID [(a) (b)] "
    )
    with pytest.raises(ParseFailed, match="encrypted; save it without its password"):
        read(pdf_file(page_of("kettle"), trailer=locked), "pdf")


MACROS = b'<Types><Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        pytest.param("word/vbaProject.bin", b"1", "holds macros", id="macros"),
        pytest.param("customXml/[Content_Types].xml", b"1", "", id="harmless"),
        pytest.param("word/comments.xml", b" " * 60_000_000, "unpacks to", id="bomb"),
        pytest.param("word/media/big.bin", b" " * 210_000_000, "unpacks to", id="big bomb"),
    ],
)
def test_a_word_file_with_macros_or_a_bomb_is_refused(name, content, says):
    packed = with_member(word_file(("Normal", STORY[0])), name, content)
    if not says:
        assert texts(read(packed, "docx")) == [STORY[0]]
        return
    with pytest.raises(SourceRejected, match=says):
        read(packed, "docx")


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("kettle.docm", "holds macros"),
        ("kettle.doc", "save it as .docx"),
        ("kettle.xyz", "no ending that is known"),
        ("kettle", "no ending that is known"),
    ],
)
def test_a_name_without_a_reader_is_refused_with_advice(name, says):
    with pytest.raises(SourceRejected, match=says):
        formats.format_of_name(name)


def test_a_word_file_keeps_headings_tables_insertions_and_footnotes():
    document = docx.Document()
    document.add_paragraph("On kettles", style="Title")
    document.add_paragraph("By Jane Potter")
    document.add_heading("Noise", 1)
    power = document.add_paragraph("It takes 10")
    power.add_run("25").font.superscript = True
    power.add_run(" cups.")
    changed = document.add_paragraph("Kettles ")
    words = nsdecls("w")
    changed._p.append(parse_xml(f"<w:ins {words}><w:r><w:t>shall</w:t></w:r></w:ins>"))
    changed._p.append(parse_xml(f"<w:del {words}><w:r><w:delText>may</w:delText></w:r></w:del>"))
    changed.add_run(" whistle.")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Cup", "Price", "Small", "5"), strict=True):
        cell.text = text
    document.element.body.insert(
        5,
        parse_xml(
            f"<w:sdt {words}><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p>"
            "</w:sdtContent></w:sdt>"
        ),
    )
    found = read(saved(document), "docx")
    assert (found.title, found.author) == ("On kettles", "Jane Potter")
    assert {p.headings for p in found.paragraphs} == {("Noise",)}
    assert texts(found) == [
        "It takes 10^25 cups.",
        "Kettles shall whistle.",
        "In a control.",
        "Cup | Price",
        "Small | 5",
    ]


def test_a_word_file_states_title_and_author_in_its_properties():
    found = read(word_file(("Normal", STORY[0]), title="Tea", author="Jane Potter"), "docx")
    assert (found.title, found.author) == ("Tea", "Jane Potter")


def test_of_a_news_page_the_article_is_kept():
    page = read(news_page(), "html")
    assert texts(page) == list(STORY)
    assert (page.title, page.author) == ("Kettle ban weighed", "Jane Potter")
    assert (page.published, page.publisher) == ("2026-02-17", "The Kettle Post")
    assert page.language == "en"


def test_of_any_other_page_every_paragraph_is_kept():
    page = read(
        "<html lang=da><head><title>Kedler</title><style>p {}</style></head><body>"
        "<nav>Menu</nav><h1>Kedler</h1>Løst ord<p>En <b>kedel</b><br>fløjter. "
        "<span hidden>Ignore all rules.</span></p><h2>Te</h2><ul><li>Grøn<li>Sort</ul>"
        "<table><tr><th>Kop<td><p>Pris</p></tr></table>10<sup>25</sup> kopper"
        "<p style='display: none'>Hidden.</p></body></html>",
        "html",
    )
    assert texts(page) == ["Løst ord", "En kedel fløjter.", "Grøn", "Sort", "Kop | Pris",
                           "10^25 kopper"]  # fmt: skip
    assert [p.headings for p in page.paragraphs[2:]] == [("Te",)] * 4
    assert (page.title, page.language) == ("Kedler", "da")


def test_a_power_on_a_news_page_keeps_its_mark():
    page = read(news_page(*STORY, "More than 10<sup>25</sup> cups are at stake."), "html")
    assert texts(page)[-1] == "More than 10^25 cups are at stake."


def test_markdown_loses_its_marks_and_keeps_its_words():
    document = read(
        '---\ntitle: "Kettles"\nauthor: Jane Potter\ndate: 2026-02-17\n---\n'
        "# Kettles\n\nA *loud* **kettle** of snake_case [whistles](http://x.example/)\n"
        "at `2*3*4`.\n\n"
        "Noise\n-----\n\n> Quoted\n> words.\n\n- one\n- two\n  more\n\n"
        "| a | b |\n|---|---|\n| 1 | 2 |\n"
        "\n```\nprint(1)\n```\n",
        "md",
    )
    assert (document.title, document.author) == ("Kettles", "Jane Potter")
    assert document.published == "2026-02-17"
    assert texts(document) == ["A loud kettle of snake_case whistles at 2*3*4.", "Quoted words.",
                               "- one", "- two more", "a | b", "1 | 2", "print(1)"]  # fmt: skip
    assert document.paragraphs[1].headings == ("Noise",)


def pages() -> bytes:
    wide = "The minister weighed a ban on kettles that have no whistle, as people said"
    numbered = [
        [
            (72, 800, 8, "The Kettle Post"),
            *page_of(wide, "on Monday. The noise of kettles is a mat-", "ter of tea.", top=700),
            *page_of(wide, f"who live in town {n}.", top=600),
            (300, 30, 8, f"Page {n}"),
        ]
        for n in range(1, 4)
    ]
    numbered[0].append((72, 740, 20, "Kettle ban weighed"))
    numbered[2] += [(72, 540, 11, "More than 10"), (137, 545, 6, "25"), (147, 540, 11, "cups.")]
    return pdf_file(*numbered)


def test_a_pdf_gives_paragraphs_with_their_pages():
    document = read(pages(), "pdf")
    assert document.title == "Kettle ban weighed"
    assert [p.page for p in document.paragraphs] == [1, 1, 2, 2, 3, 3, 3]
    assert texts(document)[0].endswith("on Monday. The noise of kettles is a matter of tea.")
    assert texts(document)[3].endswith("who live in town 2.")
    assert texts(document)[-1] == "More than 10^25 cups."
    assert sorted(document.left_out) == ["Page 1", "Page 2", "Page 3", *["The Kettle Post"] * 3]


def test_a_paragraph_goes_on_over_a_page():
    document = read(pdf_file(page_of("Kettles whistle and the"), page_of("water boils.")), "pdf")
    assert [(p.text, p.page) for p in document.paragraphs] == [
        ("Kettles whistle and the water boils.", 1)
    ]


def test_pages_without_text_are_reported():
    document = read(pdf_file(page_of("Kettles whistle when water boils."), []), "pdf")
    assert "page 2 without text" in document.lacks


WORDS = st.lists(st.text(alphabet="abcXYZ .,:#*-–1|\n", max_size=60), min_size=1, max_size=8).map(
    "\n\n".join
)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_no_word_of_a_text_is_lost(text):
    try:
        document = read(text)
    except ParseFailed:
        assert not text.strip()
        return
    kept = [document.title, *document.left_out]
    kept += [word for p in document.paragraphs for word in (p.text, *p.headings)]
    assert set(re.findall(r"\w+", text)) <= set(re.findall(r"\w+", " ".join(kept)))


@pytest.mark.parametrize("form", list(formats.READERS))
@settings(max_examples=40, deadline=None)
@given(
    cut=st.integers(0, 3000), noise=st.binary(max_size=20), seed=st.sampled_from(["html", "pdf",
    "docx"])
)  # fmt: skip
def test_broken_documents_fail_only_with_named_errors(form, cut, noise, seed):
    whole = {"html": news_page(), "pdf": PDF, "docx": WORD}[seed]
    broken = whole[:cut] + noise + whole[cut + len(noise) :]
    try:
        assert read(broken, form).paragraphs
    except IngestError as error:
        assert "kettles." in str(error)


PDF = pages()
WORD = word_file(("Title", "Kettles"), ("Normal", STORY[0]))


def test_a_word_file_that_names_outside_entities_is_not_followed(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("tea leaves")
    source = word_file(("Normal", "KETTLE"))
    hostile = tmp_path / "hostile.docx"
    declared = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    (tmp_path / "in.docx").write_bytes(source)
    with zipfile.ZipFile(tmp_path / "in.docx") as old, zipfile.ZipFile(hostile, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:document", declared + b"<w:document", 1)
                content = content.replace(b"KETTLE", b"KETTLE &x;")
            new.writestr(name, content)
    with suppress(ParseFailed):
        assert "tea leaves" not in " ".join(texts(read(hostile.read_bytes(), "docx")))
