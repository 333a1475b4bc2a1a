"""Choose the parts: the only module that knows every implementation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from ingest import fetch_url, user_corpus
from ingest.catalog import read_catalog
from ingest.errors import SourceUnavailable
from ingest.headnotes import read_all
from ingest.model import Corpus, Document
from ingest.pipeline import ingest
from ingest.readers import formats
from ingest.routes.context import Deadline, RouteContext
from ingest.store import read_corpus, read_files, write_corpus
from ingest.user_documents import Kept
from ingest.user_model import Facts, Source
from ingest.user_sources import from_file
from rag import evaluate as evaluation
from rag.adapters.chat import Limits, load_chat
from rag.adapters.embedder import Embedder, load_embedder
from rag.as_of import on_day
from rag.chain import Assistant
from rag.chat import cache
from rag.chat.drafting import Writer
from rag.chat.names import read_name
from rag.chat.restating import Restating
from rag.closest import Knowledge
from rag.focus import focused
from rag.headnotes import ASKS, NOTE, OURS, PARTS, TERMS, Attached, attach, digest, shown, words_of
from rag.index import Index, Texts, build_index, open_index
from rag.model import Search
from rag.own_documents import own_first
from rag.penalties import by_amount, by_breach
from rag.precise import by_application_date, by_definition, by_label
from rag.rank import answering, first_of
from rag.same_question import by_same_question
from rag.search import (
    HEADNOTE_WEIGHTS,
    Weighted,
    by_nearness,
    dense,
    headnote,
    hybrid,
    keyword,
    terms,
)
from rag.settings import Settings
from rag.telling import Meaning, Support, support_of, with_glosses, with_headnotes
from rag.thesaurus import expanded, expander, read_words, unknown_in

Report = Callable[[str], None]
evaluate = evaluation.evaluate
_OLD_HEADNOTES = "The index is older than the headnotes; run `pincite index`."


def ingest_corpus(settings: Settings, report: Report) -> Corpus:
    """Obtain and parse everything in the catalogue; return the corpus as stored."""
    context = RouteContext(
        raw=settings.home / "raw",
        mirror=settings.mirror,
        accepted_licences=settings.accept_licences,
        offline=settings.offline,
        refresh=settings.refresh,
        connect_timeout_s=settings.connect_timeout_s,
        deadline=Deadline(settings.startup_budget_s),
        report=report,
    )
    done = ingest(read_catalog(settings.catalog), settings.notes, settings.home, context)
    for sentence in done.missing:
        report(f"missing: {sentence}")
    return done.corpus


def index_corpus(settings: Settings, report: Report, provisions: Path | None = None) -> Index:
    """Build or update the index of the home's texts, or of a provisions file."""
    report("loading the embedder")
    embedder = _embedder(settings)
    folder = settings.home
    if provisions is not None:
        folder = _adopted(provisions, settings.home)
    corpus = read_corpus(folder)
    done = f"indexing {len(corpus.provisions)} provisions"
    texts = Texts(corpus, folder, _headnotes(settings, corpus))
    index = build_index(texts, settings.home, embedder, lambda n, of: report(f"{done}: {n}/{of}"))
    of = index.stamp.passages + len(index.headnotes.rows)
    report(f"index: embedded {index.embedded} of {of} passages")
    return index


def _adopted(provisions: Path, home: Path) -> Path:
    """Put a provisions file, with the documents beside it, into the home; return the folder."""
    corpus = read_files(provisions, provisions.with_name("documents.jsonl"))
    write_corpus(home, list(corpus.documents.values()), corpus.provisions.values())
    return home


def obtain_document(settings: Settings, named: str, allow_private: bool = False) -> Source:
    """Return the file or the page that a user names, within limits."""
    if not fetch_url.is_address(named):
        return from_file(Path(named))
    if settings.offline:
        raise SourceUnavailable(f"{named}: not fetched, since Pincite was told to stay offline")
    return fetch_url.fetch(named, fetch_url.Limits(allow_private=allow_private))


def add_document(settings: Settings, source: Source, facts: Facts, report: Report) -> Kept:
    """Add a document of the user's to the corpus and to the index; nothing else is touched."""
    report(f"reading {source.name}")
    if not user_corpus.is_built(settings.home):
        formats.read(source.raw, source.form, source.name)  # refuse it before the long work
        ingest_corpus(settings, report)
    kept = user_corpus.add(
        read_catalog(settings.catalog), settings.notes, settings.home, source, facts
    )
    index_corpus(settings, report)
    return kept


