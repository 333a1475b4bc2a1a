"""Compare how strongly a claim and the law put a rule, verb by verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rag.actors import actors
from rag.adapters.stems import stem, stems
from rag.closest import Knowledge
from rag.polarity import denied_twice
from rag.strength_words import (
    ABILITY,
    ABLE,
    ADJECTIVE,
    ADVICE,
    APPLIES,
    BAN,
    BE_ABLE,
    CARRIES,
    CHOICE,
    CLAUSE,
    CONDITIONAL_BAN,
    DUTY,
    EMBEDDED,
    ENSURED,
    EXCEPTS,
    FINES,
    IDIOM,
    IF,
    IN_CASE,
    LAW_NO,
    LIMITS,
    MONTH_MAY,
    NEITHER,
    ORDER,
    PLAIN_NO,
    RELIEF,
    RULE,
    SUBORDINATE,
    TAKES_OVER,
    UPPER,
    WITHHOLDS,
)

ALIKE = 0.85
"""Of the law's verbs, those at least so near as the nearest may carry a claim's verb."""
STRANGE = 0.6
"""What nearness is left between rules on different actors."""
ALIKE_MIXED = 0.4
"""The same for a claim that says what must and what may be done."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A verb of obligation with the stems around it."""

    strength: str
    shown: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    around: str
    """The words before and after, up to the rules beside it."""
    tail: str
    """Those after it."""
    who: frozenset[str] = frozenset()
    """The actors before it."""
    close: tuple[str, ...] = ()
    """The stems before it in its own clause."""
    is_told: bool = False
    """Whether it stands in a part of the sentence that only tells: "how they may arise"."""

    @property
    def is_embedded(self) -> bool:
        """Whether the words often stand where nothing is ruled."""
        return self.is_told or EMBEDDED.fullmatch(self.shown) is not None


def rules(text: str) -> list[Rule]:
    """Return the rules of a sentence in order."""
    plain = IDIOM.sub("___", MONTH_MAY.sub("___", text))
    found = list(_joined(plain))
    starts = [0, *(end for _, _, end in found)]
    ends = [*(start for _, start, _ in found[1:]), len(plain)]
    return [
        Rule(
            strength,
            plain[at:end],
            tuple(stems(plain[start:at])),
            tuple(stems(plain[end:stop])),
            plain[start:stop],
            plain[end:stop],
            frozenset(actors(plain[start:at])),
            tuple(stems(CLAUSE.split(plain[start:at])[-1])),
            _is_told(strength, plain[at:end], plain[start:at]),
        )
        for (strength, at, end), start, stop in zip(found, starts, ends, strict=False)
    ]


def _is_told(strength: str, shown: str, before: str) -> bool:
    if ABILITY.match(shown) and IN_CASE.search(before):
        return True
    return strength == CHOICE and SUBORDINATE.search(before) is not None


def _joined(plain: str) -> Iterator[tuple[str, int, int]]:
    """Yield strength, start and end of each rule; "shall require" and "shall refrain" are one."""
    held: tuple[str, int, int] | None = None
    for match in RULE.finditer(plain):
        strength = ORDER[int((match.lastgroup or "s0")[1:])]
        if held and EMBEDDED.fullmatch(match[0]) and not plain[held[2] : match.start()].strip():
            if BE_ABLE.match(match[0]):
                held = (held[0], held[1], match.end())
            elif TAKES_OVER.match(match[0]) and held[0] == DUTY:
                held = (strength, held[1], match.end())
            continue
        if held:
            yield held
        held = (strength, *match.span())
    if held:
        yield held


def differences(
    said: str, law: Iterable[str], known: Knowledge, further: Iterable[str] = ()
) -> Iterator[tuple[str, str]]:
    """Yield the verb of a claim and the verb of the law where they are not as strong.

    `law` are the sentences near to the claim, `further` the others of the same provisions.
    """
    stands = list(law)
    there = [rule for sentence in stands for rule in rules(sentence)]
    whole, claimed = "\n".join(stands), rules(said)
    ruling = [rule for rule in claimed if not rule.is_embedded]
    is_mixed = len({rule.strength for rule in ruling}) > 1
    for rule in ruling:
        best, alike = _alike(rule, there, known, ALIKE_MIXED if is_mixed else ALIKE)
        if best is None or any(_carried(rule, other, whole) for other in alike):
            continue
        others = (other for sentence in (*stands, *further) for other in rules(sentence))
        if len({r.strength for r in claimed}) > 1 and any(
            _says_same(rule, other) for other in others
        ):
            continue
        yield rule.shown, best.shown
        return
    denied = any(rule.strength in (BAN, RELIEF) for rule in claimed)
    no = PLAIN_NO.search(said) if not denied or not there else None
    if no and not LAW_NO.search(whole) and not denied_twice(said):
        yield no[0], ""


