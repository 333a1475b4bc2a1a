"""Run one command line: find the command, turn its errors into one line."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping, Sequence

from ingest.errors import IngestError
from rag.errors import RagError
from rag.settings import Settings, SettingsInvalid, build, from_environment
from ui.commands_answer import ask, search
from ui.commands_check import check
from ui.commands_compare import compare
from ui.commands_corpus import index, ingest
from ui.commands_diff import diff, show_changes
from ui.commands_documents import add, remove
from ui.commands_eval import evaluate
from ui.commands_feedback import feedback
from ui.commands_headnotes import headnotes
from ui.commands_replay import replay
from ui.commands_serve import serve
from ui.commands_show import show
from ui.commands_status import status
from ui.errors import UiError, WrongUse
from ui.parser import build_parser
from ui.parts import Context, Wiring, load_wiring
from ui.terminal import Terminal

FAILED, WRONG_USE, INTERRUPTED = 1, 2, 130

_ARGUMENTS = ("home", "model", "style")
"""Settings that a command line may set too."""

Command = Callable[[Namespace, Context], int]

COMMANDS: Mapping[str, Command] = {
    "serve": serve,
    "ask": ask,
    "replay": replay,
    "search": search,
    "show": show,
    "check": check,
    "compare": compare,
    "ingest": ingest,
    "add": add,
    "remove": remove,
    "index": index,
    "diff": diff,
    "changes": show_changes,
    "status": status,
    "eval": evaluate,
    "headnotes": headnotes,
    "feedback": feedback,
}


def run(
    argv: Sequence[str],
    environment: Mapping[str, str],
    terminal: Terminal,
    wiring: Callable[[], Wiring] = load_wiring,
) -> int:
    """Run a command line and return its exit status."""
    try:
        arguments = build_parser().parse_args(argv)
        if not arguments.command:
            raise WrongUse("no command given; see pincite --help")
        context = Context(_settings(arguments, environment), terminal, wiring)
        return COMMANDS[arguments.command](arguments, context)
    except (WrongUse, SettingsInvalid) as error:
        return _fail(terminal, error, WRONG_USE)
    except (UiError, RagError, IngestError, OSError) as error:
        if isinstance(error, BrokenPipeError):
            raise
        return _fail(terminal, error, FAILED)
    except KeyboardInterrupt:
        terminal.note("pincite: interrupted; what was complete is kept")
        return INTERRUPTED


def _settings(arguments: Namespace, environment: Mapping[str, str]) -> Settings:
    settings = from_environment(environment)
    named = ((field, getattr(arguments, field, None)) for field in _ARGUMENTS)
    given = {field: value for field, value in named if value is not None}
    return build({**settings.model_dump(), **given}) if given else settings


def _fail(terminal: Terminal, error: Exception, exit_status: int) -> int:
    """Say what went wrong in one line and return the exit status."""
    terminal.note(f"pincite: {' '.join(str(error).split())}")
    return exit_status
