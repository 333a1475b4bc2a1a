"""Reduce a text to words that can be compared, each with its place in the text."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.figures import plain_powers
from rag.adapters.stems import stems
from rag.memo.hard import hard

_BLANK = r"[ \t\u00a0\u2009\u202f]"
_TOKEN = re.compile(
    r"\[\w\]\w*"  # an initial changed by the memo: "[t]he"
    r"|\d+\^\d+"
    rf"|\d{{1,3}}(?:{_BLANK}\d{{3}}(?!\d))+"
    r"|\w+(?:['’]\w+)*"
    r"|[^\w\s]"
)
_DROPPED = frozenset("\"'“”‘’„‚«»‹›`´*[]\u00ad\u200b\ufeff")
"""Quotation marks, emphasis and brackets: how words are set, and not words."""
_ADDED = re.compile(
    r"[\[(](?:sic|(?:my |our |original )?(?:emphas[ie]s|italics|bold|underlining|footnotes?"
    r"|citations?|references?)(?: (?:is |are )?(?:added|mine|ours|supplied|omitted|removed"
    r"|in (?:the )?original))?)[\])]"
    r"|\[\^[^\[\]\s]{1,40}\]|^>\s?",  # the mark of a footnote, and of a line in a block quotation
    re.IGNORECASE | re.MULTILINE,
)
_ELLIPSIS = re.compile(r"[\[(]\s?(?:…|\.{3,4}|\. \. \.)\s?[\])]|…|\.{3,4}|\. \. \.")
_INSERTED = re.compile(r"(?:(?<!\w)\w+)?\[(?!\^)(?!\w\]\w)[^\[\]]{1,80}\]")
"""What a writer puts into a quotation in brackets, and a word whose ending he changes so."""
_BROKEN = re.compile(r"(?<=[a-z])-\n\s*(?=[a-z])")
_MARK = re.compile(r"(?<=[^\W\d_])[⁰¹²³⁴⁵⁶⁷⁸⁹]+$")
"""The number of a footnote."""
_DASHES = str.maketrans("‐‑‒–—−", "------")
_ENDS = frozenset(".,;:-!?")
_AT_END = (sys.maxsize, sys.maxsize)
_FOREIGN = 0.15
"""Least share of an English text's words that are stop words; running text has some 0.4."""
_ENOUGH = 8
_KNOWN = 0.8
"""Least share of an English text's words that the corpus has."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a mark of punctuation."""

    plain: str
    """In lower case, with plain apostrophes, dashes, powers and figures."""
    start: int
    end: int
    """Where it stands in the text, in characters."""
    cased: str
    """As `plain`, with capitals as written; "" where the memo says that it changed one."""


@dataclass(frozen=True)
class Words:
    """A text as words."""

    text: str
    words: tuple[Word, ...]

    @cached_property
    def key(self) -> str:
        """The plain words with a blank around each: what is searched, and searched for."""
        return f" {' '.join(word.plain for word in self.words)} "

    @cached_property
    def trimmed(self) -> Words:
        """The same without punctuation at either end."""
        first, last = 0, len(self.words)
        while first < last and self.words[first].plain in _ENDS:
            first += 1
        while last > first and self.words[last - 1].plain in _ENDS:
            last -= 1
        return Words(self.text, self.words[first:last])


def read(text: str) -> Words:
    """Return the words of a text; quotation marks, brackets and emphasis are left out."""
    return Words(text, tuple(_words(text)))


def _words(text: str) -> Iterator[Word]:
    for match in _TOKEN.finditer(text):
        written = match[0].strip("_")
        if not written or written in _DROPPED:
            continue
        cased = _cased(written)
        changed = written.startswith("[")
        yield Word(cased.lower(), match.start(), match.end(), "" if changed else cased)


def _cased(written: str) -> str:
    """Return a word with plain apostrophes, dashes and powers, and without a footnote's mark."""
    if written[0].isdigit():
        return re.sub(_BLANK, "", plain_powers(written))
    plain = _MARK.sub("", written).replace("’", "'").translate(_DASHES)
    return plain.replace("[", "").replace("]", "")


def segments(quotation: str) -> list[Words]:
    """Return the runs of words of a quotation that are the law's, in order, none of them empty.

    Ellipses part them, and so do words in brackets: those are the writer's own. Where they have
    a figure, a verb of duty or a "not", they count as quoted: they change what is ruled.
    """
    plain = _ADDED.sub(lambda match: " " * len(match[0]), quotation)
    gaps = sorted(m.span() for m in (*_ELLIPSIS.finditer(plain), *_inserted(plain)))
    found, start = [], 0
    for first, last in (*gaps, _AT_END):
        part = _within(plain, start, min(first, len(plain)))
        if part.words:
            found.append(part)
        start = max(start, last)
    return found


def put_in(quotation: str) -> list[str]:
    """Return what the writer of a quotation put into it in brackets."""
    plain = _ADDED.sub(" ", quotation)
    return [m[0] for m in _inserted(plain) if _ELLIPSIS.search(m[0]) is None]


def _inserted(plain: str) -> Iterator[re.Match[str]]:
    return (match for match in _INSERTED.finditer(plain) if not hard(match[0]))


def _within(text: str, start: int, end: int) -> Words:
    """Return the words of a stretch of a text, with places in the whole text."""
    shifted = (
        Word(word.plain, word.start + start, word.end + start, word.cased)
        for word in _words(text[start:end])
    )
    return Words(text, tuple(shifted)).trimmed


def unbroken(quotation: str) -> str:
    """Return a quotation with the words joined that the end of a line broke in two."""
    return _BROKEN.sub("", quotation)


def telling_words(parts: Sequence[Words]) -> int:
    """Return how many of the words are no stop words and no punctuation; figures count."""
    return sum(
        bool(stems(word.plain)) or word.plain[0].isdigit() for part in parts for word in part.words
    )


def is_english(text: str, vocabulary: Callable[[], Container[str]] = tuple) -> bool:
    """Tell whether a text may be English: a short one may always be.

    One with few stop words is, where nearly all its words are in the vocabulary, which is asked
    for only then.
    """
    every = [word.plain for word in read(text).words if word.plain[0].isalpha()]
    if len(every) < _ENOUGH:
        return True
    common = sum(len(word) > 1 and not stems(word) for word in every)
    if common >= _FOREIGN * len(every):
        return True
    known = vocabulary()
    return sum(word in known for word in every) >= _KNOWN * len(every)
