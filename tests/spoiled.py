"""Well-formed inputs of every parser, and ways to spoil them."""

import io
import json
import random
import re
import zipfile
from collections.abc import Callable
from dataclasses import asdict

from hypothesis import strategies as st

from ingest import (
    checks,
    cut,
    formex,
    formex_consolidated,
    notes,
    oj_html,
    oj_html_2016,
    oj_html_consolidated,
    recitals_json,
    registry_copy,
)
from ingest.blocks import Parsed
from ingest.errors import IngestError
from ingest.model import Provision
from ingest.references import find, find_relative
from tests import consolidated_formex, consolidated_html, kettle_formex, kettle_html
from tests.conftest import document
from tests.test_ingest_notes import BRIEF, STAND_IN
from tests.test_ingest_notes_digest import KETTLE
from tests.test_ingest_recitals_json import recitals
from tests.test_ingest_registry_copy import CELEX, database

MEMBERS = {
    info.filename: zipfile.ZipFile(io.BytesIO(kettle_formex.ARCHIVE)).read(info)
    for info in zipfile.ZipFile(io.BytesIO(kettle_formex.ARCHIVE)).infolist()
}
REGISTRY = database(
    "Whistling 1. Kettles shall: (a) boil; (b) whistle. 2. Pots rest. CHAPTER II HOT WATER",
    "Entry into force This act starts now. Done at Pot, 1 May 2099. ( 1 ) OJ C 1, p. 1",
)
RECITALS = recitals("Kettles boil (1). 5/9 EN OJ L, 1.1.2099", "Lids (2). (2) Pot Act (OJ L 1).")


def formex_member(raw: bytes) -> Parsed:
    """Parse the act of the archive with other bytes as its main file."""
    return formex.parse(kettle_formex.packed({**MEMBERS, kettle_formex.MAIN: raw}))


def consolidated_member(raw: bytes) -> Parsed:
    """Parse a consolidated archive with these bytes as its text."""
    return formex_consolidated.parse(kettle_formex.packed({consolidated_formex.MAIN: raw}))


def act_of(parse: Callable[[bytes], Parsed]) -> Callable[[bytes], list[Provision]]:
    """Return what the pipeline makes of the bytes of an act."""

    def read(raw: bytes) -> list[Provision]:
        parsed = parse(raw)
        provisions = cut.provisions(document(), parsed.units)
        checks.check(document(), {}, parsed, provisions)
        return provisions

    return read


READERS: dict[str, tuple[Callable[[bytes], list[Provision]], tuple[bytes, ...]]] = {
    "formex": (act_of(formex.parse), (kettle_formex.ARCHIVE,)),
    "formex member": (act_of(formex_member), (MEMBERS[kettle_formex.MAIN],)),
    "oj_html": (act_of(oj_html.parse), (kettle_html.PAGE_A, kettle_html.PAGE_B)),
    "oj_html_2016": (act_of(oj_html_2016.parse), (kettle_html.PAGE_C, kettle_html.PAGE_D)),
    "consolidated archive": (act_of(formex_consolidated.parse), (consolidated_formex.ARCHIVE,)),
    "consolidated member": (act_of(consolidated_member), (consolidated_formex.TEXT.encode(),)),
    "consolidated page": (
        act_of(oj_html_consolidated.parse),
        (consolidated_html.PAGE, kettle_html.PAGE_D),
    ),
    "registry_copy": (act_of(lambda raw: registry_copy.parse(raw, CELEX)), (REGISTRY,)),
    "recitals_json": (act_of(recitals_json.parse), (RECITALS,)),
    "brief": (lambda raw: notes.read_brief(raw)[1], (BRIEF.encode(),)),
    "digest": (lambda raw: notes.read_digest(raw)[1], (KETTLE.encode(),)),
    "stand-ins": (notes.read_stand_ins, (STAND_IN.encode(), STAND_IN.encode() * 2)),
}
"""What turns bytes into provisions, and well-formed inputs to spoil."""

