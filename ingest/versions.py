"""Say which words of an act were law when, across its texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from ingest.days import day as printed
from ingest.model import Document, Provision
from ingest.texts import Part


def order(document: Document) -> tuple[str, bool]:
    """Return what sorts the texts of an act: by date; the official one of two of a date last."""
    return document.version_date, document.obtained_from != "computed"


def with_versions(parts: Sequence[Part]) -> list[Part]:
    """Return the parts with the days on which each provision's words were law.

    A provision that an amendment left alone is valid on, in the text as published; the same
    words in the later text only point to it (`same_as`). A text computed for a day that has
    an official one is kept to be compared, and is never valid.
    """
    by_id = dict(enumerate(parts))
    for work in {document.work for document, _ in parts if document.is_law}:
        own = [n for n, (d, _) in by_id.items() if d.work == work and d.is_law]
        if len(own) > 1:
            ordered = sorted(own, key=lambda n: order(by_id[n][0]))
            by_id.update(zip(ordered, _chained([by_id[n] for n in ordered]), strict=True))
    since = {
        act: day_after(document.in_force_to)
        for document, _ in parts
        for act in document.amended_by
        if document.in_force_to
    }
    return [_noted(part, since) for part in by_id.values()]


def _noted(part: Part, since: Mapping[str, str]) -> Part:
    """Return an amending act, or a note on one, as valid from the day of the amendment."""
    document, own = part
    day = since.get(document.id.removeprefix("note:"), "")
    if not day:
        return part
    return document, [replace(provision, valid_from=day) for provision in own]


def _chained(texts: Sequence[Part]) -> Iterator[Part]:
    """Yield the texts of one act, oldest first, with the days of their provisions."""
    leads = [_leads(t, later) for t, later in zip(texts, [*texts[1:], None], strict=True)]
    current = [text for text, is_current in zip(texts, leads, strict=True) if is_current]
    at = 0
    for text, is_current in zip(texts, leads, strict=True):
        if is_current:
            yield _dated(text, current[:at], current[at + 1 :])
            at += 1
        else:
            yield text[0], list(_never(text[1]))


def _leads(text: Part, later: Part | None) -> bool:
    return later is None or later[0].version_date != text[0].version_date


def _never(provisions: Iterable[Provision]) -> Iterator[Provision]:
    """Yield provisions as never valid: their text is kept to be compared only."""
    for provision in provisions:
        yield replace(provision, valid_from="9999-12-31", valid_to="9999-12-31")


def _dated(text: Part, earlier: Sequence[Part], later: Sequence[Part]) -> Part:
    document, own = text
    before = [{p.anchor: p for p in provisions} for _, provisions in reversed(earlier)]
    after = [(d, {p.anchor: p for p in provisions}) for d, provisions in later]
    rewritten = frozenset(_rewritten(own))
    return document, [
        replace(
            _not_before(document.in_force_from, provision, before, rewritten),
            same_as=_same_as(provision, before),
            valid_from=document.in_force_from if earlier else "",
            valid_to=_until(provision, after),
        )
        for provision in own
    ]


def _rewritten(provisions: Sequence[Provision]) -> Iterator[str]:
    """Yield the anchors of articles and annexes that one instruction replaced as a whole."""
    parts: dict[str, set[tuple[str, ...]]] = {}
    for provision in provisions:
        parts.setdefault(provision.anchor.partition(".")[0], set()).add(provision.changed_by)
    for unit, makers in parts.items():
        if len(makers) == 1 and len(next(iter(makers))) == 1:
            yield unit


def _not_before(
    day: str,
    provision: Provision,
    before: Sequence[Mapping[str, Provision]],
    rewritten: frozenset[str],
) -> Provision:
    """Return a provision that an amendment put in as applying from that day at the earliest.

    An article that was `rewritten` as a whole keeps the date it had.
    """
    unit = provision.anchor.partition(".")[0]
    is_new = bool(before) and not any(
        provision.anchor in text or (unit in text and unit in rewritten) for text in before
    )
    if not is_new or not "" < provision.applies_from < day:
        return provision
    return replace(
        provision, applies_from=day, applies_note=f"Applies from {printed(day)}.", dates=()
    )


def _same_as(provision: Provision, before: Sequence[dict[str, Provision]]) -> str:
    """Return the oldest provision with the same words in every text since, "" for none."""
    same = ""
    for text in before:
        older = text.get(provision.anchor)
        if older is None or not same_words(older, provision):
            break
        same = older.id
    return same


def _until(provision: Provision, after: Sequence[tuple[Document, dict[str, Provision]]]) -> str:
    """Return the day before the first later text that has other words, "" for none.

    A consolidated text has no recitals: those of the act stay as they are.
    """
    if provision.kind == "recital":
        return ""
    for document, text in after:
        newer = text.get(provision.anchor)
        if newer is None or not same_words(newer, provision):
            return day_before(document.in_force_from)
    return ""


def day_before(iso: str) -> str:
    """Return the ISO date of the day before."""
    return (date.fromisoformat(iso) - timedelta(days=1)).isoformat()


def day_after(iso: str) -> str:
    """Return the ISO date of the day after."""
    return (date.fromisoformat(iso) + timedelta(days=1)).isoformat()


def same_words(one: Provision, other: Provision) -> bool:
    """Tell whether two provisions say the same in the same words, print aside."""
    if (one.text, one.chapeau) == (other.text, other.chapeau):
        return True
    return _plain(one) == _plain(other)


def _plain(provision: Provision) -> str:
    both = f"{provision.chapeau}|{provision.text}".casefold()
    return "".join(c for c in both if c.isalnum() or c == "|")
