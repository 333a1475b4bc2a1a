"""Fill the memos of tests/memos: quotations are cut from the corpus, labels are taken out.

A template is Markdown behind a TOML head (title, day, needs: acts that must be there in full). It
holds no text of a law, only where to cut it, by words from 1:

    {{quote ID 3:14}}            {{altered ID 5:20 old->new}}   the change must fit exactly once
    {{bracketed ID 3:14}}        capital or small letter changed, in brackets
    {{capital ID 3:14}}          the same without brackets
    {{broken ID 3:14}}           with line breaks               {{title ID}}   a document's title

A citation stands in the text with what is right about it: [[words | ids | labels]]. Several ids
are one citation each ("Articles 15 and 17"); "-" is none. Labels are words of the report; "/"
separates those that are all right. Without one a citation exists, has no quotation and no claim.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.model import Corpus
from rag.judge import CONTRADICTED, NOT_SUPPORTED, SUPPORTED
from rag.memo import model

FOLDER = Path(__file__).with_name("memos")
ABSENT = "absent"
"""It is right, too, not to report the citation at all."""
UNCLAIMED, UNJUDGED = "unclaimed", "unjudged"
"""Nothing is said of the provision; or something on which lawyers could differ."""

EXISTS = (model.YES, model.NO, model.UNKNOWN, model.AMBIGUOUS, ABSENT)
QUOTES = (model.VERBATIM, model.ALTERED, model.ELSEWHERE, model.OTHER_VERSION, model.TOO_SHORT)
CLAIMS = (SUPPORTED, CONTRADICTED, NOT_SUPPORTED, UNCLAIMED, UNJUDGED)
STATUSES = (
    *(model.IN_FORCE, model.NOT_YET_LAW, model.NOT_YET_APPLICABLE, model.AMENDED, model.REPEALED),
    *(model.NOT_BINDING, model.REPORTED, model.FICTION, model.OURS),
)
BAD_STATUSES = frozenset((model.REPEALED, model.NOT_YET_LAW, model.NOT_BINDING, model.FICTION))
_CITE = re.compile(r"\[\[([^|\[\]]+)\|([^|\[\]]+)\|([^|\[\]]+)\]\]")
_FILL = re.compile(r"\{\{(\w+) (\S+)(?: (\d+):(\d+))?(?: ([^{}]+?)->([^{}]*?))?\}\}")
_LINE = 7


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation of a memo and every verdict that is right about it."""

    span: tuple[int, int]
    target: str
    """Id of a place in any text of the act, or of a whole document; "" for none."""
    exists: frozenset[str]
    quote: frozenset[str]
    claim: frozenset[str]
    status: frozenset[str]
    """Empty where the status is not labelled."""

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong with the citation."""
        return (
            self.exists <= {model.YES, model.UNKNOWN, ABSENT}
            and self.quote <= {model.NO_QUOTE, model.VERBATIM, model.TOO_SHORT}
            and self.claim <= {SUPPORTED, UNCLAIMED}
            and not self.status & BAD_STATUSES
        )

    @property
    def faulty(self) -> bool:
        """Whether a report has to say that somebody must look at the citation."""
        return (
            self.exists <= {model.NO, model.AMBIGUOUS}
            or self.quote <= {model.ALTERED, model.ELSEWHERE, model.OTHER_VERSION}
            or self.claim == {CONTRADICTED}
            or (bool(self.status) and self.status <= BAD_STATUSES)
        )


@dataclass(frozen=True, slots=True)
class Memo:
    """A memo as its author would send it, with what is right about each citation."""

    name: str
    day: str
    needs: tuple[str, ...]
    text: str
    cited: tuple[Cited, ...]

    def can_be_read_with(self, corpus: Corpus) -> bool:
        """Tell whether the corpus has the full text of the acts that the memo is on."""
        first = (corpus.provisions.get(f"{act}#art_1") for act in self.needs)
        return all(p is not None and p.kind == "article" for p in first)


def names() -> list[str]:
    """Return the names of the templates: "dev_..." to tune on, "test_..." held out."""
    return sorted(path.stem for path in FOLDER.glob("*.md"))


def read(name: str, fill: Callable[[re.Match[str]], str]) -> Memo:
    """Return a memo, with each placeholder replaced by what `fill` makes of it."""
    _, head, body = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("+++\n", 2)
    fields = tomllib.loads(head)
    body = _FILL.sub(fill, body)
    text, cited, position = "", [], 0
    for match in _CITE.finditer(body):
        text += body[position : match.start()]
        words = match[1].strip()
        span = (len(text), len(text) + len(words))
        cited += [labelled(span, target, match[3].split()) for target in match[2].split()]
        text, position = text + words, match.end()
    text += body[position:]
    return Memo(name, fields["day"], tuple(fields.get("needs", ())), text, tuple(cited))


def filled(name: str, corpus: Corpus) -> Memo:
    """Return a memo with its quotations cut from the corpus."""
    return read(name, lambda match: _cut(match, corpus))


def outline(name: str) -> Memo:
    """Return a memo with its placeholders emptied: the labels, without a corpus."""
    return read(name, lambda match: "...")


def labelled(span: tuple[int, int], target: str, labels: Sequence[str]) -> Cited:
    """Return a citation with its labels sorted by what they are on.

    Raises:
        ValueError: a label is no word of the report.
    """
    sets = {EXISTS: {model.YES}, QUOTES: {model.NO_QUOTE}, CLAIMS: {UNCLAIMED}, STATUSES: set()}
    for label in labels:
        allowed = set(label.split("/"))
        kind = next((words for words in sets if allowed <= {*words}), None)
        if kind is None:
            raise ValueError(f"{label} is not a verdict; use the words of rag/memo/model.py")
        sets[kind] = allowed
    target = "" if target == "-" else target
    return Cited(span, target, *(frozenset(allowed) for allowed in sets.values()))


def _cut(match: re.Match[str], corpus: Corpus) -> str:
    how, identifier, first, last, old, new = match.groups()
    if how == "title":
        return corpus.documents[identifier].title
    if identifier not in corpus.provisions:
        return "..."
    words = corpus.provisions[identifier].text.split()[int(first) - 1 : int(last)]
    quote = " ".join(words).rstrip(",;.:")
    if len(words) != int(last) - int(first) + 1 or not quote:
        raise ValueError(f"{match[0]}: the provision has fewer words")
    if how == "altered":
        return _altered(quote, old, new)
    if how == "bracketed":
        return f"[{quote[0].swapcase()}]{quote[1:]}"
    if how == "capital":
        return quote[0].swapcase() + quote[1:]
    if how == "broken":
        lines = (words[n : n + _LINE] for n in range(0, len(words), _LINE))
        return "\n".join(" ".join(line) for line in lines).rstrip(",;.:")
    return quote


def _altered(quote: str, old: str, new: str) -> str:
    if quote.count(old) != 1:
        raise ValueError(f"{old!r} stands {quote.count(old)} times in the words to alter, not once")
    return quote.replace(old, new)
