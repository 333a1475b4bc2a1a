"""The vocabulary of a checked memo: mentions, quotations, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.references import Reference

PROVISION, ACT, CASE, UNITED_STATES = "provision", "act", "case", "us"
"""Kinds of mention: a provision of an EU act, a whole EU act, a court's decision, US law."""

YES, NO, UNKNOWN, AMBIGUOUS = "yes", "no", "unknown", "ambiguous"
"""Whether what is cited exists. "unknown": the act is not in the corpus, which is no error."""

NO_QUOTE, VERBATIM, ALTERED, ELSEWHERE = "none", "verbatim", "altered", "elsewhere"
OTHER_VERSION, TOO_SHORT, NOT_COMPARED = "other_version", "too_short", "not_compared"
"""What became of the quotation that belongs to a citation. NOT_COMPARED: the text cited is not
here, or the quotation is in another language."""

IN_FORCE, NOT_YET_LAW, NOT_YET_APPLICABLE = "in_force", "not_yet_law", "not_yet_applicable"
AMENDED, REPEALED, NOT_BINDING = "amended", "repealed", "not_binding"
REPORTED, FICTION, OURS = "reported", "fiction", "note"
"""Status of what is cited, on the memo's date. NOT_BINDING: a recital cited as if it bound."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation as a memo writes it. A list or a range gives a mention for each member."""

    text: str
    """The words of the memo at the span."""
    span: tuple[int, int]
    """Start and end in the memo, in characters. Members of a series may share one."""
    kind: str
    reference: Reference | None = None
    """For PROVISION: unit and steps; its `act` is "" when the memo does not say which."""
    act: str = ""
    """CELEX number of the act meant, by name, number, alias, "thereof" or "ibid."; "" unknown."""
    act_from: str = ""
    """How the act is known: "named", "alias", "ibid", "thereof", "context", "" not at all."""
    cite: str = ""
    """For ACT, CASE and UNITED_STATES: normalised, such as "C-131/12", "10 U.S.C. § 3252(a)"."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, or a block quotation, without the marks."""

    text: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of a memo with what it cites: the unit in which claims are judged."""

    text: str
    span: tuple[int, int]
    mentions: tuple[Mention, ...] = ()
    quotations: tuple[tuple[Quotation, Mention], ...] = ()
    """Each quotation with the mention that it belongs to."""
    noted: str = ""
    """Of a footnote: the sentence in which its mark stands, where that cites nothing itself."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check found of one citation."""

    mention: Mention
    paragraph: int
    """Which paragraph of the memo it stands in, from 1."""
    sentence: str
    """The memo's sentence; of a long one what stands around the citation, "…" where it is cut."""
    exists: str = UNKNOWN
    resolved: str = ""
    """Provision id, "" when there is none."""
    nearest: str = ""
    """For `exists` NO: the id of the nearest provision that exists, "" without one."""
    candidates: tuple[str, ...] = ()
    """For AMBIGUOUS: the ids it could mean."""
    quotation: Quotation | None = None
    quote: str = NO_QUOTE
    quote_diff: str = ""
    """Word by word, "[-48-]{+72+}": what the memo has, what the text has."""
    quote_laid: tuple[tuple[str, str, bool], ...] = ()
    """The same whole, run by run: what the memo has, what the text has, whether they agree."""
    quoted_from: str = ""
    """For ELSEWHERE and OTHER_VERSION: the id of the provision that has the words."""
    claim: str = "not_checked"
    """"supported", "contradicted", "not_supported" or "not_checked"; see `rag.judge`."""
    decides: str = ""
    """The sentence of the provision that decides the claim."""
    status: str = ""
    reasons: tuple[str, ...] = ()
    """In words for the reader, what fails first. "" for nothing to say."""

    @property
    def fails(self) -> bool:
        """Whether somebody has to look at this citation before the memo goes out.

        What was amended since and still carries what the memo says of it does not fail; what the
        memo quotes or tells as it was before does, as OTHER_VERSION or as contradicted.
        """
        return (
            self.exists in (NO, AMBIGUOUS)
            or self.quote in (ALTERED, ELSEWHERE, OTHER_VERSION)
            or self.claim == "contradicted"
            or self.status in (REPEALED, NOT_YET_LAW, FICTION)
        )


@dataclass(frozen=True, slots=True)
class Report:
    """Every finding of one memo, in the order of the memo."""

    name: str
    text: str
    """The memo as read; spans count in it."""
    as_of: str
    findings: tuple[Finding, ...]
    unattached: tuple[Quotation, ...] = ()
    """Quotations that belong to no citation."""
    notices: tuple[str, ...] = ()
    corpus: str = ""
    elapsed_ms: float = field(default=0.0, compare=False)

    @property
    def fails(self) -> Sequence[Finding]:
        """The findings that fail."""
        return [finding for finding in self.findings if finding.fails]
