"""A checked memo as the page shows it: every finding beside its line, no word of it lost."""

import io
import json
import re

import docx
import pytest
from lxml import html as parsed

from ingest.user_model import Source
from rag.memo import model
from rag.memo.check import Step, check, steps
from tests.memo_files import paragraph, run, word_memo
from tests.memo_kettles import AFTER, BEFORE, CORPUS, KETTLES, K, T
from tests.memo_reports import HOSTILE, finding, report
from ui.authorities import OSCOLA, authorities
from ui.check_difference import SHORT, changed, difference
from ui.check_example import example, filled
from ui.check_files import FILES
from ui.check_html import beside, headline, summary
from ui.check_json import report_object
from ui.check_margin import margin_of
from ui.check_run import LONGEST, Checked, MemoUnreadable, Order, checking, day_of, pasted, uploaded
from ui.check_table import table
from ui.check_verdicts import in_a_word, spoken
from ui.check_words import weight
from ui.errors import NotFound, UiError
from ui.wording import LANGUAGES, read_wording

ENGLISH, GERMAN = read_wording("en"), read_wording("de")
RULE = "The notification shall be made not later than {} hours after the boil-over."
MEMO = f"""To the board, on {K}.

Makers must notify every boil-over of a kettle to the water authority (Article 3(1) of {K}).

“{RULE.format(48)}” (Article 3(2) of {K}). See also Article 9(1) of {K} and Articles 1 and 2 of it.

The words “Potters shall not paint a teapot with lead” stand in Article 4(1) of {T}.
"""


def page(text, day=AFTER, words=ENGLISH, name="memo.txt"):
    """Return what the page shows of a memo, as elements."""
    margin = margin_of(check(text, name, CORPUS, day), CORPUS, words)
    return parsed.fromstring(f"<div>{summary(margin)}{beside(margin)}</div>")


def one(text, day=AFTER):
    """Return the only note that fails or is to be looked at."""
    (note,) = page(text, day).xpath("//article[not(contains(@class, 'ok'))]")
    return note


def said(element):
    return " ".join(element.text_content().split())


def test_every_finding_is_marked_in_the_text_and_leads_there_and_back():
    shown = page(MEMO)
    notes = shown.xpath("//article")
    assert len(notes) == 7
    for number, note in enumerate(notes, 1):
        assert note.get("id") == f"finding-{number}"
        (chip,) = shown.xpath(f"//a[@id='cited-{number}']")
        assert chip.get("href") == f"#finding-{number}"
        (back,) = note.xpath(".//a[@class='number']")
        assert back.get("href") == f"#cited-{number}"
        row = next(chip.iterancestors("div"))
        assert note in row.xpath(".//article")
    assert shown.xpath("//mark[@data-cites='5 6']")[0].text == "Articles 1 and 2"


def test_no_word_of_the_memo_is_lost():
    shown = page(MEMO)
    for extra in shown.xpath("//*[@class='no'] | //a[starts-with(@class, 'chip')]"):
        extra.drop_tree()
    lines = [line.text_content() for line in shown.xpath("//p[@class='said']")]
    assert lines == MEMO.strip().split("\n\n")


READ = {"exists": "yes", "claim": "supported"}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], "No citation was found in this memo."),
        ([READ], "1 citation: 1 holds."),
        ([READ, {"exists": "no"}], "2 citations: 1 holds, 1 fails."),
        (
            [{"exists": "no"}, {"exists": "unknown"}, {"exists": "no"}, READ],
            "4 citations: 1 holds, 2 fail, 1 to look at.",
        ),
        ([{"exists": "yes"}], "1 citation: 1 exists, but what the memo says of it was not judged."),
        (
            [{"exists": "no"}, {"exists": "yes"}, READ, {"exists": "yes", "quote": "verbatim"}],
            "4 citations: 1 holds, 1 fails, "
            "2 exist, but what the memo says of them was not judged.",
        ),
    ],
)
def test_the_result_is_said_in_a_sentence(facts, expected):
    text = "".join(f"Article {n} " for n in range(1, 9))
    found = [finding(text, f"Article {n} ", **one) for n, one in enumerate(facts, 1)]
    assert headline(report(text, *found), ENGLISH).startswith(expected)


