"""Make a follow-up stand alone: carry act, provision and topic over from the turn before."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ingest.model import Corpus, Provision
from ingest.references import act_spans, find, name_of
from rag.adapters.stems import stems
from rag.days import read_day
from rag.law_names import without_acts
from rag.leaning import (
    ACTORS,
    ASKS,
    FINE,
    ITS_PART,
    KINDS,
    ONES,
    OPENS,
    PRONOUN,
    QUOTE,
    WHEN,
    WHY,
    has_pronoun,
    leans,
)
from rag.model import Turn
from rag.naming import continued, numbered, the

_WHAT_ABOUT = re.compile(
    r"^(?:(?:and|but|so|ok(?:ay)?|also|then|or)\b[\s,]*)*"
    r"(?:(?:what|how) about\b\s*|what if\b\s*)?(?:(?:for|under|in|with|of|to)\b\s*)?(?:the\s+)?",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"^(?P<kind>paragraph|para\.?|point|letter|subparagraph)\s*\(?(?P<step>\d{1,3}[a-z]?|[a-z]{1,2})\)?\W*$",
    re.IGNORECASE,
)
_ENOUGH = 3
"""A question with so many words of its own needs no topic from before."""
_APPLIES = re.compile(r"\b(?:apply|applies|cover(?:s|ed)?|exempt\w*|bind|binds)\b", re.IGNORECASE)
_ASKING = re.compile(
    r"^(?:(?:what|which|who|whom|when|where|why|how(?: (?:long|soon|quickly|much|many))?|is|are|"
    r"was|do|does|did|can|may|must|should|shall|will|has|have|be|to|i|we|you|the|a|an|of|after|if|"
    r"need|there|say|says|mean|about)\b\s*)+",
    re.IGNORECASE,
)
_DONE = re.compile(r"\s+(?:do|done|say|says|mean|apply|happen)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Last:
    """The turn before."""

    question: str
    cited: Provision | None
    """The first provision of a law that answered."""
    act: str
    """How the act of that provision is called, "" without one."""

    @property
    def bare(self) -> str:
        """The question without its mark."""
        return self.question.rstrip(" ?.!")

    @property
    def topic(self) -> str:
        """What the question was about, without the words that ask."""
        return self._in_act(_DONE.sub("", _ASKING.sub("", self.bare)) or self.bare)

    @property
    def whole(self) -> str:
        """The question without its mark, with its act: the follow-up stays in that act."""
        return self._in_act(self.bare)

    def _in_act(self, text: str) -> str:
        if act_spans(self.bare) or not self.act:
            return text
        cited = find(text)
        at = cited[0].span[1] if cited else len(text)
        return f"{text[:at]} {'of' if cited else 'under'} {the(self.act)}{text[at:]}"

    @property
    def looks_up(self) -> bool:
        """Whether it asked for a provision by its number."""
        return bool(find(self.question)) and len(self.question.split()) < 9

    @property
    def place(self) -> str:
        """The provision with its act: "Article 26(6) of the AI Act"."""
        return f"{self.cited.label} of {the(self.act)}" if self.cited else ""


def follow(text: str, history: Sequence[Turn], corpus: Corpus) -> tuple[str, str]:
    """Return the question that stands alone, and what the follow-up asks by its own words.

    The last turn gives what is missing: the provision for "quote it", "paragraph 3", "since when?";
    its question with another act for "what about GDPR?", with another actor for "and importers?";
    its topic for the rest, where the own words are told too. Else these are "".
    """
    if not history or not leans(text):
        return text, ""
    last = _last(history[-1], corpus)
    if restated := next((found for rule in _EXACT if (found := rule(text, last))), ""):
        return restated, ""
    own = OPENS.sub("", text, count=1).strip(" ?.!")
    within = f" under {the(last.act)}" if last.act and not act_spans(own) else ""
    loose = (found for rule in _LOOSE if (found := rule(text, last)))
    return next(loose, f"{last.question} {text}"), f"{own}{within}?" if own else ""


def _last(turn: Turn, corpus: Corpus) -> _Last:
    known = (corpus.provisions[i] for i in turn.provision_ids if i in corpus.provisions)
    laws = (p for p in known if corpus.documents[p.document_id].is_law and p.kind != "note")
    cited = next(laws, None)
    return _Last(turn.question, cited, _called(cited, corpus) if cited else "")


def _called(provision: Provision, corpus: Corpus) -> str:
    """Return a name of a provision's act that a citation can bear."""
    document = corpus.documents[provision.document_id]
    named = [act for _, act in act_spans(document.short_title)]
    return document.short_title if named == [document.work] else name_of(document.work)


