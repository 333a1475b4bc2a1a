"""The vocabulary of an answer: questions, hits, citations, statements."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from ingest.model import Provision

IN_PLAIN_WORDS = "In plain words:"
"""What a headnote is shown after, wherever it is shown: the words are ours."""


@dataclass(frozen=True, slots=True)
class Filters:
    """Where to look. An empty set means everywhere; a filter that matches nothing finds nothing."""

    documents: frozenset[str] = frozenset()
    jurisdictions: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    tiers: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    valid: frozenset[str] = frozenset()
    """Spans of days on which words were law; see `facets.span`. Set by the day of a question."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of a conversation: what was asked and which provisions answered."""

    question: str
    provision_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asked, where to look, and what was said before."""

    text: str
    filters: Filters = Filters()
    history: tuple[Turn, ...] = ()
    id: str = ""
    as_of: str = ""
    """ISO date whose law is asked for, "" for today's."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A provision found, with a score (higher is better; comparable within one ranking only)."""

    provision: Provision
    score: float
    why: str
    """How it was found, for readers: "named in the question", "meaning", "words"."""


Search = Callable[[Question, int], Sequence[Hit]]
"""A search takes a question and how many hits to return, best first."""


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote that is word for word in the provision it names."""

    provision: Provision
    quote: str
    span: tuple[int, int]
    """Start and end of the quote in `provision.text`, in characters."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the answer says, and the citations that carry it."""

    text: str
    citations: tuple[Citation, ...]
    support: str
    """"verbatim" (it is the quote) or "checked" (its figures and words were compared)."""
    attribution: str = ""
    """What is said before the text: "Reported, not corroborated here:"."""
    in_plain_words: str = ""
    """Our headnote on the first provision cited: never a quotation, and nothing rests on it."""
    part: str = ""
    """What it stands under: the act or the term compared, what an extra is to the answer."""
    stance: str = ""
    """The verdict on a yes/no question that the quoted words themselves carry."""

    @property
    def said(self) -> str:
        """The text after its stance and its attribution."""
        return " ".join(part for part in (self.stance, self.attribution, self.text) if part)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A statement that failed verification, and why."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Usage:
    """What a language model was used for one answer, as far as its provider says."""

    model: str
    """As the user named it."""
    where: str
    """Where it runs: "on this machine", or the name of a host."""
    input_tokens: int | None = None
    output_tokens: int | None = None
    cost: float | None = None
    """In the provider's currency; None where it reports none."""
    cached: bool = False
    """Whether it was asked earlier; the counts are those of that time."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a provision is shown with an answer."""

    rank: int = 0
    """Its place in the search, from 1; 0 where the search did not find it."""
    how: str = ""
    """How it was found, as `Hit.why` says."""
    terms: tuple[str, ...] = ()
    """The telling words of the question that it has."""
    meant: tuple[str, ...] = ()
    """Those for which it has what the law says instead."""
    lacks: tuple[str, ...] = ()
    """Those that it has in no form."""
    added: str = ""
    """What it is to the answer, where it is there for the answer's sake: "Exception"."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is shown. `answered` is False for a refusal; then `statements` is empty."""

    question: Question
    asked: str
    """The stand-alone question that was searched for."""
    statements: tuple[Statement, ...] = ()
    extras: tuple[Statement, ...] = ()
    """Related provisions, folded away: not part of the answer."""
    withheld: tuple[Withheld, ...] = ()
    notices: tuple[str, ...] = ()
    refusal: str = ""
    """Why there is no answer, in a sentence for the reader; "" when there is one."""
    searched: tuple[str, ...] = ()
    """Short titles of the documents searched."""
    nearest: tuple[Hit, ...] = field(default=())
    """With a refusal: what came closest, shown as "not an answer"."""
    choices: tuple[str, ...] = ()
    """With a refusal for want of the act: a question for each act that could be meant."""
    as_of: str = ""
    """ISO date of the law that answers."""
    mode: str = "extractive"
    corpus: str = ""
    elapsed_ms: float = 0.0
    usage: Usage | None = None
    """None where no language model was asked."""
    why: Mapping[str, Why] = field(default_factory=dict, compare=False)
    """Why each provision is shown, by id; there once the answer is complete."""

    def __add__(self, later: Answer) -> Answer:
        """Return the later of two stages of one answer: so LangChain joins what was streamed."""
        return later

    @property
    def is_condensed(self) -> bool:
        """Whether the question was read with words of the turn before."""
        return bool(self.question.history) and self.asked != " ".join(self.question.text.split())

    @property
    def answered(self) -> bool:
        """Whether the corpus supports an answer."""
        return bool(self.statements)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every citation of the statements, numbered by position, each provision and quote once."""
        unique = dict.fromkeys(c for s in self.statements for c in s.citations)
        return tuple(unique)
