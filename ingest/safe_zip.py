"""Read one member of an archive that may be hostile."""

from __future__ import annotations

import zipfile
from pathlib import PurePosixPath

from ingest.errors import SourceRejected

_MAX_RATIO = 200


def read_member(archive: zipfile.ZipFile, name: str, limit: int) -> bytes:
    """Return a member's bytes, at most `limit` of them.

    Raises `SourceRejected` for a name that leaves the archive, a missing member, an
    encrypted or damaged one, or one that unpacks to more than the limit.
    """
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        raise SourceRejected(f"{name}: the name leaves the archive; do not use this file")
    try:
        entry = archive.getinfo(name)
    except KeyError as error:
        raise SourceRejected(f"{name}: not in the archive; obtain the file again") from error
    if entry.flag_bits & 0x1:
        raise SourceRejected(f"{name}: is encrypted; obtain an open file")
    bomb = entry.file_size > 1_000_000 and entry.file_size > _MAX_RATIO * entry.compress_size
    if entry.file_size > limit or bomb:
        raise SourceRejected(
            f"{name}: unpacks to {entry.file_size} bytes, more than {limit} or "
            f"{_MAX_RATIO} times its packed size; do not use this file"
        )
    try:
        with archive.open(entry) as member:
            content = member.read(limit + 1)
    except Exception as error:  # a damaged archive makes zipfile raise nearly anything
        raise SourceRejected(f"{name}: cannot be unpacked ({error}); obtain it again") from error
    if len(content) > limit:
        raise SourceRejected(f"{name}: longer than it says; do not use this file")
    return content
