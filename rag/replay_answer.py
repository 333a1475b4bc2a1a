"""Compare an answer with the answer to the same question now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rag.receipt_model import Recorded, Said
from rag.replay_model import Finding, Kind
from rag.replay_texts import Texts, differing


def answer_findings(then: Recorded, now: Recorded, texts: Texts) -> Iterator[Finding]:
    """Yield in what two answers to a question differ."""
    yield from _citations(then, now, texts)
    yield from _statements(then.statements, now.statements)
    yield from _refusal(then, now)
    yield from _plain_words(then, now)
    withheld = [f"{w.text} ({w.reason})" for w in then.withheld]
    yield from _lines("withheld", withheld, [f"{w.text} ({w.reason})" for w in now.withheld])
    yield from _lines("notice", then.notices, now.notices)


def _citations(then: Recorded, now: Recorded, texts: Texts) -> Iterator[Finding]:
    old, new = _quotes(then), _quotes(now)
    documents = {identifier.partition("#")[0] for identifier in old}
    for document_id in dict.fromkeys(identifier.partition("#")[0] for identifier in new):
        if document_id not in documents:
            said = f"{texts.title(document_id)} ({document_id}) is cited now and was not then."
            yield Finding("document added", said, document_id)
    for identifier in old:
        if identifier not in new:
            said = f"{texts.name(identifier)} ({identifier}) was cited then and is not now."
            yield Finding("other provision", said, identifier)
    for identifier, quoted in new.items():
        if identifier not in old:
            said = f"{texts.name(identifier)} ({identifier}) is cited now and was not then."
            yield Finding("other provision", said, identifier)
        elif old[identifier] != quoted:
            said = f"{texts.name(identifier)} ({identifier}): other words of it are quoted."
            yield Finding("other words", said, identifier, differing(old[identifier], quoted))


def _quotes(answer: Recorded) -> dict[str, str]:
    """Return by provision what is quoted of it, a line for each quote."""
    found: dict[str, list[str]] = {}
    for citation in answer.citations:
        found.setdefault(citation.provision_id, []).append(citation.quote)
    return {identifier: "\n".join(quotes) for identifier, quotes in found.items()}


def _statements(then: Sequence[Said], now: Sequence[Said]) -> Iterator[Finding]:
    old, new = list(map(_whole, then)), list(map(_whole, now))
    gone = [text for text in old if text not in new]
    come = [text for text in new if text not in old]
    if not gone and not come and old != new:
        yield Finding("statement", "The same is said in another order.")
    for was, is_now in zip_longest(gone, come):
        if was and is_now:
            said = "A statement reads otherwise."
            yield Finding("statement", said, pieces=differing(was, is_now))
        else:
            yield Finding("statement", f"No longer said: {was}" if was else f"Said now: {is_now}")


def _whole(said: Said) -> str:
    """Return all that is said in a statement, plain words aside."""
    parts = (f"{said.part}:" if said.part else "", said.stance, said.attribution, said.text)
    return " ".join(part for part in parts if part)


def _refusal(then: Recorded, now: Recorded) -> Iterator[Finding]:
    if then.refusal == now.refusal:
        return
    if not then.refusal:
        yield Finding("refusal", f"There was an answer then; now: {now.refusal}")
    elif not now.refusal:
        yield Finding("refusal", f"There is an answer now; then: {then.refusal}")
    else:
        said = "The question is refused with another reason."
        yield Finding("refusal", said, pieces=differing(then.refusal, now.refusal))


def _plain_words(then: Recorded, now: Recorded) -> Iterator[Finding]:
    """Yield what our headnotes say otherwise of what is said as before."""
    noted = {_whole(said): said.in_plain_words for said in then.statements}
    for said in now.statements:
        before = noted.get(_whole(said), said.in_plain_words)
        if before != said.in_plain_words:
            words = "Our plain words on it are others."
            pieces = differing(before, said.in_plain_words)
            yield Finding("plain words", words, pieces=pieces)


def _lines(kind: Kind, then: Sequence[str], now: Sequence[str]) -> Iterator[Finding]:
    what = "withheld" if kind == "withheld" else "noticed"
    for line in then:
        if line not in now:
            yield Finding(kind, f"No longer {what}: {line}")
    for line in now:
        if line not in then:
            yield Finding(kind, f"Now {what}: {line}")
