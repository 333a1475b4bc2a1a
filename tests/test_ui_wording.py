"""The interface says everything in each of its languages, and nothing that nobody shows."""

import re
import tomllib
from pathlib import Path
from string import Formatter

import pytest

from ui.wording import ENGLISH, GERMAN, LANGUAGES, WordingMissing, read_wording

UI = Path(__file__).parents[1] / "ui"
PYTHON = "\n".join(path.read_text(encoding="utf-8") for path in sorted(UI.rglob("*.py")))
SCRIPTS = "\n".join(path.read_text(encoding="utf-8") for path in sorted(UI.rglob("*.js")))
SAID = re.compile(r"""["']((?:[a-z_]+\.)*[a-z_0-9]+)["']""")
STEM = re.compile(r'f"((?:[a-z_]+\.)+[a-z_]*)\{')


def fields(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def test_each_language_has_the_same_words_with_the_same_values():
    english, german = (read_wording(language).texts for language in (ENGLISH, GERMAN))
    assert english.keys() == german.keys()
    assert [k for k in english if fields(english[k]) != fields(german[k])] == []
    assert [k for k in english if not (english[k].strip() and german[k].strip())] == []


def test_german_is_not_english_left_standing():
    english, german = (read_wording(language).texts for language in (ENGLISH, GERMAN))
    same = [k for k in english if english[k] == german[k] and len(english[k].split()) > 3]
    assert same == []


def test_every_word_is_shown_somewhere():
    named = set(SAID.findall(PYTHON))
    stems = tuple(STEM.findall(PYTHON))
    unused = [
        key
        for key in read_wording().texts
        if not {key, key.rpartition(".")[0]} & named and not key.startswith(stems or ("\0",))
    ]
    assert unused == []


def test_every_key_that_is_said_exists():
    said = re.findall(r'\bsay\(\s*"([^"{}]+)"', PYTHON)
    counted = re.findall(r'\bcount\(\s*"([^"{} ]+\.[^"{} ]+)"', PYTHON)
    texts = read_wording().texts
    assert [key for key in said if key not in texts] == []
    assert [key for key in counted if f"{key}.one" not in texts] == []
    assert len(said) > 50


def test_there_is_one_file_of_words():
    assert [path.name for path in (UI / "assets").glob("*.toml")] == ["interface.toml"]
    tomllib.loads((UI / "assets" / "interface.toml").read_text(encoding="utf-8"))


def test_an_unknown_key_value_or_language_is_named():
    with pytest.raises(WordingMissing, match=r"no\.such"):
        read_wording().say("no.such")
    with pytest.raises(WordingMissing, match="day"):
        read_wording().say("shell.law_as_of")
    with pytest.raises(WordingMissing, match="en and de"):
        read_wording("tlh")


@pytest.mark.parametrize(
    ("language", "iso", "said"),
    [
        pytest.param("en", "2025-02-02", "2 Feb 2025", id="english"),
        pytest.param("de", "2025-03-02", "2. März 2025", id="german"),
        pytest.param("de", "some day", "some day", id="no date"),
    ],
)
def test_days_are_written_as_each_language_writes_them(language, iso, said):
    assert read_wording(language).day(iso) == said
    assert LANGUAGES == ("en", "de")
