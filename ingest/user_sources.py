"""Read a file that a user names, within limits."""

from __future__ import annotations

from pathlib import Path

from ingest.errors import SourceRejected, SourceUnavailable
from ingest.readers.formats import MAX_BYTES, format_of_name, too_long
from ingest.user_model import Source


def from_file(path: Path) -> Source:
    """Return the bytes of a file and their format, told by its name.

    Raises `SourceUnavailable` for what is no file, `SourceRejected` for one that is too long
    or has no reader; neither reads it.
    """
    if not path.exists():
        raise SourceUnavailable(f"{path}: there is no such file; check its name")
    if not path.is_file():
        raise SourceUnavailable(f"{path}: is no file; name one document")
    form = format_of_name(path.name)
    if path.stat().st_size > MAX_BYTES:
        raise SourceRejected(too_long(str(path)))
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)  # a file may grow while it is read
    except OSError as error:
        raise SourceUnavailable(f"{path}: cannot be read ({error}); check its rights") from error
    return Source(raw, path.name, form)
