"""A server on this machine that plays a language model, well-behaved or not.

It speaks the wire formats of OpenAI's chat completions, Anthropic's messages and Ollama's chat,
streamed, over real HTTP. What it says and how it misbehaves stands in a `Script`.
"""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

END, CUT, SILENCE, ERROR = "end", "cut", "silence", "error"
LONGEST_SILENCE = 20.0
"""Seconds after which even a silent server ends, so that no test hangs."""


@dataclass(frozen=True)
class Script:
    """What a server answers to one request."""

    text: str = ""
    status: int = 200
    body: str = ""
    """Sent with a status that is no success."""
    then: str = END
    """After the text: "end", "cut" the connection, "silence", or an "error" event."""
    mute: bool = False
    """Accept the request and never answer."""
    keep_alive: bool = False
    """Send comments that mean nothing, and no answer."""
    stop: str = "stop"
    """Why the model stopped, in OpenAI's words."""
    tool: str = ""
    """Say the text as a call of the tool of this name."""
    refusal: str = ""
    usage: tuple[int, int] | None = (120, 30)
    passages: tuple[tuple[str, tuple[dict[str, Any], ...]], ...] = ()
    """For Anthropic: passages with their own citations, in place of the text."""
    slice: int = 7
    """Characters to a piece."""
    pause: float = 0.0
    """Seconds between pieces."""
    refuses: str = ""
    """A field of the request that is answered with HTTP 400."""
    endless: str = ""
    """Repeat this for ever after the text."""
    answer: Callable[[dict[str, Any]], str] | None = None
    """Makes the text from the request: a real model may stand behind it."""


@dataclass
class Server:
    """A running server: what it plays, and what it was sent."""

    port: int
    script: Script = field(default_factory=Script)
    then: list[Script] = field(default_factory=list)
    """Scripts of the requests that follow, in order; the last one stays."""
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    begun: threading.Event = field(default_factory=threading.Event)
    """Set once the text of an answer was sent."""
    kill: Any = None
    """Stops the server and cuts what it is saying."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"

    def next(self) -> Script:
        now = self.script
        if self.then:
            self.script = self.then.pop(0)
        return now


@contextmanager
def scripted(script: Script = Script()) -> Iterator[Server]:
    """Run a server that plays a script."""

    class Handler(_Handler):
        played: Server

    http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    http.daemon_threads = True
    server = Server(http.server_address[1], script)
    Handler.played = server
    Handler.open_sockets = set()

    def kill() -> None:
        server.over.set()
        http.shutdown()
        http.server_close()
        for connection in list(Handler.open_sockets):
            _reset(connection)

    server.kill = kill
    thread = threading.Thread(target=http.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        if not server.over.is_set():
            kill()


def _reset(connection: socket.socket) -> None:
    """Cut a connection; what was sent is not followed by an end."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
        connection.close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    played: Server
    open_sockets: set[socket.socket]

    def log_message(self, *arguments: object) -> None:
        pass

    def setup(self) -> None:
        super().setup()
        self.open_sockets.add(self.connection)

    def handle(self) -> None:
        with suppress(OSError):
            super().handle()

    def finish(self) -> None:
        self.open_sockets.discard(self.connection)
        with suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        self.played.paths.append(self.path)
        self._whole(404, "{}")

    def do_POST(self) -> None:
        played = self.played
        raw = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        asked = json.loads(raw or b"{}")
        played.paths.append(self.path)
        played.requests.append(asked)
        played.headers.append(dict(self.headers.items()))
        script = played.next()
        try:
            self._play(script, asked)
        except OSError:
            self.close_connection = True

    def _play(self, script: Script, asked: dict[str, Any]) -> None:
        if script.mute:
            self._wait()
            self.close_connection = True
            return
        if script.refuses and script.refuses in json.dumps(asked):
            self._whole(400, '{"error": {"message": "unknown field"}}')
            return
        if script.status != 200:
            self._whole(script.status, script.body or '{"error": {"message": "no"}}')
            return
        if script.answer:
            script = replace(script, text=script.answer(asked))
        speaks = {"/v1/messages": _Anthropic, "/api/chat": _Ollama}.get(self.path, _OpenAI)
        dialect = speaks(script)
        if not asked.get("stream", self.path == "/api/chat"):
            self._whole(200, json.dumps(dialect.whole()))
            return
        self.send_response(200)
        self.send_header("Content-Type", dialect.kind)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._stream(script, dialect)

    def _stream(self, script: Script, dialect: Any) -> None:
        if script.keep_alive:
            self._say_nothing()
            return
        for event in (*dialect.begin(), *dialect.said()):
            self._chunk(event)
            time.sleep(script.pause)
        self.played.begun.set()
        while script.endless and not self.played.over.is_set():
            self._chunk(dialect.piece(script.endless))
        if script.then in (CUT, SILENCE):
            self._leave(script.then)
            return
        for event in (dialect.error(),) if script.then == ERROR else dialect.end():
            self._chunk(event)
        self._chunk("")

    def _say_nothing(self) -> None:
        ends = time.monotonic() + LONGEST_SILENCE
        while not self.played.over.wait(0.05) and time.monotonic() < ends:
            self._chunk(": still here\n\n")

    def _leave(self, how: str) -> None:
        if how == SILENCE:
            self._wait()
        self.close_connection = True
        _reset(self.connection)

    def _wait(self) -> None:
        self.played.begun.set()
        self.played.over.wait(LONGEST_SILENCE)

    def _chunk(self, text: str) -> None:
        raw = text.encode()
        self.wfile.write(f"{len(raw):x}\r\n".encode() + raw + b"\r\n")
        self.wfile.flush()

    def _whole(self, status: int, body: str) -> None:
        raw = body.encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)


