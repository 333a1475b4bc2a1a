import hashlib
import json

import pytest

from ingest.catalog import Entry, Route
from ingest.errors import ParseFailed, SourceUnavailable
from ingest.obtain import folder_of, obtain
from ingest.pipeline import PARSERS
from ingest.routes.context import RouteContext
from tests import kettle_formex, kettle_html
from tests.publisher import Reply, archive, publisher

ZIP = archive(act="<ACT/>")
NEWER = archive(act="<ACT>newer</ACT>")
PAGE = b"<html><body><p>Kettles shall whistle.</p></body></html>"
HTML = {"Content-Type": "text/html"}

MIRROR = Route(via="mirror", format="formex", path="kettles.zip")
FORMEX = Route(via="official", format="formex", url="/formex", accept="application/zip")
OJ_HTML = Route(via="official", format="oj-html", url="/page", accept="text/html")
PACKAGE = archive(**{"acts.db": "kettles"})
COPY = Route(
    via="registry",
    format="registry-sqlite",
    package="kettle-texts",
    version="1.0",
    sha256=hashlib.sha256(PACKAGE).hexdigest(),
    member="acts.db",
)
RECITALS = Route(
    via="mirror", format="recitals-json", path="recitals.json", licence="BUSL-1.1", supplement=True
)


def entry(*routes: Route) -> Entry:
    return Entry(
        id="32099R0001",
        work="32099R0001",
        title="Regulation (EU) 2099/1 on kettles",
        short_title="Kettle Act",
        kind="regulation",
        jurisdiction="EU",
        tier="law",
        route=routes,
    )


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "mirror"
    folder.mkdir()
    return folder


@pytest.fixture
def context(tmp_path):
    def build(**changes) -> RouteContext:
        fields = {"raw": tmp_path / "raw", "official_base": "http://127.0.0.1:9", "pause_s": 0.0}
        return RouteContext(**{**fields, **changes})

    return build


def test_the_first_route_that_works_wins(context, folder):
    (folder / "kettles.zip").write_bytes(ZIP)
    with publisher(formex=Reply(body=NEWER)) as server:
        kettles = entry(MIRROR, FORMEX)
        (got,) = obtain(kettles, context(mirror=folder, official_base=server.base))
    assert (got.raw, got.route, got.format, got.tried) == (ZIP, MIRROR, "formex", ())
    assert server.asked == []


def test_what_failed_before_is_told(context, folder):
    told = []
    with publisher(page=Reply(body=PAGE, headers=HTML)) as server:
        allowed = context(mirror=folder, official_base=server.base, report=told.append)
        (got,) = obtain(entry(MIRROR, FORMEX, OJ_HTML), allowed)
    assert got.route == OJ_HTML
    assert [line.partition(":")[0] for line in got.tried] == ["mirror-formex", "official-formex"]
    assert "404" in got.tried[1]
    assert any("official-formex does not work" in line for line in told)


def test_a_second_start_uses_no_network(context):
    kettles = entry(FORMEX, OJ_HTML)
    with publisher(page=Reply(body=PAGE, headers=HTML), formex=Reply(503)) as server:
        first = obtain(kettles, context(official_base=server.base))
        asked = list(server.asked)
        second = obtain(kettles, context(official_base=server.base))
    assert server.asked == asked
    assert (second[0].raw, second[0].retrieved_at) == (first[0].raw, first[0].retrieved_at)


def test_a_mirror_named_later_is_preferred_to_what_is_held(context, folder):
    kettles = entry(MIRROR, FORMEX)
    with publisher(formex=Reply(body=ZIP)) as server:
        obtain(kettles, context(official_base=server.base))
    (folder / "kettles.zip").write_bytes(NEWER)
    (got,) = obtain(kettles, context(mirror=folder))
    assert (got.route, got.raw) == (MIRROR, NEWER)


def test_a_copy_of_the_mirror_outlives_the_mirror(context, folder):
    (folder / "kettles.zip").write_bytes(ZIP)
    obtain(entry(MIRROR), context(mirror=folder))
    (got,) = obtain(entry(MIRROR), context())
    assert got.raw == ZIP


def test_a_refresh_asks_again_and_keeps_the_old_copy_if_nothing_works(context):
    kettles = entry(FORMEX)
    with publisher(formex=[Reply(body=ZIP), Reply(body=NEWER), Reply(404)]) as server:
        base = server.base
        obtain(kettles, context(official_base=base))
        (newer,) = obtain(kettles, context(official_base=base, refresh=True))
        (held,) = obtain(kettles, context(official_base=base, refresh=True))
    assert (newer.raw, held.raw) == (NEWER, NEWER)
    assert "404" in held.tried[0]


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda f: (f / "official-formex.zip").write_bytes(b"x"), id="copy changed"),
        pytest.param(lambda f: (f / "official-formex.zip").unlink(), id="copy gone"),
        pytest.param(lambda f: (f / "obtained.json").write_text("{"), id="record broken"),
        pytest.param(lambda f: (f / "obtained.json").write_text("[]"), id="record odd"),
        pytest.param(lambda f: (f / "obtained.json").unlink(), id="record gone"),
    ],
)
def test_a_spoilt_copy_is_obtained_again(context, spoil):
    kettles = entry(FORMEX)
    with publisher(formex=Reply(body=ZIP)) as server:
        allowed = context(official_base=server.base)
        obtain(kettles, allowed)
        spoil(folder_of(kettles, allowed.raw))
        (got,) = obtain(kettles, allowed)
    assert (got.raw, server.asked) == (ZIP, ["/formex", "/formex"])


