"""Describe the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from ingest.user_model import TIERS
from rag.chat.style import STYLES
from rag.release import release
from ui.errors import WrongUse
from ui.parser_compare import add_compare
from ui.parser_replay import add_receipt, add_replay
from ui.values import day, how_many, language, port

_TOP_K = 50


class _Parser(argparse.ArgumentParser):
    """A parser that raises wrong use instead of printing a page about it."""

    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{message}; see {self.prog} --help")


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of every command."""
    parser = _Parser(
        prog="pincite",
        description="Answers about AI regulation with pinpoint citations you can check.",
        epilog="Settings are environment variables named PINCITE_*; the README lists them.",
    )
    parser.add_argument("--version", action="version", version=f"pincite {release()}")
    _add_home(parser, default=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)
    _add_serve(_add(commands, "serve", "open the web page (builds the corpus first if needed)"))
    _add_ask(_add(commands, "ask", "answer a question with checked citations"))
    add_replay(_add(commands, "replay", "make the answers of receipts again; say what changed"))
    _add_search(_add(commands, "search", "list the provisions that fit a question"))
    _add_show(_add(commands, "show", "print one provision and what refers to it"))
    _add_check(_add(commands, "check", "check every citation in a memo"))
    add_compare(_add(commands, "compare", "put what acts say on a topic side by side"))
    ingest = _add(commands, "ingest", "obtain and parse everything in the catalogue")
    ingest.add_argument("--refresh", action="store_true", help="obtain again what is there already")
    _add_add(_add(commands, "add", "add a document of yours: a file or a web page"))
    _add_remove(_add(commands, "remove", "remove a document that you added"))
    _add_index(_add(commands, "index", "build or update the search index"))
    _add_diff(_add(commands, "diff", "show how a provision changed between two days"))
    _add_changes(_add(commands, "changes", "list what differs from the texts last indexed"))
    _add_status(_add(commands, "status", "say what the corpus holds and what it lacks"))
    _add_eval(_add(commands, "eval", "score the answers to questions with known answers"))
    _add_headnotes(_add(commands, "headnotes", "check our plain words on each provision"))
    _add_json(_add(commands, "feedback", "list what readers reported on the page"))
    return parser


def _add(
    commands: argparse._SubParsersAction[_Parser],  # argparse has no public name for it
    name: str,
    purpose: str,
) -> argparse.ArgumentParser:
    parser = commands.add_parser(
        name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}."
    )
    _add_home(parser, default=argparse.SUPPRESS)
    return parser


def _add_home(parser: argparse.ArgumentParser, default: str | None) -> None:
    parser.add_argument(
        "--home",
        type=Path,
        default=default,
        metavar="FOLDER",
        help="where everything generated is kept (default: PINCITE_HOME or .pincite)",
    )


def _add_json(parser: argparse._ActionsContainer) -> None:
    parser.add_argument("--json", action="store_true", help="print JSON")


