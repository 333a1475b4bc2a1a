"""What tests of answers by a model share: questions, replies, an assistant with a model."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rag.chain import Assistant
from rag.model import Answer, Statement
from rag.settings import build
from rag.verify import Claim, is_verbatim, verify
from rag.wiring import with_model

ASKED = "Who checks that the whistle works?"
CHECKS = "32099R0001#art_4.par_2"
RULE = "Importers shall check that the whistle works."
SAID = "Importers must check that the whistle works."
HEARD = "32099R0001#art_4.par_1.pnt_a"
METRES = "fit a whistle that can be heard at ten metres;"
SECRET = "sk-" + "Very5ecretKey" * 3
"""What looks like a key, and must never be seen again."""


def said(text: str, *citations: tuple[object, object]) -> dict[str, Any]:
    """Return a statement as a model writes it."""
    return {"text": text, "citations": [{"id": i, "quote": quote} for i, quote in citations]}


GOOD = said(SAID, (CHECKS, RULE))
FURTHER = said("Makers must fit a whistle that can be heard at ten metres.", (HEARD, METRES))


def written(*statements: object) -> str:
    """Return a whole reply."""
    return json.dumps({"statements": list(statements)}, ensure_ascii=False)


def with_server(kettle: Assistant, home: Path, model: str, **settings: object) -> Assistant:
    """Return the assistant with a model, patient for seconds and without a cache."""
    given = {"model_budget_s": 3.0, "connect_timeout_s": 1.0, "model_cache": False, **settings}
    return with_model(kettle, build({"home": home, "model": model, **given}))


def assert_verified(answer: Answer, assistant: Assistant) -> None:
    """Every statement passes the check again, every quote stands at its place."""
    for statement in (*answer.statements, *answer.extras):
        quotes = tuple((c.provision.id, c.quote) for c in statement.citations)
        again = verify(Claim(statement.text, quotes), assistant.corpus.provisions)
        assert isinstance(again, Statement), again
        assert all(is_verbatim(citation) for citation in statement.citations)


def quoted(answer: Answer) -> set[str]:
    """Return every quote of an answer's statements."""
    return {c.quote for s in answer.statements for c in s.citations}


def reasons(answer: Answer) -> str:
    """Return why statements were withheld."""
    return "\n".join(withheld.reason for withheld in answer.withheld)


def texts(statements: Iterable[Statement]) -> list[str]:
    """Return what statements say."""
    return [statement.text for statement in statements]
