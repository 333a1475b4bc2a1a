"""Read the values of options."""

from __future__ import annotations

import argparse
from datetime import date

_TOP_K = 50


def day(text: str) -> str:
    """Return an ISO date."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date such as 2026-02-17") from error


def language(text: str) -> str:
    """Return a language code."""
    if not (text.isascii() and text.isalpha() and 2 <= len(text) <= 3):
        raise argparse.ArgumentTypeError(f"{text!r} is no language code such as en")
    return text.lower()


def how_many(text: str) -> int:
    """Return how many results to give."""
    return _between(text, 1, _TOP_K)


def port(text: str) -> int:
    """Return the number of a port."""
    return _between(text, 0, 65535)


def _between(text: str, low: int, high: int) -> int:
    if not text.isdecimal() or not low <= int(text) <= high:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from {low} to {high}")
    return int(text)
