"""Draw the timeline: a lane for each act, a mark for each date, a line for the day shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from rag.timeline import APPLIES, IN_FORCE, PUT_OFF, WORDING, Entry
from ui.markup import safe
from ui.wording import Wording

_WIDTH, _LEFT, _RIGHT, _TOP, _LANE = 980, 190, 30, 46, 28
_LONGEST = 26
"""In characters: a longer name of an act is cut; the list has it whole."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Where on the plot a day stands."""

    first: date
    last: date

    def x(self, day: str) -> float:
        """Return the distance of an ISO date from the left edge."""
        share = (date.fromisoformat(day) - self.first) / (self.last - self.first)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def plot(entries: Sequence[Entry], today: str, words: Wording) -> str:
    """Return the drawing as SVG with a title and a description; nothing in it can act."""
    lanes = {act.id: number for number, act in enumerate(dict.fromkeys(e.act for e in entries))}
    years = [int(e.day[:4]) for e in entries] + [int(today[:4])]
    scale = Scale(date(min(years), 1, 1), date(max(years) + 1, 1, 1))
    height = _TOP + _LANE * len(lanes) + 14
    body = (
        *_years(scale, height),
        *(_lane(e, lanes[e.act.id]) for e in {e.act.id: e for e in entries}.values()),
        *_moves(entries, lanes, scale),
        *(_mark(e, _y(lanes[e.act.id]), scale, today, words) for e in entries),
        _today(scale, today, height, words),
    )
    title = safe(words.say("timeline.plot"))
    told = safe(words.say("timeline.plot_told", n=len(entries), acts=len(lanes)))
    return (
        f'<div class="plot" tabindex="0" role="region" aria-label="{title}">'
        f'<svg viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" height="{height}" role="img" '
        f'aria-labelledby="plot-title plot-told"><title id="plot-title">{title}</title>'
        f'<desc id="plot-told">{told}</desc>{"".join(body)}</svg></div>'
    )


def key(words: Wording) -> str:
    """Return what the marks mean, as a list."""
    signs = "".join(
        f'<li><svg width="18" height="18" aria-hidden="true" viewBox="0 0 18 18">'
        f"{_sign(kind, (9, 9), 'past')}</svg>{safe(words.say(f'timeline.key_{kind}'))}</li>"
        for kind in (IN_FORCE, APPLIES, WORDING, PUT_OFF)
    )
    coming = (
        f'<li><svg width="18" height="18" aria-hidden="true" viewBox="0 0 18 18">'
        f"{_sign(APPLIES, (9, 9), 'coming')}</svg>{safe(words.say('timeline.key_coming'))}</li>"
    )
    return f'<ul class="key">{signs}{coming}</ul>'


def _y(lane: int) -> float:
    return _TOP + _LANE * lane + _LANE / 2


def _years(scale: Scale, height: int) -> Iterator[str]:
    for year in range(scale.first.year, scale.last.year + 1):
        x = scale.x(f"{year}-01-01")
        yield f'<line class="year" x1="{x}" x2="{x}" y1="{_TOP - 8}" y2="{height - 8}"/>'
        if year < scale.last.year:
            yield f'<text class="year" x="{x + 4}" y="{_TOP - 12}">{year}</text>'


def _lane(entry: Entry, lane: int) -> str:
    y, name = _y(lane), entry.act.short_title
    shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
    return (
        f'<line class="lane" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}"/>'
        f'<text class="act" x="4" y="{y + 4}" lang="en"><title>{safe(name)}</title>'
        f"{safe(shown)}</text>"
    )


def _moves(entries: Sequence[Entry], lanes: dict[str, int], scale: Scale) -> Iterator[str]:
    """Yield an arc from each date that was put off to the one that replaced it."""
    arcs = {(e.act.id, e.day, other) for e in entries if e.kind == PUT_OFF for other in e.others}
    for act, old, new in sorted(arcs):
        y, start, end = _y(lanes[act]), scale.x(old), scale.x(new)
        middle = round((start + end) / 2, 1)
        yield f'<path class="move" d="M{start} {y - 6} Q{middle} {y - 20} {end} {y - 6}"/>'


def _mark(entry: Entry, y: float, scale: Scale, today: str, words: Wording) -> str:
    when = "past" if entry.day <= today else "coming"
    about = f"{words.day(entry.day)}: {entry.act.short_title}: {said(entry, today, words)}"
    sign = _sign(entry.kind, (scale.x(entry.day), y), when)
    return f"<g><title>{safe(about)}</title>{sign}</g>"


def said(entry: Entry, today: str, words: Wording) -> str:
    """Return what happens on the day, told as past or as coming."""
    tense = "was" if entry.day <= today else "will"
    return words.say(f"timeline.{entry.kind}_{tense}")


def _sign(kind: str, at: tuple[float, float], when: str) -> str:
    x, y = at
    sort = f'class="sign {kind} {when}"'
    if kind == IN_FORCE:
        return f'<path {sort} d="M{x} {y - 7}L{x + 7} {y}L{x} {y + 7}L{x - 7} {y}Z"/>'
    if kind == WORDING:
        return f'<rect {sort} x="{x - 5}" y="{y - 5}" width="10" height="10"/>'
    if kind == PUT_OFF:
        cross = f"M{x - 5} {y - 5}L{x + 5} {y + 5}M{x + 5} {y - 5}L{x - 5} {y + 5}"
        return f'<path {sort} d="{cross}"/>'
    return f'<circle {sort} cx="{x}" cy="{y}" r="6"/>'


def _today(scale: Scale, today: str, height: int, words: Wording) -> str:
    x = scale.x(today)
    is_today = today == date.today().isoformat()
    told = words.say("timeline.today" if is_today else "timeline.shown_day", day=words.day(today))
    return (
        f'<line class="today" x1="{x}" x2="{x}" y1="18" y2="{height - 4}"/>'
        f'<text class="today" x="{x}" y="13" text-anchor="middle">'
        f"{safe(told)}</text>"
    )
