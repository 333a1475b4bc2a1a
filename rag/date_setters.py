"""Find the provision that sets a date of application, with its words that do."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Corpus, Provision
from ingest.references import find
from rag.dates_said import printed_days

_FINAL = re.compile(r"\b(?:entry into force|application|transposition)\b", re.IGNORECASE)
_APPLIES = re.compile(r"\b(?:appl(?:y|ies|ied)|compl(?:y|iance)|start|effect)\b", re.IGNORECASE)
_IN_FORCE = re.compile(r"\bshall enter into force\b")
_STOP = re.compile(r"[.;]\s+(?=[A-Z‘“(])|\n")
_WORD = re.compile(r"\w{2,}")
_BEFORE = re.compile(r"\b(?:before|until|prior to)\s*$", re.IGNORECASE)
"""What stands before a date that only tells older things from newer ones."""


@dataclass(frozen=True, slots=True)
class Setter:
    """A provision that sets a date, and where in its text it does."""

    provision: Provision
    span: tuple[int, int]

    @property
    def quote(self) -> str:
        """The words that set the date, cut from the text."""
        return self.provision.text[slice(*self.span)]

    @property
    def says_so(self) -> bool:
        """Whether those words, or what they complete, speak of applying or complying."""
        return _APPLIES.search(f"{self.provision.chapeau} {self.quote}") is not None


@dataclass(frozen=True, slots=True)
class Setters:
    """The provisions of one text that name dates."""

    by_day: Mapping[str, Sequence[Setter]]
    in_force: Setter | None
    """What says when the text enters into force."""

    def find(self, day: str, only_for: str = "") -> Setter | None:
        """Return what sets a date (ISO) for all, or for those named; None where nothing does."""
        found = self.by_day.get(day, ())
        if not only_for:
            general = (s for s in found if is_final(s.provision))
            return max(general, key=lambda s: _says_so(s.provision), default=None)
        return max(found, key=lambda s: _share(only_for, s.provision), default=None)

    def any(self, day: str) -> Setter | None:
        """Return the first provision that prints a date: notes of ours have no final articles."""
        return next(iter(self.by_day.get(day, ())), None)


def setters_of(text: Iterable[Provision], corpus: Corpus) -> Setters:
    """Return what sets dates in a text: the smallest provisions that print a date."""
    own = [provision for provision in text if provision.kind != "recital"]
    printed: dict[str, list[tuple[str, tuple[int, int]]]] = {}
    for provision in own:  # a provision prints no date that the one around it does not print
        around = printed.get(provision.parent_id, True)
        printed[provision.id] = list(printed_days(provision.text)) if around else []
    by_day: dict[str, list[Setter]] = defaultdict(list)
    for provision in own:
        below = corpus.children.get(provision.id, ())
        inside = {day for child in below for day, _ in printed.get(child, ())}
        for day, span in printed.get(provision.id, ()):
            if day not in inside and not _BEFORE.search(provision.text[: span[0]]):
                by_day[day].append(Setter(provision, _sentence(provision.text, span)))
    return Setters(by_day, _in_force(own))


def _in_force(own: Iterable[Provision]) -> Setter | None:
    """Return what says that a text enters into force: its last and smallest such provision."""
    found = None
    for provision in own:
        match = _IN_FORCE.search(provision.text) if is_final(provision) else None
        if match:
            found = Setter(provision, _sentence(provision.text, match.span()))
    return found


def _sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """Return the span of the sentence around a span."""
    starts = [match.end() for match in _STOP.finditer(text, 0, span[0])]
    after = _STOP.search(text, span[1])
    end = after.start() + (1 if after and text[after.start()] != "\n" else 0) if after else None
    return (starts[-1] if starts else 0), len(text) if end is None else end


def is_final(provision: Provision) -> bool:
    """Tell whether a provision stands under a heading on entry into force or application."""
    return any(_FINAL.search(heading) for heading in provision.headings[-1:])


def _says_so(provision: Provision) -> bool:
    return _APPLIES.search(f"{provision.chapeau} {provision.text}") is not None


def _share(wanted: str, provision: Provision) -> tuple[int, bool, float]:
    """Return how many of the provisions named are named there too, and how many of the words."""
    text = f"{provision.chapeau} {provision.text}"
    named = {reference.label for reference in find(wanted)}
    words = frozenset(_WORD.findall(wanted.casefold()))
    shared = words & frozenset(_WORD.findall(text.casefold()))
    return (
        len(named & {reference.label for reference in find(text)}),
        _says_so(provision),
        len(shared) / max(1, len(words)),
    )
