"""Read Markdown: headings, paragraphs, list items, tables; the marks themselves go."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from ingest.readers.compose import composed
from ingest.readers.decode import decoded
from ingest.readers.model import Piece, Read, Stated, with_notice
from ingest.readers.stated import day_of

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r" {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s+(?=\S)")
_NOTE = re.compile(r" {0,3}\[\^[^\[\]\s]{1,40}\]:")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_QUOTE = re.compile(r"^ {0,3}(?:> ?)+")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINK = re.compile(r"!?\[([^\[\]]*)\](?:\([^()\s]*(?:\s+[\"'][^\"']*[\"'])?\)|\[[^\[\]]*\])")
_STRONG = re.compile(r"(\*\*\*|\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_EMPHASIS = re.compile(r"(?<![\w*_\\])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\1(?![\w*_])")
_CODE = re.compile(r"(`+)(.+?)\1")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*\n(.*?)\n(?:\1|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_FIELD = re.compile(r"(?P<key>[A-Za-z_-]+)\s*[:=]\s*(?P<value>.+)")
_KEYS = {
    "title": "title",
    "author": "author",
    "date": "published",
    "published": "published",
    "publisher": "publisher",
    "lang": "language",
    "language": "language",
}


@dataclass
class _Flow:
    """The pieces found so far, and the lines of the one that is being read."""

    pieces: list[Piece] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    quoting: bool = False

    def quote(self, quoting: bool) -> None:
        """Begin or leave a block quotation; a line without its mark may continue one."""
        if quoting != self.quoting and (quoting or not self.lines):
            self.end()
            self.quoting = quoting

    def end(self, level: int = 0) -> None:
        """Close the piece that is being read."""
        text = _plain(" ".join(line.strip() for line in self.lines))
        if text:
            self.pieces.append(Piece(text, level, quoted=self.quoting))
        self.lines = []

    def alone(self, text: str, level: int = 0) -> None:
        """Add a piece of one line."""
        self.end()
        self.lines = [text]
        self.end(level)


def read(raw: bytes, name: str) -> Read:
    """Return the document in Markdown. Raises `ParseFailed`."""
    text, notice = _lines(raw, name)
    known, front, body = _front_matter(text)
    return with_notice(composed(_pieces(body), name, known, left_out=front), notice)


def printed(raw: bytes, name: str) -> tuple[list[Piece], str]:
    """Return the paragraphs as they stand, and what to know of them. Raises `ParseFailed`."""
    text, notice = _lines(raw, name)
    return _pieces(_front_matter(text)[2]), notice


def _lines(raw: bytes, name: str) -> tuple[str, str]:
    text, notice = decoded(raw, name)
    return text.replace("\r\n", "\n").replace("\r", "\n"), notice


def _front_matter(text: str) -> tuple[Stated, Sequence[str], str]:
    """Return what the front matter states, its lines, and the text below it."""
    front = _FRONT.match(text)
    if front is None:
        return Stated(), (), text
    lines = front[2].splitlines()
    known = Stated()
    for line in lines:
        stated = _FIELD.fullmatch(line.strip())
        name = _KEYS.get(stated["key"].lower(), "") if stated else ""
        if stated and name:
            value = stated["value"].strip().strip("\"'")
            value = day_of(value[:10]) if name == "published" else value
            known = replace(known, **{name: value})
    return known, lines, text[front.end() :]


def _pieces(text: str) -> list[Piece]:
    flow = _Flow()
    fence = ""
    for line in _COMMENT.sub("", text).split("\n"):
        mark = _FENCE.match(line)
        if fence:
            fence = _in_code(flow, line, fence)
        elif mark:
            flow.end()
            fence = mark[1]
        else:
            inner = _QUOTE.sub("", line)
            flow.quote(inner != line)
            _add(flow, inner)
    flow.end()
    return flow.pieces


def _in_code(flow: _Flow, line: str, fence: str) -> str:
    """Add a line of code as it is; return the fence, "" when this line closes it."""
    if line.strip().startswith(fence) and not line.strip().strip(fence[0]):
        return ""
    if line.strip():
        flow.pieces.append(Piece(line.strip()))
    return fence


def _add(flow: _Flow, line: str) -> None:
    """Add a line that is no code."""
    heading = _HEADING.match(line)
    underline = _UNDERLINE.match(line)
    if heading:
        flow.alone(heading[2], len(heading[1]))
    elif underline and flow.lines:
        flow.end(1 if underline[1][0] == "=" else 2)
    elif not line.strip() or _RULE.match(line):
        flow.end()
    elif "|" in line and (_TABLE_RULE.match(line) or line.strip().startswith("|")):
        if not _TABLE_RULE.match(line):
            flow.alone(" | ".join(cell.strip() for cell in line.strip().strip("|").split("|")))
    else:
        if _ITEM.match(line) or _NOTE.match(line):
            flow.end()
        flow.lines.append(line)


def _plain(text: str) -> str:
    """Return the words of a line without the marks of links, emphasis and code."""
    return "".join(_unmarked(text))


def _unmarked(text: str) -> Iterator[str]:
    """Yield the words; what is marked as code keeps every character."""
    at = 0
    for code in _CODE.finditer(text):
        yield _words(text[at : code.start()])
        yield code[2]
        at = code.end()
    yield _words(text[at:])


def _words(text: str) -> str:
    for mark, kept in ((_LINK, r"\1"), (_STRONG, r"\2"), (_EMPHASIS, r"\2"), (_ESCAPE, r"\1")):
        text = mark.sub(kept, text)
    return text
