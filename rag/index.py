"""Build and open what is searched: a corpus, its vectors and its words."""

from __future__ import annotations

import filecmp
import os
import shutil
import weakref
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path

from ingest.errors import StoreBroken
from ingest.model import Corpus, Provision
from ingest.store import DOCUMENTS, PROVISIONS, corpus_sha256, read_corpus
from rag import generations, headnote_index
from rag.adapters import bm25, chroma
from rag.adapters.embedder import Embedder
from rag.errors import IndexMissing, IndexStale
from rag.facets import EVERYWHERE, facets, passes
from rag.generations import FORMAT, Stamp
from rag.headnote_index import HeadnoteIndex
from rag.headnotes import Attached, digest
from rag.model import Filters
from rag.passages import Passage, Window, passages
from rag.vectors_cache import KnownVectors, Report, known_vectors

AGAIN = "run `pincite index`"


_REMEMBERED = 64
"""For how many filters what they admit is kept."""


@dataclass(frozen=True, slots=True)
class Texts:
    """What an index is built of."""

    corpus: Corpus
    folder: Path
    """Where the corpus is stored."""
    headnotes: tuple[Attached, ...] = ()


@dataclass(frozen=True)
class Index:
    """What is searched. Its texts are a copy, taken when it was built."""

    corpus: Corpus
    embedder: Embedder
    vectors: chroma.Vectors
    keywords: bm25.Keywords
    headnotes: HeadnoteIndex
    stamp: Stamp
    notice: str = ""
    """What a reader should know about this index, "" when all is well."""
    embedded: int = 0
    """How many texts `build_index` had to embed; the vectors of the others were known."""

    def dense(
        self, vector: Sequence[float], k: int, filters: Filters = EVERYWHERE
    ) -> list[tuple[Provision, float]]:
        """Return the provisions nearest in meaning, with their cosine."""
        return self._known(self.vectors.search(vector, k, filters))

    def keyword(
        self, text: str, k: int, filters: Filters = EVERYWHERE
    ) -> list[tuple[Provision, float]]:
        """Return the provisions that share the most telling words."""
        return self._known(self.keywords.search(text, k, self.admitted(filters)))

    def headnote(
        self, part: str, vector: Sequence[float], k: int, filters: Filters = EVERYWHERE
    ) -> list[tuple[Provision, float]]:
        """Return the provisions whose note, or one of whose questions, is nearest in meaning."""
        return self._known(self.headnotes.nearest(part, vector, k, self.admitted(filters)))

    def term(
        self, text: str, k: int, filters: Filters = EVERYWHERE
    ) -> list[tuple[Provision, float]]:
        """Return the provisions whose everyday words a text uses."""
        return self._known(self.headnotes.by_terms(text, k, self.admitted(filters)))

    def admitted(self, filters: Filters) -> frozenset[str] | None:
        """Return the ids that pass the filters, None when nothing is filtered."""
        if filters == EVERYWHERE:
            return None
        known = self._admitted_before
        if filters not in known:
            if len(known) >= _REMEMBERED:
                known.clear()
            known[filters] = frozenset(
                provision.id
                for provision in self.corpus.provisions.values()
                if passes(facets(provision, self.corpus), filters)
            )
        return known[filters]

    @cached_property
    def vector_of(self) -> Callable[[str], Sequence[float]]:
        """Embeds a question: one answer searches several times with the same words."""
        return lru_cache(maxsize=32)(self.embedder.embeddings.embed_query)

    @cached_property
    def _admitted_before(self) -> dict[Filters, frozenset[str]]:
        """What the last filters admitted: every answer searches the same groups again."""
        return {}

    def _known(self, found: list[tuple[str, float]]) -> list[tuple[Provision, float]]:
        return [(self.corpus.provisions[provision_id], score) for provision_id, score in found]


def build_index(texts: Texts, home: Path, embedder: Embedder, report: Report) -> Index:
    """Return an index of the texts; build it only if there is none yet.

    Raises `RagError` while another process builds in this home.
    """
    with generations.alone(home):
        index = _usable(home, texts, embedder)
        generations.sweep(home)
        if index is not None:
            return index
        generation = generations.new(home)
        _copy_texts(texts.corpus, texts.folder, generation)
        cut = passages(texts.corpus, Window(embedder.count_tokens, embedder.window))
        needed = [passage.text for passage in cut]
        needed += headnote_index.embedded_texts(texts.headnotes)
        with known_vectors(home, embedder) as known:
            embedded = known.learn(needed, report)
            _write(cut, texts, generation, known)
            created = datetime.now(UTC).isoformat(timespec="seconds")
            notes = digest(texts.headnotes)
            stamp = Stamp(embedder.id, texts.corpus.sha256, len(cut), created, headnotes=notes)
            generations.publish(home, generation, stamp)
            known.keep_only(needed)
        generations.sweep(home)
    return _opened(home, embedder, texts.corpus, embedded)


