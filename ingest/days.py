"""Write dates as the Official Journal prints them, and tell what is one."""

from __future__ import annotations

from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def day(iso: str) -> str:
    """Return an ISO date as the Official Journal prints it: "2 August 2026"."""
    year, month, number = iso.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def is_day(text: str) -> bool:
    """Tell whether a text is an ISO date that exists."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
