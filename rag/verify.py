"""Let through only what the cited provisions carry."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Provision
from rag.cited import named
from rag.closest import PLAIN, Knowledge
from rag.coverage import MIN_COVERED, coverage
from rag.hard_tokens import disagreements
from rag.model import Citation, Statement, Withheld

_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement before it was checked: words, and where they are said to stand."""

    text: str
    quotes: tuple[tuple[str, str], ...]
    """Pairs of provision id and quote."""
    part: str = ""
    """What the statement stands under; it is not checked."""


def cut(provision: Provision, quote: str) -> Citation | None:
    """Return the quote as it stands in the provision, None when it does not stand there.

    White space may differ, nothing else: the quote shown is cut from the stored text. A word
    or a grouped figure is never cut in half: "5 000 000" is no quote from "35 000 000".
    """
    words = [re.escape(word) for word in quote.split()]
    if not words:
        return None
    match = re.search(_whole(quote.strip(), r"\s+".join(words)), provision.text)
    if match is None:
        return None
    return Citation(provision, match.group(0), match.span())


def _whole(quote: str, pattern: str) -> str:
    """Return a pattern that does not match inside a word or inside a grouped figure."""
    before = r"(?<!\w)" if quote[0].isalnum() else ""
    after = r"(?!\w)" if quote[-1].isalnum() else ""
    if quote[0].isdigit():
        before += r"(?<!\d[.,^])" + (r"(?<!\d )" if _THOUSANDS.match(quote) else "")
    if quote[-1].isdigit():
        after += r"(?![.,^]\d)(?! \d{3}(?!\d))"
    return f"{before}{pattern}{after}"


def is_verbatim(citation: Citation) -> bool:
    """Tell whether a citation's quote is what stands at its span in its provision."""
    start, end = citation.span
    return bool(citation.quote) and citation.provision.text[start:end] == citation.quote


def verify(
    claim: Claim, provisions: Mapping[str, Provision], known: Knowledge = PLAIN
) -> Statement | Withheld:
    """Return the claim as a statement whose citations hold, or say why it is withheld.

    Each quote must stand word for word in an existing provision. A claim that says more than
    its quotes must agree with what it cites in every figure, date, strength, actor and
    reference, and have most of its words from there.
    """
    citations = []
    for identifier, quote in claim.quotes:
        provision = provisions.get(identifier)
        if provision is None:
            return Withheld(claim.text, f"there is no provision {identifier}")
        citation = cut(provision, quote)
        if citation is None:
            return Withheld(claim.text, f"the quote is not in {provision.label} word for word")
        citations.append(citation)
    if not citations:
        return Withheld(claim.text, "nothing is cited for it")
    if not _beyond_quotes(claim):
        return Statement(claim.text, tuple(citations), "verbatim", part=claim.part)
    cited = list({citation.provision.id: citation.provision for citation in citations}.values())
    if reason := unsupported(claim.text, cited, provisions, known):
        return Withheld(claim.text, reason)
    return Statement(claim.text, tuple(citations), "checked", part=claim.part)


def unsupported(
    text: str,
    cited: Sequence[Provision],
    provisions: Mapping[str, Provision],
    known: Knowledge = PLAIN,
) -> str:
    """Return why provisions do not carry a text of ours, "" when they do."""
    for disagreement in disagreements(text, cited, provisions, known):
        return disagreement.reason
    covered = coverage(text, cited, provisions, known)
    if covered.share >= MIN_COVERED:
        return ""
    label = " and ".join(named(provision) for provision in cited)
    strange = ", ".join(f"“{word}”" for word in covered.strange[:4])
    return f"{label} does not speak of {strange}" if strange else f"{label} says something else"


def _beyond_quotes(claim: Claim) -> str:
    """Return what a claim says that none of its quotes says."""
    rest = _SPACE.sub(" ", claim.text)
    for _, quote in sorted(claim.quotes, key=lambda pair: -len(pair[1])):
        rest = rest.replace(_SPACE.sub(" ", quote).strip(), " ", 1)
    return re.sub(r"[\W_]+", "", rest)
