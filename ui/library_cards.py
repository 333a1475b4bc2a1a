"""Show the documents: what each is, whence it came, what it lacks, and figures to check it by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from ingest.model import FULL
from ui import addresses
from ui.badges import GROUPS, badge, route_words, status_html, tier_words
from ui.markup import link, safe
from ui.places import tongue
from ui.wording import Wording

Row = Mapping[str, Any]
"""A document, or a gap, as `pincite status --json` prints it."""
_SHORT = 12
"""Characters of a digest that are enough to tell two apart."""


def groups(rows: Sequence[Row], words: Wording, editable: bool) -> str:
    """Return the documents in groups: the reader's own first, then by authority."""
    own = [row for row in rows if row["obtained_from"] == "user"]
    others = [row for row in rows if row["obtained_from"] != "user"]
    shelves = [("yours", own)]
    shelves += [(name, [r for r in others if r["tier"] in tiers]) for name, tiers in GROUPS.items()]
    return "".join(_group(name, held, words, editable) for name, held in shelves if held)


def _group(name: str, rows: Sequence[Row], words: Wording, editable: bool) -> str:
    cards = "".join(card(row, words, editable) for row in rows)
    called = words.say(f"library.group.{name}")
    title = f"{called} ({len(rows)})"
    return (
        f'<section aria-labelledby="shelf-{name}"><h3 class="group" id="shelf-{name}">'
        f'{safe(title)}</h3><div class="shelf">{cards}</div></section>'
    )


def card(row: Row, words: Wording, editable: bool) -> str:
    """Return one document; what the law or our notes say of it stays English."""
    lang = tongue(words)
    labels = badge(tier_words(row["tier"], words), row["tier"])
    stated = status_html(row["status"], words)
    status = f'<span class="badge">{stated}</span>' if row["status"] else ""
    here = words.count("library.provisions", row["provisions"]) if row["provisions"] else ""
    notes = words.count("library.notes", row["notes"]) if row["notes"] else ""
    version = words.say("library.version", day=words.day(row["version_date"]))
    facts = (
        version if row["version_date"] else "",
        route_words(row["obtained_from"], words),
        here,
        notes,
    )
    said = "".join(f"<span>{safe(fact)}</span>" for fact in facts if fact)
    return (
        f'<article class="card book" id="{safe(row["id"])}"><h4{lang}>{safe(row["short_title"])}'
        f'</h4><p class="path"{lang}>{safe(row["title"])}</p>'
        f'<div class="badges">{labels}{status}</div><p class="facts">{said}</p>{lacks(row, words)}'
        f"{figures(row, words)}{_foot(row, words, editable)}</article>"
    )


def lacks(row: Row, words: Wording) -> str:
    """Return what a document lacks, "" for one that is whole."""
    if row["completeness"] == FULL:
        return ""
    body = f"<span{tongue(words)}>{safe(row['completeness'])}.</span>"
    return f'<p class="lacks"><b>{safe(words.say("library.lacks"))}</b> {body}</p>'


def figures(row: Row, words: Wording) -> str:
    """Return the figures that prove what the text is, folded."""
    listed = "".join(
        f"<div><dt>{safe(name)}</dt><dd>{value}</dd></div>" for name, value in _figures(row, words)
    )
    title = safe(words.say("library.figures"))
    hidden = f'<span class="sr-only">: {safe(row["short_title"])}</span>'
    return f"<details><summary>{title}{hidden}</summary><dl>{listed}</dl></details>"


def _figures(row: Row, words: Wording) -> Iterator[tuple[str, str]]:
    say = words.say
    yield say("library.figure.id"), f"<code>{safe(row['id'])}</code>"
    for name, count in row["counts"].items():
        yield say(f"library.unit.{name}"), safe(_counted(count, words))
    if row["retention"] is not None:
        yield say("library.figure.kept"), safe(say("library.kept", share=f"{row['retention']:.2%}"))
    if row["retrieved_at"]:
        yield say("library.figure.retrieved"), safe(words.day(row["retrieved_at"][:10]))
    for name in ("sha256", "text_sha256"):
        if row[name]:
            short = safe(row[name][:_SHORT])
            whole = safe(row[name])
            yield say(f"library.figure.{name}"), f'<code title="{whole}">{short}…</code>'
    if row["licence"]:
        yield say("library.figure.licence"), safe(row["licence"])
    for sentence in row["unapplied"]:
        yield say("library.figure.left_out"), f"<span{tongue(words)}>{safe(sentence)}</span>"


def _counted(count: Mapping[str, Any], words: Wording) -> str:
    """Return "113 of 113", with how many more are there as notes only."""
    whole = count["official"] is not None
    found = words.say("library.of", n=count["found"], of=count["official"]) if whole else ""
    notes = words.say("library.as_notes", n=count["as_notes"]) if count["as_notes"] else ""
    return f"{found or count['found']} {notes}".strip()


def _foot(row: Row, words: Wording, editable: bool) -> str:
    named = f'<span class="sr-only">: {safe(row["short_title"])}</span>'
    read = (
        f'<a href="{safe(addresses.act(row["id"]))}">{safe(words.say("library.read"))}{named}</a>'
    )
    remove = ""
    if editable and row["obtained_from"] == "user":
        address = safe("?" + urlencode({"view": "library", "remove": row["id"]}))
        remove = (
            f'<a class="remove" href="{address}">{safe(words.say("library.remove"))}{named}</a>'
        )
    return f'<div class="foot">{read}{link(row["url"])}{remove}</div>'


def gaps(missing: Sequence[Row], words: Wording) -> str:
    """Return what the catalogue names and this machine lacks, and how to get it."""
    if not missing:
        return ""
    listed = "".join(f"<li>{_gap(row, words)}</li>" for row in missing)
    title = words.count("library.missing", len(missing))
    return (
        f'<section class="notice gaps" aria-labelledby="gaps"><div><h3 id="gaps">{safe(title)}</h3>'
        f"<ul>{listed}</ul></div></section>"
    )


def _gap(row: Row, words: Wording) -> str:
    ways = [way for way in ("official", "registry", "mirror") if way in row["routes"]]
    how = " ".join(words.say(f"library.get.{way}") for way in ways)
    title = f"<b{tongue(words)}>{safe(row['short_title'])}</b> <code>{safe(row['id'])}</code>"
    return f"{title}: {safe(how)}"


def checks(found: Mapping[str, Any], words: Wording) -> str:
    """Return how each text that was put together here compares with the official one."""
    return "".join(f"<p>{_check(one, found, words)}</p>" for one in found["verified"])


def _check(one: Mapping[str, Any], found: Mapping[str, Any], words: Wording) -> str:
    titles = {row["id"]: row["short_title"] for row in found["documents"]}
    title = titles.get(one["computed"], one["computed"])
    if one["official"] is None:
        return safe(words.say("library.not_compared", title=title))
    n, of = len(one["differences"]), one["compared"]
    return safe(words.say("library.compared", title=title, n=n, of=of, official=one["official"]))
