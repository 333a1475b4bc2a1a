"""Show every day from which acts, or parts of them, are in force or apply."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from ingest.cut import label_of
from ingest.model import Provision
from ingest.references import name_of
from rag.date_setters import Setter
from rag.timeline import APPLIES, IN_FORCE, PUT_OFF, WORDING, Entry, acts, timeline
from ui import addresses
from ui.badges import status_html
from ui.markup import paragraphs, safe
from ui.pictures import Choice, choice, form, head, link
from ui.timeline_plot import key, plot, said
from ui.views import Parameters, Reading
from ui.wording import Wording

_SHOWN = 8
"""How many links to provisions are shown at once; more are folded away."""
_RUN = 3
"""From how many neighbouring articles on only the first and the last are linked."""


def show(reading: Reading, parameters: Parameters) -> str:
    """Return the picture as HTML; raise `UiError` where the address cannot be read."""
    words, day = reading.words, reading.day
    every = timeline(reading.corpus, day)
    dated = {entry.act.id for entry in every}
    options = {d.id: d.short_title for d in acts(reading.corpus, day) if d.id in dated}
    chosen = choice(parameters, "acts", options, words)
    entries = [e for e in every if not chosen or e.act.id in chosen]
    box = Choice("acts", words.say("timeline.acts"), options, chosen, lang="en")
    if not entries:
        empty = f'<p class="notice" role="status">{safe(words.say("timeline.empty"))}</p>'
        return f'<div class="picture">{head("timeline", words)}{empty}</div>'
    return (
        f'<div class="picture timeline">{head("timeline", words)}'
        f"{form('timeline', [box], parameters, words)}{plot(entries, day, words)}{key(words)}"
        f"{_sections(entries, day, words)}</div>"
    )


def _sections(entries: Sequence[Entry], day: str, words: Wording) -> str:
    """Return the dates as lists: what is coming first, then what is past, the latest first."""
    coming = [e for e in entries if e.day > day]
    past = [e for e in entries if e.day <= day]
    return "".join(
        _section(name, own, day, words) for name, own in (("coming", coming), ("past", past)) if own
    )


def _section(name: str, own: Sequence[Entry], today: str, words: Wording) -> str:
    days = [(iso, list(group)) for iso, group in groupby(own, key=lambda e: e.day)]
    if name == "past":
        days.reverse()
    listed = "".join(_day(iso, group, today, words) for iso, group in days)
    heading = words.count(f"timeline.{name}", len(days), day=words.day(today))
    return (
        f'<section class="dates" aria-labelledby="dates-{name}"><h3 id="dates-{name}">'
        f"{safe(heading)}</h3><ol>{listed}</ol></section>"
    )


def _day(iso: str, entries: Sequence[Entry], today: str, words: Wording) -> str:
    rows = "".join(_entry(entry, today, words) for entry in entries)
    return (
        f'<li class="card day"><h4><time datetime="{safe(iso)}">{safe(words.day(iso))}</time>'
        f"</h4><ul>{rows}</ul></li>"
    )


def _entry(entry: Entry, today: str, words: Wording) -> str:
    """Return one thing that happens to one act on one day."""
    act = (
        f'<a href="{safe(addresses.act(entry.act.id))}" lang="en">{safe(entry.act.short_title)}</a>'
    )
    kind = {IN_FORCE: "law", APPLIES: "date", PUT_OFF: "amended", WORDING: "amended"}[entry.kind]
    limited = ""
    if entry.said.only_for:
        who = f'<span lang="en">{safe(entry.said.only_for)}</span>'
        limited = f'<p class="only">{safe(words.say("timeline.only_for"))} {who}</p>'
    remark = (
        f'<p class="remark" lang="en">{safe(entry.said.remark)}</p>' if entry.said.remark else ""
    )
    state = f"{_status(entry, words)}{_number(entry, words)}"
    return (
        f'<li class="entry"><p><b>{act}</b> <span class="badge {kind}">'
        f"{safe(said(entry, today, words))}</span>{state}</p>"
        f"{limited}{_moved(entry, words)}{_provisions(entry.provisions, words)}{remark}"
        f"{_set(entry, words)}</li>"
    )


def _status(entry: Entry, words: Wording) -> str:
    """Return what is known of an act of which only our notes are here."""
    if entry.act.tier != "note" or entry.kind != IN_FORCE:
        return ""
    return f' <span class="badge note">{status_html(entry.act.status, words)}</span>'


def _number(entry: Entry, words: Wording) -> str:
    if not entry.number:
        return ""
    return f' <span class="count">{safe(words.count("timeline.provisions", entry.number))}</span>'


def _moved(entry: Entry, words: Wording) -> str:
    """Return the old date struck through beside the new one."""
    if not entry.others:
        return ""
    days = ", ".join(words.day(other) for other in entry.others)
    old, new = (
        (words.day(entry.day), days) if entry.kind == PUT_OFF else (days, words.day(entry.day))
    )
    return (
        f'<p class="moved"><span>{safe(words.say("timeline.old"))}</span> <del>{safe(old)}</del> '
        f"<span>{safe(words.say('timeline.new'))}</span> <ins>{safe(new)}</ins></p>"
    )


def _provisions(own: Sequence[Provision], words: Wording) -> str:
    """Return links to what a date is about; many are folded away."""
    pieces = list(_pieces(own))
    if not pieces:
        return ""
    if len(pieces) <= _SHOWN:
        return f'<p class="about-what">{", ".join(pieces)}</p>'
    rest = safe(words.count("timeline.more", len(pieces) - _SHOWN))
    return (
        f'<p class="about-what">{", ".join(pieces[:_SHOWN])}</p>'
        f"<details><summary>{rest}</summary>"
        f'<p class="about-what">{", ".join(pieces[_SHOWN:])}</p></details>'
    )


def _pieces(own: Sequence[Provision]) -> Iterator[str]:
    """Yield a link for each provision, and one pair of links for articles in a row."""
    run: list[Provision] = []
    for provision in (*own, None):
        if provision and run and _number_of(provision) == _number_of(run[-1]) + 1 > 1:
            run.append(provision)
            continue
        if len(run) >= _RUN:
            yield f"{link(run[0])} – {link(run[-1])}"
        else:
            yield from map(link, run)
        run = [provision] if provision else []


def _number_of(provision: Provision) -> int:
    """Return the number of a whole article, a large negative one for anything else."""
    number = provision.anchor.removeprefix("art_")
    return int(number) if number.isdigit() and provision.kind == "article" else -9


def _set(entry: Entry, words: Wording) -> str:
    """Return the provision that sets the date, with its words that do."""
    if entry.setter is None:
        return f'<p class="unset">{safe(words.say("timeline.no_setter"))}</p>'
    provision = entry.setter.provision
    is_note = provision.kind == "note"
    set_by = "timeline.was_set_by" if entry.kind == PUT_OFF else "timeline.set_by"
    by = safe(words.say("timeline.told_by" if is_note else set_by))
    quote = f"<p>{paragraphs(entry.setter.quote)}</p>"
    before = provision.chapeau
    chapeau = f'<p class="lead lawtext" lang="en">{safe(before)} …</p>' if before else ""
    if is_note:
        body = f'<p class="ours" lang="en">{paragraphs(entry.setter.quote)}</p>'
    else:
        body = f'{chapeau}<blockquote lang="en">{quote}</blockquote>'
    return f'<p class="set">{by} {link(provision)}{_written(entry.setter, words)}</p>{body}'


def _written(setter: Setter, words: Wording) -> str:
    """Return which amending instruction wrote the words that set a date."""
    makers = setter.provision.changed_by
    if not makers:
        return ""
    acts_named = ", ".join(dict.fromkeys(name_of(m.partition("#")[0]) for m in makers))
    links = ", ".join(_instruction(maker) for maker in makers if "#" in maker)
    told = safe(words.say("timeline.worded_by", act=acts_named))
    return f" <span>({told}{': ' if links else ''}{links})</span>"


def _instruction(identifier: str) -> str:
    """Return a link to an instruction of an amending act."""
    label = label_of(identifier.partition("#")[2])
    return f'<a href="{safe(addresses.explore(identifier))}" lang="en">{safe(label)}</a>'
