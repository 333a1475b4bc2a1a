"""Ask language models through LangChain; the only module that knows their providers."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx
from langchain.chat_models import init_chat_model
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from rag.adapters.chat_wire import CITING, METHODS, failed, pieces_of, request
from rag.chat.claims import MAX_TOKENS
from rag.chat.failures import ChatFailed, Failure, ModelUnavailable
from rag.chat.names import HERE, ModelName, place
from rag.chat.pieces import Piece
from rag.chat.prompt import Prompt

_KEYS = {"anthropic": "ANTHROPIC_API_KEY", "openai": "OPENAI_API_KEY"}
_NO_KEY = "none"
"""Sent to a server of one's own where the environment has no key: the client wants one."""
_CONTEXT = 16_384
"""Tokens that Ollama makes room for; by itself it cuts longer prompts without a word."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost."""

    connect_s: float
    budget_s: float


@dataclass(frozen=True, slots=True)
class LangChainChat:
    """A chat model of LangChain behind our own vocabulary."""

    model: BaseChatModel
    named: ModelName
    where: str
    limits: Limits
    refused: set[str] = field(default_factory=set)
    """The ways of asking that the server did not accept."""

    @property
    def name(self) -> str:
        """As the user named it."""
        return str(self.named)

    def write(self, prompt: Prompt) -> Iterator[Piece]:
        """Yield an answer to a prompt while it is written. Raises `ChatFailed`."""
        every = METHODS[self.named.provider]
        for method in [m for m in every if m not in self.refused] or every[-1:]:
            begun = False
            try:
                messages, options = request(self.named.provider, method, prompt)
                for piece in self._stream(messages, options, method == CITING):
                    begun = True
                    yield piece
            except ChatFailed as refused:
                if begun or refused.failure is not Failure.BAD_REQUEST or method == every[-1]:
                    raise
                self.refused.add(method)
            else:
                return

    def say(self, instructions: str, text: str) -> Iterator[Piece]:
        """Yield what it makes of a text. Raises `ChatFailed`."""
        return self._stream([SystemMessage(instructions), HumanMessage(text)], {})

    def _stream(
        self, messages: list[BaseMessage], options: dict[str, Any], citing: bool = False
    ) -> Iterator[Piece]:
        begun = False
        try:
            for chunk in self.model.stream(messages, **options, **self._patience()):
                if isinstance(chunk, AIMessageChunk):
                    begun = True
                    yield from pieces_of(chunk, citing)
        except Exception as error:  # each vendor raises its own types
            raise failed(error, begun, self.limits.budget_s) from error

    def _patience(self) -> dict[str, Any]:
        """Return the time-outs of one request, for the client that takes them with it."""
        if self.named.provider != "anthropic":
            return {}
        return {"timeout": _timeout("anthropic", self.limits)}


def load_chat(named: ModelName, limits: Limits) -> LangChainChat:
    """Return the model that is meant, without asking it anything. Raises `ModelUnavailable`.

    Keys come from the environment, read by the provider's own package.
    """
    try:
        known = bool(named.url) and place(named.url) == HERE
        model = _made(named, limits, direct=known)
        where = place(_address(model, named.provider))
        if where == HERE and not known:
            model = _made(named, limits, direct=True)
    except ImportError as error:
        raise ModelUnavailable(
            f"{named} needs the package langchain-{named.provider}; "
            f'install it with: pip install "pincite[{named.provider}]"'
        ) from error
    except ModelUnavailable:
        raise
    except Exception as error:  # noqa: BLE001  each vendor raises its own types
        # What a vendor says of its settings may repeat a key, so only its type is told.
        raise ModelUnavailable(
            f"{named} cannot be set up ({type(error).__name__}); check its name and the "
            "provider's variables in the environment"
        ) from None
    return LangChainChat(model, named, where, limits)


def _made(named: ModelName, limits: Limits, direct: bool) -> BaseChatModel:
    """Return the model; `direct` where no proxy stands between it and us."""
    options = _OPTIONS[named.provider](named, limits, direct)
    try:
        model: BaseChatModel = init_chat_model(named.name, model_provider=named.provider, **options)
    except Exception as error:
        if "OPENAI_API_KEY" not in str(error):
            raise
        if not named.url:
            raise _keyless(named) from None
        options["api_key"] = _NO_KEY
        model = init_chat_model(named.name, model_provider=named.provider, **options)
    if named.provider == "anthropic" and not _anthropic_key(model):
        raise _keyless(named)
    return model


def _keyless(named: ModelName) -> ModelUnavailable:
    return ModelUnavailable(f"{named} needs a key; set {_KEYS[named.provider]} in the environment")


def _anthropic_key(model: Any) -> bool:
    return bool(model._client.api_key or model._client.auth_token)


def _openai(named: ModelName, limits: Limits, direct: bool) -> dict[str, Any]:
    options: dict[str, Any] = {
        "max_retries": 0,
        "max_tokens": MAX_TOKENS,
        "stream_usage": True,
        "timeout": _timeout("openai", limits),
        "use_responses_api": False,
    }
    if named.url:
        options |= {"base_url": named.url, "temperature": 0}
    if direct:
        client = importlib.import_module("openai").DefaultHttpxClient
        options["http_client"] = client(trust_env=False, timeout=options["timeout"])
    return options


def _anthropic(_named: ModelName, _limits: Limits, _direct: bool) -> dict[str, Any]:
    return {"max_retries": 0, "max_tokens": MAX_TOKENS}


def _ollama(_named: ModelName, limits: Limits, direct: bool) -> dict[str, Any]:
    timeout = httpx.Timeout(limits.budget_s, connect=limits.connect_s)
    return {
        "client_kwargs": {"timeout": timeout, "trust_env": not direct},
        "num_ctx": _CONTEXT,
        "num_predict": MAX_TOKENS,
        "temperature": 0,
    }


_OPTIONS: Mapping[str, Callable[[ModelName, Limits, bool], dict[str, Any]]] = {
    "openai": _openai,
    "anthropic": _anthropic,
    "ollama": _ollama,
}


def _timeout(package: str, limits: Limits) -> Any:
    """Return the time-outs in the form that a provider's own client takes."""
    return importlib.import_module(package).Timeout(limits.budget_s, connect=limits.connect_s)


def _address(model: Any, provider: str) -> str:
    """Return where a model's client will really send requests."""
    if provider == "ollama":
        return str(model._client._client.base_url)
    return str((model._client if provider == "anthropic" else model.root_client).base_url)