def test_a_finding_says_what_is_cited_what_it_means_and_what_became_of_it():
    notes = page(MEMO).xpath("//article")
    assert said(notes[2].find("h4")) == f"3 ✗ Fails Article 3(2) of {K}"
    assert said(notes[2].xpath("./p[@class='means']")[0]) == "Means: Article 3(2), Kettle Act"
    (found,) = notes[2].xpath(".//p[@class='means']/a")
    assert found.get("href") == "?view=explore&provision=32090R0001%2B32095R0007%23art_3.par_2"
    verdicts = [said(one) for one in notes[2].xpath(".//ul[@class='verdicts']/li")]
    assert verdicts[:2] == ["✓ exists", "✗ quotation altered"]
    assert verdicts[-1] == "! amended before 1 Jan 2096"
    assert "Did you mean: Article 5" in said(notes[3])


def test_a_difference_shows_what_the_memo_says_above_what_the_law_says():
    note = one(f"“{RULE.format(48)}” (Article 3(2) of {K}).")
    (shown,) = note.xpath(".//dl")
    for hidden in shown.xpath(".//span[@class='sr-only']"):
        assert hidden.getparent().tag in ("del", "ins")
        hidden.drop_tree()
    memo, law = ([said(part) for part in line] for line in shown)
    assert memo == ["The memo says", RULE.format(48).rstrip(".")]
    assert law == ["The law says", RULE.format(96).rstrip(".")]
    assert [(e.tag, e.text_content()) for e in shown.xpath(".//del | .//ins")] == [
        ("del", "48"),
        ("ins", "96"),
    ]
    assert "[-" not in said(note)


def test_both_sides_of_a_difference_are_said_to_screen_readers():
    note = one(f"“{RULE.format(48)}” (Article 3(2) of {K}).")
    assert said(note.xpath(".//del")[0]) == "only in the memo: 48"
    assert said(note.xpath(".//ins")[0]) == "only in the law: 96"


def test_both_lines_are_whole_where_a_quotation_leaves_words_out():
    quoted = "Makers shall notify every boil-over … to the fire authority, unless it is unlikely"
    note = one(f"“{quoted}” (Article 3(1) of {K}).")
    memo, law = note.xpath(".//dl/div/dd")
    for hidden in note.xpath(".//dl//span"):
        hidden.drop_tree()
    assert said(memo) == quoted
    assert said(law) == quoted.replace("fire", "water")


def test_a_long_quotation_is_shown_where_it_differs_and_whole_when_opened():
    text = "Article 9"
    same = "steam " * SHORT
    laid = ((same, same, True), ("48", "72", False), (same, same, True))
    made = finding(text, text, quote="altered", quote_diff="… steam [-48-]{+72+} steam …",
                   quote_laid=laid)  # fmt: skip
    shown = parsed.fromstring(f"<div>{difference(made, ENGLISH)}</div>")
    short, whole = shown.xpath("//dl")
    assert len(said(short)) < 200 < SHORT < len(said(whole))
    assert whole.getparent().tag == "details"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Now: [-48-]{+72+} hours.", [("del", "48"), ("ins", "72")]),
        ("Now: {+a rule that was cut …", [("ins", "a rule that was cut …")]),
        ("Now: [-a rule that was cut …", [("del", "a rule that was cut …")]),
        ("Nothing changed.", []),
    ],
)
def test_changes_in_a_sentence_are_marked(text, expected):
    shown = parsed.fromstring(f"<p>{changed(text, ENGLISH)}</p>")
    marked = [(e.tag, e.xpath("./span")[0].tail) for e in shown.xpath("./del | ./ins")]
    assert marked == expected


