"""What users bring replaces what it should, and leaves everything else alone."""

import hashlib
from pathlib import Path

import pytest

from ingest import user_corpus
from ingest import user_documents as users
from ingest.catalog import read_catalog
from ingest.errors import IngestError, SourceRejected, SourceUnavailable, StoreBroken
from ingest.pipeline import ingest
from ingest.routes.context import RouteContext
from ingest.store import read_corpus
from ingest.user_model import Facts, Source
from ingest.user_sources import from_file
from rag.settings import corpus_folder
from tests.documents import STORY, news_page, page_of, pdf_file, word_file

TITLE = "Minister weighs a ban on kettles"
NOTE = f"""+++
id = "doc:kettle-ban"
title = "{TITLE}"
short_title = "First article: a ban"
kind = "article"
jurisdiction = "US"
tier = "{{tier}}"
author = ""
publisher = "The Kettle Post"
published = ""
url = ""
source = "an article on kettles"
checked = "2026-11-22"
notices = ["One newspaper's report."]
+++

## First article: what it says

The article says that a ban is weighed.
"""
CATALOGUE = """
[[document]]
id = "doc:kettle-ban"
[[document.route]]
via = "note"
format = "note"
path = "kettle-ban.md"

[[document]]
id = "doc:tea-time"
[[document.route]]
via = "note"
format = "note"
path = "tea-time.md"
"""


@pytest.fixture
def library(tmp_path):
    """A home whose catalogue holds two briefs."""
    return Library(tmp_path)


class Library:
    """A catalogue of two briefs and a home; adds and removes as the commands do."""

    def __init__(self, folder: Path, tier: str = "news"):
        self.home, self.notes = folder / "home", folder / "notes"
        self.notes.mkdir()
        brief = NOTE.replace("{tier}", tier)
        (self.notes / "kettle-ban.md").write_text(brief)
        other = brief.replace("kettle-ban", "tea-time").replace(TITLE, "Tea time is put off again")
        (self.notes / "tea-time.md").write_text(other)
        (folder / "catalog.toml").write_text(CATALOGUE)
        self.catalog = read_catalog(folder / "catalog.toml")
        self.ingest()

    def ingest(self):
        context = RouteContext(raw=self.home / "raw", offline=True)
        return ingest(self.catalog, self.notes, self.home, context)

    def add(self, raw, name="story.txt", url="", **facts):
        content = raw.encode() if isinstance(raw, str) else raw
        source = Source(content, name, name.rpartition(".")[2], url)
        return user_corpus.add(self.catalog, self.notes, self.home, source, Facts(**facts))

    def remove(self, identifier):
        return user_corpus.remove(self.catalog, self.notes, self.home, identifier)

    @property
    def corpus(self):
        return read_corpus(self.home)

    def files(self):
        """Return everything in the home but locks, by its content."""
        return {
            str(path.relative_to(self.home)): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in self.home.rglob("*")
            if path.is_file() and path.suffix != ".lock"
        }


def story(title="Kettles on trial", *more):
    return "\n\n".join([title, "By Jane Potter", *STORY, *more])


def test_a_document_gets_an_id_from_its_title_and_numbered_paragraphs(library):
    kept = library.add(story())
    document = library.corpus.documents["doc:kettles-on-trial"]
    assert kept.before is None
    assert (document.title, document.author, document.tier) == (
        "Kettles on trial",
        "Jane Potter",
        "news",
    )
    assert (document.obtained_from, document.completeness) == ("user", "full")
    own = list(library.corpus.of_document(document.id))
    assert [p.text for p in own] == list(STORY)
    assert own[1].id == "doc:kettles-on-trial#par_2"
    assert (own[1].label, own[1].kind, own[1].tier) == ("Paragraph 2", "paragraph", "news")
    assert "added by you" in document.notices[0]


def test_everything_else_stays_as_it_was(library):
    before = library.corpus
    library.add(story())
    after = library.corpus
    assert list(after.documents)[:2] == list(before.documents)
    assert [p for p in after.provisions.values() if p.id in before.provisions] == list(
        before.provisions.values()
    )
    library.remove("doc:kettles-on-trial")
    assert library.corpus.sha256 == before.sha256
    assert library.corpus.documents == before.documents


def test_the_same_file_twice_changes_nothing(library):
    library.add(story(), tier="guidance")
    before = library.files()
    again = library.add(story(), name="other-name.txt")
    assert not again.is_new
    assert again.record.document.tier == "guidance"
    assert library.files() == before


def test_a_changed_file_replaces_its_version(library):
    first = library.add(story(), tier="guidance")
    kept = library.add(story("Kettles on trial", "They whistled in court."))
    assert kept.before == first.record
    assert list(library.corpus.documents)[2:] == ["doc:kettles-on-trial"]
    own = list(library.corpus.of_document("doc:kettles-on-trial"))
    assert (len(own), own[-1].text, own[-1].tier) == (4, "They whistled in court.", "guidance")
    assert len([name for name in library.files() if "original" in name]) == 1


