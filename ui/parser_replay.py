"""Describe the parts of the command line that write and read receipts."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_receipt(parser: argparse.ArgumentParser) -> None:
    """Add the option of `ask` that keeps a receipt."""
    parser.add_argument(
        "--receipt",
        type=Path,
        metavar="FILE.json",
        help="write what the answer rests on, for `pincite replay`; replaces a file of that name",
    )


def add_replay(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of `replay`."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="receipts: of `ask` or of the page"
    )
    parser.add_argument("--json", action="store_true", help="print JSON, an object a receipt")