def test_words_of_an_older_text_say_until_when_it_was_law():
    note = one(f"“{RULE.format(72)}” (Article 3(2) of {K}).")
    assert "quoted from another version" in said(note)
    assert "These words stand in: Article 3(2), Kettle Act (as it was until 30 Jun 2095)" in said(
        note
    )
    assert not page(f"“{RULE.format(72)}” (Article 3(2) of {K}).", BEFORE).xpath(
        "//article[not(contains(@class, 'ok'))]"
    )


def test_words_that_stand_elsewhere_lead_to_where_they_stand():
    note = page(MEMO).xpath("//article")[6]
    (link,) = note.xpath(".//p[@class='suggested']/a")
    assert link.get("href") == "?view=explore&provision=32091R0002%23art_3.par_1"


def test_what_the_law_says_is_shown_where_it_contradicts():
    note = one(f"The notification must be made within 48 hours (Article 3(2) of {K}).")
    assert "what the memo says is contradicted by the text" in said(note)
    (decides,) = note.xpath(".//details[@open]")
    assert RULE.format(96) in said(decides)


CODES = {
    "exists": (model.YES, model.NO, model.UNKNOWN, model.AMBIGUOUS),
    "quote": (model.VERBATIM, model.ALTERED, model.ELSEWHERE, model.OTHER_VERSION,
              model.TOO_SHORT, model.NOT_COMPARED),
    "claim": ("supported", "contradicted", "not_supported"),
    "status": (model.IN_FORCE, model.NOT_YET_LAW, model.NOT_YET_APPLICABLE, model.AMENDED,
               model.REPEALED, model.NOT_BINDING, model.REPORTED, model.FICTION, model.OURS),
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("what", "code"), [(w, c) for w, codes in CODES.items() for c in codes])
def test_each_verdict_weighs_what_the_check_says(what, code, language):
    made = finding("Article 9", "Article 9", **{**READ, what: code})
    told = list(spoken(made, AFTER, read_wording(language)))
    worst = min((verdict.kind for verdict in told), key=["fails", "look", "ok", "open"].index)
    assert worst == weight(made)
    assert all(verdict.words for verdict in told)


@pytest.mark.parametrize(
    ("facts", "called"),
    [
        pytest.param({}, "Exists", id="a citation alone"),
        pytest.param({"quote": model.VERBATIM}, "Quote exact", id="with a quotation"),
        pytest.param({"claim": "supported"}, "Holds", id="judged"),
        pytest.param({"quote": model.VERBATIM, "claim": "supported"}, "Holds", id="quoted, judged"),
        pytest.param({"claim": "not_supported"}, "Look at", id="not supported"),
        pytest.param({"quote": model.ALTERED}, "Fails", id="altered"),
    ],
)
def test_only_what_the_text_supports_is_said_to_hold(facts, called):
    made = finding("Article 9", "Article 9", exists="yes", **facts)
    assert in_a_word(made, ENGLISH) == called
    told = [verdict.words for verdict in spoken(made, AFTER, ENGLISH)]
    assert ("what the memo says was not judged: read it" in told) is ("claim" not in facts)


def test_of_what_does_not_exist_nobody_expects_a_verdict_on_the_claim():
    missing = finding("Article 9", "Article 9", exists="no")
    assert "open" not in [verdict.kind for verdict in spoken(missing, AFTER, ENGLISH)]


def test_the_choice_of_findings_counts_them():
    filters = page(MEMO).xpath("//fieldset[@class='filters']/label")
    assert [said(one) for one in filters] == [
        "all (7)",
        "fails (3)",
        "exists, not judged (3)",
        "holds (1)",
    ]


def test_problems_lead_from_one_to_the_next():
    shown = page(MEMO)
    steps = [[a.get("href") for a in p] for p in shown.xpath("//p[@class='steps']")]
    assert steps == [
        ["#finding-4"],
        ["#finding-3", "#finding-7"],
        ["#finding-4"],
    ]
    assert shown.xpath("//p[@class='keys']/a/@href") == ["#finding-3"]


def test_every_word_is_also_said_in_german():
    shown = said(page(MEMO, words=GERMAN))
    assert shown.startswith("7 Fundstellen: 1 trägt, 3 tragen nicht, 3 gibt es, doch")
    assert "Das Memo sagt" in shown


