"""The product as an operator runs it, two of each on PostgreSQL, on a machine that can be made to fail."""

import random
import resource
import subprocess
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import cast

from bot.sandbox.local import LocalRun, free_port
from tests.support.forked import Forked, _context, _run

SERVE = ("serve.1",)
SPREAD = ("web.1", "web.2", "worker.1", "worker.2", "clock.1", "clock.2")
READY_S = 120.0
CLOCK = "FAULTS_CLOCK"
"""A file with the seconds by which every process's clock is wrong."""


class Fleet(LocalRun):
    """`web.2` is the second process of `web`; each web has a port of its own, as behind a load balancer."""

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str,
        roles: Sequence[str],
        silent_s: float,
        settings: Mapping[str, str],
    ) -> None:
        self.clock = folder / "clock"
        self.clock.write_text("0")
        ours = {"DEALIX_WORKER_SILENT_S": str(silent_s), CLOCK: str(self.clock)}
        super().__init__(folder, database_url=database_url, roles=roles, settings={**ours, **settings})
        self.ended_alone = 0
        self._doors = {name: free_port() for name in roles if name.startswith(("web", "serve"))}
        self.product_url = self.url(next(iter(self._doors)))

    @property
    def names(self) -> tuple[str, ...]:
        return self._roles

    @property
    def doors(self) -> list[str]:
        return [self.url(name) for name in self._doors]

    @property
    def secrets(self) -> list[str]:
        return [*self._secrets.values(), self._media_key]

    def url(self, name: str) -> str:
        return f"http://127.0.0.1:{self._doors[name]}"

    def pid(self, name: str) -> int:
        return cast("Faulty", self._processes[name]).pid

    def process(self, name: str) -> "subprocess.Popen[bytes]":
        return self._processes[name]

    def revive(self, name: str) -> None:
        """Whoever watches over the processes starts the dead one; not waiting until it is ready."""
        self._spawn(name, [])

    def await_ready(self) -> None:
        """Every door answers; whoever ended by itself is started again, as the host does, and counted."""
        deadline = time.monotonic() + READY_S
        while self._dead() or not all(map(_ready, self.doors)):
            assert time.monotonic() < deadline, f"not ready after {READY_S} s\n{self.log_tail()}"
            time.sleep(0.05)

    def _dead(self) -> list[str]:
        ended = [name for name in self._roles if self._processes[name].poll() is not None]
        self.ended_alone += len(ended)
        for name in ended:
            self.revive(name)
        return ended

    def _wait_ready(self) -> None:
        self.await_ready()

    def _spawn(
        self, name: str, arguments: Sequence[str], *, stdout: int | None = None
    ) -> "subprocess.Popen[bytes]":
        if name not in self._roles:
            return super()._spawn(name, arguments, stdout=stdout)
        env = self._environment() | {"PORT": str(self._doors.get(name, 0))}
        command = name.partition(".")[0]
        forked = Faulty(command, folder=self._folder, env=env, log=self._folder / f"{name}.log")
        process = cast("subprocess.Popen[bytes]", forked)
        self._processes[name] = process
        return process


class Faulty(Forked):
    """Forked as in the scenarios, on a clock that jumps."""

    def __init__(self, command: str, *, folder: Path, env: dict[str, str], log: Path) -> None:
        given = (command, str(folder), dict(env), str(log))
        self._process = _context.Process(target=_run_on_a_jumping_clock, args=given, daemon=True)
        self._process.start()

    @property
    def pid(self) -> int:
        assert self._process.pid is not None
        return self._process.pid


def _run_on_a_jumping_clock(command: str, folder: str, env: dict[str, str], log: str) -> None:
    from dealix_ops import bootstrap

    offset = Path(env[CLOCK])

    def now() -> datetime:
        return datetime.now(UTC) + timedelta(seconds=float(offset.read_text() or 0))

    bootstrap.build = partial(bootstrap.build, clock=now)
    _run(command, folder, env, log)


class SmallDisk:
    """A file system of its own for the database where we may mount one, else a quota of bytes."""

    def __init__(self, folder: Path, *, megabytes: int = 48) -> None:
        folder.mkdir()
        self.folder = folder
        mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
        self.is_mounted = subprocess.run(mount, capture_output=True, check=False).returncode == 0

    @contextmanager
    def full(self, pids: Sequence[int]) -> Iterator[None]:
        """Not one more byte for whoever writes."""
        if not self.is_mounted:
            for pid in pids:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (4096, resource.RLIM_INFINITY))
            yield
            for pid in pids:
                with suppress(ProcessLookupError):  # it was killed meanwhile
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
            return
        ballast = self.folder / "ballast"
        with ballast.open("wb", buffering=0) as file, suppress(OSError):
            while file.write(b"\0" * 65_536):
                pass
        with ballast.open("ab", buffering=0) as file, suppress(OSError):
            while file.write(b"\0"):
                pass
        yield
        ballast.unlink()

    def close(self) -> None:
        if self.is_mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=False)


def drawn(seed: int, run: int) -> random.Random:
    """What happens in one run, whatever happened in the others."""
    return random.Random(f"{seed}:{run}")


def _ready(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except OSError:  # not there yet, or 503
        return False
