"""Describe the command line of `compare`."""

from __future__ import annotations

import argparse

from ui.values import day


def add_compare(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `compare`."""
    parser.add_argument("topic", help='such as "incident reporting", in quotation marks')
    parser.add_argument(
        "--documents",
        default="",
        metavar="A,B,C",
        help="which acts, by id or short title (default: those of the edited topics)",
    )
    parser.add_argument(
        "--as-of", type=day, metavar="DATE", help="the law on this day (default: today)"
    )
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--markdown", action="store_true", help="print Markdown")
