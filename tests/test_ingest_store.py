"""The corpus is stored whole or not at all, and what is broken is named by file and line."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import StoreBroken
from ingest.store import corpus_sha256, read_corpus, read_files, write_corpus
from tests.conftest import document, provision

TEA, COFFEE = document(id="T", short_title="Tea Act"), document(id="C", short_title="Coffee Act")
MINIMAL = {"id": "r-1", "document_id": "rules", "label": "Rule 1", "headings": [], "text": "Boil."}


def rule(document_id, number, text="Boil."):
    return provision(
        f"art_{number}", text, id=f"{document_id}#art_{number}", document_id=document_id
    )


def written(folder, *lines, name="provisions.jsonl"):
    folder.mkdir(exist_ok=True)
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    (folder / name).write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
    return folder


def test_what_is_written_is_read_back(tmp_path):
    law = replace(TEA, amended_by=("X",), inserted=("art_4a",), notices=("Old.",), sha256="ab")
    given_rule = replace(
        rule("T", 1), headings=("I", "Use"), refs=("T#art_2",), order=3, amended="X"
    )
    sha256 = write_corpus(tmp_path / "new" / "home", [law, COFFEE], [given_rule, rule("C", 1)])
    corpus = read_corpus(tmp_path / "new" / "home")
    assert list(corpus.documents.values()) == [law, COFFEE]
    assert list(corpus.provisions.values()) == [given_rule, rule("C", 1)]
    assert corpus.sha256 == sha256 == corpus_sha256(tmp_path / "new" / "home")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_survives(tmp_path_factory, text):
    home = tmp_path_factory.mktemp("home")
    write_corpus(home, [TEA], [rule("T", 1, text)])
    assert read_corpus(home).provisions["T#art_1"].text == text


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x85", "\x0b", "\x1c", "\r", "\n"])
def test_other_line_separators_do_not_end_a_row(tmp_path, separator):
    text = f"Boil.{separator}Pour."
    write_corpus(tmp_path, [TEA], [rule("T", 1, text), rule("T", 2)])
    assert [p.text for p in read_corpus(tmp_path).provisions.values()] == [text, "Boil."]


def test_a_bare_file_of_provisions_is_a_corpus(tmp_path):
    corpus = read_corpus(
        written(tmp_path, MINIMAL, {**MINIMAL, "id": "r-2", "author": "unknown key"})
    )
    assert list(corpus.provisions) == ["r-1", "r-2"]
    assert corpus.documents["rules"].title == "rules"
    assert corpus.provisions["r-1"].kind == "article"
    assert len(corpus.sha256) == 64


def test_files_may_have_other_names(tmp_path):
    written(tmp_path, MINIMAL, name="mine.jsonl")
    corpus = read_files(tmp_path / "mine.jsonl", tmp_path / "none.jsonl")
    assert list(corpus.provisions) == ["r-1"]


BROKEN = [
    pytest.param(["{}", "x"], "provisions.jsonl:1: lacks id, document_id", id="no keys"),
    pytest.param([MINIMAL, "not json"], "provisions.jsonl:2: not JSON", id="not JSON"),
    pytest.param([MINIMAL, '{"id": '], "provisions.jsonl:2: not JSON", id="cut"),
    pytest.param([MINIMAL, "", MINIMAL], "provisions.jsonl:2: not JSON", id="an empty line"),
    pytest.param([MINIMAL, "[1]"], "provisions.jsonl:2: not a JSON object", id="a list"),
    pytest.param(
        [{k: v for k, v in MINIMAL.items() if k != "text"}],
        "provisions.jsonl:1: lacks text",
        id="no text",
    ),
    pytest.param([MINIMAL, MINIMAL], r"provisions.jsonl: holds an id twice \(r-1\)", id="id twice"),
    pytest.param(
        [{**MINIMAL, "headings": "Tea"}], "provisions.jsonl:1: headings", id="headings in words"
    ),
    pytest.param([{**MINIMAL, "headings": None}], "provisions.jsonl:1: headings", id="no list"),
    pytest.param([{**MINIMAL, "refs": 7}], "provisions.jsonl:1: refs", id="a number for refs"),
    pytest.param([{**MINIMAL, "text": None}], "provisions.jsonl:1: text", id="null for text"),
    pytest.param([{**MINIMAL, "id": 7}], "provisions.jsonl:1: id", id="a number for id"),
]


@pytest.mark.parametrize(("lines", "says"), BROKEN)
def test_a_broken_line_is_named(tmp_path, lines, says):
    with pytest.raises(StoreBroken, match=says) as raised:
        read_corpus(written(tmp_path, *lines))
    assert str(tmp_path) in str(raised.value)
    assert re.search("run `pincite ingest`", str(raised.value))


@pytest.mark.parametrize(
    ("line", "says"),
    [
        pytest.param({"id": "rules"}, "documents.jsonl:1: not a document", id="keys missing"),
        pytest.param({"id": "r", "colour": 1}, "documents.jsonl:1: not a document", id="odd key"),
        pytest.param("[]", "documents.jsonl:1: not a JSON object", id="a list"),
    ],
)
def test_a_broken_document_is_named(tmp_path, line, says):
    written(tmp_path, MINIMAL)
    with pytest.raises(StoreBroken, match=says):
        read_corpus(written(tmp_path, line, name="documents.jsonl"))


def test_a_corpus_that_is_not_there_is_named(tmp_path):
    with pytest.raises(StoreBroken, match=r"provisions\.jsonl: not found; run `pincite ingest`"):
        read_corpus(tmp_path)


def test_a_file_that_is_not_text_is_named(tmp_path):
    (tmp_path / "provisions.jsonl").write_bytes(b"\xff\xfe{}")
    with pytest.raises(StoreBroken, match=r"provisions\.jsonl: cannot be read"):
        read_corpus(tmp_path)


def test_the_hash_leaves_out_only_when_texts_were_retrieved(tmp_path):
    def stored(law, text="Boil."):
        return write_corpus(tmp_path, [law], [rule("T", 1, text)])

    first = stored(replace(TEA, retrieved_at="2026-01-01T00:00:00+00:00"))
    assert stored(replace(TEA, retrieved_at="2026-11-22T00:00:00+00:00")) == first
    assert stored(replace(TEA, sha256="ff")) != first
    assert stored(replace(TEA, notices=("Old.",))) != first
    assert stored(TEA, "Pour.") != first


class PowerCut(Exception):
    """Ends the writing at a chosen step."""


def writes(monkeypatch, home, stop_at):
    """Replace the corpus, and stop before the given rename; return how many there were."""
    done = []
    rename = Path.replace

    def counted(self, target):
        if len(done) == stop_at:
            raise PowerCut
        done.append(target)
        return rename(self, target)

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", counted)
        try:
            write_corpus(home, [TEA], [rule("T", 2), rule("T", 3)])
        except PowerCut:
            return len(done)
    return len(done)


@pytest.mark.parametrize("stop_at", [0, 1, 2, 3])
def test_a_reader_always_sees_provisions_with_their_documents(monkeypatch, tmp_path, stop_at):
    write_corpus(tmp_path, [TEA, COFFEE], [rule("T", 1), rule("C", 1)])
    assert writes(monkeypatch, tmp_path, stop_at) == stop_at
    corpus = read_corpus(tmp_path)
    old, new = {"T#art_1", "C#art_1"}, {"T#art_2", "T#art_3"}
    assert set(corpus.provisions) == (old if stop_at < 2 else new)
    known = {"T": TEA, "C": COFFEE}
    for found in corpus.provisions.values():
        assert corpus.documents[found.document_id] == known[found.document_id]
    write_corpus(tmp_path, [TEA], [rule("T", 2), rule("T", 3)])
    assert read_corpus(tmp_path).documents == {"T": TEA}


def test_a_failure_while_writing_leaves_the_old_corpus(tmp_path):
    def cut_off():
        yield rule("T", 5)
        raise PowerCut

    sha256 = write_corpus(tmp_path, [TEA], [rule("T", 1)])
    with pytest.raises(PowerCut):
        write_corpus(tmp_path, [TEA, COFFEE], cut_off())
    assert read_corpus(tmp_path).sha256 == sha256


def test_an_id_that_stands_twice_is_refused_before_anything_is_replaced(tmp_path):
    sha256 = write_corpus(tmp_path, [TEA], [rule("T", 1)])
    with pytest.raises(StoreBroken, match="T#art_2"):
        write_corpus(tmp_path, [TEA, COFFEE], [rule("T", 2), rule("T", 2)])
    assert read_corpus(tmp_path).sha256 == sha256


def test_what_a_stopped_run_left_does_no_harm(tmp_path):
    (tmp_path / f".provisions.jsonl.{os.getpid()}").write_text("half a li")
    (tmp_path / ".documents.jsonl.1").write_text("{")
    write_corpus(tmp_path, [TEA], [rule("T", 1)])
    assert list(read_corpus(tmp_path).provisions) == ["T#art_1"]


def test_a_broken_corpus_can_be_written_over(tmp_path):
    written(tmp_path, "junk")
    written(tmp_path, "junk", name="documents.jsonl")
    write_corpus(tmp_path, [TEA], [rule("T", 1)])
    assert read_corpus(tmp_path).documents == {"T": TEA}
