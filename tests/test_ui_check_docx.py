"""Comments stand in Word at the words that cite; the memo's own document stays as it is."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.readers.docx_words import words
from rag.memo.model import NO, YES
from rag.memo.read import read_memo
from tests.documents import saved
from tests.memo_files import (
    box,
    deleted,
    footnote,
    inserted,
    link,
    paragraph,
    run,
    word_memo,
)
from tests.memo_reports import ACT, HOSTILE, NAME, finding, report, texts
from ui.authorities import OSCOLA, authorities
from ui.check_docx import commented_copy, commented_original


def comments(raw):
    """Return the words that each comment stands at, and what it says."""
    document = docx.Document(io.BytesIO(raw))
    said = {str(comment.comment_id): comment.text for comment in document.comments}
    open_ids, at = set(), {}
    for element in document.element.body.iter():
        identifier = element.get(qn("w:id"), "")
        if element.tag == qn("w:commentRangeStart"):
            open_ids.add(identifier)
        elif element.tag == qn("w:commentRangeEnd"):
            open_ids.remove(identifier)
        elif element.tag in (qn("w:t"), qn("w:footnoteReference"), qn("w:txbxContent")):
            for one in open_ids:
                at[one] = at.get(one, "") + (
                    (element.text or "") if element.tag == qn("w:t") else "*"
                )
    assert not open_ids
    return [(at.get(one, ""), text) for one, text in said.items()]


def checked(raw, *cited, **facts):
    memo = read_memo(raw, "docx", "memo.docx")
    found = [finding(memo.text, words, exists=YES, **facts) for words in cited]
    return report(memo.text, *found), memo.text


@pytest.mark.parametrize(
    ("parts", "cited"),
    [
        pytest.param([run("See Article 9 and Article 10(2).")], ["Article 9", "Article 10(2)"],
                     id="one run"),
        pytest.param([run("See Art"), run("icle "), run("9 now")], ["Article 9"], id="three runs"),
        pytest.param([run("Article 9")], ["Article 9"], id="the whole run"),
        pytest.param([run("See "), link("Article 9 "), run("(2)")], ["Article 9 (2)"], id="link"),
        pytest.param([run("Article "), deleted("8"), inserted("9"), run(".")], ["Article 9"],
                     id="tracked change"),
        pytest.param([run("See Article\u00a0\u00a09 (1)")], ["Article 9 (1)"], id="blanks"),
    ],
)  # fmt: skip
def test_a_comment_stands_at_the_very_words(parts, cited):
    raw = word_memo(paragraph(run("Before.")), paragraph(*parts), paragraph(run("After.")))
    made, text = checked(raw, *cited)
    commented = commented_original(made, raw, NAME)
    assert [" ".join(at.split()) for at, _ in comments(commented)] == cited
    assert all(said.startswith("read: ") for _, said in comments(commented))
    assert read_memo(commented, "docx", "memo.docx").text == text


def test_a_run_that_is_cut_keeps_its_looks():
    document = docx.Document()
    document.add_paragraph().add_run("See Article 9 now.").italic = True
    raw = saved(document)
    made, _ = checked(raw, "Article 9")
    again = docx.Document(io.BytesIO(commented_original(made, raw, NAME)))
    looks = [(part.text, part.italic) for part in again.paragraphs[0].runs if part.text]
    assert looks == [("See ", True), ("Article 9", True), (" now.", True)]


def test_what_word_cannot_comment_on_is_commented_where_it_hangs():
    raw = word_memo(
        paragraph(run("First"), footnote(2), run(" and "), box("See Article 9."), run("last.")),
        footnotes={2: "See Article 10(2)."},
    )
    made, _ = checked(raw, "Article 10(2)", "Article 9")
    found = dict(comments(commented_original(made, raw, NAME)))
    assert {at: said.split(":")[1].strip() for at, said in found.items()} == {
        "*": "Article 10(2)",
        "*See Article 9.*See Article 9.": "Article 9",
    }


def test_cells_of_a_table_are_commented():
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Whistle", "Article 9"
    raw = saved(document)
    made, _ = checked(raw, "Article 9")
    assert [at for at, _ in comments(commented_original(made, raw, NAME))] == ["Article 9"]


def test_members_of_a_list_share_a_comment_and_what_fails_is_said():
    text = "See Articles 9 and 99."
    members = [
        finding(text, "Articles 9 and 99", exists=YES, resolved=f"{ACT}#art_9"),
        finding(
            text, "Articles 9 and 99", exists=NO, cite="Article 99", nearest=f"{ACT}#art_9",
            reasons=("There is no Article 99.",),
        ),
    ]  # fmt: skip
    ((at, said),) = comments(commented_copy(report(text, *members), NAME))
    assert at == "Articles 9 and 99"
    assert said.splitlines() == [
        "read: Article 9: exists; what the memo says was not judged: read it",
        "FAILS: Article 99: does not exist",
        "There is no Article 99.",
        "nearest: Article 9, Kettle Act",
    ]


def test_a_copy_has_every_paragraph_of_the_memo():
    text = "Kettles\n\nArticle 9 holds, and Article 10(2).\n\nArticle 9 again."
    found = [finding(text, words, exists=YES) for words in ("Article 9", "Article 10(2)")]
    raw = commented_copy(report(text, *found), NAME)
    assert [p.text for p in docx.Document(io.BytesIO(raw)).paragraphs] == text.split("\n\n")
    assert [at for at, _ in comments(raw)] == ["Article 9", "Article 10(2)"]


def test_the_rest_of_the_document_stays_as_it_is():
    document = docx.Document()
    document.add_paragraph("See Article 9.")
    old = document.add_paragraph().add_run("An old remark.")
    document.add_comment(old, "Mine.", "Jane")
    document.sections[0].header.paragraphs[0].text = "Confidential"
    raw = saved(document)
    made, _ = checked(raw, "Article 9")
    commented = commented_original(made, raw, NAME)
    assert [at for at, _ in comments(commented)] == ["An old remark.", "Article 9"]
    again = docx.Document(io.BytesIO(commented))
    assert again.sections[0].header.paragraphs[0].text == "Confidential"
    before, after = (zipfile.ZipFile(io.BytesIO(one)) for one in (raw, commented))
    assert set(before.namelist()) == set(after.namelist())


def test_the_table_of_authorities_comes_last():
    raw = word_memo(paragraph(run("See Article 9.")))
    made, _ = checked(raw, "Article 9", resolved=f"{ACT}#art_9")
    table = authorities(made, texts(), OSCOLA)
    lines = [
        p.text.strip()
        for p in docx.Document(io.BytesIO(commented_original(made, raw, NAME, table))).paragraphs
    ]
    assert lines[0] == "See Article 9."
    assert lines[2:5] == [
        "Table of authorities",
        "Regulation (EU) 2099/1 on kettles (Kettle Act) [2099] OJ L2099/1",
        "art 9, para 1",
    ]


@pytest.mark.parametrize("make", ["copy", "original"])
def test_no_word_of_a_memo_is_more_than_words(make):
    source = docx.Document()
    source.add_paragraph(f"Article 9 {HOSTILE.replace(chr(7), '').replace(chr(27), '')} holds.")
    raw = saved(source)
    made, text = checked(raw, "Article 9")
    cited = finding(text, "Article 9", exists=NO, reasons=(HOSTILE + "\ud800\uffff\x00",))
    made = report(f"{text}\x00\x1b" if make == "copy" else text, cited)
    written = commented_copy(made, NAME) if make == "copy" else commented_original(made, raw, NAME)
    ((at, said),) = comments(written)
    assert at == "Article 9"
    assert "<script>alert(1)</script> [now](http://k.example)" in said
    assert not set("\x1b\x9b\x07\u202e\x00") & set(said)
    assert "hyperlink" not in str(zipfile.ZipFile(io.BytesIO(written)).read("word/document.xml"))


WORDS = st.text(alphabet="ab <&\u00ad\u00a0", max_size=9)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_words_of_any_memo_are_found_again(data):
    made = data.draw(
        st.lists(st.tuples(st.sampled_from([run, inserted, deleted, link]), WORDS), min_size=1)
    )
    raw = word_memo(paragraph(*(make(text) for make, text in made)), paragraph(run("c end c")))
    text = read_memo(raw, "docx", "memo.docx").text
    first = text.partition("\n\n")[0]
    start = data.draw(st.integers(0, len(first) - 1))
    end = data.draw(st.integers(start + 1, len(first)))
    cited = finding(text, text[start:end], exists=YES)
    span = cited.mention.span
    commented = commented_original(report(text, cited), raw, NAME)
    ((at, _),) = comments(commented)
    shown = "".join(at.replace("\u00ad", "").split())
    assert shown == "".join(text[slice(*span)].split())
    body = docx.Document(io.BytesIO(commented)).element.body
    assert "".join(words(p) for p in body.iter(qn("w:p"))) == "".join(
        words(p) for p in docx.Document(io.BytesIO(raw)).element.body.iter(qn("w:p"))
    )
