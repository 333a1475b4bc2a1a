"""Find citations of provisions in running text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

ACTS: Mapping[str, str] = MappingProxyType(
    {
        "artificial intelligence act": "32024R1689",
        "ai act": "32024R1689",
        "eu ai act": "32024R1689",
        "ai regulation": "32024R1689",
        "general data protection regulation": "32016R0679",
        "gdpr": "32016R0679",
        "nis2": "32022L2555",
        "nis 2": "32022L2555",
        "nis2 directive": "32022L2555",
        "nis 2 directive": "32022L2555",
        "dora": "32022R2554",
        "digital operational resilience act": "32022R2554",
        "cra": "32024R2847",
        "cyber resilience act": "32024R2847",
        "dsa": "32022R2065",
        "digital services act": "32022R2065",
        "data act": "32023R2854",
        "digital omnibus on ai": "32026R1744",
    }
)
"""Short names people use, in lower case, and the CELEX number of the act as published."""

ELSEWHERE = "?"
"""Act of a reference to something that is not an act by number: a treaty, the Charter."""

_MAX_RANGE = 40
_SECTIONS = (*"ABCDEF", *"123456")
_NAMES = "|".join(sorted((re.escape(name) for name in ACTS), key=len, reverse=True))
_NUMBERED = (
    r"(?P<type>Regulations?|Directives?|Decisions?)\s+\((?P<body>EU|EC|EEC|EU, Euratom)\)\s+"
    r"(?P<no>No\s+)?(?P<first>\d{1,4})/(?P<second>\d{1,4})"
)
_OLD_STYLE = (
    r"(?P<otype>Regulation|Directive|Decision)\s+(?P<ono>No\s+)?"
    r"(?P<ofirst>\d{1,4})/(?P<osecond>\d{1,4})/(?:EU|EC|EEC|JHA|Euratom)\b"
)
# (?a:) keeps letters such as ſ, which ignoring case takes for s, from matching a name.
_ACT = (
    rf"(?:{_NUMBERED}|{_OLD_STYLE}|\b(?P<name>(?a:{_NAMES}))\b"
    r"|\b(?P<celex>3\d{4}[RLD]\d{4})\b)"
)
_OF_ACT = re.compile(rf"\W{{0,3}}(?:of|in|to|under)?\s*(?:the\s+)?(?:EU['’]s\s+)?{_ACT}", re.I)
_ACT_BEFORE = re.compile(rf"{_ACT}(?:['’]s)?\W{{0,3}}$", re.I)
_TREATY = re.compile(
    r"\s*,?\s*(?:of\s+(?:the\s+)?)?(?:TFEU|TEU|Charter|Treaty|Protocol"
    r"|that (?:Regulation|Directive))\b"
)
_FIVE = ("first", "second", "third", "fourth", "fifth")
ORDINALS = (*_FIVE, "sixth", "seventh", "eighth", "ninth", "tenth")
_WORD_NUMBER = "|".join((*ORDINALS, "last", "introductory"))
_UNNUMBERED = re.compile(r"(\w+)\s+paragraph", re.I)
_STEP = r"\(\s?(?:\d{1,3}[a-z]?|[a-z]{1,2}|[ivx]{1,5})\s?\)"
_PART = rf",?\s*(?:(?:{_WORD_NUMBER})\s+(?:sub)?paragraph)"
_POINT = rf",?\s*points?\s+(?P<points>{_STEP}(?:{_STEP})*|\d{{1,3}}(?:\.\d+)?(?:{_STEP})*)"
_MARK = r"(?:Articles?|Arts?\.?|Artikel)"
_ONE = rf"(?P<number>\d{{1,3}}[a-z]?)(?![\d/])(?P<steps>(?:\s?{_STEP})*)"
_ARTICLE = re.compile(rf"\b{_MARK}\s+{_ONE}(?P<part>{_PART})?(?:{_POINT})?", re.I)
_AND = r"(?:,\s*(?:and\s+|or\s+)?|\s+(?:and|or|to)\s+|\s?[-–]\s?)"
_MORE = re.compile(rf"(?P<join>{_AND}){_ONE}", re.I)
_POINT_OF = re.compile(
    rf"\bpoints?\s+(?P<points>{_STEP}(?:{_STEP})*)\s+of\s+(?:the\s+(?:{_WORD_NUMBER})\s+"
    rf"(?:sub)?paragraph\s+of\s+)?{_MARK}\s+{_ONE}",
    re.I,
)
_PARAGRAPH_OF = re.compile(
    rf"\bparagraphs?\s+(?P<par>\d{{1,3}}[a-z]?)\s+of\s+{_MARK}\s+{_ONE}", re.I
)
_RELATIVE = re.compile(
    rf"\bparagraph(?P<plural>s)?\s+(?>(?P<pars>\d{{1,3}}[a-z]?(?(plural)(?:{_AND}\d{{1,3}}[a-z]?\b)*))"
    rf"(?:{_PART})?(?:{_POINT})?)"
    r"(?!\d|,?\s+(?:\w+\s+\w+\s+)?of\s+(?:that\s+)?(?:Article|Annex|Regulation|Directive))",
    re.I,
)
_RECITAL = re.compile(r"\bRecitals?\s+\(?(?P<number>\d{1,3})\)?(?!\d)", re.I)
_MORE_RECITALS = re.compile(
    r"(?P<join>,\s*|\s+(?:and|or|to)\s+|\s?[-–]\s?)\(?(?P<number>\d{1,3})\)?(?!\d)"
)
_ANNEX = re.compile(
    rf"\bAnnex(?:es)?\s+(?P<number>[IVXLC]+)\b(?:,?\s*Section\s+(?P<section>[A-Z0-9]+)\b)?(?:{_POINT})?",
    re.I,
)
_POINT_OF_ANNEX = re.compile(
    rf"\bpoints?\s+(?P<points>\d{{1,3}}(?:{_STEP})*|{_STEP})\s+of\s+Annex\s+(?P<number>[IVXLC]+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as written: which act, which unit, and the steps below it."""

    span: tuple[int, int]
    kind: str
    """"art", "rct" or "anx"."""
    number: str
    steps: tuple[str, ...] = ()
    """Bare numbers and letters below the unit, from the outside in: ("1", "a")."""
    act: str = ""
    """CELEX number, "" when the text names none, `ELSEWHERE` for a treaty."""
    section: str = ""

    def anchors(self) -> Iterator[str]:
        """Yield the anchors the citation can mean, the likeliest first."""
        head = f"{self.kind}_{self.number}" + (f".sct_{self.section}" if self.section else "")
        if not self.steps:
            yield head
            return
        below = "".join(f".pnt_{step}" for step in self.steps[1:])
        first = self.steps[0]
        names = ("par", "pnt") if self.kind == "art" and first[0].isdigit() else ("pnt", "par")
        for name in names:
            yield f"{head}.{name}_{first}{below}"
        if self.kind == "art" and not first[0].isdigit():
            yield f"{head}.par_1.pnt_{first}{below}"
        if self.kind == "anx" and not self.section:
            for section in _SECTIONS:
                yield f"{head}.sct_{section}.pnt_{first}{below}"

    @property
    def label(self) -> str:
        """The citation in the usual form: "Article 5(1)(a)", "Annex III point 4(a)"."""
        word = {"art": "Article", "rct": "Recital", "anx": "Annex"}[self.kind]
        label = f"{word} {self.number}" + (f" Section {self.section}" if self.section else "")
        if self.kind == "anx" and self.steps:
            first, *rest = self.steps
            first = first if first[0].isdigit() else f"({first})"
            return f"{label} point {first}" + "".join(f"({step})" for step in rest)
        return label + "".join(f"({step})" for step in self.steps)


