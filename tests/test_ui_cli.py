"""The command line does what it says, and says in one line what went wrong."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from ingest.model import Corpus
from ingest.store import write_corpus
from rag.errors import IndexMissing
from rag.model import Answer, Citation, Hit, Question, Statement
from rag.settings import Settings
from tests.conftest import corpus, document, provision
from ui.cli import COMMANDS, run
from ui.commands_serve import ready
from ui.parser import build_parser
from ui.parts import Context
from ui.terminal import open_terminal

ROOT = Path(__file__).resolve().parents[1]
WHISTLE = provision("art_1.par_1", "Kettles shall whistle.", label="Article 1(1)")
LID = provision("art_2", "A lid, see Article 1(1). [1]", label="Article 2", refs=(WHISTLE.id,))
TEXTS = corpus(WHISTLE, LID, documents=(document(status="in force"),))


@dataclass
class Kettles:
    """An assistant that knows two provisions and answers whatever mentions one of their words."""

    corpus: Corpus = TEXTS
    notices: tuple[str, ...] = ()

    def ask(self, question: Question) -> Answer:
        hits = self.search(question, 1)
        if not hits:
            return Answer(question, question.text, refusal="The texts do not say.")
        part = hits[0].provision
        citation = Citation(part, part.text, (0, len(part.text)))
        said = Statement(part.text, (citation,), "verbatim")
        return Answer(question, question.text, (said,), notices=("Kettles only.",))

    def stream(self, question):
        yield self.ask(question)

    def search(self, question: Question, k: int) -> list[Hit]:
        words = set(question.text.lower().strip("?").split())
        allowed = question.filters.documents or set(self.corpus.documents)
        return [
            Hit(part, 1.0, "words")
            for part in self.corpus.provisions.values()
            if words & set(part.text.lower().strip(".").split()) and part.document_id in allowed
        ][:k]


@dataclass
class Parts:
    """Stands where rag.wiring stands, and remembers what was done."""

    assistant: Kettles = field(default_factory=Kettles)
    indexed: bool = True
    done: list = field(default_factory=list)

    def ingest_corpus(self, settings, report):
        self.done.append(("ingest", settings.refresh))
        report("parsing: 1/1")
        return self.assistant.corpus

    def index_corpus(self, settings, report, provisions=None):
        self.done.append(("index", provisions))
        self.indexed = True

    def open_assistant(self, settings, report):
        if not self.indexed:
            raise IndexMissing("there is no index; run `pincite index`")
        self.done.append(("open", str(settings.home)))
        return self.assistant

    def evaluate(self, assistant, questions, report):
        return Scores()


class Scores:
    def to_json(self):
        return {"hit@5": 0.75}

    def table(self):
        return "hit@5 0.75"


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str

    @property
    def rows(self):
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def pincite(tmp_path):
    """Run a command line in an own home, in this process."""
    write_corpus(tmp_path, list(TEXTS.documents.values()), list(TEXTS.provisions.values()))

    def go(*argv, parts=None, environment=None, home=tmp_path):
        out, err = io.StringIO(), io.StringIO()
        settings = {"PINCITE_HOME": str(home), **(environment or {})}
        made = parts or Parts()
        status = run([str(a) for a in argv], settings, open_terminal(out, err), lambda: made)
        return Ran(status, out.getvalue(), err.getvalue())

    return go


def test_an_answer_is_followed_by_its_source(pincite):
    ran = pincite("ask", "Must kettles whistle?")
    assert ran.status == 0
    assert "Kettles shall whistle. [1]" in ran.out
    assert "[1] Article 1(1), Kettle Act · 32099R0001#art_1.par_1" in ran.out
    assert "Kettles only." in ran.out


def test_a_refusal_is_an_answer(pincite):
    ran = pincite("ask", "Who may fly?")
    assert (ran.status, ran.out.strip()) == (0, "The texts do not say.")


def test_an_answer_as_json_is_one_line(pincite):
    (row,) = pincite("ask", "--json", "whistle").rows
    assert row["citations"][0]["provision_id"] == WHISTLE.id


def test_filters_reach_the_search_and_a_name_that_matches_nothing_is_said(pincite):
    ran = pincite("ask", "whistle", "--json", "--document", "32000R0001", "--jurisdiction", "MOON")
    assert ran.rows[0]["answered"] is False
    assert "nothing in the corpus is 32000R0001" in ran.err
    assert "nothing in the corpus is MOON" in ran.err


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_batch_keeps_the_order_and_opens_everything_once(pincite, tmp_path, command):
    questions = tmp_path / "questions.jsonl"
    questions.write_text(
        '\ufeff{"id": "b", "question": "whistle", "kind": "rule"}\n'
        '\n{"id": "a", "question": "fly"}\n',
        encoding="utf-8",
    )
    parts = Parts()
    ran = pincite(command, "--batch", questions, parts=parts)
    assert [row["id"] for row in ran.rows] == ["b", "a"]
    assert len(parts.done) == 1


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        pytest.param("{", "not JSON", id="broken"),
        pytest.param("[1]", "not an object", id="a list"),
        pytest.param('{"id": "2"}', "'question' is missing", id="no question"),
        pytest.param('{"question": "q"}', "'id' is missing", id="no id"),
        pytest.param('{"id": 2, "question": "q"}', "'id' is missing or not text", id="number"),
        pytest.param('{"id": "2", "question": " "}', "'question' is missing", id="empty"),
    ],
)
def test_a_bad_line_is_named_before_anything_is_answered(pincite, tmp_path, line, complaint):
    questions = tmp_path / "questions.jsonl"
    questions.write_text('{"id": "1", "question": "whistle"}\n' + line + "\n", encoding="utf-8")
    ran = pincite("ask", "--batch", questions)
    assert (ran.status, ran.out) == (1, "")
    assert f"{questions}:2: " in ran.err
    assert complaint in ran.err


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        pytest.param(None, "no such file", id="missing"),
        pytest.param(b"\n", "holds no question", id="empty"),
        pytest.param(b"\xff\xfe\x00", "cannot be read", id="not UTF-8"),
    ],
)
def test_a_batch_that_cannot_be_read_is_a_failure(pincite, tmp_path, content, complaint):
    questions = tmp_path / "questions.jsonl"
    if content is not None:
        questions.write_bytes(content)
    ran = pincite("search", "--batch", questions)
    assert ran.status == 1
    assert complaint in ran.err


@pytest.mark.parametrize(
    ("arguments", "shown"), [((), 2), (("-k", "1"), 1)], ids=["as set", "as asked"]
)
def test_search_shows_as_many_as_asked_for(pincite, arguments, shown):
    assert len(pincite("search", "a lid kettles", "--json", *arguments).rows[0]["hits"]) == shown
    assert f" {shown}. " in pincite("search", "a lid kettles", *arguments).out


def test_search_that_finds_nothing_says_so(pincite):
    assert pincite("search", "fly").out == "Nothing found.\n"


@pytest.mark.parametrize(
    "named",
    ["32099R0001#art_1.par_1", "Article 1(1)", "article  1(1)", "Art. 1(1)"],
    ids=["id", "label", "spaces", "citation"],
)
def test_show_takes_an_id_or_a_label(pincite, named):
    ran = pincite("show", named)
    assert ran.out.startswith("Article 1(1), Kettle Act\n32099R0001#art_1.par_1\n")
    assert "referred to   32099R0001#art_2" in ran.out
    assert pincite("show", named, "--json").rows[0]["id"] == WHISTLE.id


def test_text_that_looks_like_markup_is_printed_as_it_is(pincite):
    assert "A lid, see Article 1(1). [1]" in pincite("show", "Article 2").out


def test_an_unknown_id_fails_with_the_nearest_ones(pincite):
    ran = pincite("show", "32099R0001#art_1.par_9")
    assert (ran.status, ran.out) == (1, "")
    assert "did you mean 32099R0001#art_1.par_1" in ran.err


def test_a_label_of_two_documents_has_to_be_an_id(pincite, tmp_path):
    other = document(id="32098R0001", work="32098R0001")
    twin = replace(WHISTLE, id="32098R0001#art_1.par_1", document_id=other.id)
    write_corpus(tmp_path, [*TEXTS.documents.values(), other], [WHISTLE, twin])
    ran = pincite("show", "Article 1(1)")
    assert ran.status == 1
    assert WHISTLE.id in ran.err
    assert twin.id in ran.err


def test_ingest_passes_refresh_on_and_lists_what_came(pincite):
    parts = Parts()
    ran = pincite("ingest", "--refresh", parts=parts)
    assert parts.done == [("ingest", True)]
    assert "Kettle Act: 2 provisions" in ran.out
    assert "parsing" in ran.err


def test_index_takes_a_file_of_provisions(pincite):
    parts = Parts()
    assert pincite("index", "--provisions", "p.jsonl", parts=parts).status == 0
    assert parts.done == [("index", Path("p.jsonl"))]


def test_eval_prints_scores_for_reading_or_as_json(pincite, tmp_path):
    questions = tmp_path / "q.jsonl"
    questions.write_text("{}\n", encoding="utf-8")
    assert pincite("eval", questions).out == "hit@5 0.75\n"
    assert pincite("eval", questions, "--json").rows == [{"hit@5": 0.75}]
    assert pincite("eval", tmp_path / "none.jsonl").status == 2


CATALOGUE = """
[[document]]
id = "{id}"
work = "{id}"
title = "On kettles"
short_title = "{short}"
kind = "regulation"
jurisdiction = "EU"
tier = "law"
counts = {{ articles = 3, annexes = 1 }}
[[document.route]]
via = "mirror"
format = "formex"
path = "x"
"""


def test_status_compares_with_the_catalogue(pincite, tmp_path):
    both = [("32099R0001", "Kettle Act"), ("32098R0001", "Teapot Act")]
    listed = "".join(CATALOGUE.format(id=name, short=short) for name, short in both)
    (tmp_path / "catalog.toml").write_text(listed, encoding="utf-8")
    environment = {"PINCITE_CORPUS": str(tmp_path)}
    ran = pincite("status", environment=environment)
    assert "articles     1 of 3" in ran.out
    assert "annexes      0 of 1" in ran.out
    assert "Missing: Teapot Act (32098R0001)" in ran.out
    (row,) = pincite("status", "--json", environment=environment).rows
    assert row["documents"][0]["counts"]["articles"] == {
        "found": 1,
        "as_notes": 0,
        "official": 3,
    }
    assert [entry["id"] for entry in row["missing"]] == ["32098R0001"]


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        pytest.param((), "no command", id="nothing"),
        pytest.param(("fly",), "invalid choice", id="unknown command"),
        pytest.param(("ask",), "needs a question or --batch", id="no question"),
        pytest.param(("ask", "q", "--batch", "f"), "not both", id="both"),
        pytest.param(("ask", " "), "the question is empty", id="empty question"),
        pytest.param(("ask", "q", "--fly"), "unrecognized arguments: --fly", id="option"),
        pytest.param(("search", "q", "-k", "0"), "not a number from 1 to 50", id="k"),
        pytest.param(("serve", "--port", "70000"), "not a number from 0 to 65535", id="port"),
        pytest.param(("show",), "required: ID", id="no id"),
    ],
)
def test_wrong_use_is_one_line_and_status_2(pincite, argv, says):
    ran = pincite(*argv)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("pincite: ")
    assert ran.err.count("\n") == 1
    assert says in ran.err


@pytest.mark.parametrize(
    ("environment", "says"),
    [
        pytest.param({"PINCITE_TOPK": "3"}, "PINCITE_TOPK is not a setting", id="unknown name"),
        pytest.param({"PINCITE_TOP_K": "0"}, "PINCITE_TOP_K cannot be '0'", id="value"),
        pytest.param({"PORT": "many"}, "PINCITE_PORT cannot be 'many'", id="plain name"),
        pytest.param({"PINCITE_MODEL": "x"}, "write anthropic:NAME", id="model"),
    ],
)
def test_a_wrong_setting_is_wrong_use(pincite, environment, says):
    ran = pincite("status", environment=environment)
    assert ran.status == 2
    assert says in ran.err
    assert ran.err.count("\n") == 1


def test_a_failure_is_one_line_and_status_1(pincite, tmp_path):
    ran = pincite("ask", "q", parts=Parts(indexed=False))
    assert (ran.status, ran.err) == (1, "pincite: there is no index; run `pincite index`\n")
    ran = pincite("show", "x", home=tmp_path / "none")
    assert ran.status == 1
    assert "run `pincite ingest`" in ran.err


def test_an_interruption_is_status_130(pincite):
    class Interrupted(Parts):
        def open_assistant(self, settings, report):
            raise KeyboardInterrupt

    assert pincite("ask", "q", parts=Interrupted()).status == 130


@pytest.mark.parametrize("before", [True, False])
def test_home_may_stand_before_or_after_the_command(pincite, tmp_path, before):
    parts, home = Parts(), ("--home", tmp_path / "h")
    pincite(*((*home, "ask", "q") if before else ("ask", "q", *home)), parts=parts)
    assert parts.done == [("open", str(tmp_path / "h"))]


@pytest.mark.parametrize(
    ("stored", "done"), [(True, ["index", "open"]), (False, ["ingest", "index", "open"])]
)
def test_serving_builds_what_is_not_there_yet(tmp_path, stored, done):
    if stored:
        write_corpus(tmp_path, list(TEXTS.documents.values()), [WHISTLE])
    parts = Parts(indexed=False)
    settings = Settings(home=tmp_path)
    ready(Context(settings, open_terminal(io.StringIO(), io.StringIO()), lambda: parts))
    assert [name for name, _ in parts.done] == done


def test_control_characters_of_a_text_do_not_reach_the_terminal(pincite):
    parts = Parts()
    evil = replace(WHISTLE, text="whistle \x1b[31mred\x07")
    parts.assistant = Kettles(corpus(evil, documents=(document(),)))
    assert "\x1b" not in pincite("ask", "whistle", parts=parts).out


def test_every_command_is_described():
    for name in COMMANDS:
        with pytest.raises(SystemExit) as left:
            build_parser().parse_args([name, "--help"])
        assert left.value.code == 0


def process(*argv, **options):
    """Start the real program in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if name != "PINCITE_HOME"}
    return subprocess.Popen(
        [sys.executable, "-m", "ui", *argv],
        cwd=ROOT,
        env={**environment, "FORCE_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **options,
    )


def test_help_imports_nothing_heavy():
    program = (
        "import sys; from ui.__main__ import _main\n"
        "try: _main(['--help'])\n"
        "except SystemExit: pass\n"
        "sys.exit(any(name in sys.modules for name in ('torch', 'gradio', 'chromadb')))"
    )
    assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode == 0


def test_a_pipe_gets_no_colours(tmp_path):
    write_corpus(tmp_path, list(TEXTS.documents.values()), list(TEXTS.provisions.values()))
    out, err = process("--home", str(tmp_path), "show", "Article 2").communicate(timeout=60)
    assert "A lid" in out
    assert "\x1b" not in out + err


def test_a_reader_who_leaves_is_not_complained_about(tmp_path):
    many = [replace(LID, id=f"32099R0001#art_{n}", text="kettle " * 50_000) for n in (2, 3)]
    write_corpus(tmp_path, list(TEXTS.documents.values()), many)
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "ui", "--home", str(tmp_path), "show", many[0].id],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writing)
    assert (ran.returncode, ran.stderr) == (1, "")
