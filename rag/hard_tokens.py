"""Compare what may not differ by a letter: figures, dates, strength, who is meant, provisions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ingest.figures import Figure, figures, numbers, plain_powers, stray_units
from ingest.model import Provision
from ingest.references import find, resolve
from rag import cited as references
from rag.actors import actors, addressed, bound, mentioned, subjects
from rag.bounds import bounds, carried, opposed
from rag.cited import named, without_references
from rag.closest import Knowledge, Sentence, leading, near, sentences, split, telling
from rag.opposites import opposites
from rag.polarity import denials
from rag.strength import differences

NEAR = 0.5
"""The law's sentences that have at least this share of what the nearest has are its neighbours."""
NEXT = 0.85
"""As near as the nearest sentence: where who is bound must agree."""
PLACED, PLACED_ALONE = 0.35, 0.8
"""A figure must stand in a sentence at least so near, beside the nearest: the more so for the
only figure of its kind, when the nearest sentence has another one."""
SHORT = 3
"""A sentence of so few stems is near to nothing, and its figure stands for the whole."""
_BIENNIAL = re.compile(r"\bbiennial(?:ly)?\b", re.IGNORECASE)
_OF_THE_TWO = re.compile(r"\bof the (?:two|three|four)(?=\s*(?:[.,;:]|$))", re.IGNORECASE)
"""Counts what the sentence itself names."""
_EXCEPTION = re.compile(
    r"\b(?:unless|except\w*|other than|save|derogat\w+|only|not|no|exempt\w*|without|exclu\w+|"
    r"limit\w*|where|if|provided|until)\b",
    re.IGNORECASE,
)
_EXCEPTS = re.compile(r"\b(?:unless|except(?:ion|ions)?|save (?:where|for))\b", re.IGNORECASE)
_ALWAYS = re.compile(
    r"\b(?:without (?:any )?exceptions?|no exceptions?|in all cases|in every case|always|"
    r"under (?:no|any) circumstances|regardless of|unconditionally|in any case)\b",
    re.IGNORECASE,
)
_UNLESS = re.compile(
    r"\b(?:unless|except(?!ional)\w*|may,? however|by way of derogation|shall not apply)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One thing that a claim says and its law does not."""

    kind: str
    """"reference", "figure", "bound", "strength", "opposite", "actor" or "exception"."""
    reason: str
    """In words for a lawyer: what the claim says, what the law says."""
    differs: bool
    """Whether the law has something of the same kind, and another one, in the nearest sentence."""
    sentence: str = ""
    """The sentence of the law that was nearest to what differs; "" where it lacks the thing."""


@dataclass(frozen=True, slots=True)
class _Compared:
    """A sentence of a claim and the law's sentences, the nearest first."""

    said: str
    law: tuple[Sentence, ...]
    whole: str
    """All words of the cited provisions, and those that lead up to them."""
    rule: str
    """The same without headings, the article's own title aside."""
    label: str
    known: Knowledge

    @property
    def nearby(self) -> list[Sentence]:
        """The sentences that may carry the claim."""
        least = NEAR * self.law[0].near
        return [sentence for sentence in self.law if sentence.near >= least]


def disagreements(
    text: str,
    cited: Sequence[Provision],
    provisions: Mapping[str, Provision],
    known: Knowledge,
) -> Iterator[Disagreement]:
    """Yield what a claim says differently from the provisions that it cites."""
    for said in split(text):
        yield from (
            Disagreement("reference", fault, False)
            for fault in references.faults(said, cited, provisions)
        )
        meant = _meant(said, cited, provisions)
        compared = _compare(said, meant, provisions, known)
        if not compared.law:
            continue
        for check in (_figures, _strength, _opposites, _actors, _exceptions):
            for found in check(compared):
                yield found if found.sentence else replace(found, sentence=compared.law[0].own)


def _meant(
    said: str, cited: Sequence[Provision], provisions: Mapping[str, Provision]
) -> list[Provision]:
    """Return the parts of what is cited that a sentence names, all that is cited without."""
    found = []
    for reference in find(said):
        for whole in cited:
            identifier = resolve(reference, whole.document_id, provisions)
            if identifier.startswith(f"{whole.id}."):
                found.append(provisions[identifier])
    return found or list(cited)


def _compare(
    said: str, cited: Sequence[Provision], provisions: Mapping[str, Provision], known: Knowledge
) -> _Compared:
    plain = plain_powers(without_references(said))
    law = near(plain, (s for p in cited for s in sentences(p, provisions)), known)
    rules = [f"{' '.join(p.headings[-1:])}\n{leading(p, provisions)}\n{p.text}" for p in cited]
    headings = (" ".join(p.headings) for p in cited)
    label = " and ".join(dict.fromkeys(named(p) for p in cited))
    return _Compared(
        plain, tuple(law), "\n".join((*rules, *headings)), "\n".join(rules), label, known
    )


def _figures(compared: _Compared) -> Iterator[Disagreement]:
    if said := figures(_OF_THE_TWO.sub(" ", _readable(compared.said))):
        yield from _against(said, compared)
    if stray_units(compared.said, ""):
        for shown in stray_units(compared.said, without_references(compared.whole)):
            yield Disagreement("figure", f"says “{shown}”, which {compared.label} does not", False)


def _against(said: Sequence[Figure], compared: _Compared) -> Iterator[Disagreement]:
    """Yield the figures of a claim that the law lacks or has of something else."""
    stands = [
        (sentence, law, figure)
        for sentence in compared.law
        for law in (_readable(sentence.text),)
        for figure in figures(law)
    ]
    missing = []
    for figure in said:
        if equal := [(s, law, f) for s, law, f in stands if _equal(figure, f)]:
            yield from _placed(figure, equal, compared, stands)
        else:
            missing.append(figure)
    if not missing:
        return
    whole = _readable(compared.whole)
    loose, plain = figures(whole), numbers(whole)
    counts = {str(compared.rule.count(f"\n{mark}")) for mark in ("(", "—")}  # "two conditions"
    for figure in missing:
        is_number = figure.kind == "number" and (figure.value in plain or figure.value in counts)
        if not is_number and not any(_equal(figure, other) for other in loose):
            yield _absent(figure, compared, stands)


def _readable(text: str) -> str:
    """Return a text without references, with "every two years" for "biennial"."""
    return _BIENNIAL.sub("every two years", without_references(text))


def _equal(said: Figure, law: Figure) -> bool:
    if said.kind != law.kind:
        return False
    if said.kind != "date":
        return said.value == law.value
    if said.value.startswith("????"):
        return law.value[4:] == said.value[4:]
    return law.value == said.value or (law.value.startswith(said.value) and len(said.value) == 7)


_Stands = tuple[Sentence, str, Figure]


def _absent(figure: Figure, compared: _Compared, stands: Sequence[_Stands]) -> Disagreement:
    same = [(s, f) for s, _, f in stands if f.kind == figure.kind]
    if not same:
        reason = f"says {figure.shown}, which {compared.label} does not say"
        return Disagreement("figure", reason, False)
    nearest = same[0][0]
    shown = dict.fromkeys(f.shown for s, f in same if s is nearest)
    differs = nearest.near >= 0.8 * compared.law[0].near
    law = " and ".join(shown)
    reason = f"says {figure.shown}; {named(nearest.provision)} says {law}"
    return Disagreement("figure", reason, differs, nearest.own)


def _placed(
    figure: Figure, equal: Sequence[_Stands], compared: _Compared, stands: Sequence[_Stands]
) -> Iterator[Disagreement]:
    """Yield where the law says a figure of something else, or as a limit the other way."""
    same = next((f for s, _, f in stands if f.kind == figure.kind and s is compared.law[0]), None)
    alone = sum(f.kind == figure.kind for f in figures(compared.said)) == 1
    least = PLACED_ALONE if same and alone and figure.kind != "number" else PLACED
    is_short = any(len(telling(s.own)) <= SHORT for s, _, _ in equal)  # "It shall apply from ..."
    if not is_short and max(s.near for s, _, _ in equal) < least * compared.law[0].near:
        instead = f", and {same.shown} of this" if same else ""
        reason = f"says {figure.shown}; {compared.label} says that of something else{instead}"
        yield Disagreement("figure", reason, same is not None)
        return
    said = bounds(compared.said, figure)
    theirs = frozenset(b for _, law, f in equal for b in carried(law, f))
    if opposed(said, theirs):
        reason = f"{compared.label} sets {figure.shown} as a limit in the other direction"
        yield Disagreement("bound", reason, True)


def _strength(compared: _Compared) -> Iterator[Disagreement]:
    law = list(dict.fromkeys(sentence.text for sentence in compared.nearby))
    further = (sentence.text for sentence in compared.law[len(law) :])
    for ours, theirs in differences(compared.said, law, compared.known, further):
        if theirs:
            reason = f"says “{ours.strip()}”; {compared.label} says “{theirs.strip()}”"
        else:
            reason = f"says “{ours.strip()}”, which {compared.label} does not"
        yield Disagreement("strength", reason, bool(theirs))


def _opposites(compared: _Compared) -> Iterator[Disagreement]:
    law = "\n".join(dict.fromkeys(sentence.text for sentence in compared.nearby))
    nearest = compared.law[0].text
    for ours, theirs in (*opposites(compared.said, law), *denials(compared.said, law, nearest)):
        stands = f"“{theirs.strip()}”" if theirs else "it without that"
        reason = f"says “{ours.strip()}”; {compared.label} says {stands}"
        yield Disagreement("opposite", reason, True)


def _actors(compared: _Compared) -> Iterator[Disagreement]:
    theirs, ours = actors(compared.rule), mentioned(compared.said)
    if any(name.endswith("authority") for name in theirs):
        theirs.setdefault("competent authority", "authority")
    strangers = [shown for actor, shown in ours.items() if actor not in theirs]
    if theirs and strangers:
        law = " and ".join(list(theirs.values())[:3])
        reason = f"speaks of {' and '.join(strangers)}; {compared.label} speaks of {law}"
        yield Disagreement("actor", reason, False)
        return
    yield from _addressees(compared)
    said, law_subjects = subjects(compared.said), dict[str, str]()
    for sentence in compared.law:
        if sentence.near >= NEXT * compared.law[0].near:
            law_subjects |= bound(sentence.text)
    if any(name.endswith("authority") for name in law_subjects):
        law_subjects.setdefault("competent authority", "authority")
    if said and law_subjects and not said.keys() & law_subjects.keys():
        shown, law = next(iter(said.values())), " and ".join(law_subjects.values())
        reason = f"puts the rule on {shown}; {compared.label} puts it on {law}"
        yield Disagreement("actor", reason, True)


def _addressees(compared: _Compared) -> Iterator[Disagreement]:
    """Yield to whom a claim has something told, where only the title names them."""
    theirs = actors("\n".join(sentence.text for sentence in compared.law))
    strangers = {a: s for a, s in addressed(compared.said).items() if a not in theirs}
    strangers.pop("competent authority", None)
    if theirs and strangers:
        shown, law = next(iter(strangers.values())), " and ".join(list(theirs.values())[:3])
        reason = f"has {shown} told; {compared.label} speaks of {law}"
        yield Disagreement("actor", reason, True)


def _always(said: str) -> re.Match[str] | None:
    """Return where a claim says "always", None for "not always"."""
    match = _ALWAYS.search(said)
    return None if match and re.search(r"\bnot\b[^.;]*$", said[: match.start()]) else match


def _exceptions(compared: _Compared) -> Iterator[Disagreement]:
    nearby = "\n".join(sentence.text for sentence in compared.nearby)
    if (always := _always(compared.said)) and (unless := _UNLESS.search(nearby)):
        if always[0].lower() not in nearby.lower():
            reason = f"says “{always[0]}”; {compared.label} has an exception (“{unless[0]}”)"
            yield Disagreement("exception", reason, True)
    elif (but := _EXCEPTS.search(compared.said)) and not _EXCEPTION.search(compared.whole):
        yield Disagreement(
            "exception", f"says “{but[0]}”; {compared.label} has no exception", False
        )
