"""Results and progress go where they belong, in a form that suits the reader."""

import io

from rich.console import Console

from ui.terminal import Terminal, open_terminal


def screen():
    return Console(file=io.StringIO(), force_terminal=True, width=60, markup=False, emoji=False)


def test_without_a_screen_each_step_is_one_line():
    out, err = io.StringIO(), io.StringIO()
    with open_terminal(out, err).progress() as report:
        for step in ("obtaining AI Act", "indexing: 1/2", "indexing: 2/2", "loading"):
            report(step)
    assert err.getvalue() == "obtaining AI Act\nindexing\nloading\n"
    assert out.getvalue() == ""


def test_on_a_screen_a_count_moves_a_bar_that_is_gone_afterwards():
    terminal = Terminal(screen(), screen())
    with terminal.progress() as report:
        report("obtaining [AI Act]")
        terminal.err.file.truncate(0)
        for done in (1, 2, 3):
            report(f"indexing: {done}/3")
    shown = terminal.err.file.getvalue()
    assert "3/3" in shown
    assert shown.endswith("\x1b[2K")


def test_brackets_and_colons_of_a_text_are_printed_as_they_are():
    out = io.StringIO()
    open_terminal(out, io.StringIO()).write("[1] :smile: [bold]x[/bold]\n— (a)", style="yellow")
    assert out.getvalue() == "[1] :smile: [bold]x[/bold]\n— (a)\n"


def test_a_long_line_in_a_pipe_is_not_broken():
    out = io.StringIO()
    open_terminal(out, io.StringIO()).write("word " * 100)
    assert out.getvalue().count("\n") == 1


def test_json_is_one_line_an_object():
    out = io.StringIO()
    terminal = open_terminal(out, io.StringIO())
    terminal.write_json({"text": "one\ntwo ‘three’"})
    terminal.write_json({})
    assert out.getvalue() == '{"text": "one\\ntwo ‘three’"}\n{}\n'
