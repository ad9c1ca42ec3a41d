"""A mail server and a web server on real sockets: they keep what comes and answer as told."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TypeVar


class SmtpSink(socketserver.ThreadingTCPServer):
    """`answers` are codes by command («RCPT», «.» for the whole letter); anything else is taken, but not for
    `strangers`."""

    allow_reuse_address, daemon_threads = True, True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Smtp)
        self.letters: list[str] = []
        self.logins: list[str] = []
        self.answers: dict[str, str] = {}
        self.strangers: set[str] = set()
        self.hangs_up_after_letter = False


class _Smtp(socketserver.StreamRequestHandler):
    server: SmtpSink

    def handle(self) -> None:
        self._say("220 sink")
        while (line := self.rfile.readline()) and (word := line.decode().strip().upper()):
            command = word.split()[0]
            if command in self.server.answers:
                self._say(self.server.answers[command])
            elif command == "RCPT" and any(one.upper() in word for one in self.server.strangers):
                self._say("550 unknown")
            elif command == "EHLO":
                self._say("250-sink\r\n250 AUTH PLAIN")
            elif command == "AUTH":
                self.server.logins.append(line.decode().strip())
                self._say("235 welcome")
            elif command == "DATA":
                self._say("354 go on")
                if self._letter():
                    return
            else:
                self._say("250 ok")

    def _letter(self) -> bool:
        """True where the line is cut right after it was taken."""
        lines: list[str] = []
        while (line := self.rfile.readline().decode().rstrip("\r\n")) != ".":
            lines.append(line)
        self.server.letters.append("\n".join(lines))
        if self.server.hangs_up_after_letter:
            return True
        self._say(self.server.answers.get(".", "250 taken"))
        return False

    def _say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class HttpSink(ThreadingHTTPServer):
    """`status` is the answer to every request."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Http)
        self.requests: list[tuple[dict[str, str], bytes]] = []
        self.status = 202

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/page"


class _Http(BaseHTTPRequestHandler):
    server: HttpSink

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.requests.append(({k.lower(): v for k, v in self.headers.items()}, body))
        self.send_response(self.server.status)
        self.send_header("content-length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class says so
        """The test looks at `requests`."""


S = TypeVar("S", "SmtpSink", "HttpSink")


@contextmanager
def running(sink: S) -> Iterator[S]:
    thread = threading.Thread(target=sink.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield sink
    finally:
        sink.shutdown()
        sink.server_close()
        thread.join()
