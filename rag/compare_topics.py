"""Find the edited topic that a reader's words mean."""

from __future__ import annotations

from collections.abc import Iterator

from ingest.topics import Topic, Topics
from rag.adapters.stems import stems
from rag.law_names import without_acts

_GENERIC = (
    "rule rules requirement requirements duty duties obligation obligations provision "
    "provisions law laws act acts regulation regulations compare comparison topic"
)
"""Words that a topic may be asked with and that do not change which one is meant."""


def meant(asked: str, topics: Topics) -> Topic | None:
    """Return the topic that words mean: its slug, its title, or one of its words.

    The stems must be the same, in any order: "reporting of incidents" is "incident reporting".
    A topic asked with more words than it has, such as "fines for late registration", is
    another one.
    """
    plain = " ".join(asked.split()).casefold()
    for topic in topics.values():
        if plain in {topic.slug, *(title.casefold() for title in topic.titles.values())}:
            return topic
    wanted = _telling(without_acts(asked))
    for topic in topics.values():
        if wanted and any(_telling(words) == wanted for words in _called(topic)):
            return topic
    return None


def _called(topic: Topic) -> Iterator[str]:
    yield from topic.titles.values()
    yield from topic.words


def _telling(words: str) -> frozenset[str]:
    found = frozenset(stems(words))
    return found - frozenset(stems(_GENERIC)) or found