def find(text: str) -> list[Reference]:
    """Return the citations in a text in the order in which they stand.

    Forms: Article 5(1)(a); Article 5(1), point (a); point (a) of Article 5(1); paragraph 1 of
    Article 6; Articles 53 and 55; Articles 102 to 109; recitals 33-34; Annex III, point 4(a);
    each with the act before or after it, by number or by a name in `ACTS`.
    """
    found: list[Reference] = []
    for pattern in (_POINT_OF, _PARAGRAPH_OF, _POINT_OF_ANNEX, _ARTICLE, _RECITAL, _ANNEX):
        for match in pattern.finditer(text):
            if any(match.start() < r.span[1] and r.span[0] < match.end() for r in found):
                continue
            found.extend(_with_act(text, list(_series(text, match))))
    return sorted(found, key=lambda reference: reference.span)


def find_relative(text: str, anchor: str) -> list[Reference]:
    """Return the citations that name a paragraph of the article they stand in."""
    unit = anchor.partition(".")[0]
    kind, _, number = unit.partition("_")
    if kind != "art":
        return []
    return [
        Reference(m.span(), kind, number, (paragraph, *_bare(m["points"] or "")))
        for m in _RELATIVE.finditer(text)
        for paragraph in _listed(m["pars"].lower())
    ]


def _listed(numbers: str) -> Iterator[str]:
    """Yield each number of a list, and what a range leaves out."""
    last = ""
    for join, part in re.findall(r"(to|[-–])?\s*(\d+[a-z]?)", numbers):
        if join and last.isdigit() and part.isdigit():
            yield from map(str, range(int(last) + 1, min(int(part), int(last) + _MAX_RANGE)))
        yield part
        last = part


def _series(text: str, match: re.Match[str]) -> Iterator[Reference]:
    """Yield the first citation of a series and those that "and", "or", "to" add to it."""
    first = _reference(match)
    yield first
    if first.kind == "anx" or match.groupdict().get("points"):
        return
    plural = match.group(0).split()[0].rstrip(".").lower().endswith("s")
    more, position, last = (_MORE if first.kind == "art" else _MORE_RECITALS), match.end(), first
    while plural and (following := more.match(text, position)):
        current = _reference(following, first.kind)
        join = following["join"].strip().lower()
        if join in ("to", "-", "–"):
            yield from _between(last, current)
        yield current
        last, position = current, following.end()


