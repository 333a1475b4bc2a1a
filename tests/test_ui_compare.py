"""The view Compare: a topic across acts and two wordings, for readers and as files."""

import csv
import io
import json
import zipfile
from pathlib import Path

import docx
import pytest

from ingest.model import Corpus
from ingest.store import read_corpus, write_corpus
from rag import compare as rag_compare
from rag.compare import Wanted, compared, topics_in
from rag.compare_found import Means
from rag.compare_table import Table
from tests.browser import HOSTILE, Scripted
from tests.conftest import KETTLE_ACT, kettle_corpus, kettle_provisions
from tests.teapots import teapots
from tests.test_ingest_consolidations import built
from tests.topic_files import ACT, boil_overs, entry, written
from ui import compare_view
from ui.cli import run
from ui.compare_export import FORMS, exported
from ui.terminal import open_terminal
from ui.views import Reading
from ui.wording import read_wording

DAY = "2099-01-05"
WORDS = read_wording()
STALE = entry("art_1.par_2", "what", "Not toys.", "0" * 64)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return written(tmp_path_factory.mktemp("corpus"), boil_overs(kettle_corpus()) + STALE)


@pytest.fixture
def edited(folder, monkeypatch):
    """Let the view read the topics of the Kettle Act."""
    monkeypatch.setattr(compare_view, "topics_in", lambda: rag_compare.topics_in(folder))


def table(folder: Path) -> Table:
    topic = topics_in(folder)["boil-overs"]
    return compared(Wanted("boil-overs", topic, (ACT,), DAY), kettle_corpus(), _never)


def _never() -> Means:
    raise AssertionError("a search was loaded")


def shown(corpus=None, language="en", **parameters):
    words = read_wording(language)
    reading = Reading(Scripted(corpus or kettle_corpus()), parameters.get("as_of", DAY), words)
    return compare_view.show(reading, parameters)


@pytest.mark.usefixtures("edited")
def test_each_act_is_a_row_and_each_line_has_its_pinpoint_and_quote():
    html = shown(topic="boil-overs")
    assert html.count('scope="row"') == 1
    assert [f'scope="col" role="columnheader">{h}<' in html for h in ("Act", "Who", "By when")]
    assert 'href="?view=explore&amp;provision=32099R0001%23art_5.par_2"' in html
    assert "“The notification shall be made within 72 hours”" in html
    assert "applies from 1 May 2099" in html
    assert "Text changed since this was written: read Article 1(2)." in html
    assert "Not toys." not in html
    assert "No rule found here." in html
    assert "Searched for “prison”, “jail” in Article 7." in html


@pytest.mark.usefixtures("edited")
def test_the_page_in_german_keeps_our_lines_and_the_law_in_english():
    html = shown(language="de", topic="boil-overs")
    assert "Überkochen" in html
    assert 'lang="en">Within 72 hours.' in html
    assert "gilt ab 1. Mai 2099" in html


@pytest.mark.usefixtures("edited")
def test_another_topic_is_searched_for_and_marked_as_such():
    html = shown(topic="whistle")
    assert "found by search, not edited by us" in html
    assert "fit a whistle that can be heard at ten metres" in html


@pytest.mark.usefixtures("edited")
def test_nothing_found_is_said_once_for_an_act():
    assert shown(topic="zeppelins").count("Nothing found on this topic.") == 1


@pytest.mark.usefixtures("edited")
@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        pytest.param({"topic": "pots", "acts": "Teapot Act"}, "called “Teapot Act”", id="act"),
        pytest.param({"topic": "pots", "as_of": "soon"}, "“soon” is no date", id="day"),
        pytest.param({"topic": "pots", "export": "exe"}, "no form of export", id="form"),
        pytest.param({"provision": "32099R0001#art_99"}, "No provision here", id="provision"),
        pytest.param(
            {"provision": f"{ACT}#art_2", "from": "2100-01-01", "to": "2099-01-01"},
            "must come before",
            id="days the other way round",
        ),
    ],
)
def test_what_is_wrong_with_an_address_is_said_with_the_next_step(parameters, says):
    html = shown(**parameters)
    assert says in html
    assert 'role="alert"' in html


def test_a_corpus_without_laws_says_what_to_do(monkeypatch):
    monkeypatch.setattr(compare_view, "topics_in", lambda: {})
    assert "pincite ingest" in shown(Corpus({}, {}))


@pytest.mark.usefixtures("edited")
def test_foreign_text_stays_text():
    html = shown(Scripted().corpus, topic='<img src=x onerror="alert(1)">')
    assert "<img" not in html
    html = shown(Scripted().corpus, topic="<a")
    assert HOSTILE.text not in html
    assert "<script>" not in html


@pytest.mark.parametrize("form", FORMS)
def test_every_export_has_lines_pinpoints_and_quotes(form, folder):
    file = exported(table(folder), form, WORDS)
    assert file.name == f"pincite-compare-boil-overs.{form}"
    text = _docx_text(file.content) if form == "docx" else file.content.decode("utf-8-sig")
    for words in (
        "Within 72 hours.",
        "Article 5(2)",
        "The notification shall be made within 72 hours",
        "Text changed since this was written: read Article 1(2).",
        "Kettle Act",
    ):
        assert words in text