def _quoted(text: str, last: _Last) -> str:
    if not QUOTE.search(text) or not last.cited:
        return ""
    return f"What does {last.place} say?"


def _beside(text: str, last: _Last) -> str:
    """Return the question for another provision of the same act: "and paragraph 3?"."""
    rest = _WHAT_ABOUT.sub("", text, count=1).strip()
    step = _STEP.match(rest)
    if step and last.cited:
        anchor = _neighbour(last.cited.anchor, step["step"].lower(), step["kind"].lower())
        return f"What does {anchor} of {the(last.act)} say?" if anchor else ""
    references = find(rest)
    if references and last.act and not act_spans(text):
        start, end = references[0].span
        if rest[:start].strip(" ,") or rest[end:].strip(" ?.!"):
            return f"{rest[:end]} of {the(last.act)}{rest[end:]}"
        return f"What does {rest[start:end]} of {the(last.act)} say?"
    return ""


def _neighbour(anchor: str, step: str, kind: str) -> str:
    """Return how a paragraph, or a point, near an anchor is cited, "" where there is none."""
    unit, *steps = anchor.split(".")
    word = {"art": "Article", "anx": "Annex", "rct": "Recital"}.get(unit.partition("_")[0], "")
    number = unit.partition("_")[2]
    paragraphs = [s for s in steps[:1] if s.startswith("par_")]
    if not word or word == "Recital":
        return ""
    if word == "Annex":
        return f"Annex {number}, point {step}"
    above = paragraphs[0].removeprefix("par_") if paragraphs else ""
    is_point = kind.startswith(("point", "letter")) or step.isalpha()
    return (
        f"Article {number}({above})({step})" if is_point and above else f"Article {number}({step})"
    )


def _other_act(text: str, last: _Last) -> str:
    """Return the last question asked of another act, or of another country: "what about GDPR?"."""
    rest = _WHAT_ABOUT.sub("", text, count=1).strip(" ?.!,")
    spans = act_spans(rest)
    place = re.fullmatch(r"(?:the )?(?:US|USA|EU|UK|California|New York|Illinois|Europe)", rest)
    if not place and (not spans or _beyond(rest)):
        return ""
    titles = last.cited.headings[-1:] if last.looks_up and last.cited else ()
    asked = titles[0] if titles else last.bare
    if place:
        bare = rest.removeprefix("the ")
        return f"{asked} in {f'the {bare}' if bare.isupper() else bare}?"
    old = act_spans(asked)
    if not old:
        return f"{asked} under {rest}?"
    start, end = old[0][0]
    return f"{asked[:start]}{rest}{asked[end:]}?"


def _beyond(text: str) -> str:
    """Return what a text says beside the names of acts."""
    return re.sub(r"\b(?:the|and|or|under|in|for|of)\b|\W", "", without_acts(text))


def _since(text: str, last: _Last) -> str:
    if not WHEN.match(text) or not last.cited:
        return ""
    return f"From when does {last.place} apply?"


def _fine(text: str, last: _Last) -> str:
    if not FINE.search(text) or len(text.split()) > 9 or FINE.search(last.question):
        return ""
    unit = last.cited.label.partition("(")[0] if last.cited else ""
    breach = f" for breaching {unit} of {the(last.act)}" if unit.startswith("Article") else ""
    return f"What is the fine{breach or f' for this: {last.topic}'}?"


