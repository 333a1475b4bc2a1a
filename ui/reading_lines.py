"""Show one printed line of a text with its links, its defined terms and the words looked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.model import Provision
from rag.glossary import Glossary, Use, glossary_of
from rag.inside import spans_of
from rag.pointing import Here, Pointer, meant_act, pointers
from rag.reading import Unit
from rag.reading_lines import Line
from ui import addresses
from ui.markup import safe
from ui.reading_place import Place

Span = tuple[int, int]


@dataclass(slots=True)
class Ink:
    """What the lines of one page share while they are written, one after the other."""

    place: Place
    wanted: frozenset[str] = frozenset()
    """Stems of the words that are marked."""
    defined: dict[str, Provision] = field(default_factory=dict)
    """The definitions that the page needs, by the id of the box that shows each."""
    _said: set[tuple[str, str]] = field(default_factory=set)
    """Which terms were marked already, and in which paragraph."""
    _pointed: dict[tuple[str, str], list[Pointer]] = field(default_factory=dict)

    def line(self, unit: Unit, line: Line) -> str:
        """Return a line behind its number."""
        return self.text(unit, line.words, line.within)

    def text(self, unit: Unit, text: str, within: Provision) -> str:
        """Return words of a provision: citations lead on, terms show what they mean."""
        cites = self.pointers(unit, text, within)
        taken = [pointer.span for pointer in cites]
        spots: list[tuple[Span, Pointer | Use]] = [(cite.span, cite) for cite in cites]
        spots += [(use.span, use) for use in self._uses(text, within, taken)]
        marks = spans_of(text, self.wanted) if self.wanted else []
        html, at = [], 0
        for span, spot in sorted(spots, key=lambda one: one[0]):
            html.append(_marked(text, (at, span[0]), marks))
            html.append(self._spot(spot, _marked(text, span, marks)))
            at = span[1]
        return "".join([*html, _marked(text, (at, len(text)), marks)])

    def pointers(self, unit: Unit, text: str, within: Provision) -> list[Pointer]:
        """Return what words of a provision point to."""
        known = self._pointed.get((within.id, text))
        if known is None:
            document = self.place.book.document
            act = meant_act(unit.lead, document) if document.is_law else document.work
            found = pointers(text, Here(within.anchor, act, self.place.day), self.place.corpus)
            known = [one for one in found if one.provision or one.act != document.work]
            self._pointed[within.id, text] = known
        return known

    def _uses(self, text: str, within: Provision, taken: Sequence[Span]) -> Iterator[Use]:
        """Yield the terms to mark: each once a paragraph, none in a definition."""
        if within.kind == "note" or not self._glossary.terms:
            return
        steps = within.anchor.split(".")
        above = {".".join(steps[:depth]) for depth in range(1, len(steps) + 1)}
        if above & self._glossary.anchors:
            return
        paragraph = ".".join(steps[:2])
        for use in self._glossary.uses(text):
            said = (paragraph, use.definition.anchor)
            if said not in self._said and _is_free(use.span, taken):
                self._said.add(said)
                yield use

    @property
    def _glossary(self) -> Glossary:
        return glossary_of(self.place.corpus, self.place.book.document.id)

    def _spot(self, spot: Pointer | Use, shown: str) -> str:
        if isinstance(spot, Use):
            box = box_of(spot.definition)
            self.defined[box] = spot.definition
            return (
                f'<span class="term" role="button" tabindex="0" aria-describedby="{box}" '
                f'aria-expanded="false" aria-controls="{box}">{shown}</span>'
            )
        if spot.provision is None:
            return f'<a class="ref" href="{safe(addresses.act(spot.act))}">{shown}</a>'
        title, address = self._named(spot.provision), self.place.to(spot.provision)
        return f'<a class="ref" title="{safe(title)}" href="{safe(address)}">{shown}</a>'

    def _named(self, provision: Provision) -> str:
        document = self.place.corpus.documents[provision.document_id]
        return f"{provision.label}, {document.short_title}"


def box_of(definition: Provision) -> str:
    """Return the id of the box that shows a definition."""
    return "def-" + definition.anchor.replace(".", "-")


def _is_free(span: Span, taken: Sequence[Span]) -> bool:
    return not any(span[0] < end and start < span[1] for start, end in taken)


def _marked(text: str, part: Span, marks: Sequence[Span]) -> str:
    """Return a part of a text made safe, the marks inside it shown."""
    html, at = [], part[0]
    for start, end in marks:
        a, b = max(start, part[0]), min(end, part[1])
        if a < b:
            html.append(f"{safe(text[at:a])}<mark>{safe(text[a:b])}</mark>")
            at = b
    return "".join([*html, safe(text[at : part[1]])])
