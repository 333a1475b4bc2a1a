"""A model is named in one way, its place is told, and what is missing is said at the start."""

import importlib
import io
import os
import traceback

import pytest
from langchain.chat_models import base

from rag.adapters.chat import Limits, load_chat
from rag.chat.failures import ModelUnavailable
from rag.chat.names import place, read_name
from rag.settings import SettingsInvalid, build, from_environment
from tests.chatting import SECRET
from ui.__main__ import quiet

LIMITS = Limits(1.0, 2.0)


@pytest.mark.parametrize(
    ("text", "provider", "name", "url"),
    [
        ("anthropic:claude-x", "anthropic", "claude-x", ""),
        ("openai:gpt-x", "openai", "gpt-x", ""),
        ("ollama:llama3:8b", "ollama", "llama3:8b", ""),
        ("http://127.0.0.1:8080/v1#qwen", "openai", "qwen", "http://127.0.0.1:8080/v1"),
        ("http://127.0.0.1:8080/v1", "openai", "default", "http://127.0.0.1:8080/v1"),
        ("https://llm.test/v1/#org/name", "openai", "org/name", "https://llm.test/v1"),
        ("http://[::1]:1/v1#a", "openai", "a", "http://[::1]:1/v1"),
    ],
)
def test_a_model_is_read(text, provider, name, url):
    named = read_name(text)
    assert (named.provider, named.name, named.url) == (provider, name, url)
    assert read_name(str(named)) == named


@pytest.mark.parametrize(
    "text",
    ["gpt-x", "openai:", "azure:x", ":x", "openai:a b", "http://", "http://x:port/v1", "openai:\n"],
)
def test_a_name_that_cannot_be_read_says_what_to_write(text):
    with pytest.raises(
        SettingsInvalid,
        match=r"PINCITE_MODEL cannot be .*write anthropic:NAME|PINCITE_MODEL cannot be .*no blanks",
    ):
        build({"model": text})


@pytest.mark.parametrize("url", [f"http://me:{SECRET}@x.test/v1", f"http://{SECRET}@x.test/v1"])
def test_a_key_in_an_address_is_refused_and_not_repeated(url):
    with pytest.raises(SettingsInvalid, match="put the key in OPENAI_API_KEY") as caught:
        from_environment({"PINCITE_MODEL": url})
    assert SECRET not in str(caught.value)


def test_an_unknown_style_is_refused():
    with pytest.raises(SettingsInvalid, match="staff, journalist, lawyer"):
        build({"style": "poet"})


@pytest.mark.parametrize(
    ("url", "where"),
    [
        ("http://127.0.0.1:8080/v1", "on this machine"),
        ("http://127.8.9.1/", "on this machine"),
        ("http://localhost:11434", "on this machine"),
        ("http://[::1]:1/v1", "on this machine"),
        ("https://api.openai.com/v1/", "api.openai.com"),
        ("http://192.168.1.9:8000/v1", "192.168.1.9, not encrypted"),
        ("https://localhost.evil.test/v1", "localhost.evil.test"),
    ],
)
def test_where_a_model_runs(url, where):
    assert place(url) == where


@pytest.fixture
def keyless(monkeypatch):
    for name in [n for n in os.environ if n.endswith(("_API_KEY", "_AUTH_TOKEN", "_BASE_URL"))]:
        monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("model", "where"),
    [
        ("openai:gpt-x", "api.openai.com"),
        ("anthropic:claude-x", "api.anthropic.com"),
        ("ollama:llama3", "on this machine"),
        ("http://127.0.0.1:1/v1#x", "on this machine"),
        ("https://llm.test/v1#x", "llm.test"),
    ],
)
def test_a_model_is_set_up_without_being_asked(model, where, keyless, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("ANTHROPIC_API_KEY", SECRET)
    chat = load_chat(read_name(model), LIMITS)
    assert (chat.name, chat.where) == (model, where)
    assert SECRET not in repr(chat)


def test_where_the_environment_leads_a_model_is_where_it_is_said_to_run(keyless, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("OPENAI_BASE_URL", "https://proxy.test/v1")
    assert load_chat(read_name("openai:gpt-x"), LIMITS).where == "proxy.test"


@pytest.mark.parametrize("provider", ["openai", "anthropic"])
def test_a_missing_key_is_named(provider, keyless):
    with pytest.raises(
        ModelUnavailable, match=f"{provider}:x needs a key; set {provider.upper()}_API_KEY"
    ):
        load_chat(read_name(f"{provider}:x"), LIMITS)


def test_a_server_of_one_s_own_needs_no_key(keyless):
    assert load_chat(read_name("http://127.0.0.1:1/v1#x"), LIMITS).where == "on this machine"


@pytest.mark.parametrize("provider", ["openai", "anthropic", "ollama"])
def test_a_missing_package_is_named_with_what_to_install(provider, monkeypatch):
    real = importlib.import_module

    def without(name, package=None):
        if name.startswith(f"langchain_{provider}"):
            raise ImportError(f"No module named {name}")
        return real(name, package)

    base._get_chat_model_creator.cache_clear()
    monkeypatch.setattr(importlib, "import_module", without)
    says = rf"langchain-{provider}; install it with: pip install .pincite\[{provider}\]"
    with pytest.raises(ModelUnavailable, match=says):
        load_chat(read_name(f"{provider}:x"), LIMITS)
    base._get_chat_model_creator.cache_clear()


def test_what_a_vendor_says_of_its_settings_is_not_repeated(keyless, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", SECRET)
    monkeypatch.setenv("OPENAI_BASE_URL", f"nonsense://{SECRET}:port")
    with pytest.raises(ModelUnavailable) as caught:
        load_chat(read_name("openai:x"), LIMITS)
    shown = io.StringIO()
    traceback.print_exception(caught.value, file=shown)
    assert SECRET not in str(caught.value)


def test_a_gateway_of_langchain_is_not_used(keyless):
    switched_off = quiet({"LANGSMITH_GATEWAY": "true", "LANGSMITH_TRACING": "true"})
    assert switched_off["LANGSMITH_GATEWAY"] == "false"
    assert switched_off["LANGSMITH_TRACING"] == "false"