def open_index(home: Path, embedder: Embedder) -> Index:
    """Return the index in a home, with the texts it was built from.

    Raises `IndexMissing` or `IndexStale`.
    """
    return _opened(home, embedder)


def _opened(
    home: Path, embedder: Embedder, given: Corpus | None = None, embedded: int = 0
) -> Index:
    """Open the index of a home; `given` saves reading its texts if they are the same."""
    generation, stamp = generations.current(home)
    held = generations.hold(generation)
    try:
        _check(generation, stamp, embedder)
        corpus, vectors, keywords, ours = _read(generation, stamp, given)
    except BaseException:
        os.close(held)
        raise
    notice = _notice(home, generation)
    index = Index(corpus, embedder, vectors, keywords, ours, stamp, notice, embedded)
    weakref.finalize(index, _release, held, index.vectors).atexit = False
    return index


def _release(held: int, vectors: chroma.Vectors) -> None:
    vectors.close()
    os.close(held)


def _read(
    generation: Path, stamp: Stamp, given: Corpus | None
) -> tuple[Corpus, chroma.Vectors, bm25.Keywords, HeadnoteIndex]:
    try:
        same = given if given and given.sha256 == corpus_sha256(generation) else None
        corpus = same or read_corpus(generation)
        keywords = bm25.load(generation / "keywords")
        ours = headnote_index.load(generation)
        vectors = chroma.load(generation / "chroma")
    except Exception as error:  # each vendor raises its own types
        raise IndexStale(f"{generation}: it cannot be read ({error}); {AGAIN}") from error
    if corpus.sha256 != stamp.corpus:
        vectors.close()
        raise IndexStale(f"{generation}: its texts are not those it was built from; {AGAIN}")
    whole = vectors.passages == len(keywords.provision_ids) == stamp.passages
    if not whole or bool(stamp.headnotes) != bool(ours.rows):
        vectors.close()
        raise IndexStale(f"{generation}: passages are missing; {AGAIN}")
    return corpus, vectors, keywords, ours


def _check(generation: Path, stamp: Stamp, embedder: Embedder) -> None:
    if stamp.format != FORMAT:
        raise IndexStale(f"{generation}: built by another version of Pincite; {AGAIN}")
    if stamp.embedder != embedder.id:
        raise IndexStale(
            f"{generation}: built with the embedder {stamp.embedder}, "
            f"now it is {embedder.id}; {AGAIN}"
        )


def _notice(home: Path, generation: Path) -> str:
    """Say so when the home holds other texts than the index."""
    now, then = home / PROVISIONS, generation / PROVISIONS
    if not now.is_file() or filecmp.cmp(now, then, shallow=False):
        return ""
    return f"The index is older than the texts in {home}; {AGAIN}."


def _usable(home: Path, texts: Texts, embedder: Embedder) -> Index | None:
    """Return the current index if it is of these texts and this embedder."""
    try:
        _, stamp = generations.current(home)
        of_these = (texts.corpus.sha256, digest(texts.headnotes))
        same = (stamp.corpus, stamp.headnotes) == of_these
        return _opened(home, embedder, texts.corpus) if same else None
    except (IndexMissing, IndexStale):
        return None


def _copy_texts(corpus: Corpus, corpus_folder: Path, generation: Path) -> None:
    for name in (PROVISIONS, DOCUMENTS):
        if (corpus_folder / name).is_file():
            shutil.copyfile(corpus_folder / name, generation / name)
    try:
        copied = corpus_sha256(generation)
    except StoreBroken as error:
        raise IndexStale(f"{corpus_folder}: cannot be read ({error}); {AGAIN}") from error
    if copied != corpus.sha256:
        raise IndexStale(f"{corpus_folder}: the texts changed meanwhile; {AGAIN} once more")


def _write(cut: Sequence[Passage], texts: Texts, generation: Path, known: KnownVectors) -> None:
    corpus = texts.corpus
    by_id = {p.id: facets(p, corpus) for p in corpus.provisions.values()}
    bm25.build(cut, generation / "keywords")
    chroma.build(cut, by_id, generation / "chroma", known.vectors)
    headnote_index.build(texts.headnotes, generation, known.vectors)
