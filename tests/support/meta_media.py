"""A Graph API of bad manners on this machine: answers what its mood says, and keeps what it was asked."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Mood:
    """One answer. `pieces` are sent one by one, with `drip_s` between them and no length of the whole."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    pieces: int = 0
    drip_s: float = 0.0


class BadMeta:
    """`described` answers for the id, `content` for the file; `{base}` in them is our own address."""

    def __init__(self) -> None:
        self.described, self.content = Mood(), Mood()
        self.asked: list[tuple[str, str | None]] = []
        self.sent = 0
        bad = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                bad.asked.append((self.path, self.headers.get("authorization")))
                bad.reply(self, bad.described if self.path.startswith("/v25.0/") else bad.content)

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.base = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def describe(self, **told: Any) -> None:
        body = {"url": f"{self.base}/file?hash=1", "mime_type": "audio/ogg", "sha256": "", **told}
        self.described = Mood(body=json.dumps(body).encode())

    def reply(self, to: BaseHTTPRequestHandler, mood: Mood) -> None:
        try:
            to.send_response(mood.status)
            for name, value in mood.headers.items():
                to.send_header(name, value.replace("{base}", self.base))
            if not mood.pieces:
                to.send_header("content-length", str(len(mood.body)))
            to.end_headers()
            for _ in range(mood.pieces or 1):
                to.wfile.write(mood.body)
                self.sent += len(mood.body)
                time.sleep(mood.drip_s)
        except OSError:
            """Whoever asked has hung up."""

    @contextmanager
    def running(self) -> Iterator["BadMeta"]:
        self._thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
