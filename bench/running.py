"""What the measurements share: the product's real processes, bare servers beside it, load, percentiles."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from typing import Any

from bot.sandbox.local import LocalRun, free_port

HERE = Path(__file__).parent
DATABASES = ("sqlite", "postgresql")
Request = dict[str, Any]


class Run(LocalRun):
    """With the secrets and the processes that a measurement must know."""

    def secret(self, name: str) -> str:
        return self._secrets[name]

    @property
    def pids(self) -> dict[str, int]:
        return {name: process.pid for name, process in self._processes.items() if name != "sandbox"}

    @property
    def place(self) -> str:
        """For the plain drivers: a file, or a `postgresql://` address."""
        return self._database_url.removeprefix("sqlite:///").replace("+psycopg", "")

    def spawn(self) -> None:
        """Start what does not run, without waiting for it."""
        for role in self._roles:
            if role not in self._processes:
                self._spawn(role, ["-m", "dealix_ops.cli", role])

    def _wait_ready(self) -> None:
        if "worker" in self._roles or "serve" in self._roles:
            super()._wait_ready()
        else:
            answered(f"{self.product_url}/healthz")


@contextmanager
def product(database: str, roles: Sequence[str]) -> Iterator[Run]:
    """On an empty database of its own; PostgreSQL waits for the disk as it does in production."""
    with TemporaryDirectory(prefix="bench-") as folder:
        if database == "sqlite":
            with Run(Path(folder), roles=roles) as run:
                yield run
            return
        from tests.support.databases import Postgres

        server = Postgres.start(durable=True)
        try:
            url = server.url(server.create_empty())
            with Run(Path(folder), database_url=url, roles=roles) as run:
                yield run
        finally:
            server.stop()


@contextmanager
def bare(name: str, **env: str) -> Iterator[str]:
    """A server of `bare.py` as a process of its own; its address."""
    port = free_port()
    process = subprocess.Popen(  # noqa: S603  our own file
        [sys.executable, HERE / "bare.py", name, str(port)], env=os.environ | env
    )
    try:
        answered(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def answered(url: str, *, within_s: float = 30.0) -> float:
    """Seconds until the address answers with 200."""
    began = time.perf_counter()
    while True:
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:  # noqa: S310  ours
                if answer.status == 200:
                    return time.perf_counter() - began
        except OSError:
            pass
        if time.perf_counter() - began > within_s:
            raise TimeoutError(url)
        time.sleep(0.01)


def load(url: str, requests: Sequence[Request], *, clients: int) -> dict[str, Any]:
    """Send all of them; whatever is not a 200 stops the measurement."""
    job = {"url": url, "requests": requests, "clients": clients}
    told = subprocess.run(  # noqa: S603  our own file
        [sys.executable, HERE / "load.py"],
        input=json.dumps(job),
        capture_output=True,
        check=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    if set(found["statuses"]) != {"200"}:
        raise RuntimeError(f"{url}: {found['statuses']}")
    return found


def figures(rounds: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Medians over the rounds."""
    each = [{"per_second": len(one["ms"]) / one["seconds"], **percentiles(one["ms"])} for one in rounds]
    return {name: round(median(one[name] for one in each), 2) for name in each[0]}


def percentiles(ms: Sequence[float]) -> dict[str, float]:
    cuts = quantiles(ms, n=100)
    return {"p50_ms": cuts[49], "p95_ms": cuts[94], "p99_ms": cuts[98]}


def told(name: str, found: Mapping[str, Any]) -> None:
    """With what the reader needs to judge it: cores, and how busy others kept them."""
    load_1m = round(os.getloadavg()[0], 1)
    about = {"bench": name, "cores": os.cpu_count(), "load_average": load_1m}
    sys.stdout.write(json.dumps(about | dict(found), indent=2, ensure_ascii=False) + "\n")
