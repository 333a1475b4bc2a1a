"""Score one answer against the provisions and the words expected."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from ingest.model import Corpus
from rag.bootstrap import mean
from rag.expected import Expected
from rag.measures import ELAPSED, REFUSED_RIGHTLY, REFUSED_WRONGLY, WORDS
from rag.model import Answer, Citation, Hit, Statement
from rag.verify import is_verbatim

ANSWERABLE, OTHER_ACTS, REFUSE = "answerable", "other-acts", "refuse"
"""Groups of questions: gold in the corpus, gold outside it, to be refused."""
_REFUSED_KINDS = frozenset({"refuse", "no-such"})
Score = Mapping[str, float]


def group_of(expected: Expected, corpus: Corpus) -> str:
    """Return what can be expected of a question in this corpus."""
    if expected.kind in _REFUSED_KINDS or not expected.gold:
        return REFUSE
    documents = (gold.partition("#")[0] for gold in expected.gold)
    known = any(any(d.startswith(name) for d in corpus.documents) for name in documents)
    return ANSWERABLE if known else OTHER_ACTS


def place(identifier: str, corpus: Corpus) -> str:
    """Return the id as a place in its act: which text of the act it names does not count."""
    document_id, mark, anchor = identifier.partition("#")
    document = corpus.documents.get(document_id)
    return f"{document.work}{mark}{anchor}" if document else identifier


def scores_of(
    expected: Expected, group: str, hits: Sequence[Hit], answer: Answer, corpus: Corpus
) -> Score:
    """Return every measure that applies to one question."""
    rest = _rest(answer, group, corpus)
    if group != ANSWERABLE:
        return rest
    gold = tuple(place(identifier, corpus) for identifier in expected.gold)
    return {
        **_retrieval(gold, [place(hit.provision.id, corpus) for hit in hits]),
        **_citations(replace(expected, gold=gold), answer, corpus),
        **rest,
    }


def _retrieval(gold: Sequence[str], ids: Sequence[str]) -> Score:
    ranks = [rank for rank, identifier in enumerate(ids, 1) if hits(identifier, gold)]
    first = ranks[0] if ranks else 0
    return {
        "hit@1": float(first == 1),
        "hit@5": float(0 < first <= 5),
        "MRR@10": 1 / first if first else 0.0,
        "pinpoint@1": float(bool(ids) and pinpoints(ids[0], gold)),
    }


def _citations(expected: Expected, answer: Answer, corpus: Corpus) -> Score:
    """Return how right the citations of the statements are; notices and extras do not count."""
    cited = [place(citation.provision.id, corpus) for citation in answer.citations]
    scores = {
        "first citation": float(bool(cited) and hits(cited[0], expected.gold)),
        "first pinpoint": float(bool(cited) and pinpoints(cited[0], expected.gold)),
    }
    if cited:
        scores["citation precision"] = mean([float(hits(c, expected.gold)) for c in cited])
    if expected.must:
        law = _plain(part for s in answer.statements for part in (s.text, *_quotes(s)))
        scores["must"] = mean([float(_plain([word]) in law) for word in expected.must])
    if expected.must_not:
        shown = _plain(part for s in answer.statements for part in _shown(s))
        scores["must not"] = mean([float(_plain([word]) in shown) for word in expected.must_not])
    return scores


def _rest(answer: Answer, group: str, corpus: Corpus) -> Score:
    """Return refusal, length, broken promises and time, which every answer has."""
    refused = REFUSED_WRONGLY if group == ANSWERABLE else REFUSED_RIGHTLY
    scores = {refused: float(not answer.answered)}
    if answer.answered:
        scores[WORDS] = float(answer_words(answer))
    citations = [c for s in (*answer.statements, *answer.extras) for c in s.citations]
    missing = [c for c in citations if c.provision.id not in corpus.provisions]
    scores["non-existing"] = float(len(missing))
    scores["non-verbatim"] = float(sum(not _stands(c, corpus) for c in citations))
    scores[ELAPSED] = answer.elapsed_ms
    return scores


def _stands(citation: Citation, corpus: Corpus) -> bool:
    """Tell whether the stored text has the quote where the citation says; as does its own copy."""
    stored = corpus.provisions.get(citation.provision.id, citation.provision)
    return is_verbatim(citation) and is_verbatim(replace(citation, provision=stored))


def answer_words(answer: Answer) -> int:
    """Return how many words a reader is shown before the folded extras."""
    return sum(len(part.split()) for s in answer.statements for part in _shown(s))


def _shown(statement: Statement) -> Iterator[str]:
    """Yield what is shown of a statement; a quote that is its text is shown once."""
    yield statement.said
    yield statement.in_plain_words
    text = _plain([statement.text])
    yield from (quote for quote in _quotes(statement) if _plain([quote]) not in text)


def _quotes(statement: Statement) -> Iterator[str]:
    return (citation.quote for citation in statement.citations)


def pinpoints(identifier: str, gold: Sequence[str]) -> bool:
    """Tell whether an id is a gold id or below one."""
    return any(_is_at_or_below(identifier, one) for one in gold)


def hits(identifier: str, gold: Sequence[str]) -> bool:
    """Tell whether an id pinpoints a gold id or is the direct parent of one."""
    return pinpoints(identifier, gold) or any(
        "#" in identifier and one.rpartition(".")[0] == identifier for one in gold
    )


def _is_at_or_below(identifier: str, gold: str) -> bool:
    if gold.endswith(":"):
        return identifier.startswith(gold)
    return identifier == gold or identifier.startswith((f"{gold}.", f"{gold}#"))


def _plain(texts: Iterable[str]) -> str:
    return " ".join(" ".join(texts).split()).casefold()