def _docx_text(content: bytes) -> str:
    """Return what Word prints, with the footnotes, each with its mark in the table."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        notes = packed.read("word/footnotes.xml").decode()
        body = packed.read("word/document.xml").decode()
    assert body.count("<w:footnoteReference ") == notes.count("<w:footnote w:id=") == 4
    return "\n".join(cells) + notes


def test_the_table_of_values_is_inert_in_a_spreadsheet(folder, monkeypatch):
    text = exported(table(folder), "csv", WORDS).content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert {row["state"] for row in rows} == {"edited", "stale", "absent"}
    assert not any(value.startswith(("=", "+", "-", "@")) for r in rows for value in r.values())


def test_the_view_hands_over_the_file(edited):
    html = shown(topic="boil-overs", export="json")
    assert 'data-name="pincite-compare-boil-overs.json"' in html


def pincite(home: Path, corpus: Path, *argv: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    environment = {"PINCITE_HOME": str(home), "PINCITE_CORPUS": str(corpus)}
    status = run(argv, environment, open_terminal(out, err), _never)
    return status, out.getvalue(), err.getvalue()


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("home")
    own = [p for p in kettle_provisions() if p.document_id == KETTLE_ACT.id]
    write_corpus(path, [KETTLE_ACT], own)
    return path


def test_the_command_prints_an_edited_topic_without_loading_a_search(home, folder):
    status, out, err = pincite(home, folder, "compare", "boil-overs", "--as-of", DAY)
    assert (status, err) == (0, "")
    assert "- Within 72 hours. (Article 5(2); applies from 1 May 2099)" in out
    assert "“The notification shall be made within 72 hours”" in out


def test_the_json_of_the_command_is_what_the_docs_say(home, folder):
    command = ("compare", "boil-overs", "--documents", "Kettle Act", "--json", "--as-of", DAY)
    status, out, _ = pincite(home, folder, *command)
    found = json.loads(out)
    docs = (Path(__file__).parents[1] / "docs" / "compare.md").read_text(encoding="utf-8")
    assert status == 0
    assert found["topic"] == "boil-overs"
    [pin] = found["rows"][0]["cells"]["when"]
    assert pin["provision_id"] == f"{ACT}#art_5.par_2"
    for name in (*found, *found["rows"][0], *pin):
        assert f'"{name}"' in docs


def test_the_command_prints_markdown(home, folder):
    status, out, _ = pincite(home, folder, "compare", "boil-overs", "--markdown", "--as-of", DAY)
    assert status == 0
    assert "| **Kettle Act** |" in out
    assert "[^1]: Kettle Act, Article 5(1)" in out


@pytest.mark.parametrize(
    ("argv", "status", "says"),
    [
        pytest.param(
            ("boil-overs", "--documents", "Teapot Act"), 1, "32099R0001 (Kettle Act)", id="act"
        ),
        pytest.param((" ",), 2, "the topic is empty", id="empty"),
        pytest.param(("boil-overs", "--as-of", "soon"), 2, "no date", id="day"),
    ],
)
def test_the_command_says_what_is_wrong_and_what_to_do(home, folder, argv, status, says):
    found, _, err = pincite(home, folder, "compare", *argv)
    assert found == status
    assert says in err


@pytest.fixture(scope="module")
def amended(tmp_path_factory):
    path = tmp_path_factory.mktemp("versions")
    built(path)
    return read_corpus(path / "home")


def test_two_wordings_stand_side_by_side_with_what_changed_them(amended):
    days = {"from": "2099-02-01", "to": "2100-06-01"}
    html = shown(amended, provision=f"{ACT}#art_1.par_1", **days)
    old, new = html.split('<section class="cmp-side">')[1:3]
    assert "<del>" not in old
    assert "<ins>" in new
    assert '<span class="sr-only" lang="en"> inserted: </span>' in new
    assert "law from" in old
    assert "provision=32100R0002%23art_1.pnt_1" in html


def test_what_moved_is_named_and_dated_on_the_side_where_it_stands_now():
    html = shown(teapots(), provision="32099R0001#art_4.par_2")
    old, new = html.split('<section class="cmp-side">')[1:3]
    assert '<span class="cmp-label" lang="en">Article 4(2)</span>' in old
    assert ">law from 1 Jan 2099 until 31 Jan 2100</span>" in old
    assert '<span class="cmp-label" lang="en">Article 3a</span>' in new
    assert ">law from 1 Feb 2100</span>" in new
    assert "Silver samovars" in new


def test_what_never_changed_says_so(amended):
    html = shown(amended, provision=f"{ACT}#art_2")
    assert "never changed" in html
    assert html.count('cmp-side"') == 1


def test_the_picker_leads_to_both_wordings(amended):
    html = shown(amended, changes="1")
    assert 'href="?view=compare&amp;provision=32099R0001%2B' in html
    assert "never changed" not in shown(amended, provision=f"{ACT}#art_1.par_1")
