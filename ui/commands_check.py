"""Check the citations of a memo: `check`."""

from __future__ import annotations

import importlib
from argparse import Namespace
from typing import Protocol, cast

from ui.parts import Context


class _Checking(Protocol):
    """What the module behind the command offers."""

    def check_memo(self, arguments: Namespace, context: Context) -> int:
        """Check the memo and print the report."""


def check(arguments: Namespace, context: Context) -> int:
    """Check every citation of a memo; return 1 when one of them fails, 0 when none does."""
    module = importlib.import_module("ui.checking")  # its readers take long to import
    return cast(_Checking, module).check_memo(arguments, context)
