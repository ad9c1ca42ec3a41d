"""Nobody's number, name, words or key in what leaves the processes for machines and their keepers.

The processes' own logs, `/metrics`, and what the Sentry SDK sends, to a Sentry that only keeps it.
"""

import gzip
import json
import threading
import urllib.request
from collections import Counter
from collections.abc import Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Self

from tests.faults.notes import Finding, Noted

IN_A_ROW = 3
"""Words: two alone may stand in a log by chance."""
SANDBOX = "sandbox.log"


class SentrySink:
    """`dsn` for the processes; `bodies` is what they sent."""

    def __init__(self) -> None:
        self.bodies: list[str] = []
        sink = self

        class Keeps(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                packed = self.headers.get("content-encoding") == "gzip"
                sink.bodies.append((gzip.decompress(body) if packed else body).decode())
                self.send_response(200)
                self.end_headers()
                self.wfile.write(b"{}")

            def log_message(self, *_: object) -> None:
                """Nothing beside the run's own words."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Keeps)
        self.dsn = f"http://key@127.0.0.1:{self._server.server_port}/1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=[0.02], daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class Ears:
    """Reads on from where the last search ended."""

    def __init__(self, folder: Path, sink: SentrySink, *, secrets: Sequence[str]) -> None:
        self._folder = folder
        self._sink = sink
        self._secrets = secrets
        self._read: dict[Path, int] = {}
        self._searched: Counter[str] = Counter()

    def taken(self) -> dict[str, int]:
        """How much was searched since this was asked last."""
        taken, self._searched = dict(self._searched), Counter()
        return taken

    def leaks(self, noted: Sequence[Noted], texts: Sequence[str], doors: Sequence[str]) -> Iterator[Finding]:
        wanted = dict.fromkeys((one.wa_id[-9:] for one in noted), "a customer's number")
        wanted |= {one.name: "a customer's name" for one in noted}
        wanted |= {some: "words of theirs or ours" for text in texts for some in _in_a_row(text)}
        wanted |= dict.fromkeys(self._secrets, "a secret")
        for where, told in self._told(doors):
            for one, what in wanted.items():
                if one in told or json.dumps(one)[1:-1] in told:
                    yield Finding("leak", f"{what} in {where}")

    def _told(self, doors: Sequence[str]) -> Iterator[tuple[str, str]]:
        for path in sorted(self._folder.glob("*.log")):
            if path.name != SANDBOX:
                yield path.name, self._new(path)
        for door in doors:
            with urllib.request.urlopen(f"{door}/metrics", timeout=30) as answer:
                counted = answer.read().decode()
            self._searched["metrics_bytes"] += len(counted)
            yield "/metrics", counted
        while self._sink.bodies:
            body = self._sink.bodies.pop()
            self._searched.update(f"sentry: {one}" for one in _reported(body))
            yield "a report to Sentry", body

    def _new(self, path: Path) -> str:
        with path.open(encoding="utf-8", errors="replace") as file:
            file.seek(self._read.get(path, 0))
            told = file.read()
            self._read[path] = file.tell()
        self._searched["log_bytes"] += len(told)
        return told


def _reported(envelope: str) -> Iterator[str]:
    """What failed, by its type; other items, such as check-ins, by theirs."""
    for line in envelope.splitlines():
        item = json.loads(line) if line.startswith("{") else {}
        if isinstance(item.get("type"), str):
            yield item["type"]
        for failed in (item.get("exception") or {}).get("values") or []:
            yield failed["type"]


def _in_a_row(text: str) -> list[str]:
    words = text.split()
    return [" ".join(words[at : at + IN_A_ROW]) for at in range(len(words) - IN_A_ROW + 1)]
