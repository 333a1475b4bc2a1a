"""Show where a reader chooses the topic, the acts and the day of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.model import Document
from ingest.topics import Topics
from ui import addresses
from ui.compare_words import title_of
from ui.markup import check_box, safe
from ui.wording import Wording

_CURRENT = ' aria-current="page"'


def form_html(
    asked: str, chosen: Sequence[str], offered: Sequence[Document], day: str, words: Wording
) -> str:
    """Return the form; compare.js joins the checked acts into one value of the address.

    chosen: the works that are compared now. offered: one document for each work.
    """
    laws = [document for document in offered if document.is_law]
    others = [document for document in offered if not document.is_law]
    open_more = " open" if any(document.work in chosen for document in others) else ""
    more = safe(words.say("compare.more_acts"))
    folded = f"<details{open_more}><summary>{more}</summary>{_boxes(others, chosen)}</details>"
    return (
        '<form class="cmp-form" data-go data-compare role="search" '
        f'aria-label="{safe(words.say("compare.about"))}">'
        '<input type="hidden" name="view" value="compare">'
        '<input type="hidden" name="acts" value="">'
        f'<div class="cmp-fields">{_topic(asked, words)}{_day(day, words)}'
        f'<button type="submit">{safe(words.say("compare.go"))}</button></div>'
        f"<fieldset><legend>{safe(words.say('compare.acts'))}</legend>"
        f"{_boxes(laws, chosen)}{folded if others else ''}</fieldset></form>"
    )


def _topic(asked: str, words: Wording) -> str:
    hint = safe(words.say("compare.topic_hint"))
    return (
        f'<label class="cmp-topic">{safe(words.say("compare.topic"))}'
        f'<input type="search" name="topic" value="{safe(asked)}" placeholder="{hint}" '
        'maxlength="300" autocomplete="off" required></label>'
    )


def _day(day: str, words: Wording) -> str:
    return (
        f"<label>{safe(words.say('compare.day'))}"
        f'<input type="date" name="as_of" value="{safe(day)}"></label>'
    )


def _boxes(documents: Sequence[Document], chosen: Sequence[str]) -> str:
    boxes = "".join(
        check_box(
            f'data-act="{safe(document.work)}"',
            f'<span lang="en">{safe(document.short_title)}</span>',
            document.work in chosen,
        )
        for document in documents
    )
    return f'<div class="cmp-acts">{boxes}</div>'


def suggestions(topics: Topics, asked: str, words: Wording) -> str:
    """Return the edited topics as links; `asked` is the slug of the one that is shown."""
    items = "".join(
        f'<li><a class="cite wide" href="{safe(addresses.compare(topic.slug))}"'
        f"{_CURRENT if topic.slug == asked else ''}>{safe(title_of(topic, words))}</a></li>"
        for topic in topics.values()
    )
    label = safe(words.say("compare.suggested"))
    return (
        f'<nav class="cmp-topics" aria-label="{label}"><span>{label}</span><ul>{items}</ul></nav>'
    )


def changes_link(words: Wording) -> str:
    """Return the link to the list of what amendments changed."""
    text = safe(words.say("compare.changes_link"))
    return f'<p class="cmp-also"><a href="?view=compare&amp;changes=1">{text}</a></p>'
