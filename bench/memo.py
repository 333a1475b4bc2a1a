"""Compare what Pincite, eyecite and citeurl make of the citations of the forty memos.

    python -m bench.memo --home .pincite

Found: citations of a memo that a tool reports. Resolved: those that it takes to the right place,
of those that have one. Wrong: those that it takes to another place, and reports where nothing is
cited. eyecite and citeurl are made for the law of the United States, so citations are counted
apart; those of the press too. Pincite's verdicts are scored against the labels, with claims.
Speed is measured on the memos put together, warm; the ratio is to eyecite, which only finds, on
the same text in the same run.
"""

from __future__ import annotations

import argparse
import importlib
import itertools
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from eyecite import get_citations
from eyecite.models import CitationBase

from ingest.model import Corpus
from ingest.store import read_corpus
from rag.memo.check import check
from rag.memo.model import ACT, UNITED_STATES, YES, Finding
from tests.memo_scores import ASPECTS, is_place, looked_at, measure, rows, together
from tests.memo_templates import ABSENT, Cited, Memo, filled, names

DAY = "2026-09-15"
WORDS, PAGES, WORDS_A_PAGE = 5_000, 100, 400
ROUNDS = 3
UNION, STATES, PRESS = "EU", "US", "press"
_US = re.compile(r"us(?:c|-\w+)?:")
_NUMBER = re.compile(r"\d[\w-]*")


@dataclass(frozen=True, slots=True)
class Report:
    """A citation as a tool reports it."""

    span: tuple[int, int]
    place: str
    """Provision id, "title section" of the United States Code, "" for none."""


Tool = Callable[[Memo], Sequence[Report]]
Finder = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Count:
    """What a tool makes of the citations of one kind of law."""

    cited: int
    found: int
    with_place: int
    resolved: int
    wrong: int


def main() -> None:
    """Print two Markdown tables: what is found, and how long it takes."""
    parser = argparse.ArgumentParser(prog="python -m bench.memo", description=__doc__)
    parser.add_argument("--home", type=Path, default=Path(".pincite"))
    corpus = read_corpus(parser.parse_args().home)
    memos = [memo for name in names() if (memo := filled(name, corpus)).can_be_read_with(corpus)]
    tools: dict[str, Tool] = {"Pincite": lambda memo: _pincite(memo, corpus), "eyecite": _eyecite}
    finders: dict[str, Finder] = {"eyecite": get_citations}
    try:
        citator = importlib.import_module("citeurl").Citator()
        tools["citeurl"] = lambda memo: _citeurl(memo, citator)
        finders["citeurl"] = citator.list_cites
    except ImportError as error:
        print(f"citeurl is left out: {error}. Install it with: pip install citeurl markdown\n")
    print(_found_table(tools, memos, corpus))
    print()
    print(_verdict_table(memos, corpus))
    print()
    print(_speed_table(finders, memos, corpus))


def _pincite(memo: Memo, corpus: Corpus) -> list[Report]:
    report = check(memo.text, memo.name, corpus, memo.day, claims=False)
    return [
        Report(f.mention.span, _place(f) if f.exists == YES else "")
        for f in report.findings
        if f.mention.kind != ACT or any(_overlap(f.mention.span, c.span) for c in memo.cited)
    ]


def _place(finding: Finding) -> str:
    """Return the provision; for a whole law of the United States its numbers, else the act."""
    if finding.resolved or finding.mention.kind != UNITED_STATES:
        return finding.resolved or finding.mention.act
    return " ".join(_NUMBER.findall(finding.mention.cite))


def _eyecite(memo: Memo) -> list[Report]:
    found = get_citations(memo.text)
    return [
        Report(_span(c), f"{c.groups.get('title', '')} {c.groups.get('section', '')}".strip())
        for c in found
    ]


def _span(citation: CitationBase) -> tuple[int, int]:
    start, end = citation.span()  # type: ignore[no-untyped-call]
    return start, end


def _citeurl(memo: Memo, citator: object) -> list[Report]:
    found = citator.list_cites(memo.text)  # type: ignore[attr-defined]
    return [
        Report(c.span, f"{c.tokens.get('title') or ''} {c.tokens.get('section') or ''}".strip())
        for c in found
    ]


def _found_table(tools: dict[str, Tool], memos: Sequence[Memo], corpus: Corpus) -> str:
    lines = ["| law | tool | found | resolved | wrong |", "|---|---|---|---|---|"]
    for law, (name, tool) in itertools.product((UNION, STATES, PRESS), tools.items()):
        counts = [_count(memo, tool(memo), law, corpus) for memo in memos]
        total = Count(*(sum(values) for values in zip(*map(_values, counts), strict=True)))
        lines.append(
            f"| {law} | {name} | {total.found} of {total.cited} "
            f"| {total.resolved} of {total.with_place} | {total.wrong} |"
        )
    return "\n".join(lines)


