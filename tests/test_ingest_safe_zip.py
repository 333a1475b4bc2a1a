"""A member of a hostile archive is refused by name."""

import io
import zipfile

import pytest

from ingest.errors import SourceRejected
from ingest.safe_zip import read_member
from tests.kettle_formex import packed

LIMIT = 3_000_000
GOOD = packed({"tea/kettle.xml": "boil" * 100})


def archive(raw):
    return zipfile.ZipFile(io.BytesIO(raw))


def damaged(raw, old, new):
    assert raw.count(old) and len(old) == len(new)
    return raw.replace(old, new)


def encrypted(raw):
    """Return the archive with the flag that says its member is encrypted."""
    central = raw.index(b"PK\x01\x02")
    return raw[: central + 8] + b"\x01" + raw[central + 9 :]


def understated(raw, size):
    """Return the archive with another unpacked size in its directory."""
    central = raw.index(b"PK\x01\x02")
    return raw[: central + 24] + size.to_bytes(4, "little") + raw[central + 28 :]


def test_a_member_is_read():
    assert read_member(archive(GOOD), "tea/kettle.xml", LIMIT) == b"boil" * 100


def test_a_member_may_be_exactly_as_long_as_the_limit():
    assert len(read_member(archive(packed({"a": "x" * 50})), "a", 50)) == 50


@pytest.mark.parametrize(
    ("raw", "name", "says"),
    [
        pytest.param(packed({"../a": "tea"}), "../a", "leaves the archive", id="up"),
        pytest.param(packed({"a/../../b": "tea"}), "a/../../b", "leaves the archive", id="inside"),
        pytest.param(packed({"/etc/tea": "x"}), "/etc/tea", "leaves the archive", id="absolute"),
        pytest.param(packed({"..\\a": "tea"}), "..\\a", "leaves the archive", id="backslash"),
        pytest.param(GOOD, "milk.xml", "not in the archive", id="missing"),
        pytest.param(encrypted(packed({"a": "tea"})), "a", "a: is encrypted", id="encrypted"),
        pytest.param(packed({"a": "x" * 51}), "a", "unpacks to 51 bytes", id="too long"),
        pytest.param(packed({"a": "x" * 2_000_000}), "a", "unpacks to 2000000 bytes", id="bomb"),
        pytest.param(
            understated(packed({"a": "tea"}), 2),
            "a",
            "cannot be unpacked",
            id="longer than it says",
        ),
        pytest.param(
            damaged(packed({"a": "x" * 40}), b"PK\x03\x04", b"PK\x03\x05"),
            "a",
            "cannot be unpacked",
            id="damaged",
        ),
    ],
)
def test_what_is_not_safe_is_refused_by_name(raw, name, says):
    limit = 50 if "51" in says else LIMIT
    with pytest.raises(SourceRejected, match=says) as raised:
        read_member(archive(raw), name, limit)
    assert str(raised.value).startswith(f"{name}: ")


def test_a_short_member_may_be_packed_tightly():
    content = "x" * 900_000
    assert len(read_member(archive(packed({"a": content})), "a", LIMIT)) == 900_000