@pytest.mark.parametrize(
    ("urls", "ids"),
    [
        pytest.param(("http://a.example/1", "http://a.example/1"), 1, id="same address"),
        pytest.param(("http://a.example/1", ""), 1, id="a saved copy"),
        pytest.param(("http://a.example/1", "http://b.example/1"), 2, id="another site"),
    ],
)
def test_documents_are_told_apart_by_address_then_title(library, urls, ids):
    for url, more in zip(urls, ("one", "two"), strict=True):
        library.add(story("Kettles on trial", f"Version {more}."), url=url)
    assert (
        list(library.corpus.documents)[2:]
        == ["doc:kettles-on-trial", "doc:kettles-on-trial-2"][:ids]
    )


def test_a_page_whose_title_changed_keeps_its_id(library):
    for title in ("Kettles on trial", "Kettles found guilty"):
        library.add(story(title), url="http://a.example/1")
    document = library.corpus.documents["doc:kettles-on-trial"]
    assert document.title == "Kettles found guilty"


def test_what_the_user_states_overrules_the_document(library):
    facts = {
        "title": "Tea, a history",
        "author": "Ann",
        "published": "2026-01-02",
        "publisher": "Tea House",
        "tier": "court",
        "language": "da",
    }
    document = library.add(story(), **facts).record.document
    assert {name: getattr(document, name) for name in facts} == facts
    assert (document.id, document.kind) == ("doc:tea-a-history", "document")
    changed = library.add(story("Kettles on trial", "More of it."))
    assert changed.record.document.id == document.id


def test_an_id_of_the_catalogue_is_never_taken(library):
    kept = library.add(story("Tea time"))
    assert kept.record.document.id == "doc:tea-time-2"


@pytest.mark.parametrize("tier", ["news", "fiction"])
@pytest.mark.parametrize(
    "original",
    [
        pytest.param((story(TITLE.upper()), "story.txt"), id="text"),
        pytest.param((f"3 days ago\n\n{story(TITLE)}", "a.txt"), id="below a line"),
        pytest.param((f"Note: fictional.\n{TITLE}\n{STORY[0] * 2}", "b.txt"), id="lines"),
        pytest.param((news_page(title=TITLE), "page.html"), id="page"),
        pytest.param((word_file(("Title", TITLE), ("Normal", STORY[0])), "w.docx"), id="Word"),
        pytest.param((pdf_file([(72, 780, 20, TITLE), *page_of(*STORY)]), "p.pdf"), id="PDF"),
    ],
)
def test_the_original_of_a_brief_replaces_it_until_it_is_removed(tmp_path, original, tier):
    library = Library(tmp_path, tier)
    before = library.corpus
    kept = library.add(*original)
    document = library.corpus.documents["doc:kettle-ban"]
    assert kept.is_original
    assert list(library.corpus.documents) == list(before.documents)
    assert (document.tier, document.obtained_from) == (tier, "user")
    assert (document.short_title, document.notices) == (
        "First article: a ban",
        ("One newspaper's report.",),
    )
    own = list(library.corpus.of_document(document.id))
    assert own[0].headings[0] == "First article: a ban"
    assert not any("brief" in p.label or "The article says" in p.text for p in own)
    assert not library.add(*original).is_new
    library.ingest()
    assert list(library.corpus.of_document(document.id)) == own
    library.remove("doc:kettle-ban")
    assert library.corpus.sha256 == before.sha256
    assert library.corpus.provisions == before.provisions


def test_a_headline_in_passing_replaces_no_brief(library):
    kept = library.add(
        story("Kettles on trial", f"Remember our story “{TITLE}”, which many thousands have read?")
    )
    assert kept.record.document.id == "doc:kettles-on-trial"


def test_a_self_declared_fiction_says_so(library):
    kept = library.add(f"Note: this is a fictional article.\nKettles on trial\n{STORY[0] * 2}")
    assert kept.record.document.tier == "fiction"
    assert "made up" in kept.record.document.notices[0]


def test_pages_stand_in_labels_and_links(library):
    raw = pdf_file(page_of("Kettles on trial"), page_of(STORY[0]))
    library.add(raw, "k.pdf", url="http://a.example/k.pdf", title="Kettles")
    (*_, last) = library.corpus.of_document("doc:kettles")
    assert (last.label, last.url) == ("Paragraph 1, page 2", "http://a.example/k.pdf#page=2")


def test_the_items_of_a_list_are_parts_of_the_paragraph_that_announces_it(library):
    library.add(story("Kettles on trial", "Two points divide them:", "– the spout", "– the lid"))
    *_, whole, spout, lid = library.corpus.of_document("doc:kettles-on-trial")
    assert (whole.anchor, whole.label) == ("par_4", "Paragraph 4")
    assert whole.text == "Two points divide them:\n– the spout\n– the lid"
    assert (spout.anchor, spout.label) == ("par_4.idt_1", "Paragraph 4, item 1")
    assert (lid.text, lid.chapeau, lid.parent_id) == (
        "the lid",
        "Two points divide them:",
        whole.id,
    )


