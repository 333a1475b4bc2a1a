"""A changed corpus costs what changed: other vectors are kept, deleted texts are gone."""

import multiprocessing
import os
import signal
import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from langchain_core.embeddings import Embeddings

from ingest.model import Provision
from ingest.store import read_corpus, write_corpus
from rag.adapters.embedder import Embedder, load_embedder
from rag.errors import RagError
from rag.index import Index, Texts, build_index, open_index
from rag.model import Question
from rag.search import dense, hybrid, keyword
from rag.vectors_cache import BATCH, FILE
from tests.conftest import document, provision

ACT = document(id="L")
SUBJECTS = ("whistles", "spouts", "lids", "handles", "switches", "cups")
TEXTS = tuple(
    provision(f"art_{n}", f"Makers shall test {name}.", id=f"L#art_{n}", document_id="L")
    for n, name in enumerate(SUBJECTS, 1)
)
CHANGED = replace(TEXTS[2], text="Importers shall weigh anvils.")
ADDED = provision("art_7", "Sellers shall label teapots.", id="L#art_7", document_id="L")


class Negated(Embeddings):
    """Another model under the same name: every vector points the other way."""

    def __init__(self, model: Embeddings) -> None:
        self.model = model

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return (-np.asarray(self.model.embed_documents(texts))).tolist()

    def embed_query(self, text: str) -> list[float]:
        return (-np.asarray(self.model.embed_query(text))).tolist()


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


@pytest.fixture
def home(tmp_path: Path, embedder: Embedder) -> Path:
    indexed(tmp_path, TEXTS, embedder)
    return tmp_path


def indexed(home: Path, texts: Sequence[Provision], embedder: Embedder) -> Index:
    write_corpus(home, [ACT], texts)
    return build_index(Texts(read_corpus(home), home), home, embedder, _ignore)


def _ignore(done: int, of: int) -> None:
    """Nobody watches."""


def everything(index: Index, text: str) -> set[str]:
    """Return the ids that any search finds for a text."""
    vector = index.embedder.embeddings.embed_query(text)
    hits = hybrid(dense(index), keyword(index))(Question(text), 20)
    return {
        *(p.id for p, _ in index.dense(vector, 20)),
        *(p.id for p, _ in index.keyword(text, 20)),
        *(hit.provision.id for hit in hits),
    }


def remembered(home: Path) -> int:
    with sqlite3.connect(home / FILE) as database:
        return int(database.execute("SELECT count(*) FROM vectors").fetchone()[0])


@pytest.mark.parametrize(
    ("texts", "embedded"),
    [
        pytest.param((*TEXTS[:2], CHANGED, *TEXTS[3:]), 1, id="one changed"),
        pytest.param((*TEXTS, ADDED), 1, id="one added"),
        pytest.param(TEXTS[1:], 0, id="one removed"),
        pytest.param(TEXTS[::-1], 0, id="another order"),
        pytest.param((CHANGED, ADDED), 2, id="all but two removed"),
        pytest.param((ADDED, replace(ADDED, id="L#art_8")), 1, id="one text under two ids"),
    ],
)
def test_only_new_texts_are_embedded_and_only_present_ones_are_found(
    home: Path, embedder: Embedder, texts: Sequence[Provision], embedded: int
) -> None:
    index = indexed(home, texts, embedder)
    assert index.embedded == embedded
    assert index.stamp.passages == len(texts)
    words = "Makers test whistles, lids; importers weigh anvils; sellers label teapots."
    assert everything(index, words) == {text.id for text in texts}
    assert remembered(home) == len({text.text for text in texts})


def test_a_kept_vector_is_still_that_of_its_text(home: Path, embedder: Embedder) -> None:
    index = indexed(home, (CHANGED, *TEXTS[3:][::-1]), embedder)
    for text in (CHANGED, *TEXTS[3:]):
        own = embedder.embeddings.embed_query(f"Kettle Act > {text.label}\n{text.text}")
        best, cosine = index.dense(own, 1)[0]
        assert (best.id, cosine) == (text.id, pytest.approx(1, abs=0.01))


def test_old_words_of_a_changed_text_find_nothing(home: Path, embedder: Embedder) -> None:
    index = indexed(home, (*TEXTS[:2], CHANGED, *TEXTS[3:]), embedder)
    assert index.keyword("lids", 20) == []
    assert [p.id for p, _ in index.keyword("anvils", 20)] == [CHANGED.id]


