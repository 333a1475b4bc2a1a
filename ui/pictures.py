"""Write what the pictures of the law share: their head, their filters, links to provisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ingest.model import Provision
from ui import addresses
from ui.errors import UiError
from ui.markup import check_box, hidden, safe
from ui.views import Parameters, viewname
from ui.wording import Wording

PICTURES = ("timeline", "graph", "claims")
"""By their names in the address `?view=explore&show=...`."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A group of check boxes: what may be chosen, and what is."""

    name: str
    """The parameter that it fills."""
    legend: str
    options: Mapping[str, str]
    """The words of each value."""
    chosen: frozenset[str]
    lang: str = ""
    """The language of the words, where it is not the page's."""


def head(picture: str, words: Wording) -> str:
    """Return the heading of a picture, what it shows, and links to the other ones."""
    links = "".join(tab(name, name == picture, words) for name in PICTURES)
    return (
        f"{viewname(words.say(f'{picture}.title'))}"
        f'<nav class="pictures" aria-label="{safe(words.say("pictures.nav"))}"><ul>'
        f'<li><a href="?view=explore">{safe(words.say("explore.all"))}</a></li>{links}</ul></nav>'
        f'<p class="about">{safe(words.say(f"{picture}.about"))}</p>'
    )


def tab(name: str, is_open: bool, words: Wording) -> str:
    """Return the link to a picture, as one of a list."""
    current = ' aria-current="page"' if is_open else ""
    address = safe(addresses.explore(show=name))
    return f'<li><a href="{address}"{current}>{safe(words.say(f"{name}.title"))}</a></li>'


def choice(
    parameters: Parameters, name: str, known: Iterable[str], words: Wording
) -> frozenset[str]:
    """Return the values of a parameter: "acts=a,b", or "acts.a" for each check box that is set.

    Raises `UiError` for a value that is not among those known.
    """
    listed = (value.strip() for value in parameters.get(name, "").split(","))
    boxes = (key.removeprefix(f"{name}.") for key in parameters if key.startswith(f"{name}."))
    chosen = frozenset(filter(None, (*listed, *boxes)))
    if unknown := sorted(chosen - frozenset(known)):
        raise UiError(words.say("pictures.unknown", value=unknown[0][:80]))
    return chosen


def form(picture: str, choices: Sequence[Choice], parameters: Parameters, words: Wording) -> str:
    """Return a form with check boxes that changes the address, and nothing else."""
    day = parameters.get("as_of", "")
    kept = hidden({"view": "explore", "show": picture, "as_of": day})
    shown = "".join(_fieldset(one) for one in choices)
    every = addresses.explore(show=picture, as_of=day)
    reset = f'<a href="{safe(every)}">{safe(words.say("pictures.all"))}</a>'
    return (
        f'<form data-go class="filters" aria-label="{safe(words.say("pictures.filter"))}">{kept}'
        f'{shown}<div class="send"><button type="submit">{safe(words.say("pictures.show"))}'
        f"</button>{reset if any(one.chosen for one in choices) else ''}</div></form>"
    )


def _fieldset(one: Choice) -> str:
    lang = f' lang="{one.lang}"' if one.lang else ""
    boxes = "".join(
        check_box(
            f'name="{safe(one.name)}.{safe(value)}" value="1"',
            f"<span{lang}>{safe(said)}</span>",
            value in one.chosen,
        )
        for value, said in one.options.items()
    )
    return f"<fieldset><legend>{safe(one.legend)}</legend>{boxes}</fieldset>"


def link(provision: Provision, said: str = "") -> str:
    """Return a link to where a provision is read, in the law's own language."""
    return (
        f'<a href="{safe(addresses.explore(provision.id))}" lang="en">'
        f"{safe(said or provision.label)}</a>"
    )