def test_a_copy_by_a_route_that_was_changed_is_not_used(context):
    with publisher(formex=Reply(body=ZIP), moved=Reply(body=NEWER)) as server:
        allowed = context(official_base=server.base)
        obtain(entry(FORMEX), allowed)
        (got,) = obtain(entry(FORMEX.model_copy(update={"url": "/moved"})), allowed)
    assert got.raw == NEWER


def test_bytes_that_are_not_the_text_are_not_kept(context):
    def check(got) -> None:
        if got.format == "formex":
            raise ParseFailed("not an act; obtain another format")

    with publisher(formex=Reply(body=ZIP), page=Reply(body=PAGE, headers=HTML)) as server:
        allowed = context(official_base=server.base)
        (got,) = obtain(entry(FORMEX, OJ_HTML), allowed, check)
    record = json.loads((folder_of(entry(FORMEX), allowed.raw) / "obtained.json").read_text())
    assert (got.route, list(record)) == (OJ_HTML, ["official-oj-html"])
    assert "not an act" in got.tried[0]


def test_when_nothing_works_every_route_and_the_next_step_are_named(context):
    kettles = entry(MIRROR, FORMEX, OJ_HTML, COPY)
    with pytest.raises(SourceUnavailable) as caught:
        obtain(kettles, context(offline=True))
    said = str(caught.value)
    assert all(name in said for name in ("official-formex", "official-oj-html", "registry-sqlite"))
    assert "PINCITE_MIRROR" in said


def test_an_unreachable_publisher_is_tried_once_for_all_its_routes(context):
    with pytest.raises(SourceUnavailable) as caught:
        obtain(entry(FORMEX, OJ_HTML), context())
    assert str(caught.value).count("cannot be reached") == 1
    assert "failed before in this run" in str(caught.value)


@pytest.mark.parametrize(
    ("accepted", "formats"),
    [
        pytest.param(["BUSL-1.1"], ["registry-sqlite", "recitals-json"], id="licence accepted"),
        pytest.param([], ["registry-sqlite"], id="licence not accepted"),
    ],
)
def test_a_supplement_is_added_to_a_registry_copy_if_its_licence_is_accepted(
    context, folder, accepted, formats
):
    (folder / "recitals.json").write_text("{}")
    allowed = context(mirror=folder, accepted_licences=frozenset(accepted))
    (allowed.raw / "registry").mkdir(parents=True)
    (allowed.raw / "registry" / "kettle_texts.whl").write_bytes(PACKAGE)
    found = obtain(entry(COPY, RECITALS), allowed)
    assert [got.format for got in found] == formats
    assert any("PINCITE_ACCEPT_LICENCES" in line for line in found[0].tried) is not bool(accepted)
    again = obtain(entry(COPY, RECITALS), context(mirror=folder))
    assert [got.format for got in again] == ["registry-sqlite"]


def test_a_supplement_is_not_added_to_an_official_text(context, folder):
    (folder / "kettles.zip").write_bytes(ZIP)
    (folder / "recitals.json").write_text("{}")
    allowed = context(mirror=folder, accepted_licences=frozenset(["BUSL-1.1"]))
    assert len(obtain(entry(MIRROR, RECITALS), allowed)) == 1


ARTICLE = kettle_formex.article("1", "All", kettle_formex.alineas("Kettles whistle."))
ENTITIES = "<!DOCTYPE ACT [<!ENTITY a 'kettle'><!ENTITY b '&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("packed", "says"),
    [
        pytest.param(
            kettle_formex.formex(
                kettle_formex.act(
                    kettle_formex.article("1", "All", kettle_formex.alineas("a" * 30_000_000))
                )
            ),
            "unpacks to",
            id="zip bomb",
        ),
        pytest.param(
            kettle_formex.packed(
                {
                    kettle_formex.MANIFEST: kettle_formex.manifest(main="../act.xml"),
                    "../act.xml": kettle_formex.act(ARTICLE),
                }
            ),
            "the name leaves",
            id="path traversal",
        ),
        pytest.param(
            kettle_formex.formex(ENTITIES + kettle_formex.act(ARTICLE.replace("whistle", "&b;"))),
            "refers to an entity",
            id="entity expansion",
        ),
        pytest.param(kettle_formex.ARCHIVE[:-40], "zip archive", id="cut short and sent whole"),
        pytest.param(archive(act="<ACT/>"), "manifest", id="another archive"),
    ],
)
def test_a_hostile_archive_is_not_kept_and_the_page_is_read_instead(
    context, tmp_path, packed, says
):
    page = Reply(body=kettle_html.PAGE_A, headers=HTML)
    with publisher(formex=Reply(body=packed), page=page) as server:
        allowed = context(official_base=server.base)
        kettles = entry(FORMEX, OJ_HTML)
        (got,) = obtain(kettles, allowed, lambda got: PARSERS[got.format](got.raw, kettles.id))
    assert (got.route, got.raw) == (OJ_HTML, kettle_html.PAGE_A)
    assert says in got.tried[0]
    kept = sorted(path.name for path in folder_of(kettles, allowed.raw).iterdir())
    assert kept == ["obtained.json", "official-oj-html.html"]
    assert not (tmp_path / "act.xml").exists()