def test_an_unchanged_corpus_makes_no_new_generation(home: Path, embedder: Embedder) -> None:
    before = (home / "current").resolve()
    index = indexed(home, TEXTS, embedder)
    assert (index.embedded, (home / "current").resolve()) == (0, before)
    assert [folder.name for folder in (home / "generations").iterdir()] == [before.name]


def test_progress_counts_known_passages_as_done(home: Path, embedder: Embedder) -> None:
    steps: list[tuple[int, int]] = []
    for texts in ((*TEXTS, ADDED), TEXTS):
        write_corpus(home, [ACT], texts)
        build_index(
            Texts(read_corpus(home), home), home, embedder, lambda *step: steps.append(step)
        )
    assert steps == [(7, 7), (6, 6)]


@pytest.mark.parametrize("renamed", [True, False])
def test_another_model_embeds_everything_again(
    home: Path, embedder: Embedder, renamed: bool
) -> None:
    other = replace(embedder, embeddings=Negated(embedder.embeddings))
    if renamed:
        other = replace(embedder, id="other-model")
    texts = (*TEXTS, ADDED)
    assert indexed(home, texts, other).embedded == len(texts)
    assert remembered(home) == len(texts)


def test_a_run_that_stops_keeps_what_it_embedded(tmp_path: Path, embedder: Embedder) -> None:
    texts = [
        provision("x", f"Kettle number {n} whistles.", id=f"L#art_{n}", document_id="L")
        for n in range(BATCH + 9)
    ]
    write_corpus(tmp_path, [ACT], texts)

    def stop(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_index(Texts(read_corpus(tmp_path), tmp_path), tmp_path, embedder, stop)
    index = build_index(Texts(read_corpus(tmp_path), tmp_path), tmp_path, embedder, _ignore)
    assert (index.embedded, index.stamp.passages) == (9, len(texts))


def _killed_while(step: str, home: Path) -> None:
    """Index, and die by the signal that cannot be caught when a step of the build is reached."""

    def die(*arguments: object, **named: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    module, _, name = step.rpartition(".")
    setattr(__import__(module, fromlist=[name]), name, die)
    build_index(Texts(read_corpus(home), home), home, load_embedder(), _ignore)


@pytest.mark.parametrize("step", ["rag.adapters.chroma.build", "rag.generations.publish"])
def test_a_killed_build_leaves_the_previous_index(
    home: Path, embedder: Embedder, step: str
) -> None:
    write_corpus(home, [ACT], (*TEXTS, ADDED))
    process = multiprocessing.get_context("spawn").Process(target=_killed_while, args=(step, home))
    process.start()
    process.join()
    assert process.exitcode == -signal.SIGKILL
    left = open_index(home, embedder)
    assert everything(left, "Makers shall test whistles.") == {text.id for text in TEXTS}
    index = build_index(Texts(read_corpus(home), home), home, embedder, _ignore)
    assert (index.embedded, index.stamp.passages) == (0, len(TEXTS) + 1)
    assert ADDED.id in everything(index, "teapots")


@pytest.mark.parametrize(
    "damage",
    [
        pytest.param(b"", id="empty"),
        pytest.param(b"not a database at all", id="something else"),
        pytest.param(None, id="bytes overwritten"),
    ],
)
def test_a_damaged_store_of_vectors_is_begun_again(
    home: Path, embedder: Embedder, damage: bytes | None
) -> None:
    raw = (home / FILE).read_bytes()
    (home / FILE).write_bytes(raw[:600] + b"\xff" * (len(raw) - 600) if damage is None else damage)
    index = indexed(home, (*TEXTS, ADDED), embedder)
    assert index.embedded == len(TEXTS) + 1
    assert everything(index, "teapots whistles makers") == {t.id for t in (*TEXTS, ADDED)}


def test_a_store_of_vectors_that_cannot_be_written_is_a_named_error(
    home: Path, embedder: Embedder
) -> None:
    (home / FILE).unlink()
    (home / FILE).mkdir()
    with pytest.raises(RagError, match=FILE):
        indexed(home, (*TEXTS, ADDED), embedder)
    assert len(open_index(home, embedder).corpus.provisions) == len(TEXTS)


def test_texts_that_are_gone_leave_no_vector_behind(home: Path, embedder: Embedder) -> None:
    with sqlite3.connect(home / FILE) as database:
        before = {bytes(row[0]) for row in database.execute("SELECT vector FROM vectors")}
    indexed(home, (CHANGED, *TEXTS[3:]), embedder)
    raw = (home / FILE).read_bytes()
    assert sum(vector in raw for vector in before) == len(TEXTS[3:])
