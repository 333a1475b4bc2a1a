"""Play a publisher's server on loopback."""

from __future__ import annotations

import io
import threading
import time
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Reply:
    """What the server answers to one path."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay_s: float = 0.0
    missing: int = 0
    """How many bytes fewer are sent than announced: a cut transfer."""
    drip_s: float = 0.0
    """Wait after each tenth of the body: a slow transfer."""


@dataclass
class Publisher:
    """A running server: its address, its replies and what it was asked."""

    base: str
    replies: dict[str, list[Reply]]
    asked: list[str] = field(default_factory=list)
    headers: list[Mapping[str, str]] = field(default_factory=list)

    def next_reply(self, path: str) -> Reply:
        """Return the reply to a path; the last one given is repeated."""
        waiting = self.replies.get(path, [Reply(404)])
        return waiting.pop(0) if len(waiting) > 1 else waiting[0]


@contextmanager
def publisher(**replies: Reply | list[Reply]) -> Iterator[Publisher]:
    """Serve the replies; a keyword is the path without its slash."""
    given = {f"/{k}": v if isinstance(v, list) else [v] for k, v in replies.items()}
    playing = Publisher("", given)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            playing.asked.append(self.path)
            playing.headers.append(dict(self.headers))
            reply = playing.next_reply(self.path)
            time.sleep(reply.delay_s)
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value.replace("{base}", playing.base))
            self.send_header("Content-Length", str(len(reply.body) + reply.missing))
            self.end_headers()
            step = max(1, len(reply.body) // 10) if reply.drip_s else max(1, len(reply.body))
            with suppress(ConnectionError):
                for start in range(0, len(reply.body), step):
                    self.wfile.write(reply.body[start : start + step])
                    time.sleep(reply.drip_s)

        def log_message(self, *arguments: object) -> None:
            """Keep the test output quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    playing.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    try:
        yield playing
    finally:
        server.shutdown()
        server.server_close()


def archive(**members: str) -> bytes:
    """Return a zip archive with these members."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as zipped:
        for name, content in members.items():
            zipped.writestr(name, content)
    return packed.getvalue()