def _add_question(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("question", nargs="?", help="in plain words, in quotation marks")
    parser.add_argument(
        "--batch",
        type=Path,
        metavar="FILE.jsonl",
        help='answer a file of {"id", "question"} lines, as JSON lines in the same order',
    )
    _add_json(parser)


def _add_model(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--model",
        metavar="NAME",
        help="a language model that writes answers: anthropic:NAME, openai:NAME, ollama:NAME, or "
        "http://127.0.0.1:8080/v1#NAME (default: PINCITE_MODEL, or none)",
    )
    parser.add_argument(
        "--style",
        choices=tuple(STYLES),
        help="for whom the model writes; the facts are the same (default: PINCITE_STYLE or staff)",
    )


def _add_serve(parser: argparse.ArgumentParser) -> None:
    _add_model(parser)
    parser.add_argument(
        "--host", metavar="NAME", help="where to listen (default: PINCITE_HOST or 127.0.0.1)"
    )
    parser.add_argument(
        "--port", type=port, metavar="N", help="0 takes a free one (default: PINCITE_PORT or 7860)"
    )
    parser.add_argument(
        "--mcp", action="store_true", help="offer ask, search, ... as tools to MCP clients, at /mcp"
    )
    parser.add_argument(
        "--stdio",
        action="store_true",
        help="with --mcp: offer the tools over standard input and output, without a page",
    )


def _add_as_of(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as-of",
        type=day,
        metavar="DATE",
        help="the law on this day (default: today)",
    )


def _add_ask(parser: argparse.ArgumentParser) -> None:
    _add_question(parser)
    _add_model(parser)
    _add_as_of(parser)
    add_receipt(parser)
    parser.add_argument(
        "--document", action="append", metavar="ID", help="look only here (may be repeated)"
    )
    parser.add_argument(
        "--jurisdiction",
        action="append",
        metavar="NAME",
        help="look only at the documents of, say, EU (may be repeated)",
    )


def _add_search(parser: argparse.ArgumentParser) -> None:
    _add_question(parser)
    _add_as_of(parser)
    parser.add_argument(
        "-k", type=how_many, metavar="N", help="how many (default: PINCITE_TOP_K or 8)"
    )


def _add_show(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help='an id or a label such as "Article 51(2)"')
    _add_json(parser)


def _add_check(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "memo",
        metavar="FILE|-",
        help="text, Markdown, HTML, PDF or Word (.docx); - reads text from standard input",
    )
    _add_as_of(parser)
    parser.add_argument(
        "--no-claims",
        action="store_true",
        help="check existence, quotations and dates, not what is said of provisions",
    )
    form = parser.add_mutually_exclusive_group()
    _add_json(form)
    form.add_argument("--markdown", action="store_true", help="print Markdown")
    parser.add_argument(
        "--docx", type=Path, metavar="OUT.docx", help="write the memo with comments for Word, too"
    )
    parser.add_argument(
        "--authorities",
        choices=("oscola", "bluebook"),
        help="add a table of authorities in this style",
    )


def _add_diff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help='an id or a label such as "Article 57(1) AI Act"')
    parser.add_argument("--from", type=day, metavar="DATE", help="default: as first published")
    parser.add_argument("--to", type=day, metavar="DATE", help="default: today")
    _add_json(parser)


def _add_changes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "answers",
        nargs="*",
        type=Path,
        metavar="ANSWERS.jsonl",
        help="saved output of `pincite ask --json`: say which answers rest on what changed",
    )
    _add_json(parser)


def _add_status(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--verify",
        action="store_true",
        help="compare each text put together here with the official one, where that is there",
    )
    _add_json(parser)


def _add_add(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        metavar="FILE|URL",
        help="text, Markdown, HTML, PDF or Word (.docx), at most 50 MB; or an http(s) address",
    )
    parser.add_argument("--title", default="", metavar="WORDS", help="what it is called")
    parser.add_argument("--author", default="", metavar="NAME", help="who wrote it")
    parser.add_argument(
        "--date", type=day, metavar="DATE", help="when it was published: 2026-02-17"
    )
    parser.add_argument("--publisher", default="", metavar="NAME", help="who published it")
    parser.add_argument(
        "--tier",
        choices=TIERS,
        default="",
        help="what sort of source it is (default: fiction where it says so, else news)",
    )
    parser.add_argument("--language", type=language, metavar="CODE", help="two letters, such as en")
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="fetch from this machine and from private networks too",
    )


def _add_remove(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", help="its id, such as doc:kettle-ban-weighed")


def _add_index(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--provisions", type=Path, metavar="FILE", help="index this provisions.jsonl instead"
    )


def _add_eval(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        metavar="QUESTIONS.jsonl",
        help="questions with their answers (default: those that come with the corpus)",
    )
    instead = parser.add_mutually_exclusive_group()
    instead.add_argument(
        "--gone",
        action="store_true",
        help="ask each answerable question without the provisions that answer it; count refusals",
    )
    instead.add_argument(
        "--clapnq",
        type=Path,
        metavar="FILE",
        help="score the sentences cited from the passages of a CLAPnq file",
    )
    instead.add_argument(
        "--compare",
        type=Path,
        nargs=2,
        metavar=("A.json", "B.json"),
        help="compare two runs written with --json; exit status 1 when B is worse than A",
    )
    _add_json(parser)


def _add_headnotes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--stamp",
        nargs="?",
        const="new",
        choices=("new", "all"),
        help="write which text each was written for: the new ones (default), or all again",
    )
    _add_json(parser)
