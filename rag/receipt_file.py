"""Read and write receipts as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from rag.errors import RagError
from rag.receipt_model import FORMAT, VERSION, Receipt, digest

LONGEST = 20_000_000
"""In bytes: no longer file is read."""
_OBEYED = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What an editor or a terminal would obey, so that the file would look other than it is."""
_AGAIN = 'write one with `pincite ask "..." --receipt FILE` or download it from the page'


class ReceiptUnreadable(RagError):
    """A file is no receipt that this release can read."""


def receipt_bytes(receipt: Receipt) -> bytes:
    """Return a receipt as JSON, in UTF-8: the same bytes for the same receipt."""
    written = json.dumps(asdict(receipt), ensure_ascii=False, indent=1) + "\n"
    sound = written.encode("utf-8", "replace").decode()  # half of a pair is no character
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", sound).encode()


def read_receipt(path: Path) -> Receipt:
    """Return the receipt in a file. Raises `ReceiptUnreadable`."""
    try:
        if path.stat().st_size > LONGEST:
            raise ReceiptUnreadable(
                f"{path}: has over {LONGEST // 1_000_000} MB, which no receipt has; {_AGAIN}"
            )
        raw = path.read_bytes()
    except OSError as error:
        why = error.strerror or str(error)
        raise ReceiptUnreadable(f"{path}: cannot be read ({why}); name a receipt") from error
    return parse_receipt(raw, str(path))


def parse_receipt(raw: bytes, name: str) -> Receipt:
    """Return the receipt in JSON; `name` is what errors call it. Raises `ReceiptUnreadable`."""
    _require_version(raw, name)
    try:
        receipt = _adapter().validate_json(raw, strict=True)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise ReceiptUnreadable(f"{name}: {where}: {first['msg']}; {_AGAIN}") from error
    for complaint in _contradictions(receipt):
        raise ReceiptUnreadable(f"{name}: {complaint}; it was changed by hand; {_AGAIN}")
    return receipt


@cache
def _adapter() -> TypeAdapter[Receipt]:
    return TypeAdapter(Receipt)


def _require_version(raw: bytes, name: str) -> None:
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise ReceiptUnreadable(f"{name}: not JSON ({error}); {_AGAIN}") from error
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise ReceiptUnreadable(f"{name}: is no receipt of Pincite; {_AGAIN}")
    version = found.get("version")
    if version != VERSION:
        raise ReceiptUnreadable(
            f"{name}: is a receipt of version {version!r:.20}, this release reads {VERSION}; "
            "replay it with the release that its field pincite names"
        )


def _contradictions(receipt: Receipt) -> Iterator[str]:
    """Yield what a receipt says against itself."""
    documents = {document.id for document in receipt.documents}
    for provision in receipt.provisions:
        if digest(provision.text) != provision.sha256:
            yield f"the text of {provision.id:.80} does not have the sha256 that is given for it"
        if provision.document_id not in documents:
            yield f"{provision.document_id:.80} is not among its documents"
    provisions = {provision.id for provision in receipt.provisions}
    for answer in receipt.answers:
        cited = {citation.provision_id for citation in answer.citations}
        yield from (f"{lost:.80} is not among its provisions" for lost in cited - provisions)
        numbers = {n for said in answer.statements for n in said.citations}
        if numbers - set(range(1, len(answer.citations) + 1)):
            yield "a statement has the number of a citation that is not there"