def slices(script: Script) -> list[str]:
    """Return the text in the pieces in which it is sent."""
    return [script.text[i : i + script.slice] for i in range(0, len(script.text), script.slice)]


@dataclass(frozen=True)
class _OpenAI:
    """Chat completions: https://platform.openai.com/docs/api-reference/chat/streaming."""

    script: Script
    kind = "text/event-stream"

    def _event(self, delta: dict[str, Any], finish: str | None = None, **more: object) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish}
        event = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "scripted"}
        return f"data: {json.dumps({**event, 'choices': [choice], **more})}\n\n"

    def begin(self) -> Iterator[str]:
        yield self._event({"role": "assistant", "content": ""})
        if self.script.tool:
            named = {"name": self.script.tool, "arguments": ""}
            call = {"index": 0, "id": "t1", "type": "function", "function": named}
            yield self._event({"tool_calls": [call]})
        if self.script.refusal:
            yield self._event({"refusal": self.script.refusal})

    def piece(self, text: str) -> str:
        if self.script.tool:
            return self._event({"tool_calls": [{"index": 0, "function": {"arguments": text}}]})
        return self._event({"content": text})

    def said(self) -> Iterator[str]:
        yield from map(self.piece, slices(self.script))

    def error(self) -> str:
        return (
            f"data: {json.dumps({'error': {'message': 'overloaded', 'type': 'server_error'}})}\n\n"
        )

    def end(self) -> Iterator[str]:
        yield self._event({}, self.script.stop)
        if self.script.usage:
            used = dict(zip(("prompt_tokens", "completion_tokens"), self.script.usage, strict=True))
            used["total_tokens"] = sum(self.script.usage)
            event = {"id": "c1", "object": "chat.completion.chunk", "created": 1, "model": "s"}
            yield f"data: {json.dumps({**event, 'choices': [], 'usage': used})}\n\n"
        yield "data: [DONE]\n\n"

    def whole(self) -> dict[str, Any]:
        message = {"role": "assistant", "content": self.script.text}
        choice = {"index": 0, "message": message, "finish_reason": self.script.stop}
        return {
            "id": "c1",
            "object": "chat.completion",
            "created": 1,
            "model": "s",
            "choices": [choice],
        }