def test_a_new_run_gives_the_same_corpus(library):
    library.add(story("Kettles on trial"))
    library.add(story("A kettle is free"))
    library.add(story("Kettles on trial", "More."))
    grown = library.corpus
    assert library.ingest().missing == ()
    assert library.corpus.sha256 == grown.sha256


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        pytest.param(b"", "empty.txt", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n\x00\x00", "picture.txt", id="renamed"),
        pytest.param(pdf_file([]), "scan.pdf", id="scan"),
        pytest.param(b"\xff\xfe\x00", "half.txt", id="encoding"),
    ],
)
def test_bad_input_changes_nothing(library, raw, name):
    library.add(story())
    before = library.files()
    with pytest.raises(IngestError, match=f"^{name}: "):
        library.add(raw, name)
    assert library.files() == before


def test_a_failed_write_is_undone(library, monkeypatch):
    library.add(story())
    before = library.files()

    def fail(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr(user_corpus, "write_parts", fail)
    for raw in (story("A new one"), story("Kettles on trial", "Changed.")):
        with pytest.raises(OSError, match="disk is full"):
            library.add(raw)
    kept = {name for name in library.files() if "original" not in name}
    assert {name: library.files()[name] for name in kept} == {
        name: before[name] for name in before if "original" not in name
    }
    monkeypatch.undo()
    assert library.add(story()).is_new is False


def test_an_addition_that_was_killed_halfway_is_completed_by_the_next(library):
    stored = (library.home / "provisions.jsonl").read_bytes()
    documents = (library.home / "documents.jsonl").read_bytes()
    library.add(story())
    (library.home / "provisions.jsonl").write_bytes(stored)
    (library.home / "documents.jsonl").write_bytes(documents)
    library.add(story())
    assert "doc:kettles-on-trial" in library.corpus.documents


@pytest.mark.parametrize(
    ("identifier", "says"),
    [
        ("doc:tea-time", "belongs to the catalogue"),
        ("doc:nothing", "yours are: doc:kettles-on-trial"),
        ("doc:../../home", "you added no document"),
    ],
)
def test_only_what_was_added_can_be_removed(library, identifier, says):
    library.add(story())
    before = library.files()
    with pytest.raises(StoreBroken, match=says):
        library.remove(identifier)
    assert library.files() == before


@pytest.mark.parametrize("spoil", ["changed", "gone"])
def test_a_spoilt_original_is_reported_and_the_rest_is_ingested(library, spoil):
    kept = library.add(story())
    path = library.home / "user" / "kettles-on-trial" / kept.record.original
    path.write_text("x") if spoil == "changed" else path.unlink()
    done = library.ingest()
    assert len(done.missing) == 1
    assert "add the document again" in done.missing[0]
    assert list(done.corpus.documents) == ["doc:kettle-ban", "doc:tea-time"]


def test_read_all_gives_what_was_added(library):
    library.add(story())
    ((document, paragraphs),) = users.read_all(library.home)
    assert document == library.corpus.documents[document.id]
    assert paragraphs == list(library.corpus.of_document(document.id))


def test_a_file_is_measured_before_it_is_read(tmp_path):
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(500_000_000)  # takes no room on the disk
    with pytest.raises(SourceRejected, match="longer than 50 MB"):
        from_file(big)


@pytest.mark.parametrize("name", ["none.txt", "."])
def test_what_is_no_file_is_named(tmp_path, name):
    with pytest.raises(SourceUnavailable, match=r"no such file|is no file"):
        from_file(tmp_path / name)


def test_the_real_originals_replace_their_briefs_until_they_are_removed(mirror, tmp_path):
    folder = corpus_folder()
    whole = read_catalog(folder / "catalog.toml")
    chosen = [entry for entry in whole.documents if entry.id.startswith("doc:hegseth")]
    catalog = whole.model_copy(update={"documents": tuple(chosen)})
    home, notes = tmp_path / "home", folder / "notes"
    ingest(catalog, notes, home, RouteContext(raw=home / "raw", offline=True))
    before = read_corpus(home)
    originals = sorted((mirror.parent / "seeds").glob("*.txt"))
    for path in originals:
        kept = user_corpus.add(catalog, notes, home, from_file(path), Facts())
        brief = before.documents[kept.record.document.id]
        document = kept.record.document
        assert (document.tier, document.title) == (brief.tier, brief.title)
        assert kept.is_original
        assert len(kept.provisions) in (7, 20)
    for identifier in [record.document.id for record in users.records(home)]:
        user_corpus.remove(catalog, notes, home, identifier)
    assert read_corpus(home).provisions == before.provisions
