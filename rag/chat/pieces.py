"""What comes from a language model while it writes, whichever provider it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LENGTH, DECLINED = "length", "declined"


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of what a model sends."""

    text: str = ""
    block: int | None = None
    """The number of the passage that the text or the citations belong to, where the provider
    cites by itself; None for a part of the JSON that was asked for."""
    cited: tuple[Mapping[str, Any], ...] = ()
    """The provider's own citations, as it writes them."""
    tool: str = ""
    """The name of a tool that the model calls."""
    stop: str = ""
    """Why it stopped: "length", "declined" or "" for an ordinary end."""
    input_tokens: int = 0
    output_tokens: int = 0
    cost: float | None = None
    """What the provider says it costs, in its currency; None where it says nothing."""
