"""Judge what a memo's sentence says of a provision, and leave open what cannot be told."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from ingest.figures import figures
from ingest.headnotes import has_text
from ingest.model import Corpus, Provision
from rag.actors import actors, subjects
from rag.as_of import as_law
from rag.cited import without_references
from rag.closest import Knowledge, leading, near, scorer, sentences, telling
from rag.coverage import coverage
from rag.hard_tokens import disagreements
from rag.judge import CONTRADICTED, NOT_CHECKED, NOT_SUPPORTED, SUPPORTED, judge
from rag.memo.applies import applied, date_claimed
from rag.memo.doubts import Told, doubtful, opposite, outdated
from rag.memo.polarity import permits
from rag.memo.versions import other_versions, was_law
from rag.memo.words import is_english, read
from rag.precise import is_final
from rag.strength import rules
from rag.strength_words import APPLIES, BAN, RELIEF

FAR = 0.1
"""A claim of whose words the provision has a smaller share is not supported. At 0.25 none of 400
of our headnotes was so far from its own provision, yet on memos that nobody had seen, what lawyers
say in words of their own was."""
SURE = 0.6
"""Least share for a claim to be supported: it halves what a sibling of the provision seems to
support, and costs three in a hundred of what the provision itself does."""
CLOSE = 0.6
"""So near must be a claim that names an actor whom the provision does not, to be flagged."""
SAID = 0.5
"""A claim of whose words no provision has this share is in none of the law's words."""
_STRANGE = 3
_FEW, _TELLING = 3, 5
"""Fewer telling words cannot be judged at all; fewer than the second may say it otherwise."""
_ABOUT_US = re.compile(
    r"\b(?:we|our|ours|us|I|my|me|you|your|clients?|arguabl[ey]|in my view|it seems|appears?|"
    r"perhaps|probably|presumably|whether|memo(?:randum)?|this note|advi[cs]e\w*|recommend\w*|"
    r"suggest\w*|argu\w+|questions?|unclear|discuss\w*|analys\w+|commentators?|scholars?|courts?|"
    r"judgments?|held|plaintiffs?|defendants?|respondents?|applicants?|draft|proposal|"
    r"proposed|unlike|contrary to|by contrast|previously|formerly|originally|no longer|used to)\b",
)
"""Words of sentences that say more, or something else, than what the law is."""
_DEFINES = re.compile(
    r"\b(?:means?|is defined|are defined|refers? to|sets?|lists?|covers?|provides?|lays? down|"
    r"states?|imposes?|establish\w*|contains?|grants?|gives?|obliges?|creates?|caps?|is|are)\b"
)
_CAPITAL = re.compile(r"(?<=[\w,;] )(?P<name>[A-Z][\w&-]+)")
_CERTAIN = frozenset({"bound", "exception", "opposite"})
_NOT = re.compile(r"\b(?:not|cannot|no|nor|neither|never)\b|n['’]t\b", re.I)
_AGENT = re.compile(r"\bby (?:the |an? |those |such )?([^,.;:]{0,60})")
_POSSESSIVE = re.compile(r"\b\w+['’]s?(?=\s)")
_POWER = re.compile(r"\b(?:em)?power\w*|\brights?\b|\bentitle\w*|\bpossib\w+|\bable\b", re.I)
_BARE_NUMBER = re.compile(r"^says \d{1,3}[,;]")
"""A plain number may be that of a paragraph."""
_OFTEN = re.compile(r"\b(?:every|each|per|once)\b", re.I)
_YEARLY = re.compile(r"\b(?:yearly|annual(?:ly)?|monthly|quarterly|weekly|daily)\b", re.I)
_SHORT_LAW = 8
"""A provision of fewer telling words does little but refer to others."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The verdict on a claim, the sentence of the law that decides, and why."""

    verdict: str = NOT_CHECKED
    decides: str = ""
    reason: str = ""


def judged(claim: str, whole: str, cited: Sequence[Provision], law: Law) -> Judged:
    """Return the verdict on a claim beside all that it cites together.

    `whole` is the sentence that the claim was taken from. Only what states the law is flagged:
    sentences on a client, of the writer's opinion, or with names unknown to the corpus are not.
    """
    here = [p for p in cited if has_text(p) and not law.is_outdated(p)]
    if len(here) < len(cited) or not here or not is_english(claim, lambda: law.vocabulary):
        return Judged()
    if found := applied(claim, whole, here, law.corpus, law.day):
        return Judged(found.verdict, found.decides, found.reason and f"The memo {found.reason}")
    if date_claimed(claim, here) or len(telling(without_references(claim))) < _FEW:
        return Judged()
    verdicts = [judge(claim, p, law.corpus.provisions, law.known) for p in here]
    decides = _decides(claim, here, law)
    if any(v.kind == SUPPORTED for v in verdicts):
        return _supported(claim, whole, here, (decides, law))
    if len(here) == 1 and verdicts[0].kind == CONTRADICTED and not _is_opinion(claim, whole, law):
        return _contradicted(claim, here[0], decides, law)
    if not _states_law(claim, whole, law):
        return Judged()
    if all(v.kind in (NOT_SUPPORTED, CONTRADICTED) for v in verdicts):
        return _unsupported(claim, here, decides, law)
    return Judged()


