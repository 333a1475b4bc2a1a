"""`pincite ask --receipt` keeps a receipt, and `pincite replay` says what became of it."""

import io
import json
from dataclasses import dataclass, field, replace

import pytest

from rag.generations import Stamp, new, publish
from tests.exported import DUTY, LIST, TEXTS, answered, cite, quoting
from ui.cli import run
from ui.terminal import open_terminal

DUE = "Within how long must a boil-over be notified?"


@dataclass
class Makers:
    """Answers every question with one duty of makers."""

    corpus: object = TEXTS
    quoted: object = DUTY
    notices: tuple = ()
    speaker: str = ""

    def ask(self, question):
        answer = answered(quoting(cite(self.quoted)), corpus=self.corpus.sha256)
        return replace(answer, question=question, asked=question.text)


@dataclass
class Parts:
    """Stands where rag.wiring stands, and remembers under which settings it was opened."""

    assistant: Makers = field(default_factory=Makers)
    opened: list = field(default_factory=list)

    def open_assistant(self, settings, report):
        self.opened.append(settings)
        return self.assistant


@pytest.fixture
def pincite(tmp_path):
    """Run a command line in an own home; return its status, its output and its notes."""
    publish(tmp_path, new(tmp_path), Stamp("all-MiniLM-L6-v2", "c", 1, "now"))

    def go(*argv, parts=None, environment=None):
        out, err = io.StringIO(), io.StringIO()
        settings = {"PINCITE_HOME": str(tmp_path), **(environment or {})}
        made = parts or Parts()
        words = [str(word) for word in argv]
        status = run(words, settings, open_terminal(out, err), lambda: made)
        return status, out.getvalue(), err.getvalue()

    return go


@pytest.fixture
def receipt(pincite, tmp_path):
    """A receipt of one answer."""
    file = tmp_path / "due.json"
    assert pincite("ask", DUE, "--receipt", file)[0] == 0
    return file


def test_a_receipt_is_written_beside_the_answer(pincite, tmp_path):
    file = tmp_path / "due.json"
    status, out, err = pincite("ask", DUE, "--receipt", file, "--json")
    assert (status, json.loads(out)["answered"]) == (0, True)
    assert f"receipt: {file}" in err
    kept = json.loads(file.read_bytes())
    assert kept["answers"][0]["question"]["text"] == DUE
    assert kept["conditions"]["embedder"] == "all-MiniLM-L6-v2"
    assert str(tmp_path) not in file.read_text(encoding="utf-8")


def test_a_batch_has_one_receipt(pincite, tmp_path):
    batch, file = tmp_path / "q.jsonl", tmp_path / "r.json"
    batch.write_text('{"id": "1", "question": "a"}\n{"id": "2", "question": "b"}\n')
    assert pincite("ask", "--batch", batch, "--receipt", file)[0] == 0
    assert [a["question"]["id"] for a in json.loads(file.read_bytes())["answers"]] == ["1", "2"]
    status, out, _ = pincite("replay", file)
    assert status == 0
    assert "0 of 2 answers changed" in out
    assert out.count(": same") == 2


@pytest.mark.parametrize(
    ("name", "says"),
    [
        pytest.param("-", "a receipt is a file to keep", id="standard output"),
        pytest.param("no/such/r.json", "no file can be written there", id="no folder"),
        pytest.param(".", "no file can be written there", id="a folder"),
    ],
)
def test_a_receipt_that_cannot_be_written_is_refused_before_anything_is_asked(pincite, name, says):
    parts = Parts()
    status, out, err = pincite("ask", DUE, "--receipt", name, parts=parts)
    assert (status, out, parts.opened) == (2, "", [])
    assert says in err


def test_the_same_answer_is_status_0(pincite, receipt):
    status, out, _ = pincite("replay", receipt)
    assert status == 0
    assert out.startswith(f"{receipt} (made ")
    assert out.rstrip().endswith(": same")


def other_texts():
    """Return what answers once the duty reads otherwise."""
    duty = replace(DUTY, text=DUTY.text.replace("72", "48"))
    corpus = replace(TEXTS, provisions={**TEXTS.provisions, duty.id: duty}, sha256="1" * 64)
    return Parts(Makers(corpus, duty))