def _reason(text: str, last: _Last) -> str:
    return f"What are the reasons for this: {last.topic}?" if WHY.match(text) else ""


def _other_actor(text: str, last: _Last) -> str:
    """Return the last question with another actor: "and importers?"."""
    rest = _WHAT_ABOUT.sub("", text, count=1).strip(" ?.!")
    actor = ACTORS.fullmatch(re.sub(r"^an?\s+", "", rest))
    before = ACTORS.search(last.bare)
    if not actor or not before:
        return ""
    new = numbered(actor[0], plural=before[0].endswith("s"))
    start, end = before.span()
    article = "an" if new[:1].lower() in "aeio" else "a"  # "a user"
    lead = re.sub(r"\ban? $", f"{article} ", last.whole[:start])
    return f"{lead}{new}{last.whole[end:]}?"


def _other_day(text: str, last: _Last) -> str:
    """Return the last question asked of the law of another day: "and in 2025?"."""
    said = _WHAT_ABOUT.sub("", text, count=1).partition(",")[0].strip(" ?.!")
    rest = re.sub(r"^(?:on|in|as of|at)\s+", "", said)
    words = rest if read_day(f"the rule {rest}").day else f"as of {rest}"
    day = read_day(f"the rule {words}")
    return f"{last.whole} {words}?" if day.day and day.text == "The rule" else ""


def _of_it(text: str, last: _Last) -> str:
    """Return the question with what its pronoun stands for."""
    rest = OPENS.sub("", text, count=1)
    pronoun = PRONOUN.search(rest) if has_pronoun(rest) else None
    if pronoun and last.act and _APPLIES.search(rest[pronoun.end() : pronoun.end() + 30]):
        start, end = pronoun.span()
        return _sentence(f"{rest[:start]}{the(last.act)}{rest[end:]}")
    return _about(rest, last) if pronoun else ""


def _addition(text: str, last: _Last) -> str:
    """Return the last question with a condition more: "and for a small company?"."""
    rest = OPENS.sub("", text, count=1).strip()
    if ITS_PART.match(rest) or ASKS.match(rest):
        return _about(rest, last)
    if "," in rest and ASKS.search(rest):
        return _about(rest, last)
    bare = _WHAT_ABOUT.sub("", text, count=1).strip(" ?.!")
    return f"{last.whole}, for {continued(bare)}?" if bare else ""


def _other_kind(text: str, last: _Last) -> str:
    """Return the last question with another adjective: "and for important ones?"."""
    kind = ONES.search(text.strip(" ?.!"))
    ending = re.search(r"(?P<kind>\w+)\s+(?P<noun>\w+)$", last.bare)
    if not kind or not ending or not KINDS.match(ending["kind"]):
        return ""
    return f"{last.bare[: ending.start()]}{kind['kind']} {ending['noun']}?"


def _own(text: str, last: _Last) -> str:
    """Return a question that stands alone but for its "and", within the same act."""
    rest = OPENS.sub("", text, count=1).strip()
    if not last.act or not ASKS.match(rest) or has_pronoun(rest):
        return ""
    within = "" if act_spans(rest) else f" under {the(last.act)}"
    enough = len(set(stems(rest))) >= _ENOUGH
    return _sentence(f"{rest.rstrip(' ?.!')}{within}?") if enough else ""


def _about(text: str, last: _Last) -> str:
    """Return the question after the topic that it is about."""
    return f"{_sentence(last.topic)}: {text[:1].lower()}{text[1:]}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


_Rule = Callable[[str, _Last], str]
_EXACT: tuple[_Rule, ...] = (
    *(_quoted, _since, _reason, _beside, _other_act, _other_day),
    *(_other_actor, _other_kind, _fine),
)
_LOOSE: tuple[_Rule, ...] = (_own, _of_it, _addition)
"""In the order in which they are tried; the first that has something to say decides."""
