"""A second reader on this machine: keeps what it was asked, and answers as its mood says."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Json = dict[str, Any]


def opinion(priority: str = "P0", *, needs_look: bool = False, reason: str = "بيانات طرف آخر") -> str:
    return json.dumps({"priority": priority, "needs_look": needs_look, "reason": reason}, ensure_ascii=False)


def as_openai(text: Any) -> bytes:
    body = {"id": "c1", "object": "chat.completion", "model": "m", "usage": {}}
    message = {"role": "assistant", "content": text}
    return json.dumps(
        body | {"choices": [{"index": 0, "message": message, "finish_reason": "stop"}]}
    ).encode()


def as_anthropic(text: Any) -> bytes:
    body = {"id": "msg_1", "type": "message", "role": "assistant", "model": "m", "stop_reason": "end_turn"}
    return json.dumps(body | {"content": [{"type": "text", "text": text}], "usage": {}}).encode()


class StandIn:
    """`answer` is sent as it stands; `drip_s` waits after each byte, `wait_s` before the first."""

    def __init__(self) -> None:
        self.answer = as_openai(opinion())
        self.status = 200
        self.headers: dict[str, str] = {}
        self.wait_s = self.drip_s = 0.0
        self.asked: list[tuple[str, dict[str, str], Json]] = []
        self.released = threading.Event()
        stand_in = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                headers = {name.lower(): value for name, value in self.headers.items()}
                stand_in.asked.append((self.path, headers, json.loads(self.rfile.read(length))))
                stand_in.reply(self)

            def log_message(self, *_args: Any) -> None:
                """Quiet."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/v1/read"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def words(self) -> str:
        """What the newest question held of the customer."""
        return str(self.asked[-1][2]["messages"][-1]["content"])

    def reply(self, to: BaseHTTPRequestHandler) -> None:
        self.released.wait(self.wait_s)
        try:
            to.send_response(self.status)
            for name, value in self.headers.items():
                to.send_header(name, value)
            to.send_header("content-length", str(len(self.answer)))
            to.end_headers()
            if not self.drip_s:
                to.wfile.write(self.answer)
            for at in range(len(self.answer) if self.drip_s else 0):
                to.wfile.write(self.answer[at : at + 1])
                time.sleep(self.drip_s)
        except OSError:
            """Whoever asked has hung up."""

    @contextmanager
    def running(self) -> Iterator["StandIn"]:
        self._thread.start()
        try:
            yield self
        finally:
            self.released.set()
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()
