"""Say yes or no only where the provision's own words do."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.days import day as printed
from ingest.model import Corpus
from rag.as_of import as_law
from rag.asking import Asked
from rag.model import Hit, Statement
from rag.precise import SETS_DATE, cited

_YES_NO = re.compile(
    r"^(?:[^,?.]{0,60}[,:]\s+)?(?:is|are|was|were|do|does|did|can|could|may|must|should|shall|will|has|have)\b",
    re.IGNORECASE,
)
_FORBIDDEN = re.compile(
    r"\b(?:prohibit\w*|forbidden|banned|ban|illegal|unlawful|outlawed|against the law)\b", re.I
)
_ALLOWED = re.compile(
    r"\b(?:allowed|permitted|legal|lawful|ok(?:ay)?|permissible)\b"
    r"|^(?:can|may|could) (?:we|i|you|an?|ai|the|our|my|police|companies|employers|schools?)\b",
    re.IGNORECASE,
)
_APPLIES = re.compile(
    r"\b(?:apply|applies|cover(?:s|ed)?|in scope|fall(?:s)? under|subject to|bound by)\b", re.I
)
_EXEMPT = re.compile(r"\b(?:exempt\w*|excluded|out of scope|outside the scope|spared)\b", re.I)
_PROHIBITED = re.compile(r"\bshall be prohibited\b")
_NOT_APPLY = re.compile(
    r"\b(?:This|this|The present) (?:Regulation|Directive|Act)\b[^.;]{0,80}?"
    r"(?P<words>\b(?:shall|does) not apply\b)"
)
_ONE_DATE = re.compile(r"Applies from \d+ \w+ \d{4}\.")
_LIMITS = re.compile(
    r"\b(?:except (?:where|when|if|for|in)|unless|with the exception of|without prejudice|"
    r"save (?:where|for)|only where|in so far as|insofar as|solely|exclusively|strictly|"
    r"provided that|on condition that|where|if|until|other than)\b",
    re.IGNORECASE,
)
_LACKING = re.compile(r"\bwithout\b(?! prejudice| undue)", re.IGNORECASE)
_NEGATED = re.compile(r"\b(?:not|never|no longer|isn't|aren't|doesn't|don't|without)\b", re.I)


def stance(asked: Asked, statement: Statement, fits: bool) -> str:
    """Return the verdict that the quoted words carry on a yes/no question, "" for none.

    Only "shall be prohibited" and "shall not apply" carry one. `fits` says whether the
    provision has the question's telling words; a verdict on something else would mislead.
    What limits the rule ("unless", "except where") is named with it. The rule may still be
    narrower than the question: the verdict goes as far as the words do.
    """
    if not fits or not _YES_NO.match(asked.text) or _NEGATED.search(asked.text):
        return ""
    words = " ".join(citation.quote for citation in statement.citations)
    if _LACKING.search(words) and not _LACKING.search(asked.text):
        return ""
    if _PROHIBITED.search(words):
        verdict, basis = _on_prohibition(asked.text), "shall be prohibited"
    elif negation := _NOT_APPLY.search(words):
        verdict, basis = _on_scope(asked.text), negation["words"]
    else:
        return ""
    limit = _LIMITS.search(statement.citations[0].quote)
    limited = f", with a limit: “{limit[0]} …”" if limit else ""
    return f"{verdict}, as far as these words go: “{basis}”{limited}." if verdict else ""


def _on_prohibition(question: str) -> str:
    if _FORBIDDEN.search(question):
        return "Yes"
    return "No" if _ALLOWED.search(question) else ""


def _on_scope(question: str) -> str:
    if _EXEMPT.search(question):
        return "Yes"
    return "No" if _APPLIES.search(question) else ""


def applies_yet(asked: Asked, hits: Sequence[Hit], corpus: Corpus, day: str) -> str:
    """Return whether the provision asked about applies on a day (ISO), "" for no verdict.

    It must be the only one that the question names, and have one date for all it covers.
    """
    by_date = asked.kind == "application" and hits and hits[0].why == SETS_DATE
    if not by_date or len(asked.references) != 1 or not _YES_NO.match(asked.text):
        return ""
    provision = cited(asked.references[0], corpus, asked.acts, day)
    if provision is None:
        return ""
    known = as_law(provision, corpus, day)
    if not _ONE_DATE.fullmatch(known.applies_note):
        return ""
    verdict = "Yes" if known.applies_from <= day else "Not yet"
    return f"{verdict}: {known.label} applies from {printed(known.applies_from)}."
