"""Take out of a memo's sentence what is said of each provision that it cites."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.references import ACTS
from rag.closest import telling
from rag.memo.model import ACT, Mention, Passage

_FEW = 3
_NAMES = "|".join(sorted((re.escape(name) for name in ACTS), key=len, reverse=True))
_OF_ACT = re.compile(
    rf"\s*,?\s*\(?(?:of|in|to|under)?\s*(?:(?:the|that|this|said)\s+)?(?:EU['’]s\s+|EU\s+)?"
    rf"(?:{_NAMES}|(?:Regulation|Directive|Act|Decision)"
    rf"(?:\s+\((?:EU|EC|EEC)\))?(?:\s+(?:No\s+)?\d{{1,4}}/\d{{1,4}}(?:/E[UC]C?)?)?|thereof)\b\)?",
    re.IGNORECASE,
)
_SIGNAL = re.compile(
    r"(?:\b(?:see(?:,? (?:also|e\.g\.,?|for example,?|in particular,?|generally))?|cf\.?|compare|"
    r"accord|e\.g\.,?|i\.e\.,?|contra|but see|pursuant to|in accordance with|according to|under|"
    r"by virtue of|as (?:required|provided|stated|set out|laid down|prescribed) (?:by|in|under)|"
    r"within the meaning of|for the purposes of|on the basis of)\s*)$",
    re.IGNORECASE,
)
_JOINT = re.compile(
    r"[\s,;()]*(?:(?:and|or|to|also|read (?:together )?with|in conjunction with|together with|"
    r"as well as|&|[-–])[\s,;()]*)?(?:(?:Articles?|Arts?\.?|Recitals?|Annex(?:es)?|points?)[\s]*)?"
    r"(?:(?:of|the|that)\s+)*",
    re.IGNORECASE,
)
_OPENS = re.compile(
    r"(?:^|[,;:]|\b(?:and|while|whereas|but)\b)\s*(?:(?:and|while|whereas|but)\s+)?"
    r"(?:(?:under|in|by|pursuant to|according to)\s+)?$",
    re.IGNORECASE,
)
_FOOTNOTE = re.compile(r"\[\^[^\[\]\s]{1,40}\]:?|^>\s?", re.MULTILINE)
_OWN_LABEL = re.compile(
    r"^\W*(?:(?:Clause|Section|Item|Question|Part|Schedule|Step|Finding|Issue|Row|Task|Slide)\s+"
    r"|Q\.?\s?|No\.?\s+)\d{1,3}(?:\.\d{1,3})*[a-z]?\b[.:)]?",
    re.IGNORECASE,
)
"""How a memo numbers its own parts: no figure of a claim."""
_CLOSED = re.compile(r"[\s).,;:\]]*$")


@dataclass(frozen=True, slots=True)
class Group:
    """Citations that stand together and carry the same words: "Articles 53 and 55"."""

    mentions: tuple[Mention, ...]
    start: int
    end: int
    """Where they stand in the sentence."""


def groups(passage: Passage) -> list[Group]:
    """Return the citations of a sentence, those that stand together as one.

    The name of an act alone is no citation that carries words.
    """
    offset, found = passage.span[0], list[Group]()
    every = (mention for mention in passage.mentions if mention.kind != ACT)
    for mention in sorted(every, key=lambda m: m.span):
        start, end = (max(0, place - offset) for place in mention.span)
        if found:
            last = found[-1]
            between = passage.text[last.end : start]
            bare = _OF_ACT.sub("", between, count=1)
            if start < last.end or (len(between) < 90 and _JOINT.fullmatch(bare)):
                joined = (*last.mentions, mention)
                found[-1] = Group(joined, last.start, max(last.end, end))
                continue
        found.append(Group((mention,), start, end))
    return found


def said(passage: Passage, cited: Sequence[Group]) -> Mapping[int, str]:
    """Return what the sentence says of each group, by position; nothing where it is not clear.

    A sentence with one group says all of it. With several, each clause must end with its own
    citation, or each begin with it.
    """
    if len(cited) == 1:
        return {0: bare(passage.text, cited)}
    return _ending(passage, cited) or _beginning(passage, cited)


def _ending(passage: Passage, cited: Sequence[Group]) -> dict[int, str]:
    """Return the clauses of a sentence in which each stands before its citation in brackets."""
    found, start = {}, 0
    for number, group in enumerate(cited):
        end = _after(passage.text, group)
        if not re.search(r"[(\[][^()\[\]]{0,24}$", passage.text[start : group.start]):
            return {}
        clause = bare(passage.text[start:end], [_shifted(group, start)])
        if len(telling(clause)) < _FEW:
            return {}
        found[number], start = clause, end
    return found if _CLOSED.fullmatch(passage.text[start:]) else {}


def _beginning(passage: Passage, cited: Sequence[Group]) -> dict[int, str]:
    """Return the clauses of a sentence in which each begins with its citation."""
    found: dict[int, str] = {}
    ends = [group.start for group in cited[1:]] + [len(passage.text)]
    for number, (group, end) in enumerate(zip(cited, ends, strict=True)):
        start = cited[number - 1].end if number else 0
        if not _OPENS.search(passage.text[start : group.start]):
            return {}
        if number == 0 and passage.text[: group.start].strip(" ,").count(" ") > 1:
            return {}
        clause = bare(passage.text[group.start : end], [_shifted(group, group.start)])
        if len(telling(clause)) < _FEW:
            return {}
        found[number] = re.sub(r"[\s,;]*\b(?:and|while|whereas|but)\s*$", "", clause)
    return found


def _shifted(group: Group, by: int) -> Group:
    return Group(group.mentions, group.start - by, group.end - by)


def _after(text: str, group: Group) -> int:
    """Return where a citation ends with the name of its act and closing brackets."""
    act = _OF_ACT.match(text, group.end)
    end = act.end() if act else group.end
    closing = re.compile(r"\s*[)\]]*").match(text, end)
    return closing.end() if closing else end


def bare(text: str, cited: Sequence[Group]) -> str:
    """Return a sentence without its citations, the names of their acts and signal words."""
    kept, start = list[str](), 0
    for group in cited:
        before = _SIGNAL.sub("", text[start : max(start, group.start)])
        kept.append(before)
        act = _OF_ACT.match(text, group.end)
        start = max(start, act.end() if act else group.end)
    whole = _FOOTNOTE.sub("", " ".join([*kept, text[start:]]))
    whole = re.sub(r"[(\[][\s,;.]*[)\]]|[\"“”„«»]", " ", whole)
    whole = re.sub(r"\s+(?=[,.;:)])", "", " ".join(whole.split()))
    return _OWN_LABEL.sub("", whole).lstrip(" ,;:.)").strip()
