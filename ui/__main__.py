"""Start Pincite from the command line."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from rag.settings import SettingsInvalid, from_environment
from ui.cli import FAILED, run
from ui.terminal import open_terminal

_QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_GATEWAY": "false",
    "LANGSMITH_TRACING": "false",
    "TOKENIZERS_PARALLELISM": "false",
}
_NO_HUB = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1"}


def main() -> None:
    """Run the command line of this process."""
    sys.exit(_main(sys.argv[1:]))


def _main(argv: list[str]) -> int:
    os.environ.update(quiet(os.environ))  # before a command imports a library that reads it
    terminal = open_terminal(sys.stdout, sys.stderr)
    try:
        exit_status = run(argv, os.environ, terminal)
        if not sys.stdout.closed:  # who spoke MCP over it has closed it
            sys.stdout.flush()
    except BrokenPipeError:
        # Who read us has left. Python would complain again when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAILED
    return exit_status


def quiet(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what keeps libraries from calling home, and off the hub unless a model is there."""
    try:
        names_hub_model = from_environment(environment).names_hub_model
    except SettingsInvalid:
        names_hub_model = False  # the command reports it
    return _QUIET if names_hub_model else {**_QUIET, **_NO_HUB}


if __name__ == "__main__":
    sys.exit(_main(sys.argv[1:] or ["serve"]))
