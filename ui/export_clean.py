"""Rid text of what no reader sees and no file may hold."""

from __future__ import annotations

import re

_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
"""What no XML holds, what a reader does not see, and what turns the reading direction around."""


def clean(text: str) -> str:
    """Return text without what a reader cannot see, its lines kept."""
    return _UNSEEN.sub("", _LINE_ENDS.sub("\n", text))