@dataclass(frozen=True, slots=True)
class Law:
    """What claims are held against: a corpus on a day, and what is known of words."""

    corpus: Corpus
    day: str
    known: Knowledge
    vocabulary: frozenset[str]
    """Every word of the corpus, in lower case."""

    def is_outdated(self, provision: Provision) -> bool:
        """Tell whether the words here are no longer law, and those that are law are not here."""
        last = self.corpus.documents[provision.document_id].in_force_to
        current = as_law(provision, self.corpus, self.day)
        return bool(current.amended and last and self.day > last)


def _supported(claim: str, whole: str, here: Sequence[Provision], held: tuple[str, Law]) -> Judged:
    """Return SUPPORTED where most words agree, and none gives reason to doubt.

    With most words and the opposite sense it is CONTRADICTED.
    """
    decides, law = held
    provisions = law.corpus.provisions
    if coverage(claim, here, provisions, law.known).share < SURE:
        return Judged()
    text = " ".join(f"{leading(p, provisions)} {p.text}" for p in here)
    lead = next((leading(p, provisions) for p in here if decides in p.text), "")
    told = Told(claim, f"{lead} {decides}", text)
    if doubtful(told):
        against = opposite(told) if len(here) == 1 and not _is_opinion(claim, whole, law) else ""
        return Judged(CONTRADICTED, decides, f"The memo {against}.") if against else Judged()
    changed = ((p, old) for p in here for old in other_versions(p, law.corpus))
    if any(outdated(claim, _full(p), _full(old)) for p, old in changed):
        return Judged()
    return Judged(SUPPORTED, decides)


def _full(provision: Provision) -> str:
    return f"{provision.chapeau}\n{provision.text}"


def _contradicted(claim: str, provision: Provision, decides: str, law: Law) -> Judged:
    """Return CONTRADICTED where the difference is of a kind that is seldom only apparent."""
    found = disagreements(claim, [provision], law.corpus.provisions, law.known)
    for one in found:
        if not one.differs or one.kind == "reference":
            return Judged()
        if one.kind == "opposite" and _is_condition(claim, one.sentence, provision, law):
            continue
        beside = _Beside(claim, provision, law.corpus, decides)
        if one.kind in _CERTAIN or _CONFIRMED[one.kind](beside):
            return Judged(CONTRADICTED, decides, f"The memo {one.reason}.")
        return Judged()
    return Judged()


def _is_condition(claim: str, decides: str, provision: Provision, law: Law) -> bool:
    """Tell whether what denies is a condition of the permission of which the claim speaks."""
    every = sentences(provision, law.corpus.provisions)
    lead = next((s.lead for s in every if s.own == decides), "")
    return bool(permits(claim)) and bool(permits(lead.replace("\n", " ")))


@dataclass(frozen=True, slots=True)
class _Beside:
    """A claim beside the provision that it cites, and the sentence of it that is nearest."""

    claim: str
    provision: Provision
    corpus: Corpus
    nearest: str

    @property
    def text(self) -> str:
        """The provision's words and those that lead up to it."""
        return f"{leading(self.provision, self.corpus.provisions)}\n{self.provision.text}"


def _other_figure(beside: _Beside) -> bool:
    """Tell whether the law lacks the figure; one that it says of something else must be alone."""
    theirs = {(f.kind, f.value) for f in figures(beside.text)}
    ours = [(f.kind, f.value) for f in figures(beside.claim)]
    return len(ours) == 1 or not theirs.issuperset(ours)


def _other_actor(beside: _Beside) -> bool:
    """Tell whether the law does not name the claim's actor as the one by whom it is done."""
    done_by = actors(" ; ".join(_AGENT.findall(beside.text)))
    return not subjects(_POSSESSIVE.sub(" ", beside.claim)).keys() & done_by.keys()


def _other_strength(beside: _Beside) -> bool:
    """Tell whether no rule of the provision is as strong as those of the claim.

    A recital rules nothing: that it is cited for a duty is its status, not a contradiction. A
    power is conferred in many words, and a ban is put in many.
    """
    claim, text = beside.claim, beside.text
    if beside.provision.kind == "recital" or (_POWER.search(claim) and _POWER.search(text)):
        return False
    theirs = {rule.strength for rule in rules(text)}
    ours = {rule.strength for rule in rules(claim) if not rule.is_embedded} - {APPLIES}
    if ours & {BAN, RELIEF} and _NOT.search(beside.nearest):
        return False
    return bool(ours) and bool(theirs) and ours.isdisjoint(theirs)


