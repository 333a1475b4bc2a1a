"""Show the view compare: a topic across acts, or a provision's old and new text."""

from __future__ import annotations

from rag.compare import (
    MOST_ACTS,
    Wanted,
    act_named,
    compared,
    default_acts,
    offered_acts,
    topics_in,
)
from rag.compare_found import means_of
from rag.compare_table import Table
from rag.compare_topics import meant
from rag.compare_versions import versions
from ui.compare_export import FORMS, exported
from ui.compare_form import changes_link, form_html, suggestions
from ui.compare_table import export_links, table_html
from ui.compare_versions import picker_html, versions_html
from ui.compare_words import title_of
from ui.days import day_written
from ui.download import offered
from ui.errors import NotFound, UiError
from ui.markup import safe
from ui.provision_named import resolve
from ui.views import Parameters, Reading, failed, viewname


def show(reading: Reading, parameters: Parameters) -> str:
    """Return the view that an address asks for; what is wrong is said above the form."""
    try:
        return _head(reading) + _body(reading, parameters)
    except UiError as error:
        return _head(reading) + failed(error, reading.words) + _start(reading, "")


def _body(reading: Reading, parameters: Parameters) -> str:
    if parameters.get("provision"):
        return _versions(reading, parameters)
    if parameters.get("changes"):
        back = safe(reading.words.say("compare.versions.back"))
        link = f'<p class="cmp-also"><a href="?view=compare">{back}</a></p>'
        return link + picker_html(reading.corpus, reading.words)
    return _topic(reading, parameters)


def _head(reading: Reading) -> str:
    return viewname(reading.words.say("nav.compare"))


def _topic(reading: Reading, parameters: Parameters) -> str:
    """Return the form, and the table once there is a topic."""
    words, corpus = reading.words, reading.corpus
    day = reading.day
    asked = " ".join(parameters.get("topic", "").split())
    if not asked:
        lead = f'<p class="cmp-lead">{safe(words.say("compare.lead"))}</p>'
        return lead + _start(reading, parameters.get("acts", ""))
    topics = topics_in()
    topic = meant(asked, topics)
    chosen = _acts(reading, parameters.get("acts", ""))
    shown = title_of(topic, words) if topic else asked
    form = form_html(shown, chosen, offered_acts(corpus), day, words)
    links = suggestions(topics, topic.slug if topic else "", words) + changes_link(words)
    table = compared(Wanted(asked, topic, chosen, day), corpus, lambda: means_of(reading.assistant))
    files = export_links(table, parameters.get("acts", ""), FORMS, words)
    given = _given(table, parameters.get("export", ""), reading)
    return f"{links}{form}{given}{table_html(table, words)}{files}"


def _start(reading: Reading, named: str) -> str:
    """Return what a comparison begins with: the edited topics, and the empty form."""
    words, topics = reading.words, topics_in()
    chosen, offered = _acts(reading, named), offered_acts(reading.corpus)
    if not chosen:
        return f'<p class="cmp-none">{safe(words.say("compare.empty"))}</p>'
    links = suggestions(topics, "", words) + changes_link(words)
    return links + form_html("", chosen, offered, "", words)


def _acts(reading: Reading, named: str) -> tuple[str, ...]:
    """Return the works that an address names, by default those that we edited."""
    names = [name.strip() for name in named.split(",") if name.strip()]
    if not names:
        return default_acts(topics_in(), reading.corpus)[:MOST_ACTS]
    found = [act_named(name, reading.corpus) for name in names]
    unknown = next((n for n, work in zip(names, found, strict=True) if not work), "")
    if unknown:
        raise UiError(reading.words.say("compare.no_act", name=unknown))
    return tuple(dict.fromkeys(found))[:MOST_ACTS]


def _given(table: Table, form: str, reading: Reading) -> str:
    """Return the file that an address asks for, and that it was handed over."""
    if not form:
        return ""
    words = reading.words
    if form not in FORMS:
        raise UiError(words.say("compare.no_form", form=form, known=", ".join(FORMS)))
    file = exported(table, form, words)
    told = safe(words.say("compare.exported", name=file.name))
    return f'<div class="notice" role="status"><span>{told}</span></div>{offered(file)}'


def _versions(reading: Reading, parameters: Parameters) -> str:
    words, corpus = reading.words, reading.corpus
    try:
        provision = resolve(parameters["provision"], corpus)
    except NotFound:
        told = words.say("compare.versions.no_provision", id=parameters["provision"])
        box = f'<div class="notice failed" role="alert"><span>{safe(told)}</span></div>'
        return box + picker_html(corpus, words)
    old, new = (day_written(parameters.get(name, ""), words) for name in ("from", "to"))
    if old and new and old > new:
        raise UiError(words.say("compare.versions.wrong_order"))
    shown = versions(provision, corpus, (old, new), reading.day)
    return versions_html(shown, corpus, words) + changes_link(words)