TOKENS = (
    *(b"", b"\x00", b"\xff\xfe", b"\xed\xa0\x80", "²⁵".encode(), "‘".encode(), b"\n", b" "),
    *(b"<", b">", b"&", b"&#0;", b"&#xD800;", b"<!--", b"]]>", b'"', b"'", b"<?p?>", b"&e;"),
    *(b"<p>", b"</p>", b"<div>", b"</div>", b"<table>", b"</table>", b"<td>", b"<tr>", b"</tr>"),
    *(b"<P>", b"</P>", b"<NP>", b"</NP>", b"<LIST>", b"<ITEM/>", b"<QUOT.S>", b"<ALINEA/>"),
    *(b'<QUOT.START CODE="D800"/>', b'<FT TYPE="NUMBER">', b"<HT>", b"<NOTE/>", b"<GR.SEQ/>"),
    *(b'<div class="grid-container">', b'<span class="no-parag">1.</span>', "▼M1 ►M2 ◄".encode()),
    *(b'<?CLG.MDFO ID="1" ACTION="DELETED"?>', b'<?CLG.MDFC IDREF="1"?>', b"\xe2\x80\x94" * 5),
    *(b"Article 0", b"(a)", b"(i)", b"1.", b"99999999999", b"-1", b"SECTION I", b"Section A."),
    *(b"+++", b"## ", b"- ", b"[]", b"{}", b"null", b"1e999", b"[" * 5000, b"<b>" * 300),
)


def survives(read: Callable[[bytes], list[Provision]], raw: bytes) -> None:
    """Fail unless the bytes are read into provisions that can be stored, or refused by name."""
    try:
        provisions = read(raw)
    except IngestError as error:
        assert str(error)
        return
    for provision in provisions:
        json.dumps(asdict(provision), ensure_ascii=False).encode()
        find(provision.text)
        find_relative(provision.text, provision.anchor)


@st.composite
def spoiled(draw: st.DrawFn, samples: tuple[bytes, ...]) -> bytes:
    """Return a sample with pieces cut out, doubled, moved, overwritten or put in."""
    raw = draw(st.sampled_from(samples))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.sampled_from((0, 0, 1, 2, 7, 40, 300, 10**6))))
        put = draw(
            st.one_of(
                st.sampled_from(TOKENS),
                st.binary(max_size=4),
                st.just(raw[start:end] * 2),
                st.integers(0, len(raw)).map(lambda at, raw=raw: raw[at : at + 50]),
            )
        )
        raw = raw[:start] + put + raw[end:]
    return raw


def cut_up(raw: bytes, chance: random.Random) -> bytes:
    """Return the bytes truncated, with bytes flipped or with tags taken out."""
    kind = chance.choice(("truncate", "flip", "tags", "tags", "swap"))
    if kind == "truncate":
        return raw[: chance.randrange(len(raw))]
    if kind == "flip":
        flipped = bytearray(raw)
        for _ in range(chance.randint(1, 400)):
            flipped[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
        return bytes(flipped)
    if kind == "tags":
        share = chance.choice((0.001, 0.02, 0.5))
        return re.sub(rb"<[^>]*>", lambda tag: b"" if chance.random() < share else tag[0], raw)
    one, two, three = sorted(chance.randrange(len(raw)) for _ in range(3))
    return raw[:one] + raw[two:three] + raw[one:two] + raw[three:]


POINT = kettle_formex.np("(a)", "boil")


def act_with(inside: str) -> bytes:
    """Return an act with one article that holds this."""
    article = kettle_formex.article("1", "Lids", f"<ALINEA>Deep {inside}</ALINEA>")
    return kettle_formex.act(article).encode()


def name_in_another_encoding() -> bytes:
    """Return the archive with a name that says it is UTF-8 but is not."""
    raw = bytearray(kettle_formex.ARCHIVE)
    entry = raw.index(b"PK\x01\x02")  # of the central directory
    raw[entry + 9] |= 0x08  # the flag for UTF-8
    raw[entry + 46] = 0xFF  # first byte of the name
    return bytes(raw)