def _values(count: Count) -> tuple[int, ...]:
    return (count.cited, count.found, count.with_place, count.resolved, count.wrong)


def _count(memo: Memo, reports: Sequence[Report], law: str, corpus: Corpus) -> Count:
    """Count the citations of one kind of law; reports of nothing count as wrong for EU law."""
    cited = [c for c in memo.cited if _law(c) == law and ABSENT not in c.exists]
    here = {c: [r for r in reports if _overlap(r.span, c.span)] for c in cited}
    have = [c for c in cited if c.target and c.exists == {YES}]
    have += [c for c in cited if c.target.startswith("usc:") and c not in have]
    resolved = [c for c in have if any(_right(r, c, memo, corpus) for r in here[c])]
    elsewhere = [c for c in have if c not in resolved and any(r.place for r in here[c])]
    nowhere = [r for r in reports if not any(_overlap(r.span, c.span) for c in memo.cited)]
    return Count(
        cited=len(cited),
        found=sum(bool(found) for found in here.values()),
        with_place=len(have),
        resolved=len(resolved),
        wrong=len(elsewhere) + (len(nowhere) if law == UNION else 0),
    )


def _law(cited: Cited) -> str:
    if cited.target.startswith("doc:"):
        return PRESS
    return STATES if _US.match(cited.target) else UNION


def _right(report: Report, cited: Cited, memo: Memo, corpus: Corpus) -> bool:
    """Tell whether a report names the place, by id or as title and section of the code."""
    if "#" in report.place or ":" in report.place:
        return is_place(report.place, cited.target, corpus)
    numbers = _NUMBER.findall(memo.text[slice(*cited.span)])
    return bool(report.place) and report.place.split() == numbers[:2]


def _verdict_table(memos: Sequence[Memo], corpus: Corpus) -> str:
    """Return how right Pincite's verdicts are, on the memos to tune on and on those held out."""
    lines = ["| memos | verdict | precision | recall |", "|---|---|---|---|"]
    for half in ("dev", "test"):
        chosen = [memo for memo in memos if memo.name.startswith(half)]
        reports = [check(memo.text, memo.name, corpus, memo.day) for memo in chosen]
        both = list(zip(chosen, reports, strict=True))
        found = [row for memo, report in both for row in rows(memo, report, corpus)]
        scored = {aspect: measure(found, aspect) for aspect in ASPECTS}
        scored["to look at"] = together([looked_at(memo, report) for memo, report in both])
        lines += [
            f"| {half} | {what} | {m.precision:.3f} ({m.right}/{m.given}) "
            f"| {m.recall:.3f} ({m.found}/{m.wanted}) |"
            for what, m in scored.items()
        ]
    return "\n".join(lines)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _speed_table(finders: dict[str, Finder], memos: Sequence[Memo], corpus: Corpus) -> str:
    """Return the seconds for both texts; eyecite, the baseline, is the first of the finders."""
    lines = ["| text | tool | seconds | ratio to eyecite |", "|---|---|---|---|"]
    for size, what, claims in (
        (WORDS, f"{WORDS} words, without claims", False),
        (PAGES * WORDS_A_PAGE, f"{PAGES} pages of {WORDS_A_PAGE} words, with claims", True),
    ):
        text = " ".join(itertools.islice(_words(memos), size))
        timed = {name: _seconds(finder, text) for name, finder in finders.items()}
        checked = _checking(corpus, claims)
        checked(memos[0].text)
        timed["Pincite"] = _seconds(checked, text)
        base = timed["eyecite"]
        lines += [f"| {what} | {n} | {s:.2f} | {s / base:.1f} |" for n, s in timed.items()]
    return "\n".join(lines)


def _checking(corpus: Corpus, claims: bool) -> Finder:
    return lambda text: check(text, "memo", corpus, DAY, claims=claims)


def _words(memos: Sequence[Memo]) -> Iterator[str]:
    """Yield the words of all memos again and again, with the line breaks that follow them."""
    for memo in itertools.cycle(memos):
        yield from f"{memo.text.strip()}\n\n".split(" ")


def _seconds(finder: Finder, text: str) -> float:
    """Return the shortest of a few runs."""
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        finder(text)
        taken.append(time.perf_counter() - started)
    return min(taken)


if __name__ == "__main__":
    main()
