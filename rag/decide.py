"""Decide for one part of a question whether it is answered, and draft what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.model import Corpus, Provision
from ingest.references import Reference, called
from rag.as_of import place_of, work_of
from rag.asking import Asked
from rag.draft import Draft, draft
from rag.extras import Extras
from rag.labels import absent, choices, having, read_as, which_act
from rag.model import Hit
from rag.parts import STORY, Part
from rag.precise import NAMED
from rag.refusal import PRECISE, governs, is_vague, refusal, says_nothing
from rag.strangers import unmentioned
from rag.telling import Support

_TOPICAL = 5
"""How many hits tell which act's Article 5 is meant."""


@dataclass(frozen=True, slots=True)
class Means:
    """What a decision rests on."""

    corpus: Corpus
    support: Support
    extras: Extras


@dataclass(frozen=True, slots=True)
class Decided:
    """What would be said of one part, or why nothing is."""

    part: Part
    draft: Draft
    refusal: str = ""
    missing: tuple[str, ...] = ()
    """What the question cites beside what is shown, and why it is not shown."""
    choices: tuple[str, ...] = ()
    """Questions to ask instead, where it is not clear which act is meant."""
    found: tuple[Hit, ...] = ()
    """What the search found, in its order."""


def decide(part: Part, means: Means) -> Decided:
    """Return the draft of a part, or the reason why there is none."""
    asked, corpus, day = part.asked, means.corpus, part.question.as_of
    if says_nothing(asked):  # what was found by no word is near nothing
        part = replace(part, hits=())
    clear, unclear, taken = _clear(part, corpus)
    clear = _deeper(clear, corpus)
    if unclear:
        candidates = having(unclear, asked.acts, corpus, part.question)
        back = which_act(unclear, candidates, corpus)
        return Decided(clear, Draft((), ()), back, choices=choices(candidates, corpus))
    missing = absent(asked.references, asked.acts, corpus, day) or _unknown_acts(asked, corpus)
    cites = any(hit.why == NAMED for hit in clear.hits)
    why = " ".join(missing) if missing and not cites else ""
    why = why or refusal(asked, clear.hits, means.support)
    is_told = part.otherwise and part.heading != STORY
    if is_told and not why and not governs(asked, clear.hits, means.support):
        why = part.otherwise
    if why:
        return Decided(clear, Draft((), ()), why, missing)
    best = clear.hits[0].provision
    looked_up = asked.kind in ("look-up", "status") or part.heading
    beside = [] if looked_up else means.extras.of(best, asked.text, clear.hits, day)
    drafted = draft(asked, clear.hits, corpus, day, beside)
    claims = tuple(replace(claim, part=part.heading) for claim in drafted.claims)
    said = (*missing, *taken, *_passed_over(asked, clear.hits, means.support))
    return Decided(clear, replace(drafted, claims=claims), "", said)


def _passed_over(asked: Asked, hits: Sequence[Hit], support: Support) -> Iterator[str]:
    """Say so where the question has a name that no text has: the answer passes over it."""
    names = [] if hits[0].why in PRECISE else unmentioned(asked.text, support)
    if names:
        yield f"These texts do not mention {' or '.join(names)}."


def _clear(part: Part, corpus: Corpus) -> tuple[Part, Reference | None, tuple[str, ...]]:
    """Return the part with the act it means, or the citation that several acts could mean.

    Words beside the citation tell: what is found by them stands in one of the acts. Then the
    reader is told which act was taken.
    """
    taken: list[str] = []
    for reference in part.asked.references:
        candidates = having(reference, part.asked.acts, corpus, part.question)
        if len(candidates) < 2:
            continue
        meant = None if _is_bare(part, reference) else _by_topic(part, candidates, corpus)
        if meant is None:
            return part, reference, ()
        taken.append(read_as(reference, meant, candidates, corpus))
        part = replace(part, hits=tuple(_with(meant, part.hits, candidates)))
    return part, None, tuple(taken)


def _deeper(part: Part, corpus: Corpus) -> Part:
    """Return the part with the paragraph that answers in the place of the article it stands in.

    "Must small firms keep records under Article 30?" names the article and asks for less.
    """
    if part.asked.kind in ("look-up", "status") or not part.hits or part.hits[0].why != NAMED:
        return part
    named, *others = part.hits
    inside = f"{place_of(named.provision, corpus)}."
    found = (hit for hit in others if place_of(hit.provision, corpus).startswith(inside))
    best = next(found, None)
    if best is None:
        return part
    rest = [hit for hit in others if hit != best]
    return replace(part, hits=(replace(best, why=NAMED), *rest))


def _is_bare(part: Part, reference: Reference) -> bool:
    """Tell whether nothing beside the citation says what is asked about."""
    start, end = reference.span
    text = part.question.text
    return part.asked.kind == "look-up" or is_vague(f"{text[:start]} {text[end:]}")


def _with(meant: Provision, hits: Sequence[Hit], candidates: list[Provision]) -> Iterator[Hit]:
    """Yield the hits with what is meant in the place of what was named."""
    first = next((hit for hit in hits if hit.why == NAMED and hit.provision in candidates), None)
    for hit in hits:
        if hit == first:
            yield replace(hit, provision=meant)
        elif hit.provision not in candidates:
            yield hit


def _by_topic(part: Part, candidates: list[Provision], corpus: Corpus) -> Provision | None:
    """Return the candidate that what was found by words stands in, else the one of its act."""
    found = [hit.provision for hit in part.hits if hit.why != NAMED][:_TOPICAL]
    places = [f"{place_of(provision, corpus)}." for provision in found]
    inside = (c for at in places for c in candidates if at.startswith(f"{place_of(c, corpus)}."))
    works = [work_of(provision, corpus) for provision in found[:1]]
    of_act = (c for c in candidates if work_of(c, corpus) in works)
    return next(inside, None) or next(of_act, None)


def _unknown_acts(asked: Asked, corpus: Corpus) -> tuple[str, ...]:
    """Say so when every act that the question names is outside the corpus."""
    if not asked.acts or any(act in corpus.documents for act in asked.acts):
        return ()
    return (f"{' and '.join(map(called, asked.acts))}: not in this corpus.",)
