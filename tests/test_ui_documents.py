"""`add` and `remove` change the corpus, the index and the answers, and say what they did."""

import io
from dataclasses import dataclass

import pytest

from ingest.catalog import read_catalog
from ingest.pipeline import read_note
from ingest.store import read_corpus, write_corpus
from tests.conftest import KETTLE_ACT, kettle_provisions
from tests.documents import STORY, news_page, with_member, word_file
from tests.publisher import Reply, publisher
from tests.test_ingest_user_documents import CATALOGUE, NOTE, TITLE, story
from ui.cli import run
from ui.parser import build_parser
from ui.terminal import open_terminal


@dataclass(frozen=True)
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture(scope="module")
def pincite(tmp_path_factory):
    """Run real commands in one home that holds the Kettle Act and a brief."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "notes").mkdir()
    brief = NOTE.replace("{tier}", "news")
    (folder / "notes" / "kettle-ban.md").write_text(brief)
    (folder / "catalog.toml").write_text(CATALOGUE.partition('\n[[document]]\nid = "doc:tea')[0])
    (folder / "words.toml").write_text('[words]\n"pot" = "kettle"\n')
    (entry,) = read_catalog(folder / "catalog.toml").documents
    note, paragraphs = read_note(entry, folder / "notes")
    law = [p for p in kettle_provisions() if p.document_id == KETTLE_ACT.id]
    write_corpus(folder / "home", [KETTLE_ACT, note], [*law, *paragraphs])

    def go(*argv, **environment):
        out, err = io.StringIO(), io.StringIO()
        settings = {
            "PINCITE_HOME": str(folder / "home"),
            "PINCITE_CORPUS": str(folder),
            "PINCITE_OFFLINE": "1",
            **environment,
        }
        status = run([str(a) for a in argv], settings, open_terminal(out, err))
        return Ran(status, out.getvalue(), err.getvalue())

    go.home = folder / "home"
    assert go("index").status == 0
    return go


@pytest.mark.slow
def test_a_document_is_added_asked_about_and_removed(pincite, tmp_path):
    before = read_corpus(pincite.home)
    path = tmp_path / "trial.txt"
    path.write_text(story("Kettles on trial", "The teapot museum of Oslo lost its porcelain lid."))
    ran = pincite("add", path, "--date", "2026-02-17", "--tier", "guidance")
    assert (ran.status, ran.err.count("Traceback")) == (0, 0)
    assert ran.out.startswith("Added Kettles on trial (doc:kettles-on-trial): 4 paragraphs.")
    assert "published    2026-02-17" in ran.out
    assert "doc:kettles-on-trial#par_4" in pincite("search", "porcelain lid museum Oslo").out
    assert pincite("add", path).out.startswith("Already here: Kettles on trial")
    path.write_text(story("Kettles on trial", "A judge drank coffee."))
    assert "Replaced Kettles on trial" in pincite("add", path).out
    assert "porcelain" not in pincite("search", "porcelain lid museum Oslo").out
    ran = pincite("remove", "kettles-on-trial")
    assert ran.out == "Removed Kettles on trial (doc:kettles-on-trial).\n"
    assert "doc:kettles-on-trial" not in pincite("search", "judge drank coffee").out
    assert read_corpus(pincite.home).sha256 == before.sha256


@pytest.mark.slow
def test_the_original_of_a_brief_is_added_asked_about_and_removed(pincite, tmp_path):
    before = read_corpus(pincite.home)
    path = tmp_path / "original.html"
    path.write_bytes(news_page(title=TITLE))
    ran = pincite("add", path)
    assert "takes the place of our brief" in ran.out
    found = pincite("search", "talks on the noise broke down in the first article").out
    assert "Paragraph 2" in found
    assert "(brief)" not in found
    assert "Our brief of it is back." in pincite("remove", "doc:kettle-ban").out
    assert "(brief)" in pincite("search", "what does the first article say of a ban").out
    assert read_corpus(pincite.home).sha256 == before.sha256


def test_a_page_is_fetched_only_when_it_may_be(pincite):
    headers = {"Content-Type": "text/html"}
    with publisher(kettle=Reply(body=news_page(), headers=headers)) as server:
        address = f"{server.base}/kettle"
        ran = pincite("add", address)
        assert (ran.status, "stay offline" in ran.err) == (1, True)
        ran = pincite("add", address, PINCITE_OFFLINE="")
        assert (ran.status, "--allow-private" in ran.err) == (1, True)
        assert server.asked == []
        ran = pincite("add", address, "--allow-private", PINCITE_OFFLINE="")
    assert f"link         {address}" in ran.out
    assert pincite("remove", "doc:kettle-ban-weighed").status == 0


@pytest.mark.parametrize(
    ("name", "raw", "says"),
    [
        pytest.param("empty.txt", b"", "is empty", id="empty"),
        pytest.param("kettle.txt", b"\x7fELF\x00", "is a program", id="renamed"),
        pytest.param("kettle.docm", b"PK", "holds macros", id="macros by name"),
        pytest.param(
            "kettle.docx",
            with_member(word_file(("Normal", STORY[0])), "word/vbaProject.bin", b"1"),
            "holds macros",
            id="macros inside",
        ),
        pytest.param("kettle.xyz", b"kettle", "Pincite reads", id="ending"),
        pytest.param("none.txt", None, "no such file", id="no file"),
    ],
)
def test_bad_input_is_one_line_and_changes_nothing(pincite, tmp_path, name, raw, says):
    before = read_corpus(pincite.home)
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    ran = pincite("add", tmp_path / name)
    assert (ran.status, ran.out) == (1, "")
    (said,) = (line for line in ran.err.splitlines() if line.startswith("pincite: "))
    assert name in said
    assert says in said
    assert read_corpus(pincite.home) == before


def test_what_is_not_yours_cannot_be_removed(pincite):
    ran = pincite("remove", "doc:nothing")
    assert ran.status == 1
    assert "yours are: none" in ran.err


@pytest.mark.parametrize(
    "argv",
    [
        ("add",),
        ("remove",),
        ("add", "f.txt", "--date", "yesterday"),
        ("add", "f.txt", "--tier", "gospel"),
        ("add", "f.txt", "--language", "english!"),
    ],
)
def test_wrong_use_is_status_2(pincite, argv):
    assert pincite(*argv).status == 2


def test_the_facts_that_can_be_stated_are_options():
    options = {
        "--title": "T",
        "--author": "A",
        "--date": "2026-02-17",
        "--publisher": "P",
        "--tier": "court",
        "--language": "EN",
    }
    words = [word for option in options.items() for word in option]
    given = build_parser().parse_args(["add", "f.pdf", *words, "--allow-private"])
    assert (given.source, given.tier, given.language, given.allow_private) == (
        "f.pdf",
        "court",
        "en",
        True,
    )