_CONFIRMED: Mapping[str, Callable[[_Beside], bool]] = {
    "figure": _other_figure,
    "actor": _other_actor,
    "strength": _other_strength,
}
"""Kinds of difference that are often only apparent, and what else must hold."""


def _unsupported(claim: str, here: Sequence[Provision], decides: str, law: Law) -> Judged:
    """Return NOT_SUPPORTED where hardly a word agrees, or a figure or an actor is a stranger."""
    provisions = law.corpus.provisions
    covered = coverage(claim, here, provisions, law.known)
    cited = " and ".join(dict.fromkeys(p.label for p in here))
    own = " ".join(without_references(f"{leading(p, provisions)} {p.text}") for p in here)
    if len(telling(own)) < _SHORT_LAW or any(is_final(p) for p in here):
        return Judged()
    few = len(telling(without_references(claim))) < _TELLING
    is_far = covered.whole < FAR and not few and not _NOT.search(claim)
    if is_far and _is_said_elsewhere(claim, law):
        strange = ", ".join(f"“{word}”" for word in covered.strange[:4])
        speak = "do not speak" if " and " in cited else "does not speak"
        return Judged(NOT_SUPPORTED, decides, f"{cited} {speak} of {strange}.")
    for one in disagreements(claim, here, provisions, law.known):
        is_stranger = covered.share >= CLOSE and _is_bound(claim, own)
        often = one.kind == "figure" and _OFTEN.search(claim) and _YEARLY.search(own)
        if often and _OFTEN.search(one.reason) is None and len(here) == 1:
            return Judged(CONTRADICTED, decides, f"The memo {one.reason}.")
        if one.kind == "figure" and len(here) == 1 and _was_so(claim, here[0], law):
            why = f"The memo {one.reason}; the law said so before it was amended."
            return Judged(CONTRADICTED, decides, why)
        if (one.kind == "figure" and not _BARE_NUMBER.search(one.reason)) or (
            one.kind == "actor" and is_stranger
        ):
            return Judged(NOT_SUPPORTED, decides, f"The memo {one.reason}.")
        return Judged()
    return Judged()


def _is_said_elsewhere(claim: str, law: Law) -> bool:
    """Tell whether a claim has the words of any provision, or several that no law has.

    One that has those of none is in everyday words: what is cited may say it all the same.
    """
    said = without_references(claim)
    plain = (word.plain for word in read(said).words)
    if sum(word.isalpha() and word not in law.vocabulary for word in plain) >= _STRANGE:
        return True
    score = scorer(said, law.known)
    return any(score(p.text) >= SAID for p in law.corpus.provisions.values())


def _was_so(claim: str, provision: Provision, law: Law) -> bool:
    """Tell whether a date or an amount of a claim stood in an earlier text of what is cited."""
    ours = {(f.kind, f.value) for f in figures(claim) if f.kind != "number"}
    ours -= {(f.kind, f.value) for f in figures(_full(provision))}
    earlier = (p for p in other_versions(provision, law.corpus) if not was_law(p, law.day))
    return any(ours & {(f.kind, f.value) for f in figures(_full(p))} for p in earlier)


def _is_bound(claim: str, text: str) -> bool:
    """Tell whether a claim puts its rule on actors none of whom the law names."""
    bound = subjects(_POSSESSIVE.sub(" ", claim)).keys()
    return bool(bound) and bound.isdisjoint(actors(text))


def _states_law(claim: str, whole: str, law: Law) -> bool:
    """Tell whether a sentence says what the law is, and nothing of a case or of an opinion."""
    ruled = rules(claim) or _DEFINES.search(claim)
    return bool(ruled) and not _is_opinion(claim, whole, law)


def _is_opinion(claim: str, whole: str, law: Law) -> bool:
    """Tell whether a sentence asks, gives advice or speaks of somebody whom no law names."""
    if whole.rstrip(" )\"”'").endswith("?") or _ABOUT_US.search(whole):
        return True
    names = (match["name"].lower() for match in _CAPITAL.finditer(claim))
    return any(word.plain not in law.vocabulary for name in names for word in read(name).words)


def _decides(claim: str, here: Sequence[Provision], law: Law) -> str:
    """Return the sentence of what is cited that is nearest to a claim."""
    every = [s for p in here for s in sentences(p, law.corpus.provisions)]
    found = near(without_references(claim), every, law.known)
    return found[0].own if found else ""