def remove_document(settings: Settings, identifier: str, report: Report) -> Document:
    """Remove a document of the user's from the corpus and from the index."""
    removed = user_corpus.remove(
        read_catalog(settings.catalog), settings.notes, settings.home, identifier
    )
    index_corpus(settings, report)
    return removed


def open_assistant(settings: Settings, report: Report) -> Assistant:
    """Load what answers questions.

    Raises `IndexMissing`, `IndexStale`, or `ModelUnavailable` for a model that was configured.
    """
    report("loading the embedder")
    index = open_index(settings.home, _embedder(settings))
    report("opening the index")
    return with_model(assistant_of(index, settings), settings)


def with_model(assistant: Assistant, settings: Settings) -> Assistant:
    """Return the assistant with the language model that the settings name, if they name one."""
    if not settings.model:
        return assistant
    limits = Limits(settings.connect_timeout_s, settings.model_budget_s)
    model = load_chat(read_name(settings.model), limits)
    kept = cache.Cache(settings.home / cache.FILE) if settings.model_cache else None
    known = Knowledge(words=assistant.support.words)
    writer = Writer(model, assistant.corpus, settings.style, settings.model_budget_s, kept, known)
    restating = None
    if settings.model_condenses or settings.model_expands:
        restating = Restating(model, settings.model_condenses, settings.model_expands)
    return replace(assistant, writer=writer, restating=restating)


def assistant_of(index: Index, settings: Settings) -> Assistant:
    """Return what answers questions from an open index."""
    table = read_words(settings.words)
    support = support_of(index.corpus, table, _meaning(index, ASKS in settings.headnotes))
    attached = _headnotes(settings, index.corpus)
    changed = digest(attached) != index.stamp.headnotes
    said = words_of(attached, settings.headnotes & OURS)
    return Assistant(
        corpus=index.corpus,
        find=best_search(index, support, said, settings),
        support=with_glosses(support, said),
        today=date.today(),
        notices=tuple(filter(None, (index.notice, _OLD_HEADNOTES if changed else ""))),
        top_k=settings.top_k,
        headnotes=shown(attached),
    )


def best_search(
    index: Index, support: Support, said: Mapping[str, str], settings: Settings
) -> Search:
    """Return the search that was measured best on the development questions.

    `said` is by provision what headnotes add to its words.
    """
    corpus = index.corpus
    law_words = expander(support.words)
    unknown_words = expander(unknown_in(support.words, support.frequency))
    meaning = expanded(dense(index), unknown_words)
    words = expanded(keyword(index), law_words)
    ours: dict[str, Weighted] = {
        part: (expanded(headnote(index, part), unknown_words), by_nearness(HEADNOTE_WEIGHTS[part]))
        for part in (NOTE, ASKS)
    }
    chosen = {**ours, TERMS: (terms(index), HEADNOTE_WEIGHTS[TERMS])}
    weighted = [chosen[part] for part in PARTS if part in settings.headnotes]
    broad = focused(hybrid(meaning, words, weighted), meaning, words, corpus)
    glossed = with_headnotes(support, said)
    covered = glossed.covered
    precise = [
        by_application_date(corpus, broad),
        by_breach(corpus, covered),
        by_amount(corpus),
        by_label(corpus),
        by_definition(corpus),
    ]
    if ASKS in settings.headnotes:
        precise.append(by_same_question(headnote(index, ASKS), corpus))
    best = first_of(
        *precise,
        then=own_first(answering(broad, corpus, covered), corpus, glossed),
    )
    return on_day(best, corpus)


def _headnotes(settings: Settings, corpus: Corpus) -> tuple[Attached, ...]:
    return attach(read_all(settings.headnote_files), corpus)


def _meaning(index: Index, with_asks: bool) -> Meaning:
    """Return what the embedder says of questions, through the index and its cache."""

    def passage(text: str) -> float:
        found = index.dense(index.vector_of(text), 1)
        return max((cosine for _, cosine in found), default=-1.0)

    def asked(text: str) -> float:
        found = index.headnote(ASKS, index.vector_of(text), 1) if with_asks else []
        return max((cosine for _, cosine in found), default=-1.0)

    def alike(one: str, other: str) -> float:
        pairs = zip(index.vector_of(one), index.vector_of(other), strict=True)
        return sum(a * b for a, b in pairs)

    return Meaning(passage, asked, alike)


def _embedder(settings: Settings) -> Embedder:
    return load_embedder(settings.embedder, settings.home)
