"""Name what can go wrong with a language model, in words for the reader."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from rag.errors import RagError


class ModelUnavailable(RagError):
    """The language model that was configured cannot be set up: a package or a key is missing."""


class Failure(StrEnum):
    """Why a model gave no answer, or not all of it."""

    UNREACHABLE = "unreachable"
    CONNECT_TIMEOUT = "connect time-out"
    READ_TIMEOUT = "read time-out"
    OUT_OF_TIME = "out of time"
    FELL_SILENT = "fell silent"
    CONNECTION_LOST = "connection lost"
    KEY_REFUSED = "key refused"
    NO_SUCH_MODEL = "no such model"
    RATE_LIMIT = "rate limit"
    OVERLOADED = "overloaded"
    BAD_REQUEST = "bad request"
    HTTP = "http status"
    EMPTY = "empty"
    INVALID_JSON = "invalid json"
    WRONG_SHAPE = "wrong shape"
    BROKEN_OFF = "broken off"
    WRONG_TOOL = "wrong tool"
    DECLINED = "declined"
    NOTHING_FOUND = "nothing found"
    TOO_LONG = "too long"
    NOTHING_PASSED = "nothing passed"
    UNKNOWN = "unknown"


SAID: Mapping[Failure, str] = MappingProxyType(
    {
        Failure.UNREACHABLE: "The model could not be reached: nothing answers {where}. "
        "Start its server, or correct PINCITE_MODEL.",
        Failure.CONNECT_TIMEOUT: "The model could not be reached in time {where}. "
        "Check the network, or correct PINCITE_MODEL.",
        Failure.READ_TIMEOUT: "The model did not answer within {detail} seconds. "
        "Ask again, or raise PINCITE_MODEL_BUDGET_S.",
        Failure.OUT_OF_TIME: "The model was not done after {detail} seconds and was stopped. "
        "Ask again, or raise PINCITE_MODEL_BUDGET_S.",
        Failure.FELL_SILENT: "The model fell silent in the middle of its answer. Ask again.",
        Failure.CONNECTION_LOST: "The connection to the model was lost in the middle of its "
        "answer. Ask again once its server runs.",
        Failure.KEY_REFUSED: "The model's server refused the key (HTTP {detail}). "
        "Check the provider's key in the environment.",
        Failure.NO_SUCH_MODEL: "The model's server knows no model of this name (HTTP {detail}). "
        "Correct PINCITE_MODEL.",
        Failure.RATE_LIMIT: "The model's server takes no more questions for now "
        "(rate limit, HTTP {detail}). Wait a moment, then ask again.",
        Failure.OVERLOADED: "The model's server is overloaded or broken (HTTP {detail}). "
        "Ask again later.",
        Failure.BAD_REQUEST: "The model's server did not accept the request (HTTP {detail}). "
        "The texts may be too long for this model.",
        Failure.HTTP: "The model's server answered with HTTP {detail} and nothing else.",
        Failure.EMPTY: "The model returned an empty answer.",
        Failure.INVALID_JSON: "The model did not answer in the form asked for: "
        "what it wrote is not JSON.",
        Failure.WRONG_SHAPE: "The model did not answer in the form asked for: "
        "its JSON holds no statements with citations.",
        Failure.BROKEN_OFF: "The model's answer broke off before its end.",
        Failure.WRONG_TOOL: "The model called a tool that it was not given.",
        Failure.DECLINED: "The model declined to answer.",
        Failure.NOTHING_FOUND: "The model found no answer in the provisions it was shown.",
        Failure.TOO_LONG: "The model wrote more than an answer may have and was stopped.",
        Failure.NOTHING_PASSED: "Nothing that the model wrote passed the check.",
        Failure.UNKNOWN: "The model failed in a way that nobody foresaw ({detail}).",
    }
)
"""What a reader is told. Nothing that a server wrote is repeated: it may hold a key."""
WITHOUT_IT = "What you see was made without it: the words of the texts themselves."
KEPT = "What it had written before passed the check; the words of the texts themselves follow."


class ChatFailed(Exception):
    """A model failed; never shown as it is."""

    def __init__(self, failure: Failure, detail: object = "") -> None:
        super().__init__(failure.value)
        self.failure = failure
        self.detail = str(detail)


def told(failed: ChatFailed, where: str, kept: bool = False) -> str:
    """Return what a reader is told of a failure; `kept` says that statements were shown."""
    at = where if where.startswith("on ") else f"at {where}"
    sentence = SAID[failed.failure].format(where=at, detail=failed.detail or "unknown")
    return f"{sentence} {KEPT if kept else WITHOUT_IT}"
