"""Say what went wrong to a program: words for what was foreseen, a log entry for the rest."""

from __future__ import annotations

import logging

from ingest.errors import IngestError
from rag.errors import RagError
from ui.errors import UiError

UNFORESEEN = "something went wrong on the server; try again, and if it stays read the server's log"
_log = logging.getLogger(__name__)


def told(error: Exception) -> str:
    """Return what a program is told of an error; one that nobody foresaw goes to the log."""
    if isinstance(error, RagError | IngestError | UiError):
        return str(error)
    _log.error("a call failed", exc_info=error)
    return UNFORESEEN