OURS = {"div", "section", "h3", "h4", "p", "span", "article", "a", "bdi", "ul", "li", "mark",
        "fieldset", "legend", "label", "input", "details", "summary", "dl", "dt", "dd", "del",
        "ins", "blockquote"}  # fmt: skip


def test_no_word_of_a_memo_is_markup():
    text = (
        f"Article 3(2) of {K} {HOSTILE} “{RULE.format(48)} {HOSTILE}” Article 77 of {K}. {HOSTILE}"
    )
    shown = page(text, name=HOSTILE)
    assert {element.tag for element in shown.iter()} <= OURS
    links = [a.get("href") for a in shown.iter("a")]
    assert all(link.startswith(("?view=", "#finding-", "#cited-")) for link in links)
    assert not [name for element in shown.iter() for name in element.attrib if name[:2] == "on"]
    assert "<script>alert(1)</script> [now](http://k.example) ![x](y)" in said(shown)
    assert not set("\x1b\x9b\x07\u202e") & set(shown.text_content()) - {"\x9b"}


def test_the_table_of_authorities_leads_to_the_paragraphs():
    made = authorities(check(MEMO, "memo.txt", CORPUS, AFTER), CORPUS, OSCOLA)
    shown = parsed.fromstring(f"<div>{table(made, ENGLISH)}</div>")
    headings = [said(heading) for heading in shown.xpath("//h4")]
    assert headings == ["Act on Kettle Act", "Act on Teapot Act", "Not verified"]
    entries = {said(li.xpath("./span")[0]): li.xpath(".//a/@href") for li in shown.xpath("//li")}
    assert entries["art 3(1)"] == ["#para-2"]
    assert shown.xpath("//a/@aria-label")[0] == "Paragraph 1 of the memo"
    ids = page(MEMO).xpath("//p[@class='said']/@id")
    assert {link.removeprefix("#") for links in entries.values() for link in links} <= set(ids)


@pytest.mark.parametrize(
    ("written", "expected"),
    [("", "2099-01-01"), (" ", "2099-01-01"), ("2026-07-01", "2026-07-01"),
     (" 1.7.2026 ", "2026-07-01")],
)  # fmt: skip
def test_a_day_is_read(written, expected):
    assert day_of(written, "2099-01-01", ENGLISH) == expected


@pytest.mark.parametrize("written", ["tomorrow", "2026-13-01", "2026-02-30", "<b>"])
def test_what_is_no_day_is_refused_in_words(written):
    with pytest.raises(UiError, match=re.escape(f"“{written}” is no day. Write it as 2026-07-01")):
        day_of(written, "2099-01-01", ENGLISH)


def test_a_pasted_memo_keeps_every_mark():
    source = pasted(f"# {HOSTILE}\n- Article 3(1) of {K}", ENGLISH)
    *_, done = checking(Order(source, AFTER, claims=False), CORPUS, ENGLISH)
    assert "<script>alert(1)</script> [now](http://k.example) ![x](y)" in done.report.text
    assert len(done.report.findings) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [("", "nothing to check yet"), (" \n", "nothing to check yet"), ("a" * (LONGEST + 1), "parts")],
    ids=["empty", "blank", "long"],
)
def test_a_pasted_memo_that_cannot_be_checked_is_refused_in_words(text, told):
    with pytest.raises(MemoUnreadable, match=told):
        pasted(text, ENGLISH)


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [("memo.txt", b"Article 1", ""), ("memo.doc", b"x", "old Word file; save it as .docx"),
     ("memo", b"x", "no ending that is known")],
)  # fmt: skip
def test_the_copy_of_an_upload_is_deleted_readable_or_not(tmp_path, name, content, told):
    path = tmp_path / "upload" / name
    path.parent.mkdir()
    path.write_bytes(content)
    if told:
        with pytest.raises(MemoUnreadable, match=told) as caught:
            uploaded(path, ENGLISH)
        assert str(tmp_path) not in str(caught.value)
    else:
        assert uploaded(path, ENGLISH) == Source(content, name, "txt")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("raw", "form", "told"),
    [(b"%PDF-1.4 broken", "pdf", "memo.pdf"), (b"a" * (LONGEST + 1), "txt", "in parts"),
     (b"PK\x03\x04 broken", "docx", "memo.docx")],
    ids=["pdf", "long", "docx"],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_refused_in_words(raw, form, told):
    order = Order(Source(raw, f"memo.{form}", form), AFTER, claims=True)
    with pytest.raises(MemoUnreadable, match=told):
        list(checking(order, CORPUS, ENGLISH))


