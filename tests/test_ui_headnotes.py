"""`pincite headnotes` names what is wrong, and a headnote is shown as ours wherever it is."""

import io
import json
from pathlib import Path

import pytest

from ingest.headnotes import read_headnotes
from ingest.store import write_corpus
from rag.model import Answer, Citation, Question, Statement
from tests.conftest import corpus, document, provision
from ui.cards import View
from ui.cli import run
from ui.json_contract import answer_object
from ui.render import turn
from ui.terminal import open_terminal

DUTY = provision("art_1.par_1", "Kettles shall whistle within 2 seconds.", label="Article 1(1)")
GONE = provision("art_2", "Lids are free.", label="Article 2")
KETTLES = corpus(DUTY, GONE)
GOOD = """# Ours.
["art_1.par_1"]
note = "A pot must make a noise in 2 seconds."
topics = ["scope"]
asks = ["Must a pot be heard?", "May a pot be silent?"]
"""
NOTE = "A pot must make a noise in 2 seconds."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write_corpus(tmp_path / "home", [document()], [DUTY, GONE])
    (tmp_path / "corpus" / "headnotes").mkdir(parents=True)
    return tmp_path


def pincite(folder: Path, *argv: str, text: str = "") -> tuple[int, str]:
    if text:
        file(folder).write_text(text, encoding="utf-8")
    out, err = io.StringIO(), io.StringIO()
    environment = {
        "PINCITE_HOME": str(folder / "home"),
        "PINCITE_CORPUS": str(folder / "corpus"),
    }
    status = run(argv, environment, open_terminal(out, err))
    return status, out.getvalue() + err.getvalue()


def file(folder: Path) -> Path:
    return folder / "corpus" / "headnotes" / "32099R0001.toml"


def test_a_stamp_puts_a_file_in_its_form_and_then_nothing_is_wrong(folder):
    status, said = pincite(folder, "headnotes", text=GOOD)
    assert (status, "hash" in said) == (1, True)
    status, said = pincite(folder, "headnotes", "--stamp")
    assert status == 0
    assert "Kettle Act (32099R0001): 1 of 2 provisions covered, 0 errors, 0 stale" in said
    assert "missing: art_2" in said
    kept = file(folder).read_text(encoding="utf-8")
    assert kept.startswith("# Ours.\n")
    assert kept.index("asks") < kept.index("topics") < kept.index("text_sha256")


def test_what_is_wrong_is_named_with_its_work_and_its_anchor(folder):
    status, said = pincite(folder, "headnotes", text=GOOD.replace("2 seconds", "3 seconds"))
    assert status == 1
    assert "32099R0001 art_1.par_1: figures: number '3' is not in the text" in said


def test_a_stale_headnote_is_told_of_and_stamped_again_only_when_all_are(folder):
    stale = GOOD + f'text_sha256 = "{"0" * 64}"\n'
    status, said = pincite(folder, "headnotes", "--stamp", text=stale)
    assert (status, "0 errors, 1 stale" in said) == (0, True)
    status, said = pincite(folder, "headnotes", "--stamp", "all")
    assert (status, "0 errors, 0 stale" in said) == (0, True)


def test_the_json_has_faults_and_coverage(folder):
    status, said = pincite(folder, "headnotes", "--json", text=GOOD)
    [work] = json.loads(said)["works"]
    assert status == 1
    assert [(fault["rule"], fault["error"]) for fault in work["faults"]] == [("hash", True)]
    assert (work["work"], work["required"], work["covered"]) == ("32099R0001", 2, 1)
    assert work["missing"] == ["art_2"]


def test_no_headnotes_are_nothing_wrong(folder):
    status, said = pincite(folder, "headnotes")
    assert (status, "no headnotes" in said) == (0, True)


def test_a_file_that_cannot_be_read_is_named_in_one_line(folder):
    status, said = pincite(folder, "headnotes", text="[broken")
    assert status == 1
    assert said.startswith("pincite: ")
    assert "32099R0001.toml" in said


def test_show_gives_the_headnote_of_this_very_text(folder):
    pincite(folder, "headnotes", "--stamp", text=GOOD)
    assert f"In plain words: {NOTE}" in pincite(folder, "show", "Article 1(1)")[1]
    assert "In plain words" not in pincite(folder, "show", "Article 2")[1]
    shown = json.loads(pincite(folder, "show", DUTY.id, "--json")[1])
    assert shown["in_plain_words"] == NOTE
    kept = file(folder).read_text(encoding="utf-8")
    stamp = read_headnotes(file(folder))["art_1.par_1"].text_sha256
    stale = kept.replace(stamp, "0" * 64)
    assert "In plain words" not in pincite(folder, "show", "Article 1(1)", text=stale)[1]


def answer(note: str) -> Answer:
    citation = Citation(DUTY, DUTY.text, (0, len(DUTY.text)))
    said = Statement(DUTY.text, (citation,), "verbatim", in_plain_words=note)
    return Answer(Question("?"), "?", (said,))


def test_an_answer_keeps_the_headnote_apart_from_what_it_quotes():
    found = answer_object(answer(NOTE), KETTLES.documents)
    [statement] = found["statements"]
    assert statement["in_plain_words"] == NOTE
    assert NOTE not in statement["text"] + found["text"] + found["citations"][0]["quote"]


class Scripted:
    """An assistant with one answer."""

    corpus, notices = KETTLES, ()

    def ask(self, question: Question) -> Answer:
        return answer(NOTE)


class Parts:
    """Stands where rag.wiring stands."""

    def open_assistant(self, settings: object, report: object) -> Scripted:
        return Scripted()


def test_the_terminal_names_a_headnote_as_ours_before_the_quote():
    out = io.StringIO()
    run(["ask", "Must it whistle?"], {}, open_terminal(out, io.StringIO()), Parts)
    assert out.getvalue().startswith(f"In plain words: {NOTE}\n{DUTY.text} [1]")


def test_the_page_names_a_headnote_as_ours_before_the_quote_and_escapes_it():
    view = View(KETTLES.documents, "2099-01-01")
    shown = turn(answer("A <b>pot</b> must sing."), view)
    assert '<p class="plainly"><b>In plain words:</b> A &lt;b&gt;pot' in shown
    assert shown.index("plainly") < shown.index("Kettles shall whistle")
    assert "In plain words" not in turn(answer(""), view)
