"""Read what one amending instruction says is done, with its places still as printed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.amend_address import Address, addresses, unread

_INSIDE = r"(?:[^’”\"«»]|(?<=\w)’(?=\w))+"
_MARKS = rf"[‘“'\"«»](?P<{{0}}>{_INSIDE})[’”'\"«»]"
_BE = r"(?:is|are|shall be)"
_WORD = r"(?:words?|terms?|dates?|figures?|amounts?|numbers?|expressions?|phrases?)"
_REPLACED = re.compile(rf"\b{_BE} replaced by (?:the following|that)\b", re.I)
_DELETED = re.compile(rf"\b{_BE} (?:deleted|repealed)\b", re.I)
_NOUNS = (
    "paragraph|point|subparagraph|article|annex|section|part|chapter|sentence|indent|definition"
    "|title"
)
_NEW = re.compile(
    rf"\bthe following (?P<noun>{_NOUNS})(?:es|s)?(?: [\w()]+(?:(?:,| and| to) [\w()]+)*?)?"
    rf" {_BE} (?:inserted|added)(?P<place>[^:]*)",
    re.I,
)
_SWAPPED = re.compile(
    rf"(?:the {_WORD} )?{_MARKS.format('old')}"
    rf" {_BE} replaced by (?:the {_WORD} )?{_MARKS.format('new')}",
    re.I,
)
_STRUCK = re.compile(rf"(?:the {_WORD} )?{_MARKS.format('old')} {_BE} deleted", re.I)
_SLIPPED_IN = re.compile(
    rf"(?:the {_WORD} )?{_MARKS.format('new')} {_BE} (?:inserted|added) "
    rf"(?P<side>after|before) (?:the {_WORD} )?{_MARKS.format('old')}",
    re.I,
)
_SLIPPED_LAST = re.compile(
    rf"(?P<side>after|before) (?:the {_WORD} )?{_MARKS.format('old')},? "
    rf"(?:the (?:following )?{_WORD} )?{_MARKS.format('new')} {_BE} (?:inserted|added)",
    re.I,
)
_RENUMBERED = re.compile(
    rf"\b(?:{_BE} renumbered(?: as)?|becomes?|shall become) (?P<to>.+)", re.I | re.S
)
_EVERYWHERE = re.compile(
    r"\b(?:throughout|wherever|in each (?:place|case)|each time|every (?:time|place|case))\b", re.I
)
_BESIDE = re.compile(r"(?:^|,)\s*(?P<side>after|before)\b(?P<place>.*?),?\s*$", re.I | re.S)
_TAIL = re.compile(
    rf"(?:\s|[,.;:]|\b(?:and|text|wording|new|two|three|four|(?:sub)?(?:{_NOUNS})(?:es|s)?)\b)*",
    re.I,
)
_AMENDED = re.compile(rf"\b{_BE} amended as follows\b", re.I)


@dataclass(frozen=True, slots=True)
class Words:
    """Words that are swapped, struck out ("new" is empty) or slipped in beside others."""

    old: str
    new: str
    side: str = ""
    """"after" or "before" when `new` is put beside `old` instead of in its place."""
    everywhere: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What one instruction says."""

    verb: str
    where: str
    noun: str = ""
    place: str = ""
    before: bool = False
    words: Words | None = None
    rest: str = ""
    """What is printed behind the form that was read."""

    @property
    def doubt(self) -> str:
        """Why the instruction may say more than was read, "" for no doubt."""
        missed = unread(self.where) or unread(self.place)
        if not missed and not _TAIL.fullmatch(self.rest):
            missed = self.rest.strip(" ,.;:")
        if missed:
            return f"“{missed}” is not understood"
        named = addresses(self.where) != [Address()]
        if self.verb in ("replace", "delete", "renumber") and not named:
            return "it is not said what is changed"
        return ""


def amended_at(words: str) -> re.Match[str] | None:
    """Return where a text says that something is amended as follows."""
    return _AMENDED.search(words)


def understood(words: str) -> Reading | None:
    """Return what an instruction says, None when none of the known forms fits."""
    readers = (_new, _words, _whole, _renumbered)
    return next((read for reader in readers if (read := reader(words))), None)


def _new(words: str) -> Reading | None:
    match = _NEW.search(words)
    if match is None:
        return None
    where, place = words[: match.start()], match["place"].strip()
    if not re.match(r"(?:after|before)\b", place, re.I):
        where, place = f"{where} {place}", ""
        if beside := _BESIDE.search(words[: match.start()]):
            where = words[: beside.start()] + " " + where[match.start() :]
            place = beside["side"] + beside["place"]
    verb = "insert" if re.search(r"\binserted\b", match[0], re.I) else "add"
    side, _, neighbour = place.partition(" ")
    before = side.lower() == "before"
    return Reading(verb, where, match["noun"].lower(), neighbour, before, rest=words[match.end() :])


def _words(words: str) -> Reading | None:
    for pattern in (_SLIPPED_IN, _SLIPPED_LAST, _SWAPPED, _STRUCK):
        if match := pattern.search(words):
            groups = match.groupdict()
            where = f"{words[: match.start()]} {words[match.end() :]}"
            change = Words(
                groups["old"],
                groups.get("new") or "",
                (groups.get("side") or "").lower(),
                _EVERYWHERE.search(where) is not None,
            )
            return Reading("words", where, words=change)
    return None


def _whole(words: str) -> Reading | None:
    for verb, pattern in (("replace", _REPLACED), ("replace", _AMENDED), ("delete", _DELETED)):
        if match := pattern.search(words):
            return Reading(verb, words[: match.start()], rest=words[match.end() :])
    return None


def _renumbered(words: str) -> Reading | None:
    match = _RENUMBERED.search(words)
    return Reading("renumber", words[: match.start()], place=match["to"]) if match else None