def _between(first: Reference, last: Reference) -> Iterator[Reference]:
    """Yield what a range leaves out: "Articles 102 to 104" names 103 too."""
    if first.number.isdigit() and last.number.isdigit():
        low, high = int(first.number), int(last.number)
        for number in range(low + 1, min(high, low + _MAX_RANGE)):
            yield Reference(last.span, last.kind, str(number))


def _reference(match: re.Match[str], kind: str = "") -> Reference:
    groups = match.groupdict()
    kinds = {"a": "art", "r": "rct"}
    word = re.sub(r".*\bof\s+", "", match.group(0), flags=re.S).strip().lower()
    kind = kind or ("anx" if word.startswith("annex") else kinds.get(word[0], "art"))
    number = match["number"].upper() if kind == "anx" else match["number"].lower()
    paragraph = [groups["par"]] if groups.get("par") else []
    unnumbered = _UNNUMBERED.search(groups.get("part") or "")
    if unnumbered and unnumbered[1].lower() in ORDINALS:
        paragraph = [str(ORDINALS.index(unnumbered[1].lower()) + 1)]
    steps = _bare(groups.get("steps") or "") + paragraph + _bare(groups.get("points") or "")
    section = (groups.get("section") or "").upper()
    return Reference(match.span(), kind, number, tuple(steps), section=section)


def _bare(steps: str) -> list[str]:
    return re.findall(r"[0-9]+[a-z]?|[a-z]+", steps.lower())


def _with_act(text: str, series: list[Reference]) -> list[Reference]:
    """Return the series with the act that stands behind or before it."""
    start, end = series[0].span[0], series[-1].span[1]
    if _TREATY.match(text, end):
        act = ELSEWHERE
    else:
        after = _OF_ACT.match(text, end)
        match = after or _ACT_BEFORE.search(text[max(0, start - 60) : start])
        act = celex(match) if match else ""
    return [Reference(r.span, r.kind, r.number, r.steps, act, r.section) for r in series]


def find_acts(text: str) -> list[str]:
    """Return the CELEX numbers of the acts that a text names, each once, in order."""
    return list(dict.fromkeys(act for _, act in act_spans(text)))


def act_spans(text: str) -> list[tuple[tuple[int, int], str]]:
    """Return where a text names acts, with their CELEX numbers."""
    return [(m.span(), celex(m)) for m in re.finditer(_ACT, text, re.IGNORECASE)]


def celex(match: re.Match[str]) -> str:
    """Return the CELEX number of a matched act: sector 3, year, letter, number.

    Since 2015 acts are numbered year/number; before, regulations were "No number/year".
    Source: https://eur-lex.europa.eu/content/tools/HowCelexNumbersAreMadeUp.pdf
    """
    if match["name"]:
        return ACTS[match["name"].lower()]
    if match["celex"]:
        return match["celex"].upper()
    old = "o" if match["otype"] else ""
    word, first, second = (match[old + name] for name in ("type", "first", "second"))
    kind = "R" if word[0] in "Rr" else "D" if word[:3].lower() == "dec" else "L"
    year_first = not match[f"{old}no"] and _starts_with_year(first, second)
    year, number = (first, second) if year_first else (second, first)
    return f"3{year if len(year) > 2 else f'19{year}'}{kind}{int(number):04d}"


def _starts_with_year(first: str, second: str) -> bool:
    """Tell 2014/90 and 93/13 from 1025/2012 and 44/2001."""
    if len(first) == 4:
        return 1950 <= int(first) < 2100
    return len(first) == 2 and len(second) < 4


def name_of(identifier: str) -> str:
    """Return how an act is cited by number: "32026R1744" gives "Regulation (EU) 2026/1744"."""
    match = re.fullmatch(r"3(\d{4})([RLD])(\d{4})", identifier)
    if match is None:
        return identifier
    year, letter, number = match.groups()
    word = {"R": "Regulation", "L": "Directive", "D": "Decision"}[letter]
    if int(year) >= 2015:
        return f"{word} (EU) {year}/{int(number)}"
    if letter == "L":
        return f"{word} {year}/{int(number)}"
    return f"{word} No {int(number)}/{year}"


def called(identifier: str) -> str:
    """Return an act's number with its shortest name: "Regulation (EU) 2016/679 (GDPR)"."""
    found = min((name for name, act in ACTS.items() if act == identifier), key=len, default="")
    name = re.sub(r"\bAi\b", "AI", found.title().replace(" On ", " on "))
    return name_of(identifier) + (f" ({name.upper() if len(name) <= 5 else name})" if name else "")


def resolve(reference: Reference, act: str, known: Container[str]) -> str:
    """Return the id of the provision a citation means, or "" when it does not exist.

    `act` is the document for a citation that names none.
    """
    document = reference.act or act
    ids = (f"{document}#{anchor}" for anchor in reference.anchors())
    return next((identifier for identifier in ids if identifier in known), "")
