"""Check what a model claims before anybody sees it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from ingest.model import Provision
from rag.adapters.stems import words
from rag.chat.items import Item
from rag.closest import PLAIN, Knowledge
from rag.model import Statement, Withheld
from rag.verify import Claim, cut, verify

OTHER_LANGUAGE = "is not in the language of the question and the provisions"
MIN_SHARED = 0.15
"""Least share of a claim's words that occur in the question or in a provision shown: sentences
in one language share at least articles and prepositions, those in two hardly any."""
_FEW = 5
_LINK = re.compile(r"\b(?:https?://|www\.)\S+", re.IGNORECASE)
_LONGEST_ID = 60
_ORDER = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.\n]{0,40}\b(?:instruct|prompt|previous|above)|"
    r"\bsystem prompt\b|\byou are (?:now )?(?:an? )?(?:AI|assistant|chatbot|language model)\b|"
    r"\binstructions? (?:to|for) (?:the |any |every )?(?:AI|assistant|chatbot|model|reader)\b",
    re.IGNORECASE,
)
"""Words that speak to a model. The texts themselves may be quoted with them, but not by it."""
_AROUND = 100
"""Characters before a quote that are looked at too: what obeys may quote the rest of an order."""


@dataclass(frozen=True)
class Check:
    """What claims are held against: the provisions that were shown, and all that there are."""

    question: str
    items: Sequence[Item]
    provisions: Mapping[str, Provision]
    known: Knowledge = PLAIN

    def __call__(self, claim: Claim) -> Statement | Withheld:
        """Return the claim as a statement, or say why it is withheld."""
        checks = (self._unknown, self._foreign, self._link, self._ordered)
        reason = next(filter(None, (check(claim) for check in checks)), "")
        if reason:
            return Withheld(claim.text, reason)
        return verify(claim, self.provisions, self.known)

    def _unknown(self, claim: Claim) -> str:
        """Say so when it cites what it was not shown."""
        shown = {item.provision.id for item in self.items}
        for identifier, _ in claim.quotes:
            if identifier not in self.provisions:
                return f"there is no provision {identifier[:_LONGEST_ID]}"
            if identifier not in shown:
                return f"cites {identifier}, which the model was not shown"
        return ""

    def _link(self, claim: Claim) -> str:
        """Say so when it has a link that no quote has."""
        quoted = " ".join(quote for _, quote in claim.quotes)
        links = (match[0] for match in _LINK.finditer(claim.text))
        return next(
            (f"has the link {x[:60]}, which is no quote" for x in links if x not in quoted), ""
        )

    def _ordered(self, claim: Claim) -> str:
        """Say so when it rests on an order that somebody put into a text for models."""
        for identifier, quote in claim.quotes:
            citation = cut(self.provisions[identifier], quote)
            if citation is not None:
                start, end = citation.span
                if _ORDER.search(citation.provision.text[max(0, start - _AROUND) : end]):
                    return f"rests on words of {citation.provision.label} that speak to a model"
        return ""

    def _foreign(self, claim: Claim) -> str:
        said = list(words(claim.text))
        if len(said) < _FEW:
            return ""
        shared = sum(word in self._known for word in said)
        return OTHER_LANGUAGE if shared < MIN_SHARED * len(said) else ""

    @cached_property
    def _known(self) -> frozenset[str]:
        shown = (f"{item.provision.label} {item.shown}" for item in self.items)
        return frozenset(words(" ".join((self.question, *shown))))
