"""Tell whether what a claim refers to exists, is cited by it or stands in what it cites."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence

from ingest.model import Provision
from ingest.references import (
    ACTS,
    ELSEWHERE,
    Reference,
    find,
    find_acts,
    find_relative,
    name_of,
    resolve,
)
from rag.closest import leading

_PARTS = re.compile(
    r"\b(?:(?:sub)?paragraphs?|points?|chapters?|sections?|titles?|parts?|articles?|recitals?|"
    r"annex(?:es)?|regulations?|directives?|decisions?)\s+(?:\((?:EU|EC|EEC|EU, Euratom)\)\s+)?"
    r"(?:No\s+)?(?:\d[\w/]*|[IVXLC]+\b|\()(?:[\w()/]|\.\d|,? (?=[\d(])"
    r"|,? (?:and|or|to) (?=[\d(IVX])|,? points? (?=[\d(]))*(?:/(?:EU|EC|EEC|JHA))?",
    re.IGNORECASE,
)
_LIST_MARK = re.compile(r"^\s*(?:\d{1,3}\.|\(\d{1,3}[a-z]?\))\s", re.MULTILINE)
_PLURAL = re.compile(
    r"\b(?:Article(?=\s\d+[a-z]?(?:\(\w+\))*,? (?:and|or|to) \d)"
    r"|Annex(?=\s[IVXLC]+,? (?:and|or|to) [IVXLC]))"
)
_NAMES = re.compile(
    rf"\b(?:{'|'.join(re.escape(name) for name in sorted(ACTS, key=len, reverse=True))}"
    r"|(?:the|this) (?:Act|Regulation|Directive))(?!\w)",
    re.IGNORECASE,
)
_CELEX = re.compile(r"3(?P<year>\d{4})[A-Z](?P<serial>\d{4})$")
_OUTER = re.compile(r"\b(?:Chapter|Title|Section|Part)\s+([IVXLC]+|\d+)\b")


def without_references(text: str) -> str:
    """Return a text without the numbers of provisions, acts and list items."""
    return _PARTS.sub(" ~ ", _LIST_MARK.sub("", text))


def without_acts(text: str) -> str:
    """Return a text without the names of acts: "the AI Act", "this Directive"."""
    return _NAMES.sub(" ~ ", text)


def act_name(document_id: str) -> str:
    """Return what people call the act of a document: "GDPR"; "" when it has no such name."""
    celex = document_id.partition("+")[0]
    names = sorted((name for name, act in ACTS.items() if act == celex), key=len)
    if not names:
        return ""
    words = names[0].split()
    if len(words) == 1:
        return names[0].upper()
    return " ".join(word.upper() if len(word) == 2 else word.capitalize() for word in words)


def named(provision: Provision) -> str:
    """Return how a provision is named in a reason: "Article 33(1) GDPR"."""
    return f"{provision.label} {act_name(provision.document_id)}".strip()


def faults(
    said: str, cited: Sequence[Provision], provisions: Mapping[str, Provision]
) -> Iterator[str]:
    """Yield what is wrong with each provision or act that a claim refers to."""
    plural = _plural(said)
    relative = (r for p in cited[:1] for r in find_relative(plural, p.anchor))
    for reference in (*find(plural), *relative):
        if fault := _fault(reference, cited, provisions):
            yield fault
    acts = {_act(p) for p in cited} | {
        a for p in cited for a in find_acts(f"{p.chapeau}\n{p.text}")
    }
    whole = "\n".join(f"{p.label} {' '.join(p.headings)} {p.chapeau} {p.text}" for p in cited)
    for act in find_acts(said):
        if act not in acts and not _has_number(act, whole):
            yield f"speaks of {act_name(act) or name_of(act)}, which is not what it cites"
    for match in _OUTER.finditer(said):
        if not re.search(rf"\b{match[1]}\b", whole):
            yield f"names {match[0]}, which does not stand in what it cites"


def _plural(text: str) -> str:
    """Return a text with "Articles 5 or 50" for "Article 5 or 50"."""
    return _PLURAL.sub(lambda match: f"{match[0]}{'es' if match[0] == 'Annex' else 's'}", text)


def _has_number(act: str, text: str) -> bool:
    """Tell whether a text has the number of an act: "Regulations (EU) 2016/679 and ..."."""
    number = _CELEX.match(act)
    if number is None:
        return False
    year, serial = number["year"], number["serial"].lstrip("0")
    return re.search(rf"(?<!\d)(?:{year}/{serial}|{serial}/{year})(?!\d)", text) is not None


def _act(provision: Provision) -> str:
    return provision.document_id.partition("+")[0]


def _fault(
    reference: Reference, cited: Sequence[Provision], provisions: Mapping[str, Provision]
) -> str:
    stands = any(_stands(reference, provision, provisions) for provision in cited)
    if reference.act == ELSEWHERE:
        return (
            "" if stands else f"names {reference.label} of a treaty, which is not in what it cites"
        )
    documents = _documents(reference, cited)
    found = [f for d in documents if (f := resolve(_in(reference, d), d, provisions))]
    if any(_covers(identifier, provision.id) for identifier in found for provision in cited):
        return ""
    if stands:
        return ""
    act = act_name(documents[0]) or name_of(documents[0])
    if found:
        return f"names {reference.label}, but cites {_labels(cited)}"
    if any(key.startswith(f"{d}#") for d in documents for key in provisions):
        return f"there is no {reference.label} in the {act}"
    return f"names {reference.label} of {act}, which is not in the corpus"


def _in(reference: Reference, document: str) -> Reference:
    return Reference(
        reference.span,
        reference.kind,
        reference.number,
        reference.steps,
        document,
        reference.section,
    )


def _documents(reference: Reference, cited: Sequence[Provision]) -> list[str]:
    """Return the texts in which a reference may be found: of its act, else those cited."""
    own = dict.fromkeys(p.document_id for p in cited)
    if not reference.act:
        return list(own)
    same = [d for d in own if d.partition("+")[0] == reference.act]
    return same or [reference.act]


def _covers(identifier: str, other: str) -> bool:
    """Tell whether one of two provisions is the other or contains it."""
    return (
        identifier == other
        or other.startswith(f"{identifier}.")
        or identifier.startswith(f"{other}.")
    )


def _stands(
    reference: Reference, provision: Provision, provisions: Mapping[str, Provision]
) -> bool:
    """Tell whether the text of a provision refers to the same, or to a part or whole of it."""
    text = _plural(f"{leading(provision, provisions)}\n{provision.text}")
    there = [*find(text), *find_relative(text, provision.anchor), *_headed(provision)]
    acts = {_act(provision), *find_acts(text)}
    return any(_same(reference, other, acts) for other in there)


def _headed(provision: Provision) -> list[Reference]:
    return find(" ; ".join(provision.headings))


def _same(reference: Reference, other: Reference, acts: Container[str]) -> bool:
    """Tell whether a claim's reference is one of its law's; `acts` are those the law may mean."""
    if (reference.kind, reference.number) != (other.kind, other.number):
        return False
    named_act = reference.act if reference.act != ELSEWHERE else ""
    if named_act and (other.act != named_act if other.act else named_act not in acts):
        return False
    depth = min(len(reference.steps), len(other.steps))
    return reference.steps[:depth] == other.steps[:depth]


def _labels(cited: Sequence[Provision]) -> str:
    return " and ".join(dict.fromkeys(named(provision) for provision in cited))
