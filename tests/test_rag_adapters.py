"""The adapters keep their promises with the real model and the real stores."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from rag.adapters import bm25
from rag.adapters.embedder import (
    PACKAGED_ID,
    PACKAGED_SHA256,
    Embedder,
    load_embedder,
    verify_weights,
)
from rag.errors import EmbedderUnavailable
from rag.passages import Passage


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


def passage(name: str, body: str, heading: str = "Kettle Act") -> Passage:
    return Passage(f"{name}/0", name, heading, body)


def test_the_packaged_model_is_named_without_its_precision(embedder: Embedder) -> None:
    assert embedder.id == PACKAGED_ID
    assert embedder.precision in {"bf16", "fp32"}
    assert embedder.window == 256


def test_meaning_brings_sentences_together(embedder: Embedder) -> None:
    asked = embedder.embeddings.embed_query("How high is the fine?")
    near, far = embedder.embeddings.embed_documents(
        ["The penalty shall not exceed one million euro.", "Water boils at a hundred degrees."]
    )
    assert np.linalg.norm(asked) == pytest.approx(1, abs=0.01)
    assert np.dot(asked, near) > np.dot(asked, far)


def test_word_pieces_are_counted_beyond_the_window(embedder: Embedder) -> None:
    assert embedder.count_tokens("kettle " * 600) >= 600


def test_questions_may_come_from_many_threads(embedder: Embedder) -> None:
    with ThreadPoolExecutor(4) as threads:
        asked = [f"Which kettle number {n} whistles?" for n in range(24)]
        together = list(threads.map(embedder.embeddings.embed_query, asked))
    alone = embedder.embeddings.embed_query(asked[7])
    assert np.dot(together[7], alone) > 0.999


def test_an_unknown_model_is_an_error_that_names_it(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="no-such-model"):
        load_embedder(str(tmp_path / "no-such-model"))


def test_other_weights_are_refused(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    weights.write_bytes(b"not the model")
    with pytest.raises(EmbedderUnavailable, match="reinstall"):
        verify_weights(weights, PACKAGED_SHA256)


def test_verified_weights_are_remembered_until_they_change(tmp_path: Path) -> None:
    weights, cache = tmp_path / "model.safetensors", tmp_path / "home"
    weights.write_bytes(b"kettle")
    sha256 = hashlib.sha256(b"kettle").hexdigest()
    verify_weights(weights, sha256, cache)
    remembered = (cache / "embedder.json").read_text()
    assert sha256 in remembered
    verify_weights(weights, sha256, cache)
    weights.write_bytes(b"cattle!")
    with pytest.raises(EmbedderUnavailable, match="sha256"):
        verify_weights(weights, sha256, cache)
    assert (cache / "embedder.json").read_text() == remembered


def test_the_packaged_model_is_verified(tmp_path: Path) -> None:
    load_embedder(cache=tmp_path)
    assert PACKAGED_SHA256 in (tmp_path / "embedder.json").read_text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        pytest.param("whistling", ["loud"], id="other form of a word"),
        pytest.param("the of and", [], id="only stop words"),
        pytest.param("zeppelin", [], id="unknown word"),
        pytest.param("", [], id="nothing"),
        pytest.param("zeppelin whistle", ["loud"], id="unknown and known word"),
    ],
)
def test_keywords_find_stems(tmp_path: Path, asked: str, found: list[str]) -> None:
    folder = tmp_path / "keywords"
    bm25.build([passage("loud", "Kettles shall whistle."), passage("cool", "Cups cool.")], folder)
    assert [name for name, _ in bm25.load(folder).search(asked, 5)] == found


def test_keywords_of_a_heading_weigh_more_than_those_of_the_text(tmp_path: Path) -> None:
    folder = tmp_path / "keywords"
    texts = [
        passage("text", "whistle kettle", "Act cup"),
        passage("title", "kettle cup", "Act whistle"),
        passage("neither", "kettle cup", "Act cup"),
    ]
    bm25.build(texts, folder)
    assert [name for name, _ in bm25.load(folder).search("whistle", 5)] == ["title", "text"]


def test_keywords_return_a_provision_once_and_only_if_admitted(tmp_path: Path) -> None:
    folder = tmp_path / "keywords"
    texts = [Passage(f"a/{n}", "a", "Act", "whistle") for n in range(3)]
    bm25.build([*texts, passage("b", "whistle"), passage("c", "cup")], folder)
    keywords = bm25.load(folder)
    assert [name for name, _ in keywords.search("whistle", 5)] == ["a", "b"]
    assert [name for name, _ in keywords.search("whistle", 5, frozenset({"b"}))] == ["b"]
    assert keywords.search("whistle", 5, frozenset()) == []