def _says_same(rule: Rule, other: Rule) -> bool:
    """Tell whether the law puts a rule as strong on the same subject or the same verb."""
    if other.strength not in CARRIES[rule.strength]:
        return False
    subject = bool(rule.before) and rule.before[-1:] == other.before[-1:]
    return subject or bool({*rule.after[:2]} & {*other.after[:3]})


def _alike(
    rule: Rule, there: list[Rule], known: Knowledge, share: float
) -> tuple[Rule | None, list[Rule]]:
    """Return the law's rule that speaks most of the same, and all that may carry the claim."""
    scored = [(_near(rule, other, known), other) for other in there]
    ruling = [pair for pair in scored if _rules(pair[1], rule)]
    if not ruling:
        return None, []
    most, best = max(ruling, key=lambda pair: pair[0])
    if most <= 0.0:
        return None, []
    return best, [other for score, other in ruling if score >= share * most]


def _rules(other: Rule, rule: Rule) -> bool:
    of_scope = rule.strength == APPLIES or "appl" in rule.shown
    return not other.is_embedded and (other.strength != APPLIES or of_scope)


def _near(rule: Rule, other: Rule, known: Knowledge) -> float:
    """Return how much two rules speak of the same; the verb ruled on counts twice."""
    weigh, theirs = known.weight, frozenset(other.after)
    met = not (rule.who and other.who) or bool(rule.who & other.who)
    after = sum(weigh(s) for s in rule.after if s in theirs)
    verb = sum(weigh(s) for s in rule.after[:2] if s in other.after[:6])
    crossed = sum(weigh(s) for s in (*rule.after, *rule.close) if s in other.before)
    crossed += sum(weigh(s) for s in rule.close if s in theirs)
    return (after + 1.5 * verb + 0.4 * crossed) * (1.0 if met else STRANGE)


def _carried(rule: Rule, other: Rule, law: str) -> bool:
    """Tell whether a rule of the law is as strong as a claim's, in its own words or in others."""
    return other.strength in CARRIES[rule.strength] or _INSTEAD[rule.strength](rule, other, law)


def _duty(rule: Rule, other: Rule, law: str) -> bool:  # noqa: ARG001  all take the same
    held = WITHHOLDS.search(rule.tail) if other.strength in (BAN, RELIEF) else None
    return held is not None and stem(held[0].lower()) not in other.after


def _choice(rule: Rule, other: Rule, law: str) -> bool:
    if FINES.search(rule.tail) and FINES.search(law):  # "can be fined up to"
        return True
    if ABLE & {*other.before[-2:], *other.after[:4]} or _is_limit(rule, other):
        return True
    if any(stem(word.lower()) in rule.after for word in ADJECTIVE.findall(other.tail)):
        return True
    limited = LIMITS.search(law) and IF.search(rule.around)
    return other.strength in (BAN, DUTY) and bool(limited)


def _is_limit(rule: Rule, other: Rule) -> bool:
    """Tell of "may last three months at most" and "shall not exceed three months"."""
    exceeds = other.strength == BAN and other.after[:1] == (stem("exceed"),)
    return exceeds and UPPER.search(rule.around) is not None


def _ban(rule: Rule, other: Rule, law: str) -> bool:  # noqa: ARG001
    """Tell of "may not ... before", "shall ensure that ... not" and "shall offer neither"."""
    if other.strength != DUTY:
        return False
    if ENSURED.search(other.tail) or NEITHER.search(other.tail):
        return True
    return bool(LIMITS.search(rule.around) and CONDITIONAL_BAN.search(other.tail))


def _relief(rule: Rule, other: Rule, law: str) -> bool:  # noqa: ARG001
    return "without prejudice" in law or other.tail.lstrip().startswith("neither")


def _advice(rule: Rule, other: Rule, law: str) -> bool:  # noqa: ARG001
    return other.strength not in (BAN, RELIEF) and "should" in law


def _scope(rule: Rule, other: Rule, law: str) -> bool:  # noqa: ARG001
    return EXCEPTS.search(rule.tail) is not None


_INSTEAD = {
    DUTY: _duty,
    CHOICE: _choice,
    BAN: _ban,
    RELIEF: _relief,
    ADVICE: _advice,
    APPLIES: _scope,
}
"""How else a law may carry each strength of a claim."""
