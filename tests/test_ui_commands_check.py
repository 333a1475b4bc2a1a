"""`pincite check` reads a memo, reports on it, and says by its exit status whether it holds."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import docx
import pytest

from ingest.store import write_corpus
from tests.conftest import KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE, kettle_provisions
from tests.memo_files import paragraph, run, word_memo
from tests.memo_reports import HOSTILE
from ui import cli
from ui.terminal import open_terminal

ROOT = Path(__file__).resolve().parents[1]
GOOD = "Makers sell kettles under Article 1(1) of Regulation (EU) 2099/1."
BAD = "See Article 99 of Regulation (EU) 2099/1."


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("check")
    write_corpus(folder, [KETTLE_ACT, KETTLE_NEWS, KETTLE_TALE], kettle_provisions())
    return folder


@pytest.fixture
def check(home, tmp_path):
    def ran(memo, *argv, name="memo.txt"):
        if memo is not None:
            raw = memo if isinstance(memo, bytes) else memo.encode()
            (tmp_path / name).write_bytes(raw)
        out, err = io.StringIO(), io.StringIO()
        named = "-" if memo is None else str(tmp_path / name)
        command = ["--home", str(home), "check", named, "--as-of", "2099-07-01", *argv]
        status = cli.run(command, {}, open_terminal(out, err))
        return Ran(status, out.getvalue(), err.getvalue())

    return ran


@pytest.mark.parametrize(
    ("memo", "status", "says"),
    [
        pytest.param(GOOD, 0, "none fails", id="holds"),
        pytest.param(f"{GOOD}\n\n{BAD}", 1, "1 fails", id="one fails"),
        pytest.param("Kettles whistle.", 0, "0 citations", id="cites nothing"),
    ],
)
def test_the_exit_status_says_whether_a_citation_fails(check, memo, status, says):
    ran = check(memo)
    assert (ran.status, ran.err) == (status, "")
    assert says in ran.out
    assert "law of 2099-07-01" in ran.out


def test_json_is_one_object_with_the_table_when_asked(check):
    ran = check(f"{GOOD}\n\n{BAD}", "--json", "--authorities", "oscola")
    found = json.loads(ran.out)
    assert (ran.status, found["file"], found["as_of"]) == (1, "memo.txt", "2099-07-01")
    assert [one["exists"] for one in found["findings"]] == ["yes", "no"]
    assert [one["paragraph"] for one in found["findings"]] == [1, 2]
    assert found["authorities"]["groups"][0]["entries"][0]["label"] == "art 1(1)"
    assert found["authorities"]["not_verified"][0]["reason"] == "does not exist"


def test_markdown_and_the_table_are_printed(check):
    ran = check(BAD, "--markdown", "--authorities", "bluebook")
    assert "## Fails" in ran.out
    assert "## Table of authorities" in ran.out
    assert "### Not verified" in ran.out


def test_claims_can_be_left_out(check):
    ran = check(GOOD, "--no-claims", "--json")
    assert {one["claim"] for one in json.loads(ran.out)["findings"]} == {"not_checked"}


def test_standard_input_is_read_as_text(check, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BAD.encode())))
    ran = check(None, "--json")
    assert (ran.status, json.loads(ran.out)["file"]) == (1, "standard input")


@pytest.mark.parametrize("form", ["txt", "docx"])
def test_a_copy_with_comments_is_written(check, tmp_path, form):
    memo = word_memo(paragraph(run(BAD))) if form == "docx" else BAD
    out = tmp_path / "out.docx"
    ran = check(memo, "--docx", str(out), name=f"memo.{form}")
    assert ran.status == 1
    assert f"written: {out}" in " ".join(ran.err.split())
    written = docx.Document(str(out))
    assert written.paragraphs[0].text == BAD
    assert [comment.text.partition(":")[0] for comment in written.comments] == ["FAILS"]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        pytest.param(["--json", "--markdown"], "not allowed with argument", id="two forms"),
        pytest.param(["--docx", "out.pdf"], "ends .docx", id="no Word name"),
        pytest.param(["--authorities", "apa"], "invalid choice", id="another style"),
        pytest.param(["--as-of", "tomorrow"], "no date such as", id="no date"),
    ],
)
def test_wrong_use_has_its_own_exit_status(check, argv, says):
    ran = check(GOOD, *argv)
    assert (ran.status, ran.out) == (2, "")
    assert says in ran.err


def test_the_memo_itself_is_never_overwritten(check, tmp_path):
    raw = word_memo(paragraph(run(BAD)))
    ran = check(raw, "--docx", str(tmp_path / "." / "memo.docx"), name="memo.docx")
    assert ran.status == 2
    assert "would overwrite the memo" in ran.err
    assert (tmp_path / "memo.docx").read_bytes() == raw


@pytest.mark.parametrize(
    ("memo", "name", "says"),
    [
        pytest.param(b"", "memo.txt", "is empty", id="empty"),
        pytest.param(b"kettle", "memo.docx", "not a Word document", id="no Word"),
        pytest.param(b"kettle", "memo.rtf", "save it as .docx", id="rich text"),
        pytest.param(b"%PDF-1.4 kettle", "memo.pdf", "print it to PDF again", id="broken PDF"),
    ],
)
def test_a_memo_that_cannot_be_read_is_said_in_one_line(check, memo, name, says):
    ran = check(memo, name=name)
    assert (ran.status, ran.out) == (1, "")
    assert says in ran.err
    assert len(ran.err.strip().splitlines()) == 1


def test_a_hostile_memo_is_reported_and_obeyed_by_nothing(check):
    memo = f"{BAD} {HOSTILE.translate({7: None, 27: None})}"
    for argv in ((), ("--json",), ("--markdown",)):
        ran = check(memo, *argv)
        assert ran.status == 1
        assert not set("\x1b\x9b\u202e") & set(ran.out)


def test_checking_loads_no_model_and_asking_for_help_loads_no_reader(home, tmp_path):
    (tmp_path / "memo.md").write_text(GOOD, encoding="utf-8")
    heavy = "{'torch', 'chromadb', 'sentence_transformers', 'gradio', 'langchain'}"
    script = (
        "import sys, ui.cli\n"
        "assert not {'eyecite', 'docx', 'trafilatura', 'pypdfium2'} & set(sys.modules)\n"
        "from ui.terminal import open_terminal\n"
        "status = ui.cli.run(sys.argv[1:], {}, open_terminal(sys.stdout, sys.stderr))\n"
        f"assert not {heavy} & set(sys.modules)\n"
        "sys.exit(status)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, "--home", str(home), "check", str(tmp_path / "memo.md")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
