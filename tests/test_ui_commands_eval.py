"""`pincite eval` compares two runs, and says wrong use when options do not fit together."""

import io
import json
from pathlib import Path

import pytest

from ui.cli import run
from ui.terminal import open_terminal


def pincite(*argv: object) -> tuple[int, str, str]:
    """Run a command line in this process; return its exit status and what it printed."""
    out, err = io.StringIO(), io.StringIO()
    status = run([str(word) for word in argv], {}, open_terminal(out, err))
    return status, out.getvalue(), err.getvalue()


def written(path: Path, name: str, value: float) -> Path:
    questions = [{"id": f"q{n}", "hit@1": value} for n in range(12)]
    file = path / name
    file.write_text(json.dumps({"corpus": "0", "questions": questions}), encoding="utf-8")
    return file


def test_a_regression_is_told_by_the_exit_status(tmp_path: Path) -> None:
    good, bad = written(tmp_path, "good.json", 1.0), written(tmp_path, "bad.json", 0.0)
    status, out, _ = pincite("eval", "--compare", good, bad)
    assert (status, "Regression: hit@1." in out) == (1, True)
    status, out, _ = pincite("eval", "--compare", bad, good)
    assert (status, "No regression." in out) == (0, True)
    status, out, _ = pincite("eval", "--compare", good, good, "--json")
    assert (status, json.loads(out)["regressions"]) == (0, [])


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        pytest.param(("q.jsonl", "--compare", "a.json", "b.json"), "own files", id="two sources"),
        pytest.param(("q.jsonl", "--clapnq", "c.jsonl"), "own files", id="a file too many"),
        pytest.param(("--compare", "none.json", "b.json"), "no such file", id="no run"),
        pytest.param(("--clapnq", "none.jsonl"), "no such file", id="no passages"),
        pytest.param(("none.jsonl", "--gone"), "no such file", id="no questions"),
        pytest.param(("--gone", "--clapnq", "c.jsonl"), "not allowed with", id="two protocols"),
        pytest.param(("--compare", "a.json"), "expected 2", id="one run"),
    ],
)
def test_options_that_do_not_fit_are_wrong_use(argv: tuple[str, ...], said: str) -> None:
    status, _, err = pincite("eval", *argv)
    assert status == 2
    assert said in err
