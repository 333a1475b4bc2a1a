"""Fill the example of a memo with words of the law, which are cut from the texts at hand."""

from __future__ import annotations

import re
from pathlib import Path

from ingest.model import Corpus, Provision
from rag.as_of import text_on

_FILE = Path(__file__).parent / "assets" / "check_example.txt"
_CUT = re.compile(
    r"\{(?P<work>\w+)(?P<law>[# ])(?P<anchor>\S+) (?P<first>\d+):(?P<last>\d+)"
    r"(?: (?P<old>\S+)->(?P<new>\S+))?\}"
)
"""{work#anchor 3:9}: words 3 to 9 of a provision as it is law; {work anchor 3:9}: as published;
{... 35->25}: with a word that is changed, as a careless writer would."""


def example(corpus: Corpus, day: str) -> str:
    """Return the example; a paragraph whose law is not in the texts is left out."""
    paragraphs = _FILE.read_text(encoding="utf-8").strip().split("\n\n")
    shown = (filled(paragraph, corpus, day) for paragraph in paragraphs)
    return "\n\n".join(filter(None, shown))


def filled(paragraph: str, corpus: Corpus, day: str) -> str:
    """Return a paragraph with its quotations, "" where one of them cannot be cut."""
    cut = {match[0]: _cut(match, corpus, day) for match in _CUT.finditer(paragraph)}
    if not all(cut.values()):
        return ""
    return _CUT.sub(lambda match: cut[match[0]], paragraph)


def _cut(match: re.Match[str], corpus: Corpus, day: str) -> str:
    provision = _provision(match, corpus, day)
    if provision is None:
        return ""
    words = provision.text.split()[int(match["first"]) - 1 : int(match["last"])]
    changed = (match["new"] if word == match["old"] else word for word in words)
    return " ".join(changed).rstrip(",;.")


def _provision(match: re.Match[str], corpus: Corpus, day: str) -> Provision | None:
    document = match["work"]
    if match["law"] == "#" and (law := text_on(document, corpus, day)):
        document = law.id
    return corpus.provisions.get(f"{document}#{match['anchor']}")
