"""The commands that show what changed: diff, changes, status --verify."""

import io
import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.test_ingest_consolidations import CATALOG, CONSOLIDATED, OFFICIAL_PAGE, built
from ui.cli import run
from ui.terminal import open_terminal

BASE = "32099R0001"


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit status."""

    status: int
    out: str
    err: str


def pincite(folder: Path, *argv: str) -> Ran:
    """Run a command in a home."""
    out, err = io.StringIO(), io.StringIO()
    environment = {"PINCITE_HOME": str(folder / "home"), "PINCITE_CORPUS": str(folder)}
    status = run(argv, environment, open_terminal(out, err))
    return Ran(status, out.getvalue(), err.getvalue())


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with an act, two amending acts and what is computed from them."""
    path = tmp_path_factory.mktemp("diff")
    built(path)
    return path


def test_a_difference_names_texts_and_instructions(folder: Path) -> None:
    ran = pincite(folder, "diff", f"{BASE}#art_1.par_1", "--to", "2100-06-01")
    assert ran.status == 0, ran.err
    assert "whistle{+ twice+}." in ran.out
    assert "changed by Article 1(1) (32100R0002#art_1.pnt_1)" in ran.out


def test_a_difference_between_two_days_leaves_out_earlier_instructions(folder: Path) -> None:
    days = ("--from", "2100-06-01", "--to", "2101-06-01")
    ran = pincite(folder, "diff", f"{BASE}#art_1.par_1", *days, "--json")
    found = json.loads(ran.out)
    assert [i["id"] for i in found["instructions"]] == ["32101R0003#art_1.pnt_1"]
    changed = [piece for piece in found["diff"] if piece["op"] != "same"]
    assert changed == [{"op": "deleted", "text": "twice"}, {"op": "inserted", "text": "thrice"}]


def test_what_moved_is_compared_with_its_new_place(folder: Path) -> None:
    ran = pincite(folder, "diff", f"{BASE}#art_1.par_2", "--to", "2100-06-01")
    assert "moved to Article 1a" in ran.out
    assert "[-result-]{+outcome+}" in ran.out


def test_no_difference_is_said(folder: Path) -> None:
    assert "No difference." in pincite(folder, "diff", f"{BASE}#art_2").out


def test_without_an_official_text_nothing_is_verified(folder: Path) -> None:
    ran = pincite(folder, "status", "--verify")
    assert f"Not verified: {BASE}+32100R0002 has no official text here" in ran.out
    assert "left out     32100R0002#art_1.pnt_4" in ran.out


def test_the_official_text_is_compared_with_the_computed_one(tmp_path: Path) -> None:
    built(tmp_path, CATALOG + CONSOLIDATED, **{"consolidated.html": OFFICIAL_PAGE})
    found = json.loads(pincite(tmp_path, "status", "--verify", "--json").out)["verified"]
    first = next(one for one in found if one["official"])
    assert first["official"] == "02099R0001-21000302"
    assert {d["id"] for d in first["differences"]} >= {"02099R0001-21000302#art_1.par_1"}


def test_changes_need_an_index_to_compare_with(folder: Path) -> None:
    ran = pincite(folder, "changes")
    assert ran.status == 1
    assert "pincite index" in ran.err


def test_a_file_that_holds_no_answers_is_named(folder: Path, tmp_path: Path) -> None:
    generation = folder / "home" / "generations" / "one"
    generation.mkdir(parents=True, exist_ok=True)
    for name in ("provisions.jsonl", "documents.jsonl"):
        (generation / name).write_bytes((folder / "home" / name).read_bytes())
    stamp = '{"format": 2, "embedder": "e", "corpus": "c", "passages": 1, "created": ""}'
    (generation / "stamp.json").write_text(stamp)
    if not (folder / "home" / "current").exists():
        (folder / "home" / "current").symlink_to(Path("generations") / "one")
    assert "The texts are those of the last index." in pincite(folder, "changes").out
    rows = (generation / "provisions.jsonl").read_text().replace("from noon", "from dawn")
    (generation / "provisions.jsonl").write_text(rows)
    answers = tmp_path / "answers.jsonl"
    citation = {"provision_id": f"{BASE}#art_2"}
    answer = {"id": "q1", "question": "When?", "citations": [citation]}
    answers.write_text(json.dumps(answer) + "\n")
    ran = pincite(folder, "changes", str(answers))
    assert f"changed  {BASE}#art_2" in ran.out
    assert f"answer q1 rests on {BASE}#art_2" in ran.out
    answers.write_text("no json")
    ran = pincite(folder, "changes", str(answers))
    assert ran.status == 1
    assert str(answers) in ran.err
