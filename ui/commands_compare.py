"""Put what acts say on a topic side by side: `compare`."""

from __future__ import annotations

from argparse import Namespace
from datetime import date

from ingest.model import Corpus
from ingest.store import read_corpus
from rag.compare import Wanted, act_named, compared, default_acts, offered_acts, topics_in
from rag.compare_found import means_of
from rag.compare_topics import meant
from ui.compare_json import table_object
from ui.compare_text import lines, markdown
from ui.errors import NotFound, WrongUse
from ui.parts import Context
from ui.wording import read_wording


def compare(arguments: Namespace, context: Context) -> int:
    """Print a topic across acts; a search is loaded only for what we have not edited."""
    asked = " ".join(arguments.topic.split())
    if not asked:
        raise WrongUse('the topic is empty; write pincite compare "incident reporting"')
    settings = context.settings
    corpus = read_corpus(settings.home)
    topics = topics_in(settings.corpus)
    named = [name.strip() for name in arguments.documents.split(",") if name.strip()]
    acts = _acts(named, corpus) or default_acts(topics, corpus)
    if not acts:
        raise NotFound("there is no law here to compare; run: pincite ingest")
    day = arguments.as_of or date.today().isoformat()
    wanted = Wanted(asked, meant(asked, topics), acts, day)
    table = compared(wanted, corpus, lambda: means_of(context.assistant()))
    words = read_wording()
    if arguments.json:
        context.terminal.write_json(table_object(table, words))
    elif arguments.markdown:
        context.terminal.write(markdown(table, words).rstrip())
    else:
        for line in lines(table, words):
            context.terminal.write(line)
    return 0


def _acts(named: list[str], corpus: Corpus) -> tuple[str, ...]:
    """Return the works that the names mean. Raises `NotFound` for a name of nothing here."""
    found = {name: act_named(name, corpus) for name in named}
    unknown = [name for name, work in found.items() if not work]
    if unknown:
        known = ", ".join(f"{d.work} ({d.short_title})" for d in offered_acts(corpus) if d.is_law)
        raise NotFound(
            f"no document here is called {', '.join(unknown)}; the laws here are {known}; "
            "pincite status lists every document"
        )
    return tuple(dict.fromkeys(found.values()))
