"""Read which language model is meant, and say where it runs."""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

PROVIDERS = ("anthropic", "openai", "ollama")
HOW = (
    "write anthropic:NAME, openai:NAME, ollama:NAME, or the address of an OpenAI-compatible "
    "server with the model's name after #, such as http://127.0.0.1:8080/v1#NAME"
)
HERE = "on this machine"
UNNAMED = "default"
"""What a server is asked for that serves a single model and was given no name."""
_LONGEST = 300
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class ModelName:
    """A language model as the user named it."""

    provider: str
    name: str
    url: str = ""
    """Base address of an OpenAI-compatible server, "" for the provider's own."""

    def __str__(self) -> str:
        """Return the name as it is written in the settings."""
        return f"{self.url}#{self.name}" if self.url else f"{self.provider}:{self.name}"


def read_name(text: str) -> ModelName:
    """Return the model that a setting names. Raises `ValueError` with what to write."""
    if _UNFIT.search(text) or len(text) > _LONGEST:
        raise ValueError(f"a model's name has no blanks and at most {_LONGEST} characters; {HOW}")
    if text.startswith(("http://", "https://")):
        return _server(text)
    provider, _, name = text.partition(":")
    if provider not in PROVIDERS or not name:
        raise ValueError(HOW)
    return ModelName(provider, name)


def _server(text: str) -> ModelName:
    address, _, name = text.partition("#")
    try:
        parts = urlsplit(address)
        parts.port  # noqa: B018  reading it checks it
    except ValueError as error:
        raise ValueError(f"that is no address; {HOW}") from error
    if parts.username is not None or parts.password is not None or parts.query:
        raise ValueError("an address holds no name, key or query; put the key in OPENAI_API_KEY")
    if not parts.hostname:
        raise ValueError(HOW)
    return ModelName("openai", name or UNNAMED, address.rstrip("/"))


def place(url: str) -> str:
    """Return where an address leads, for readers: "on this machine" or the name of the host."""
    parts = urlsplit(url)
    host = parts.hostname or "an unknown host"
    if is_here(host):
        return HERE
    return host if parts.scheme == "https" else f"{host}, not encrypted"


def is_here(host: str) -> bool:
    """Tell whether a host is this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
