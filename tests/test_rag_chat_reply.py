"""Statements are cut out of JSON while it is written, in whatever pieces it comes."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.chat.claims import claim_of, plain
from rag.chat.failures import ChatFailed
from rag.chat.reply import Reply, parsed

WHOLE = json.dumps(
    {
        "statements": [
            {"text": 'a "{[" b\\', "citations": [{"id": "x", "quote": "]}"}]},
            {"text": "c"},
        ]
    }
)


def read(*pieces: str) -> list:
    reply = Reply()
    found = [one for piece in pieces for one in reply.feed(piece)]
    reply.end()
    return found


@given(st.integers(1, 40))
def test_it_does_not_matter_where_a_piece_ends(size):
    pieces = [WHOLE[i : i + size] for i in range(0, len(WHOLE), size)]
    assert read(*pieces) == json.loads(WHOLE)["statements"]


@given(
    st.recursive(
        st.none() | st.text(max_size=5),
        lambda c: st.lists(c, max_size=3) | st.dictionaries(st.text(max_size=4), c, max_size=3),
        max_leaves=8,
    )
)
def test_any_json_is_read_or_named(value):
    listed = {"statements": [{"text": "t", "more": value}]}
    assert read(json.dumps(listed)) == listed["statements"]


@given(st.text(alphabet='{}[]",:\\ a`<think>/\n', max_size=80))
def test_no_text_breaks_the_reading(text):
    with contextlib.suppress(ChatFailed):
        assert all(isinstance(one, dict) for one in read(text))


def test_a_statement_is_there_as_soon_as_it_is_complete():
    reply = Reply()
    first, rest = '{"statements": [{"text": "a"}', ', {"text": "b'
    assert [one["text"] for one in reply.feed(first)] == ["a"]
    assert list(reply.feed(rest)) == []
    with pytest.raises(ChatFailed, match="broken off"):
        reply.end()


@pytest.mark.parametrize(
    ("text", "failure"),
    [
        ("", "empty"),
        ("no", "invalid json"),
        ("[1] says so", "invalid json"),
        ("{", "broken off"),
        ("<think>so", "invalid json"),
        ('{"statements": []}', "nothing found"),
        ("[]", "nothing found"),
        ('{"a": 1}', "wrong shape"),
        ('[{"text" 1}]', "invalid json"),
        ("{]", "invalid json"),
    ],
)
def test_what_is_no_reply_is_named(text, failure):
    with pytest.raises(ChatFailed, match=failure):
        read(text)


def test_a_nest_of_brackets_is_no_trouble():
    with pytest.raises(ChatFailed):
        read("[" * 20_000 + "{" * 20_000)
    assert parsed("[" * 100_000) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('{"a": [1, 2,], }', {"a": [1, 2]}),
        ('{"a": "x,]"}', {"a": "x,]"}),
        ('{"a": "x\ny"}', {"a": "x\ny"}),
        ("{a}", None),
    ],
)
def test_trailing_commas_are_forgiven_outside_quotes(text, value):
    assert parsed(text) == value


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**Makers** `shall`", "Makers shall"),
        ("# Title\n- one\n- two", "Title one two"),
        ("[now](http://x.test/a_(b))", "now"),
        ("![x](http://x.test/p.png)", "x"),
        ("<a href='x'>fit</a> a <b>whistle</b>", "fit a whistle"),
        ("5 < 6 and 7 > 3", "5 < 6 and 7 > 3"),
        ("a\u202eb\u200b\x1b[0m", "ab[0m"),
        ("10^25 * 3 - 1", "10^25 * 3 - 1"),
    ],
)
def test_a_statement_is_plain_text(written, shown):
    assert plain(written) == shown


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "[x](" * 20_000, "<a" * 50_000, "*" * 50_000, "![](((" * 9_000]
)
def test_hostile_markup_takes_no_time(text):
    plain(text)


@pytest.mark.parametrize("found", [{}, {"text": 3}, {"text": " "}, {"citations": []}])
def test_an_object_without_text_is_no_statement(found):
    assert claim_of(found, ()) is None


@pytest.mark.parametrize("cited", [None, "x", 3, [1, None, "x"], [[]]])
def test_citations_of_another_shape_are_none(cited):
    assert claim_of({"text": "t", "citations": cited}, ()).quotes == ()
