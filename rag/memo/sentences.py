"""Cut a memo into sentences; headings, items of lists, footnotes and blank lines end one too."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

Span = tuple[int, int]

_NEVER = (
    "Art|Arts|art|arts|Artt|para|paras|Para|Paras|par|pars|Rec|Recs|rec|recs|pt|pts|lit|Lit|litt|Abs"
    "|Buchst|Bst|Ziff|UAbs|Nrn|Unterabs|stk|Stk|pkt|jf|al|subpara|subparas|cf|Cf|e.g|E.g|i.e|I.e"
    "|viz|vs|v|Dr|Mr|Mrs|Ms|Prof|St|Sec|Secs|sec|secs|Reg|Regs|Dir|Ch|ch|Cl|cl|pp|ed|eds|esp|approx"
    "|incl|Vgl|vgl|z.B|bzw|gem|ggf|insb|i.V.m|i.S.d|i.S.v|Rn|Rz|Rs|f.eks|bl.a|dvs|resp|aff|Aff"
    "|Pub|Stat|Fed|Cal|Cir|Supp|App|Jan|Feb|Aug|Sept|Sep|Oct|Nov|Dec|Gen|Bus|Civ|Proc|Const"
    "|U.S.C|C.F.R|F.R|F.3d|F.2d|Bros|Ref|ref|Fn|fn|Anh|Anl|ErwG|ErwGr|Erwgr|Schr|Hon|Jr|Sr|Rev"
)
_BEFORE_NUMBER = "No|Nos|no|nos|Nr|nr|S|p|n|N|Id|id|ibid|Ibid|C|T|ss|s|r|reg|L|Tit|tit"
_PERHAPS = "U.S|U.K|E.U|D.C|N.Y|etc|Inc|Corp|Ltd|Co|ff|seq|a.m|p.m|Ph.D|al|L.L.C|S.A"
_OPENER = (
    "The|This|That|These|Those|It|Its|In|Under|A|An|However|Accordingly|If|As|For|On|By|We|Where|There"
    "|Such|Thus|Therefore|Their|They|But|And|Moreover|Further|Furthermore|When|Since|At|To|From|Any|All"
    "|Each|Both|Neither|Providers|Deployers|Operators|Der|Die|Das|Es|Le|La|Les|Il|Elle|Det|Den|De"
)
_END = re.compile(
    r"[.!?…][\"”’»“‘«)\]]*(?:\[\^[^\[\]\s]{1,40}\])?[^\S\n]*(?:\n[^\S\n]*)?(?<=\s)(?=\S)"
)
_START = re.compile(r"[\"“‘„«»'(\[]*(?:[A-ZÀ-ÖØ-Þ\d§]|\[\w\])")
_LAST_WORD = re.compile(r"(?:^|[\s(\[\"“‘„«'/–—])([^\s(\[\"“‘„«'/–—]{0,12})$")
_INITIAL = re.compile(r"(?:[A-Z]\.)*[A-Z]")
_DAY = re.compile(
    r"(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez|jan|feb|mar|apr|maj|jun|jul|aug|sep|okt)\w*"
)
_LINE = re.compile(r"[^\n]*(?:\n|$)")
MARK = re.compile(
    r"[^\S\n]*(?:>[^\S\n]?)*(?:\#{1,6}\s+|[-*•–▪◦]\s+|\(?\d{1,3}[.)]\s+|\([a-z]{1,4}\)\s+"
    r"|[a-z]\)\s+|\[\^[^\[\]\s]{1,40}\]:\s*|\[\d{1,3}\]\s+)?[^\S\n]*"
)
_ITEM = re.compile(
    r"[^\S\n]*(?:\#{1,6}\s|[-*•–▪◦]\s|\(?\d{1,3}[.)]\s|\([a-z]{1,4}\)\s|[a-z]\)\s"
    r"|\[\^[^\[\]\s]{1,40}\]:|\[\d{1,3}\]\s|\|)"
)
_HASH = re.compile(r"[^\S\n]*\#{1,6}\s")
_RULE = re.compile(r"[^\S\n]*(?:[-=*_]{3,}|\|)")
_OPEN_END = re.compile(
    r"[.,;:?!\"”’)\]–-]$|\b(?:of|the|a|an|and|or|to|in|on|by|for|under|with|that|which|is|are|not)$"
)
_HEADING = 80


def sentences(text: str, whole: Sequence[Span] = ()) -> list[Span]:
    """Return where the sentences of a text stand, in order, without marks of lists.

    None ends inside one of the spans of `whole`, which must be in order and apart.
    """
    ends = [end for _, end in whole]

    def is_inside(position: int) -> bool:
        after = bisect_right(ends, position)
        return after < len(whole) and whole[after][0] < position

    cuts = {
        position for position in (*_lines(text), *_stops(text, whole)) if not is_inside(position)
    }
    edges = [0, *sorted(cuts - {0}), len(text)]
    found = (_trimmed(text, a, b) for a, b in pairwise(edges))
    return [(start, end) for start, end in found if start < end]


def _trimmed(text: str, start: int, end: int) -> Span:
    if (not start or text[start - 1] == "\n") and (mark := MARK.match(text, start, end)):
        start = mark.end()
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _lines(text: str) -> Iterator[int]:
    """Yield the starts of lines that begin something new."""
    before, was_quoted, after_heading = "", False, True
    for match in _LINE.finditer(text):
        line = match.group().rstrip()
        is_quoted = line.lstrip().startswith(">")
        new = not before or after_heading or is_quoted != was_quoted or _ITEM.match(line)
        if line and new:
            yield match.start()
        after_heading = _is_heading(line, bool(new), text, match.end())
        before, was_quoted = line, is_quoted


def _is_heading(line: str, begins: bool, text: str, following: int) -> bool:
    """Tell a heading: marked, or short, without a full stop, over a longer line."""
    if _HASH.match(line) or _RULE.match(line):
        return True
    if not line or not begins or len(line) > _HEADING or _OPEN_END.search(line):
        return False
    below = text[following : following + 400].partition("\n")[0].strip()
    return bool(_START.match(below)) and len(line) < 0.6 * len(below)


def _stops(text: str, whole: Sequence[Span]) -> Iterator[int]:
    """Yield where a sentence starts behind a full stop.

    A citation in brackets behind a quotation is its source, and no sentence: “...” (Article 5).
    """
    starts, ends = {start for start, _ in whole}, {end for _, end in whole}
    for match in _END.finditer(text):
        following = match.end()
        source = (
            text[following] in "([" and following + 1 in starts and match.group().strip() != "."
        )
        follows = _START.match(text, following) is not None and not source
        number = match.start() in ends and text[match.start() - 1].isdigit()
        if follows and (number or not _is_short_form(text, match)):
            yield following


_NEVER_ENDS = frozenset(_NEVER.split("|"))
_ENDS_NOT_BEFORE_NUMBER = frozenset(_BEFORE_NUMBER.split("|"))
_SELDOM_ENDS = frozenset(_PERHAPS.split("|"))
_OPENS = re.compile(rf"(?:{_OPENER})(?!\w)")


def _is_short_form(text: str, match: re.Match[str]) -> bool:
    """Tell whether the full stop belongs to a short form, a number of a list or a day."""
    if match.group()[0] != ".":
        return False
    word = _LAST_WORD.search(text, max(0, match.start() - 14), match.start())
    last, following = word[1] if word else "", match.end()
    if last in _NEVER_ENDS:
        return True
    if last in _ENDS_NOT_BEFORE_NUMBER:
        return text[following].isdigit() or not text[following].isalpha()
    if last in _SELDOM_ENDS or _INITIAL.fullmatch(last):
        return _OPENS.match(text, following) is None
    if last.isdigit():
        line = text.rfind("\n", 0, match.start()) + 1
        return not text[line : match.start() - len(last)].strip(" >\t(") or bool(
            len(last) < 3 and _DAY.match(text, following)
        )
    return False
