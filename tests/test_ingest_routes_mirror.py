import pytest

from ingest.catalog import Route
from ingest.errors import SourceRejected, SourceUnavailable
from ingest.routes import mirror
from ingest.routes.context import RouteContext


def route(path: str) -> Route:
    return Route(via="mirror", format="formex", path=path)


@pytest.fixture
def context(tmp_path):
    folder = tmp_path / "mirror"
    (folder / "kettles").mkdir(parents=True)
    (folder / "kettles" / "act.zip").write_bytes(b"PK kettles")
    (folder / "empty.zip").touch()
    (tmp_path / "secret.txt").write_text("secret")
    (folder / "link.txt").symlink_to(tmp_path / "secret.txt")
    return RouteContext(raw=tmp_path / "raw", mirror=folder)


def test_a_file_of_the_folder_is_read(context):
    assert mirror.fetch(route("kettles/act.zip"), context) == b"PK kettles"


@pytest.mark.parametrize(
    ("path", "error", "says"),
    [
        pytest.param("../secret.txt", SourceRejected, "leaves the mirror", id="parent folder"),
        pytest.param("/etc/hostname", SourceRejected, "leaves the mirror", id="absolute path"),
        pytest.param("link.txt", SourceRejected, "leaves the mirror", id="link out of the folder"),
        pytest.param("none.zip", SourceUnavailable, "put the file there", id="no such file"),
        pytest.param("kettles", SourceUnavailable, "put the file there", id="a folder"),
        pytest.param("empty.zip", SourceRejected, "is empty", id="empty file"),
    ],
)
def test_a_path_that_is_no_file_of_the_folder_is_refused(context, path, error, says):
    with pytest.raises(error, match=says):
        mirror.fetch(route(path), context)


def test_without_a_folder_the_setting_is_named(tmp_path):
    with pytest.raises(SourceUnavailable, match="PINCITE_MIRROR"):
        mirror.fetch(route("kettles/act.zip"), RouteContext(raw=tmp_path))
