"""Nothing that others wrote can act on the page."""

import pytest

from ui.markup import act, day, link, safe


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "' onfocus='x", "a & b"]
)
def test_text_cannot_become_markup(text):
    assert not set("<>\"'") & set(safe(text))


def test_characters_that_turn_the_text_around_are_left_out():
    assert safe("pay \u202e100\u202c\x00 euro") == "pay 100 euro"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", "", "http://", "http://["]
)
def test_only_web_addresses_become_links(url):
    assert link(url) == ""


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("https://eur-lex.europa.eu/x?a=1&b=2", "EUR-Lex"),
        ("https://news.example/story", "news.example"),
    ],
)
def test_links_open_apart_from_the_page(url, words):
    shown = link(url)
    assert f">{words}<" in shown
    assert 'target="_blank" rel="noopener noreferrer"' in shown
    assert safe(url) in shown


@pytest.mark.parametrize(
    ("iso", "shown"), [("2025-02-02", "2 Feb 2025"), ("soon", "soon"), ("", "")]
)
def test_dates_are_shown_as_people_write_them(iso, shown):
    assert day(iso) == shown


@pytest.mark.parametrize(("celex", "shown"), [("32026R1744", "2026/1744"), ("doc:x", "doc:x")])
def test_acts_are_shown_by_year_and_number(celex, shown):
    assert act(celex) == shown
