"""Find what a memo cites of EU law, and say which act each citation means."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.references import ELSEWHERE, Reference, name_of
from rag.memo.find_eu_acts import CONTEXT, IBID, THE, THEREOF, Named
from rag.memo.find_eu_attach import Attached
from rag.memo.find_eu_cases import cases
from rag.memo.find_eu_members import Member, is_long
from rag.memo.find_eu_memo import Memo
from rag.memo.find_eu_other import OtherDocument
from rag.memo.model import ACT, CASE, PROVISION, UNITED_STATES, Mention

_RELATIVE = ("par", "pnt", "unit")


def eu_mentions(text: str, others: Sequence[Mention] = ()) -> list[Mention]:
    """Return what a text cites of EU law, in order; `others` are its citations of other law.

    The act of a provision is the one named beside it. Else it is the act mentioned last in
    the same paragraph, or the only one that the memo speaks of; else the act stays "".
    """
    memo = Memo(text)
    cited: list[Attached | Named | Mention] = [*memo.attached, *memo.alone, *cases(text), *others]
    reading = _Reading(memo)
    for one in sorted(cited, key=lambda one: (memo.layout.place(one.span[0]), one.span[1])):
        reading.read(one)
    found = (mention for mention in reading.found if mention.kind != UNITED_STATES)
    return sorted(found, key=lambda mention: mention.span)


class _Reading:
    """A memo read from its beginning: what was cited so far decides what words point at."""

    def __init__(self, memo: Memo) -> None:
        self.found: list[Mention] = []
        self._memo, self._layout = memo, memo.layout
        self._other = OtherDocument(memo.text)
        self._latest: dict[str, tuple[str, int]] = {}
        """By letter of the CELEX number, "" for any: the act mentioned last, its paragraph."""
        self._base: tuple[Reference, str, int] | None = None
        """The provision cited last, its act and paragraph; None behind other citations."""
        self._noted: Mention | None = None
        """What a footnote cited last."""
        self._own: Mention | None = None
        """What the memo cited last; what stands in a quotation is not the memo's own."""

    def read(self, one: Attached | Named | Mention) -> None:
        """Add the mentions that one piece of the memo gives."""
        last = self.found[-1].span if self.found else (0, 0)
        if one.span[0] < last[1] and last[0] < one.span[1]:
            return
        if isinstance(one, Mention):
            self._append(one)
        elif isinstance(one, Named):
            self._read_act(one)
        elif one.unit.kind not in _RELATIVE:
            self._read_provisions(one)
        elif not self._layout.is_quoted(one.span[0]):
            self._read_relative(one)

    def _read_act(self, named: Named) -> None:
        if named.how == IBID and not self._layout.is_quoted(named.span[0]):
            self._repeat(named.span)
        elif named.is_explicit:
            self._remember(named)
            if named.act != ELSEWHERE:
                self._append(
                    Mention(
                        self._words(named.span),
                        named.span,
                        ACT,
                        act=named.act,
                        act_from=named.how,
                        cite=name_of(named.act),
                    )
                )

    def _remember(self, named: Named) -> None:
        is_aside = named.aside and named.act not in self._memo.main_acts
        if is_aside or self._layout.is_quoted(named.span[0]):
            return
        here = (named.act, self._layout.paragraph(named.span[0]))
        self._latest[""] = here
        if named.act != ELSEWHERE:
            self._latest[named.act[5]] = here

    def _append(self, mention: Mention) -> None:
        self.found.append(mention)
        if self._layout.is_quoted(mention.span[0]):
            return
        self._own = mention
        if self._layout.is_note(mention.span[0]):
            self._noted = mention
        if mention.reference:
            here = self._layout.paragraph(mention.span[0])
            self._base = (mention.reference, mention.act, here)
        elif mention.kind != ACT:
            self._base = None

    def _previous(self, span: tuple[int, int]) -> Mention | None:
        """Return what "ibid." means: the last citation, in a footnote that of the one before."""
        return self._noted if self._noted and self._layout.is_note(span[0]) else self._own

    def _repeat(self, span: tuple[int, int]) -> None:
        """Add the last citation once more, for "ibid."; US law is left to those who read it."""
        last = self._previous(span)
        if last and last.kind != UNITED_STATES:
            ref = replace(last.reference, span=span) if last.reference else None
            again = replace(last, text=self._words(span), span=span, reference=ref)
            self._append(replace(again, act_from=IBID if last.act else ""))

    def _read_provisions(self, one: Attached) -> None:
        act, act_from = self._act(one)
        if one.named is None and any(is_long(member.number) for member in one.unit.members):
            return  # no act of the Union has so many articles: one of a code that is not named
        if one.named and one.named.is_explicit:
            self._remember(one.named)
        elif act and act != ELSEWHERE:
            self._remember(Named(one.span, act))
        for member in one.unit.members:
            reference = Reference(
                one.span, one.unit.kind, member.number, member.steps, act, member.section
            )
            self._add(reference, act, act_from)

    def _add(self, reference: Reference, act: str, act_from: str) -> None:
        span = reference.span
        known = act_from if act else ""
        self._append(Mention(self._words(span), span, PROVISION, reference, act, known))

    def _act(self, one: Attached) -> tuple[str, str]:
        """Return the act that a citation means, and how that is known."""
        named, here = one.named, self._layout.paragraph(one.span[0])
        if named is None:
            return self._from_context("", here)
        if named.is_explicit:
            return named.act, named.how
        if named.how == IBID:
            last = self._previous(one.span)
            act = last.act if last else ""
            return (act, IBID) if act else ("", "")
        if named.how == THE:
            return self._from_context(named.letter, here)
        act, _ = self._latest.get(named.letter, ("", 0))
        return (act, THEREOF) if act else ("", "")

    def _from_context(self, letter: str, here: int) -> tuple[str, str]:
        """Return the act mentioned last in the paragraph, else the only one it can be."""
        act, paragraph = self._latest.get(letter, ("", -1))
        if act and paragraph == here:
            return act, CONTEXT
        acts = [act for act in self._memo.main_acts if not letter or act[5:6] == letter]
        return (acts[0], CONTEXT) if len(acts) == 1 and acts[0] != ELSEWHERE else ("", "")

    def _read_relative(self, one: Attached) -> None:
        """Add what words such as "paragraph 3" mean behind a citation of an article."""
        below = self._base is not None and self._base[2] == self._layout.paragraph(one.span[0])
        if one.unit.kind == "par" and not one.named and self._other.has(*one.unit.span, below):
            return
        last = self._previous(one.span) if one.named and one.named.how == IBID else None
        if last and last.kind == CASE:
            self._repeat(one.span)
        elif last and last.reference:
            self._add_below(last.reference, last.act, IBID, one)
        elif self._base and below:
            self._add_below(self._base[0], self._base[1], CONTEXT, one)

    def _add_below(self, base: Reference, act: str, act_from: str, one: Attached) -> None:
        for member in one.unit.members:
            if reference := part_of(base, one.unit.kind, member):
                self._add(replace(reference, span=one.span), act, act_from)

    def _words(self, span: tuple[int, int]) -> str:
        return self._memo.text[slice(*span)]


def part_of(base: Reference, kind: str, member: Member) -> Reference | None:
    """Return the part of what was cited last that a paragraph or point means, None for none.

    A point is of the same paragraph; one with a number is of an annex.
    """
    if base.kind == "rct" or (kind == "par" and base.kind != "art"):
        return None
    numbered = bool(member.steps) and member.steps[0][0].isdigit()
    if kind == "pnt" and numbered != (base.kind == "anx" and numbered):
        return None
    kept = base.steps[:1] if kind == "pnt" and not numbered and base.steps else ()
    if kept and not kept[0][0].isdigit():
        kept = ()
    return replace(base, steps=(*kept, *member.steps), section=member.section or base.section)