def test_a_changed_answer_is_status_1_with_the_words_that_changed(pincite, receipt):
    status, out, _ = pincite("replay", receipt, parts=other_texts())
    assert status == 1
    lines = out.splitlines()
    assert lines[0].endswith(": changed")
    assert "Kettle Act (32099R0001) was replaced" in lines[1]
    assert "notify a boil-over within [-72-]{+48+} hours" in out
    assert "note: The texts as a whole are not those of then" in out


def test_other_texts_alone_are_status_0(pincite, receipt):
    corpus = replace(TEXTS, sha256="1" * 64)
    status, out, _ = pincite("replay", receipt, parts=Parts(Makers(corpus)))
    assert status == 0
    assert "same answer; other texts in the corpus changed" in out


def test_json_is_an_object_a_receipt(pincite, receipt):
    status, out, _ = pincite("replay", receipt, receipt, "--json", parts=other_texts())
    rows = [json.loads(line) for line in out.splitlines()]
    assert (status, len(rows)) == (1, 2)
    assert (rows[0]["file"], rows[0]["same"]) == (str(receipt), False)
    (answer,) = rows[0]["answers"]
    assert (answer["question"], answer["verdict"], answer["asked_again"]) == (DUE, "changed", True)
    first = answer["changes"][0]
    assert (first["kind"], first["subject"]) == ("document replaced", "32099R0001")
    pieces = next(c for c in answer["changes"] if c["kind"] == "provision changed")["diff"]
    assert {"op": "inserted", "text": "48"} in pieces
    assert [remark["kind"] for remark in answer["remarks"]] == ["other texts"]


@pytest.mark.parametrize("raw", [None, b"{}", b"\x00"], ids=["missing", "no receipt", "broken"])
def test_an_unreadable_receipt_is_status_2_before_anything_is_opened(
    pincite, receipt, tmp_path, raw
):
    bad = tmp_path / "bad.json"
    if raw is not None:
        bad.write_bytes(raw)
    parts = Parts()
    status, out, err = pincite("replay", receipt, bad, parts=parts)
    assert (status, out, parts.opened) == (2, "", [])
    assert f"pincite: {bad}: " in err


def test_no_file_is_wrong_use(pincite):
    assert pincite("replay")[0] == 2


def test_it_is_asked_under_the_settings_of_then_and_without_a_model(pincite, tmp_path):
    file = tmp_path / "r.json"
    pincite("ask", DUE, "--receipt", file, environment={"PINCITE_TOP_K": "3"})
    parts = Parts()
    now = {"PINCITE_MODEL": "ollama:small", "PINCITE_HEADNOTES": "note"}
    status, _, _ = pincite("replay", file, file, parts=parts, environment=now)
    (settings,) = parts.opened
    assert (settings.model, settings.top_k) == ("", 3)
    assert settings.headnotes == {"note", "asks", "terms"}
    assert status == 0


def test_text_of_a_receipt_commands_no_terminal(pincite, tmp_path):
    file = tmp_path / "r.json"
    pincite("ask", "due\x1b[31m\u202e\nsame", "--receipt", file)
    _, out, _ = pincite("replay", file, parts=other_texts())
    assert not set(out) & set("\x1b\u202e")


def test_what_stayed_is_shown_around_a_change_only(pincite, tmp_path):
    long = replace(LIST, text="before " * 400 + "72" + " after" * 400)
    corpus = replace(TEXTS, provisions={**TEXTS.provisions, long.id: long})
    file = tmp_path / "r.json"
    pincite("ask", DUE, "--receipt", file, parts=Parts(Makers(corpus, long)))
    other = replace(long, text=long.text.replace("72", "48"))
    later = replace(corpus, provisions={**corpus.provisions, other.id: other}, sha256="1" * 64)
    _, out, _ = pincite("replay", file, parts=Parts(Makers(later, other)))
    assert "before [-72-]{+48+} after" in out
    assert max(map(len, out.splitlines())) < 400
