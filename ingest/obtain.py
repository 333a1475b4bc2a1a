"""Obtain the published bytes of a document by the best route that works."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from ingest.catalog import Entry, Route
from ingest.errors import IngestError, SourceUnavailable
from ingest.routes import mirror, official, registry
from ingest.routes.context import RouteContext

_FETCH: Mapping[str, Callable[[Route, RouteContext], bytes]] = {
    "mirror": mirror.fetch,
    "official": official.fetch,
    "registry": registry.fetch,
}
_SUFFIX: Mapping[str, str] = {
    "formex": "zip",
    "formex-consolidated": "zip",
    "consolidated-html": "html",
    "oj-html": "html",
    "oj-html-2016": "html",
    "registry-sqlite": "sqlite",
    "recitals-json": "json",
    "us-code-html": "html",
    "fr-json": "html",  # the answer of the API leads to a page
}
_RECORD = "obtained.json"


@dataclass(frozen=True, slots=True)
class Obtained:
    """The bytes of a text, and how they came here."""

    raw: bytes
    route: Route
    sha256: str
    retrieved_at: str
    """ISO 8601 in UTC: when the bytes first came by this route."""
    tried: tuple[str, ...] = ()
    """What failed before, each with the reason."""

    @property
    def format(self) -> str:
        """The format that a parser is chosen by."""
        return self.route.format


Check = Callable[[Obtained], object]
"""Raises an `IngestError` for bytes that are not the text; the next route is then tried."""


def obtain(entry: Entry, context: RouteContext, check: Check | None = None) -> tuple[Obtained, ...]:
    """Return the text by the first route that works, and what supplements it.

    What an earlier run obtained is used before any network, unless a refresh is asked for.
    Raises `SourceUnavailable` with every route and why it failed.
    """
    tried: list[str] = []
    texts = [route for route in entry.routes if not route.supplement and route.via != "note"]
    main = _first(entry, texts, context, (tried, check))
    if main is None:
        raise SourceUnavailable(
            f"{entry.id}: no route works: {'; '.join(tried)}. "
            "Connect to the internet or name a folder of official files in PINCITE_MIRROR"
        )
    found = [main]
    if main.route.via == "registry":
        for route in (route for route in entry.routes if route.supplement):
            extra = _first(entry, [route], context, (tried, check))
            found += [extra] if extra else []
    return (replace(main, tried=tuple(tried)), *found[1:])


def _first(
    entry: Entry, routes: list[Route], context: RouteContext, notes: tuple[list[str], Check | None]
) -> Obtained | None:
    """Return what the first working route gives; note what failed."""
    tried, check = notes
    folder = folder_of(entry, context.raw)
    for route, held in _steps(routes, folder, context):
        try:
            _require_licence(route, context)
            got = held or _fetch(entry, route, context)
            if check is not None:
                check(got)
        except IngestError as error:
            tried.append(f"{route.name}: {error}")
            context.report(f"{entry.id}: {route.name} does not work: {error}")
            continue
        return got if got is held else _keep(folder, got)
    return None


def _steps(
    routes: list[Route], folder: Path, context: RouteContext
) -> Iterator[tuple[Route, Obtained | None]]:
    """Yield the routes in the order to try, each with the copy held from an earlier run."""
    held = {route: copy for route in routes if (copy := _held(folder, route)) is not None}
    near = [route for route in routes if route.via == "mirror" and context.mirror is not None]
    far = [route for route in routes if route.via != "mirror"]
    if context.refresh:
        yield from ((route, None) for route in (*near, *far))
        yield from held.items()
        return
    for route in routes:
        if route in near:
            yield route, None
        if route in held:
            yield route, held[route]
    yield from ((route, None) for route in far)


def _require_licence(route: Route, context: RouteContext) -> None:
    if route.licence and route.licence not in context.accepted_licences:
        raise SourceUnavailable(
            f"its licence {route.licence} was not accepted; "
            f"set PINCITE_ACCEPT_LICENCES={route.licence} to accept it"
        )


def _fetch(entry: Entry, route: Route, context: RouteContext) -> Obtained:
    context.report(f"{entry.id}: trying {route.name}")
    raw = _FETCH[route.via](route, context)
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Obtained(raw, route, hashlib.sha256(raw).hexdigest(), now)


def folder_of(entry: Entry, raw: Path) -> Path:
    """Return the folder that keeps what was obtained for a document."""
    return raw / entry.id.replace(":", "-")


def _source(route: Route) -> str:
    """Name where a route leads: a copy by a route that was changed since is not used."""
    return route.path or route.url or f"{route.package}=={route.version}:{route.member}"


def _file(folder: Path, route: Route) -> Path:
    return folder / f"{route.name}.{_SUFFIX[route.format]}"


def _record(folder: Path) -> dict[str, dict[str, str]]:
    """Return what is recorded of earlier runs; a broken record counts as none."""
    try:
        content = json.loads((folder / _RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _held(folder: Path, route: Route) -> Obtained | None:
    """Return the copy that an earlier run kept, if it is unchanged."""
    known = _record(folder).get(route.name, {})
    path = _file(folder, route)
    if known.get("source") != _source(route) or not path.is_file():
        return None
    raw = path.read_bytes()
    sha256 = hashlib.sha256(raw).hexdigest()
    if sha256 != known.get("sha256"):
        return None
    return Obtained(raw, route, sha256, known.get("retrieved_at", ""))


def _keep(folder: Path, got: Obtained) -> Obtained:
    """Keep the bytes for the next run; bytes that came before keep the date when they came."""
    before = _held(folder, got.route)
    if before is not None and before.sha256 == got.sha256:
        return before
    folder.mkdir(parents=True, exist_ok=True)
    record = _record(folder)
    record[got.route.name] = {
        "source": _source(got.route),
        "sha256": got.sha256,
        "retrieved_at": got.retrieved_at,
    }
    _replace(_file(folder, got.route), got.raw)
    _replace(folder / _RECORD, (json.dumps(record, indent=2) + "\n").encode())
    return got


def _replace(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    beside = path.with_name(f"{path.name}.part")
    with beside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
