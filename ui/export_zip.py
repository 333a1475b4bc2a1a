"""Pack an Office file so that the same content makes the same bytes."""

from __future__ import annotations

import io
import zipfile


def repacked(packed: bytes) -> bytes:
    """Return an archive with the same members, none of them dated: so it is the same tomorrow."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(packed)) as before,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            member = zipfile.ZipInfo(name)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, before.read(name))
    return made.getvalue()