def test_a_check_tells_how_far_it_is_and_ends_with_the_report():
    order = Order(Source(MEMO.encode(), "memo.txt", "txt"), AFTER, claims=True)
    *told, done = checking(order, CORPUS, ENGLISH)
    assert told == [Step(0, 0), Step(0, 7)]
    assert done == Checked(order.source, check(MEMO.strip(), "memo.txt", CORPUS, AFTER))


def test_every_citation_is_counted_once_it_is_checked():
    told = list(steps(MEMO, "memo.txt", CORPUS, AFTER))
    assert told == [Step(0, 7), Step(1, 7), Step(2, 7), Step(3, 7), Step(6, 7)]


def checked(form="txt"):
    raw = word_memo(*(paragraph(run(p)) for p in MEMO.split("\n\n"))) if form == "docx" else b""
    source = Source(raw or MEMO.encode(), f"memo.{form}", form)
    *_, done = checking(Order(source, AFTER, claims=True), CORPUS, ENGLISH)
    return done


def test_the_reports_that_are_taken_away_are_those_of_the_command():
    made = checked()
    markdown = FILES["markdown"](made, CORPUS, OSCOLA)
    assert markdown.name == "memo-checked.md"
    assert "## Table of authorities" in markdown.content.decode()
    told = json.loads(FILES["json"](made, CORPUS, OSCOLA).content)
    assert told.pop("authorities")["groups"]
    assert told == json.loads(json.dumps(report_object(made.report)))


def test_a_word_file_comes_back_with_comments_and_another_memo_does_not():
    file = FILES["word"](checked("docx"), CORPUS, OSCOLA)
    comments = [one.text for one in docx.Document(io.BytesIO(file.content)).comments]
    assert file.name == "memo-checked.docx"
    assert [one.partition(":")[0] for one in comments].count("FAILS") == 3
    with pytest.raises(NotFound, match=r"memo\.txt: is no Word document"):
        FILES["word"](checked(), CORPUS, OSCOLA)


def test_the_table_of_authorities_is_a_word_document_of_its_own():
    file = FILES["authorities"](checked(), CORPUS, OSCOLA)
    lines = [p.text for p in docx.Document(io.BytesIO(file.content)).paragraphs]
    assert lines[0] == "Table of authorities"
    assert "art 3(1), para 2" in lines


@pytest.mark.parametrize(
    ("mark", "day", "expected"),
    [
        (f"{{{KETTLES}#art_3.par_2 9:10}}", BEFORE, "72 hours"),
        (f"{{{KETTLES}#art_3.par_2 9:10}}", AFTER, "96 hours"),
        (f"{{{KETTLES} art_3.par_2 9:10}}", AFTER, "72 hours"),
        (f"{{{KETTLES}#art_3.par_2 9:10 96->48}}", AFTER, "48 hours"),
    ],
)
def test_the_example_cuts_its_quotations_from_the_law(mark, day, expected):
    assert filled(f"He said “{mark}”.", CORPUS, day) == f"He said “{expected}”."


def test_the_example_leaves_out_what_it_cannot_quote():
    text = example(CORPUS, AFTER)
    assert text.startswith("Memo to the board")
    assert "{" not in text
    assert "Brightwater" in text
    assert filled(f"He said “{{{KETTLES}#art_99 1:2}}”.", CORPUS, AFTER) == ""
