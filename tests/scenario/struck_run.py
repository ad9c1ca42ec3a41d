"""The product with two workers and two clocks, whose processes die again and again, on a clock that moves."""

import subprocess
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self, cast

from bot.sandbox import fixtures
from bot.sandbox.local import READY_TIMEOUT_S, DidNotStart
from bot.sandbox.starting import is_ready
from tests.scenario.forked_run import ForkedRun
from tests.scenario.strikes import FOLDER, WHERE, Struck

SPREAD = ("web", "worker-1", "worker-2", "clock-1", "clock-2")
ALONE = ("serve",)
WATCHED_S = 0.05


class StruckRun(ForkedRun):
    """`where` says at which moments of `strikes` they die; whoever ended is started again at once."""

    def __init__(
        self, folder: Path, *, database_url: str, where: str, roles: Sequence[str], silent_s: float
    ) -> None:
        clock, self.struck = folder / "demo-clock", folder / "struck"
        clock.write_text("0", encoding="ascii")
        self.struck.mkdir()
        settings = {
            "DEALIX_WORKER_SILENT_S": str(silent_s),
            "DEALIX_DEMO_CLOCK": str(clock),
            "SLACK_CHANNEL_ALERTS": fixtures.ALERTS,
            FOLDER: str(self.struck),
            WHERE: where,
        }
        super().__init__(folder, database_url=database_url, roles=roles, settings=settings, migrate=False)
        self._over = threading.Event()
        self._host = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> Self:
        super().__enter__()
        self._host.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        if self._host.is_alive():
            self._host.join()
        super().__exit__(kind, error, trace)

    def moments(self) -> list[str]:
        """At which somebody died, the first first."""
        return [one.name for one in sorted(self.struck.iterdir(), key=lambda file: file.stat().st_mtime_ns)]

    def _watch(self) -> None:
        """As a host does."""
        while not self._over.wait(WATCHED_S):
            self._revive()

    def _revive(self) -> None:
        for name in self._roles:
            if not self._over.is_set() and self._processes[name].poll() is not None:
                self._spawn(name, [])

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + READY_TIMEOUT_S
        while not is_ready(self._port):
            if time.monotonic() > deadline:
                raise DidNotStart(f"not ready after {READY_TIMEOUT_S} s\n{self.log_tail()}")
            if not self._host.is_alive():
                self._revive()
            self._over.wait(WATCHED_S)

    def _spawn(
        self, name: str, arguments: Sequence[str], *, stdout: int | None = None
    ) -> "subprocess.Popen[bytes]":
        if name not in self._roles:
            return super()._spawn(name, arguments, stdout=stdout)
        log, env = self._folder / f"{name}.log", self._environment()
        struck = Struck(name.partition("-")[0], folder=self._folder, env=env, log=log)
        process = self._processes[name] = cast("subprocess.Popen[bytes]", struck)
        return process
