"""Score the report on a memo against what is right about each of its citations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.model import Corpus
from rag.judge import CONTRADICTED, NOT_CHECKED, NOT_SUPPORTED, SUPPORTED
from rag.memo import model
from rag.memo.model import Finding, Report
from tests.memo_templates import ABSENT, UNCLAIMED, UNJUDGED, Cited, Memo

EXISTENCE, QUOTE, CLAIM, STATUS = "exists", "quote", "claim", "status"
ASPECTS = (EXISTENCE, QUOTE, CLAIM, STATUS)
_SILENT = {EXISTENCE: ABSENT, QUOTE: model.NO_QUOTE, CLAIM: NOT_CHECKED, STATUS: ""}
_VERDICTS = {
    QUOTE: {
        *(model.VERBATIM, model.ALTERED, model.ELSEWHERE, model.OTHER_VERSION, model.TOO_SHORT)
    },
    CLAIM: {SUPPORTED, CONTRADICTED, NOT_SUPPORTED},
}
_ALARMS = {
    EXISTENCE: {model.NO, model.AMBIGUOUS},
    QUOTE: {model.ALTERED, model.ELSEWHERE, model.OTHER_VERSION},
    CLAIM: {CONTRADICTED, NOT_SUPPORTED},
    STATUS: {model.REPEALED, model.NOT_YET_LAW, model.NOT_BINDING, model.FICTION},
}
_ELSEWHERE = "another place"
_EXTRA = "(no citation)"


@dataclass(frozen=True, slots=True)
class Row:
    """One verdict on one citation: what is right, and what the report says."""

    memo: str
    words: str
    aspect: str
    right: frozenset[str]
    """Empty for a finding where the memo cites nothing."""
    said: str

    @property
    def given(self) -> bool:
        """Whether the report says anything that can be right or wrong."""
        if self.aspect == CLAIM and (UNJUDGED in self.right or self._harmless):
            return False
        if self.aspect == STATUS:
            return bool(self.right) or self.said in _ALARMS[STATUS]
        if self.aspect == EXISTENCE:
            return self.said != ABSENT
        return self.said in _VERDICTS[self.aspect]

    @property
    def _harmless(self) -> bool:
        return self.right == {UNCLAIMED} and self.said == SUPPORTED

    @property
    def wanted(self) -> bool:
        """Whether a verdict ought to be given."""
        if self.aspect == CLAIM:
            return bool(self.right & _VERDICTS[CLAIM])
        return bool(self.right) and _SILENT[self.aspect] not in self.right

    @property
    def is_right(self) -> bool:
        """Whether the report says what is right."""
        return self.said in self.right


@dataclass(frozen=True, slots=True)
class Measure:
    """How many verdicts given are right, and how many of those wanted are given and right."""

    right: int
    given: int
    found: int
    wanted: int

    @property
    def precision(self) -> float:
        """Share of the verdicts given that are right; 1 when none is given."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of the verdicts wanted that are given and right; 1 when none is wanted."""
        return self.found / self.wanted if self.wanted else 1.0

    def __str__(self) -> str:
        """Return both shares with their counts."""
        return (
            f"precision {self.precision:.3f} ({self.right}/{self.given}), "
            f"recall {self.recall:.3f} ({self.found}/{self.wanted})"
        )


def rows(memo: Memo, report: Report, corpus: Corpus) -> Iterator[Row]:
    """Yield every verdict of a report beside what is right."""
    paired, extra = pairs(memo, report.findings)
    for cited, finding in paired:
        words = memo.text[slice(*cited.span)]
        yield Row(memo.name, words, EXISTENCE, cited.exists, _existence(cited, finding, corpus))
        if finding is not None:
            yield Row(memo.name, words, QUOTE, cited.quote, finding.quote)
            yield Row(memo.name, words, CLAIM, cited.claim, finding.claim)
            yield Row(memo.name, words, STATUS, cited.status, finding.status)
        elif ABSENT not in cited.exists:
            rights = (cited.quote, cited.claim, cited.status)
            for aspect, right in zip(ASPECTS[1:], rights, strict=True):
                yield Row(memo.name, words, aspect, right, _SILENT[aspect])
    for finding in extra:
        said = (finding.exists, finding.quote, finding.claim, finding.status)
        for aspect, verdict in zip(ASPECTS, said, strict=True):
            yield Row(memo.name, finding.mention.text, aspect, frozenset(), verdict)


