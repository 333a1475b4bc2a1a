"""Read a text from a folder of official files."""

from __future__ import annotations

from ingest.catalog import Route
from ingest.errors import SourceRejected, SourceUnavailable
from ingest.routes.context import RouteContext


def fetch(route: Route, context: RouteContext) -> bytes:
    """Return the file that the route names.

    Raises `SourceUnavailable` when there is no such file, `SourceRejected` when the path
    leaves the folder.
    """
    if context.mirror is None:
        raise SourceUnavailable("no mirror folder is set; name one in PINCITE_MIRROR")
    folder = context.mirror.resolve()
    path = (folder / route.path).resolve()
    if not path.is_relative_to(folder):
        raise SourceRejected(f"{route.path}: leaves the mirror folder; correct the catalogue")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise SourceUnavailable(
            f"{route.path}: cannot be read in {folder} ({error.strerror}); put the file there"
        ) from error
    if not content:
        raise SourceRejected(f"{route.path}: is empty; put the published file there")
    return content
