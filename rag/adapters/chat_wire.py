"""Say to LangChain's models what we ask, and read what they send, provider by provider."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from langchain_core.messages import AIMessageChunk, BaseMessage, HumanMessage, SystemMessage

from rag.chat.failures import ChatFailed, Failure
from rag.chat.pieces import DECLINED, LENGTH, Piece
from rag.chat.prompt import FUNCTION, SCHEMA, TOOL, Prompt, asked, instructions, passages

CITING, TOOL_CALL, JSON_SCHEMA, PLAIN = "citing", "tool call", "json schema", "plain"
METHODS: Mapping[str, Sequence[str]] = {
    "anthropic": (CITING, TOOL_CALL),
    "openai": (JSON_SCHEMA, TOOL_CALL, PLAIN),
    "ollama": (JSON_SCHEMA, PLAIN),
}
"""How each provider's models are asked for statements with citations, the best way first. The
next is tried where a server does not accept a request, and remembered."""
_REASONS = ("finish_reason", "stop_reason", "done_reason")
_STOPS = {
    "length": LENGTH,
    "max_tokens": LENGTH,
    "model_context_window_exceeded": LENGTH,
    "content_filter": DECLINED,
    "refusal": DECLINED,
}
_BY_STATUS = {
    400: Failure.BAD_REQUEST,
    401: Failure.KEY_REFUSED,
    403: Failure.KEY_REFUSED,
    404: Failure.NO_SUCH_MODEL,
    408: Failure.OVERLOADED,
    413: Failure.BAD_REQUEST,
    422: Failure.BAD_REQUEST,
    429: Failure.RATE_LIMIT,
}
_BY_NAME = {
    "ConnectTimeout": Failure.CONNECT_TIMEOUT,
    "PoolTimeout": Failure.CONNECT_TIMEOUT,
    "ReadTimeout": Failure.READ_TIMEOUT,
    "WriteTimeout": Failure.READ_TIMEOUT,
    "ConnectError": Failure.UNREACHABLE,
    "ConnectionRefusedError": Failure.UNREACHABLE,
    "ConnectionError": Failure.UNREACHABLE,  # what the Ollama client raises
    "RemoteProtocolError": Failure.CONNECTION_LOST,
    "ReadError": Failure.CONNECTION_LOST,
    "WriteError": Failure.CONNECTION_LOST,
    "ConnectionResetError": Failure.CONNECTION_LOST,
    "IncompleteRead": Failure.CONNECTION_LOST,
    "APIConnectionError": Failure.UNREACHABLE,
    "JSONDecodeError": Failure.CONNECTION_LOST,  # half an event, where the stream was cut
}
"""Errors by the names of their classes: each client has an HTTP library of its own."""


def request(provider: str, method: str, prompt: Prompt) -> tuple[list[BaseMessage], dict[str, Any]]:
    """Return the messages and the options that ask in one way."""
    citing = method == CITING
    content: Any = passages(prompt) if citing else asked(prompt)
    messages = [SystemMessage(instructions(prompt, citing)), HumanMessage(content)]
    if method == JSON_SCHEMA and provider == "ollama":
        return messages, {"format": SCHEMA}
    if method == JSON_SCHEMA:
        # In extra_body, for LangChain parses what it knows to be structured, and waits for its end.
        form = {"name": TOOL, "schema": SCHEMA, "strict": True}
        return messages, {
            "extra_body": {"response_format": {"type": "json_schema", "json_schema": form}}
        }
    if method == TOOL_CALL and provider == "anthropic":
        tool = {**_named(), "input_schema": SCHEMA}
        return messages, {"tools": [tool], "tool_choice": {"type": "tool", "name": TOOL}}
    if method == TOOL_CALL:
        function = {"name": TOOL}
        return messages, {
            "tools": [{"type": "function", "function": FUNCTION}],
            "tool_choice": {"type": "function", "function": function},
        }
    return messages, {}


def _named() -> dict[str, Any]:
    return {key: FUNCTION[key] for key in ("name", "description")}


def pieces_of(chunk: AIMessageChunk, citing: bool = False) -> Iterator[Piece]:
    """Yield what a chunk holds; `citing` for a model that cites by itself."""
    blocks = [chunk.content] if isinstance(chunk.content, str) else chunk.content
    for block in blocks:
        if isinstance(block, str):
            yield Piece(text=block, block=0 if citing and block else None)
        elif block.get("type") == "text":
            number = int(block.get("index") or 0) if citing else None
            cited = tuple(c for c in block.get("citations") or () if isinstance(c, dict))
            yield Piece(text=block.get("text") or "", block=number, cited=cited)
    for call in chunk.tool_call_chunks:
        yield Piece(text=call.get("args") or "", tool=call.get("name") or "")
    usage: Mapping[str, Any] = chunk.usage_metadata or {}
    ended = chunk.response_metadata
    reason = next((ended[key] for key in _REASONS if ended.get(key)), "")
    cost = ended.get("cost", (ended.get("token_usage") or {}).get("cost"))
    yield Piece(
        stop=_STOPS.get(str(reason), ""),
        input_tokens=int(usage.get("input_tokens") or 0),
        output_tokens=int(usage.get("output_tokens") or 0),
        cost=float(cost) if isinstance(cost, int | float) else None,
    )


def failed(error: Exception, begun: bool, budget_s: float) -> ChatFailed:
    """Return what went wrong in our words; nothing of what a server wrote is kept."""
    if isinstance(error, ChatFailed):
        return error
    chain = list(_causes(error))
    for one in chain:
        status = getattr(one, "status_code", None)
        if isinstance(status, int) and status >= 400:
            default = Failure.OVERLOADED if status >= 500 else Failure.HTTP
            return ChatFailed(_BY_STATUS.get(status, default), status)
    for one in reversed(chain):
        if (failure := _BY_NAME.get(type(one).__name__)) is not None:
            if begun and failure is not Failure.READ_TIMEOUT:
                failure = Failure.CONNECTION_LOST
            return ChatFailed(failure, f"{budget_s:g}")
    return ChatFailed(Failure.BROKEN_OFF if begun else Failure.UNKNOWN, type(error).__name__)


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what led to it, the innermost last."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
