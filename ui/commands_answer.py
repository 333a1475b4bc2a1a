"""Answer questions: `ask`, `search`."""

from __future__ import annotations

import time
from argparse import Namespace
from collections.abc import Iterable, Iterator, Mapping

from ingest.model import Corpus
from rag.model import IN_PLAIN_WORDS, Answer, Citation, Filters, Hit, Question
from ui.batch import read_batch
from ui.commands_replay import keep_receipt, refuse_receipt
from ui.errors import WrongUse
from ui.json_contract import answer_object, by_part, hits_object
from ui.parts import Context
from ui.terminal import Terminal


def ask(arguments: Namespace, context: Context) -> int:
    """Print the checked answer to each question."""
    questions = _questions(arguments)
    refuse_receipt(arguments.receipt)
    assistant = context.assistant()
    _warn(context.terminal, assistant.notices, questions[0].filters, assistant.corpus)
    as_json = arguments.json or arguments.batch
    answers = []
    for question in questions:
        answers.append(assistant.ask(question))
        if as_json:
            context.terminal.write_json(answer_object(answers[-1], assistant.corpus.documents))
        else:
            _write_answer(context.terminal, answers[-1], assistant.corpus)
    keep_receipt(arguments.receipt, answers, assistant.corpus, context)
    return 0


def search(arguments: Namespace, context: Context) -> int:
    """Print the provisions found for each question."""
    questions = _questions(arguments)
    k = arguments.k or context.settings.top_k
    assistant = context.assistant()
    _warn(context.terminal, assistant.notices, Filters(), assistant.corpus)
    as_json = arguments.json or arguments.batch
    for question in questions:
        started = time.perf_counter()
        hits = assistant.search(question, k)
        elapsed_ms = (time.perf_counter() - started) * 1000
        if as_json:
            context.terminal.write_json(hits_object(question, hits, elapsed_ms))
        else:
            _write_hits(context.terminal, hits, assistant.corpus)
    return 0


def _questions(arguments: Namespace) -> list[Question]:
    """Return what was asked: one question, or all those of a file."""
    if bool(arguments.batch) == (arguments.question is not None):
        raise WrongUse(
            f"{arguments.command} needs a question or --batch FILE, not both; "
            f'write pincite {arguments.command} "your question"'
        )
    filters = Filters(
        documents=frozenset(getattr(arguments, "document", None) or ()),
        jurisdictions=frozenset(getattr(arguments, "jurisdiction", None) or ()),
    )
    if arguments.batch:
        return [
            Question(text, filters, id=name, as_of=day or arguments.as_of or "")
            for name, text, day in read_batch(arguments.batch)
        ]
    if not arguments.question.strip():
        raise WrongUse("the question is empty; write it in quotation marks")
    return [Question(arguments.question, filters, as_of=arguments.as_of or "")]


def _warn(terminal: Terminal, notices: Iterable[str], filters: Filters, corpus: Corpus) -> None:
    """Say on standard error what limits every answer that follows."""
    for notice in notices:
        terminal.note(f"note: {notice}")
    known = {document.jurisdiction for document in corpus.documents.values()}
    unknown = [*(filters.documents - set(corpus.documents)), *(filters.jurisdictions - known)]
    for name in sorted(unknown):
        terminal.note(f"note: nothing in the corpus is {name}; see pincite status")


def _write_answer(terminal: Terminal, answer: Answer, corpus: Corpus) -> None:
    numbers = {citation: n for n, citation in enumerate(answer.citations, 1)}
    _write_statements(terminal, answer, numbers)
    for notice in answer.notices:
        terminal.write(f"! {notice}", style="yellow")
    said = {statement.text for statement in answer.statements}
    for citation, n in numbers.items():
        terminal.write()
        terminal.write(f"[{n}] {_source(citation.provision.id, corpus)}", style="bold")
        if citation.quote not in said:
            terminal.write(f"    “{citation.quote}”")
    for line in _after(answer, corpus):
        terminal.write(line, style="dim")


def _write_statements(terminal: Terminal, answer: Answer, numbers: Mapping[Citation, int]) -> None:
    """Write what the answer says, or why it says nothing."""
    if answer.is_condensed:
        terminal.write(f"Read as: {answer.asked}", style="dim")
    for statement, line in by_part(answer.statements, numbers):
        if statement.in_plain_words:
            terminal.write(f"{IN_PLAIN_WORDS} {statement.in_plain_words}", style="dim")
        terminal.write(line)
    if not answer.answered:
        terminal.write(answer.refusal)


def _after(answer: Answer, corpus: Corpus) -> Iterator[str]:
    """Yield what follows the answer: what was withheld, what came near, what was searched."""
    for withheld in answer.withheld:
        yield f"\nWithheld: {withheld.text} ({withheld.reason})"
    yield from (f"  Ask: {question}" for question in answer.choices)
    if answer.nearest:
        yield "\nNearest, but not an answer:"
        yield from (f"  {_source(hit.provision.id, corpus)}" for hit in answer.nearest)
    if answer.searched:
        yield f"\nSearched: {', '.join(answer.searched)}"


def _write_hits(terminal: Terminal, hits: Iterable[Hit], corpus: Corpus) -> None:
    found = list(hits)
    if not found:
        terminal.write("Nothing found.")
    for n, hit in enumerate(found, 1):
        terminal.write(f"{n:>2}. {_source(hit.provision.id, corpus)}", style="bold")
        first = hit.provision.text.partition("\n")[0]
        terminal.write(f"    {first[:160]}{'…' if len(first) > 160 else ''}")
        terminal.write(f"    {hit.why} · score {hit.score:.3f}", style="dim")


def _source(provision_id: str, corpus: Corpus) -> str:
    """Return what a reader needs to look a provision up: label, act, tier, id."""
    provision = corpus.provisions[provision_id]
    document = corpus.documents[provision.document_id]
    tier = "" if provision.tier == "law" else f" [{provision.tier}]"
    return f"{provision.label}, {document.short_title}{tier} · {provision.id}"