@dataclass(frozen=True)
class _Anthropic:
    """Messages: https://docs.claude.com/en/docs/build-with-claude/streaming."""

    script: Script
    kind = "text/event-stream"

    def _event(self, name: str, **fields: object) -> str:
        return f"event: {name}\ndata: {json.dumps({'type': name, **fields})}\n\n"

    def begin(self) -> Iterator[str]:
        message = {
            "id": "m1",
            "type": "message",
            "role": "assistant",
            "model": "scripted",
            "content": [],
            "stop_reason": None,
            "stop_sequence": None,
            "usage": {"input_tokens": (self.script.usage or (0, 0))[0], "output_tokens": 1},
        }
        yield self._event("message_start", message=message)
        yield self._event("ping")

    def _block(self, index: int, text: str, citations: tuple[dict[str, Any], ...]) -> Iterator[str]:
        blank = {"type": "text", "text": "", "citations": [] if citations else None}
        yield self._event("content_block_start", index=index, content_block=blank)
        for start in range(0, len(text), self.script.slice):
            delta = {"type": "text_delta", "text": text[start : start + self.script.slice]}
            yield self._event("content_block_delta", index=index, delta=delta)
        for citation in citations:
            delta = {"type": "citations_delta", "citation": citation}
            yield self._event("content_block_delta", index=index, delta=delta)
        yield self._event("content_block_stop", index=index)

    def piece(self, text: str) -> str:
        delta = {"type": "text_delta", "text": text}
        return self._event("content_block_delta", index=0, delta=delta)

    def said(self) -> Iterator[str]:
        if self.script.tool:
            yield from self._call()
            return
        passages = self.script.passages or (((self.script.text, ()),) if self.script.text else ())
        for index, (text, citations) in enumerate(passages):
            yield from self._block(index, text, citations)

    def _call(self) -> Iterator[str]:
        call = {"type": "tool_use", "id": "t1", "name": self.script.tool, "input": {}}
        yield self._event("content_block_start", index=0, content_block=call)
        for part in slices(self.script):
            delta = {"type": "input_json_delta", "partial_json": part}
            yield self._event("content_block_delta", index=0, delta=delta)
        yield self._event("content_block_stop", index=0)

    def error(self) -> str:
        return self._event("error", error={"type": "overloaded_error", "message": "Overloaded"})

    def end(self) -> Iterator[str]:
        reasons = {"stop": "end_turn", "length": "max_tokens", "content_filter": "refusal"}
        reason = "tool_use" if self.script.tool else reasons[self.script.stop]
        used = self.script.usage or (0, 0)
        yield self._event(
            "message_delta",
            delta={"stop_reason": reason, "stop_sequence": None},
            usage={"input_tokens": used[0], "output_tokens": used[1]},
        )
        yield self._event("message_stop")


@dataclass(frozen=True)
class _Ollama:
    """Ollama's chat: one JSON object a line, see its docs/api.md."""

    script: Script
    kind = "application/x-ndjson"

    def _line(self, content: str, **more: object) -> str:
        message = {"role": "assistant", "content": content}
        at = "2026-01-01T00:00:00Z"
        line = {"model": "s", "created_at": at, "message": message, "done": False, **more}
        return json.dumps(line) + "\n"

    def begin(self) -> Iterator[str]:
        yield from ()

    def piece(self, text: str) -> str:
        return self._line(text)

    def said(self) -> Iterator[str]:
        yield from map(self.piece, slices(self.script))

    def error(self) -> str:
        return json.dumps({"error": "overloaded"}) + "\n"

    def end(self) -> Iterator[str]:
        used = self.script.usage or (0, 0)
        yield self._line(
            "",
            done=True,
            done_reason=self.script.stop,
            prompt_eval_count=used[0],
            eval_count=used[1],
        )