def pairs(
    memo: Memo, findings: Sequence[Finding]
) -> tuple[list[tuple[Cited, Finding | None]], list[Finding]]:
    """Return each citation with its finding, and the findings where nothing is cited.

    They belong together where they overlap; of several, those of one article. A whole act that
    is named without a provision is no citation unless it raises an alarm.
    """
    left = list(findings)
    found: list[tuple[Cited, Finding | None]] = []
    for cited in memo.cited:
        here = [f for f in left if _may_be(f, cited)]
        here.sort(key=lambda f: _unit(f) != _head(cited.target))  # stable: else in their order
        if here:
            left.remove(here[0])
        found.append((cited, here[0] if here else None))
    quiet = {model.YES, model.UNKNOWN}
    return found, [f for f in left if f.mention.kind != model.ACT or f.exists not in quiet]


def measure(found: Iterable[Row], aspect: str) -> Measure:
    """Return how right the verdicts of one kind are, those on several memos together."""
    chosen = [row for row in found if row.aspect == aspect]
    given = [row.is_right for row in chosen if row.given]
    wanted = [row.is_right for row in chosen if row.wanted]
    return Measure(sum(given), len(given), sum(wanted), len(wanted))


def alarms(found: Iterable[Row], aspect: str) -> Measure:
    """Return how right the alarms of one kind are, whichever alarm it is."""
    bad = _ALARMS[aspect]
    chosen = [row for row in found if row.aspect == aspect and UNJUDGED not in row.right]
    given = [bool(row.right & bad) for row in chosen if row.said in bad]
    wanted = [row.said in bad for row in chosen if row.right and row.right <= bad]
    return Measure(sum(given), len(given), sum(wanted), len(wanted))


def looked_at(memo: Memo, report: Report) -> Measure:
    """Return how right the report is about which citations somebody has to look at.

    Of those whose faults lawyers could weigh differently neither is asked.
    """
    paired, extra = pairs(memo, report.findings)
    fails = {id(finding) for finding in report.fails}
    failed = [cited for cited, finding in paired if id(finding) in fails]
    faulty = [cited for cited, _ in paired if cited.faulty]
    given = [cited.faulty for cited in failed if cited.faulty or cited.sound]
    extra_alarms = sum(id(finding) in fails for finding in extra)
    found = sum(cited in failed for cited in faulty)
    return Measure(sum(given), len(given) + extra_alarms, found, len(faulty))


def together(measures: Sequence[Measure]) -> Measure:
    """Return the measure of several memos taken as one."""
    return Measure(
        sum(m.right for m in measures),
        sum(m.given for m in measures),
        sum(m.found for m in measures),
        sum(m.wanted for m in measures),
    )


def table(found: Iterable[Row], aspect: str) -> str:
    """Return a Markdown table of what is right (rows) against what was said (columns)."""
    counts = Counter(
        ("/".join(sorted(row.right)) or "-", row.said or "-")
        for row in found
        if row.aspect == aspect
    )
    said = sorted({verdict for _, verdict in counts})
    lines = [f"| {aspect}: right | {' | '.join(said)} |", "|---" * (len(said) + 1) + "|"]
    for right in sorted({right for right, _ in counts}):
        cells = (str(counts[right, verdict] or "") for verdict in said)
        lines.append(f"| {right} | {' | '.join(cells)} |")
    return "\n".join(lines)


def wrong(found: Iterable[Row], aspect: str) -> list[str]:
    """Return a line for each verdict that is wrong or missing."""
    return [
        f"{row.memo}: {row.words!r}: {aspect} is {row.said or 'silent'}, "
        f"right is {'/'.join(sorted(row.right)) or _EXTRA}"
        for row in found
        if row.aspect == aspect and (row.given or row.wanted) and not row.is_right
    ]


def _existence(cited: Cited, finding: Finding | None, corpus: Corpus) -> str:
    if finding is None:
        return ABSENT
    is_whole = "#" not in cited.target and not finding.resolved
    if finding.exists != model.YES or not cited.target or is_whole:
        return finding.exists
    return model.YES if is_place(finding.resolved, cited.target, corpus) else _ELSEWHERE


def is_place(resolved: str, target: str, corpus: Corpus) -> bool:
    """Tell whether an id is the place meant, in whichever text of the act."""
    document_id, _, anchor = resolved.partition("#")
    document = corpus.documents.get(document_id)
    work = document.work if document else document_id
    act, mark, place = target.partition("#")
    return work == act and (not mark or anchor == place)


def _may_be(finding: Finding, cited: Cited) -> bool:
    """Tell whether a finding can be of a citation; the name of an act is none of its articles."""
    is_act = finding.mention.kind == model.ACT and "#" in cited.target
    return not is_act and _overlap(cited.span, finding.mention.span)


def _unit(finding: Finding) -> str:
    reference = finding.mention.reference
    if finding.resolved:
        return _head(finding.resolved)
    return f"{reference.kind}_{reference.number}" if reference else ""


def _head(identifier: str) -> str:
    return identifier.partition("#")[2].partition(".")[0]


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
