"""Make documents such as users bring: Word files, PDF files, web pages; all about kettles."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

import docx

STORY = (
    "The minister weighed a ban on kettles without a whistle, people who know the matter said.",
    "Talks on the noise of kettles broke down on Monday, after weeks of quarrels over the spout.",
    "The makers fear that a ban would cost them more than 10 000 cups of tea in a single year.",
)


def word_file(*blocks: tuple[str, str], title: str = "", author: str = "") -> bytes:
    """Return a Word file of (style, text) blocks."""
    document = docx.Document()
    for style, text in blocks:
        document.add_paragraph(text, style=style)
    document.core_properties.title = title
    document.core_properties.author = author
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    """Return a Word document as bytes."""
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def with_member(packed: bytes, name: str, content: bytes) -> bytes:
    """Return a zip archive with one more member."""
    grown = io.BytesIO(packed)
    with zipfile.ZipFile(grown, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return grown.getvalue()


Text = tuple[int, int, int, str]
"""Where a run of words stands: from the left, from the bottom, in which size."""


def pdf_file(*pages: Sequence[Text], title: str = "", trailer: str = "") -> bytes:
    """Return a PDF file; each page is runs of words with their places."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    objects.append(f"<< /Title ({title}) >>")
    numbers = []
    for page in pages:
        drawn = " ".join(f"BT /F1 {size} Tf {x} {y} Td ({text}) Tj ET" for x, y, size, text in page)
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        numbers.append(len(objects) + 1)
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>"
    return _numbered(objects, trailer)


def _numbered(objects: Sequence[str], trailer: str) -> bytes:
    written = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(written))
        written += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R {trailer}>>\n"
        f"startxref\n{len(written)}\n%%EOF\n"
    )
    return written + end.encode("latin-1")


def page_of(*lines: str, top: int = 760, size: int = 11) -> list[Text]:
    """Return lines printed one below the other."""
    return [(72, top - 14 * n, size, line) for n, line in enumerate(lines)]


def news_page(*paragraphs: str, title: str = "Kettle ban weighed") -> bytes:
    """Return a page of a news site, with everything such a page has around its article."""
    body = "".join(f"<p>{text}</p>" for text in paragraphs or STORY)
    return f"""<!doctype html><html lang="en-GB"><head><title>{title} - The Kettle Post</title>
<meta property="og:type" content="article"><meta property="og:title" content="{title}">
<meta property="og:site_name" content="The Kettle Post"><meta name="author" content="Jane Potter">
<meta property="article:published_time" content="2026-02-17T10:00:00Z">
<script>var advice = "buy tea";</script></head><body>
<nav><a href="/">Home</a> <a href="/tea">All about tea</a></nav>
<article><h1>{title}</h1>{body}</article>
<aside><p>Subscribe to our newsletter about kettles and spouts.</p></aside>
<footer>We use cookies with our tea.</footer></body></html>""".encode()
