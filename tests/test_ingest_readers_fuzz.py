"""Whatever bytes a user brings, a reader reads them or refuses them by name."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.errors import IngestError
from ingest.readers import docx, html_page, markdown, pdf, text
from ingest.readers.model import Read
from tests.documents import news_page, page_of, pdf_file, word_file
from tests.spoiled import spoiled

Reader = Callable[[bytes, str], Read]
TEXT = "# Kettles\n\nBy Ann Lid\n\nKettles whistle.\n\n- lids\n- spouts\n"
SAMPLES: dict[str, tuple[Reader, tuple[bytes, ...]]] = {
    "txt": (text.read, (TEXT.encode(), TEXT.encode("utf-16"))),
    "md": (markdown.read, (TEXT.encode(),)),
    "html": (html_page.read, (news_page("Kettles whistle.", "Lids rest on kettles."),)),
    "pdf": (pdf.read, (pdf_file(page_of("Kettles", "Kettles whistle at 10 bar.")),)),
    "docx": (docx.read, (word_file(("Heading 1", "Kettles"), ("Normal", "Kettles rest.")),)),
}


def survives(read: Reader, raw: bytes) -> None:
    try:
        found = read(raw, "kettles")
    except IngestError as error:
        assert str(error)
        return
    assert all(paragraph.text.strip() for paragraph in found.paragraphs)


@pytest.mark.parametrize("form", SAMPLES)
@settings(max_examples=150, deadline=None)
@given(drawn=st.data())
def test_a_spoiled_file_is_read_or_refused_by_name(form: str, drawn: st.DataObject) -> None:
    read, samples = SAMPLES[form]
    survives(read, drawn.draw(spoiled(samples)))


@pytest.mark.parametrize("form", SAMPLES)
@settings(max_examples=100, deadline=None)
@given(raw=st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(form: str, raw: bytes) -> None:
    survives(SAMPLES[form][0], raw)


@pytest.mark.parametrize("form", SAMPLES)
def test_the_samples_themselves_are_read(form: str) -> None:
    read, samples = SAMPLES[form]
    assert all("ettles" in str(read(sample, "kettles").paragraphs) for sample in samples)
