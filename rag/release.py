"""Say which release of Pincite this is."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

NOT_INSTALLED = "(not installed)"


def release() -> str:
    """Return the version that is installed, such as "0.1.0", or that none is."""
    try:
        return version("pincite")
    except PackageNotFoundError:
        return NOT_INSTALLED
