"""Write dates as the Official Journal prints them."""

from __future__ import annotations

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)


def day(iso: str) -> str:
    """Return an ISO date as the Official Journal prints it: "2 August 2026"."""
    year, month, number = iso.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
