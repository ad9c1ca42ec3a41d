"""The product's processes, forked from one that has imported it: each would spend two seconds on its imports.

A forked process is as real as another: it has its own memory, environment and session, takes signals, and may
be killed or frozen. That `python -m dealix_ops.cli` starts one too is seen in the scenarios of the demo.
"""

import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

_context = multiprocessing.get_context("forkserver")
PRELOADED = [
    "bot.main",
    "scheduler.main",
    "dealix_ops.cli",
    "pydantic.v1",
    "uvicorn.protocols.http.auto",
    "tests.support.warm",
    __name__,
]
_context.set_forkserver_preload(PRELOADED)


class Forked:
    """`dealix` with a command; has those methods of `subprocess.Popen` that its users need."""

    stdout = None

    def __init__(self, command: str, *, folder: Path, env: Mapping[str, str], log: Path) -> None:
        given = (command, str(folder), dict(env), str(log))
        # A daemon ends with the tests, even when nobody ended it.
        self._process = _context.Process(target=_run, args=given, daemon=True)
        self._process.start()

    @property
    def returncode(self) -> int | None:
        return self._process.exitcode

    def poll(self) -> int | None:
        return self._process.exitcode

    def send_signal(self, number: signal.Signals) -> None:
        if self._process.is_alive() and self._process.pid is not None:
            os.kill(self._process.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def wait(self, timeout: float | None = None) -> int:
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("dealix", timeout or 0.0)
        return self._process.exitcode


def _run(command: str, folder: str, env: dict[str, str], log: str) -> None:
    from dealix_ops.cli import app

    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    said = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    for stream in (1, 2):
        os.dup2(said, stream)
    sys.argv = ["dealix", command]
    app()
