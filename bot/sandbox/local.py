"""The product and the sandbox as processes of their own: for the demo and the scenario tests."""

import os
import random
import secrets
import signal
import socket
import subprocess
import sys
import time
from base64 import b64encode
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from bot.sandbox.starting import is_ready, uninterrupted

READY_TIMEOUT_S = 60.0
STOP_TIMEOUT_S = 12.0
POLL_S = 0.05
PORTS = (20_000, 32_000)
"""Below the ports that Linux gives to outgoing connections: one of those may not take ours in a restart."""
OURS = ("DEALIX_", "SLACK_", "WHATSAPP_", "SENTRY_", "MAIL_", "DATABASE_URL", "HOST", "PORT")


class DidNotStart(Exception):
    """A process ended early or was not ready in time; the message ends with what it said."""


class LocalRun:
    """One sandbox, one database, and the product's processes, which may be killed and started again.

    `roles` are commands of `dealix`. Each process gets a clean environment and its own folder, so that no
    setting and no `.env` of this machine decides what happens. `migrate=False` is for a database that has its
    tables already.
    """

    def __init__(
        self,
        folder: Path,
        *,
        database_url: str | None = None,
        roles: Sequence[str] = ("serve",),
        settings: Mapping[str, str] | None = None,
        migrate: bool = True,
    ) -> None:
        self._folder = folder
        self._migrate = migrate
        self._roles = tuple(roles)
        self._port = free_port()
        self.product_url = f"http://127.0.0.1:{self._port}"
        self._secrets = {
            name: secrets.token_hex(16)
            for name in (
                "SLACK_BOT_TOKEN",
                "SLACK_SIGNING_SECRET",
                "WHATSAPP_APP_SECRET",
                "WHATSAPP_VERIFY_TOKEN",
                "WHATSAPP_ACCESS_TOKEN",
                "SENTRY_CLIENT_SECRET",
            )
        }
        self._media_key = b64encode(secrets.token_bytes(32)).decode()
        self._database_url = database_url or f"sqlite:///{folder / 'dealix.db'}"
        self._settings = dict(settings or {})
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self.sandbox_url = ""
        self.driver: SandboxDriver
        self._opened = ExitStack()

    def __enter__(self) -> Self:
        try:
            self._start_sandbox()
            if self._migrate:
                self._upgrade()
            self.start()
        except BaseException:
            self._stop_all()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop_all()

    def start(self) -> None:
        """Start the product's processes that do not run, and wait until they are ready."""
        for role in self._roles:
            if role not in self._processes:
                self._spawn(role, ["-m", "dealix_ops.cli", role])
        self._wait_ready()

    def kill(self, role: str = "serve") -> None:
        """Like a power cut: no signal handler, no goodbye."""
        process = self._processes.pop(role)
        process.kill()
        process.wait()

    def stop(self, role: str = "serve") -> int:
        """Ask politely; returns the exit code."""
        process = self._processes.pop(role)
        process.send_signal(signal.SIGTERM)
        return process.wait(STOP_TIMEOUT_S)

    def anew(self) -> None:
        """An empty database and an empty workspace for the same processes: only for one that we migrate."""
        for role in tuple(role for role in self._roles if role in self._processes):
            self.stop(role)
        for file in self._folder.glob("dealix.db*"):
            file.unlink()
        self.driver.reset()
        self._upgrade()
        self.start()

    def dealix(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the product against this run's database."""
        return subprocess.run(  # noqa: S603  our own interpreter and arguments
            [sys.executable, "-m", "dealix_ops.cli", *arguments],
            cwd=self._folder,
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )

    def log_tail(self, lines: int = 30) -> str:
        """What the processes said last."""
        return "\n".join(
            f"--- {path.name}\n" + "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
            for path in sorted(self._folder.glob("*.log"))
        )

    def _upgrade(self) -> None:
        migrated = self.dealix("db", "upgrade")
        if migrated.returncode != 0:
            raise DidNotStart(f"no database: {migrated.stderr.strip()}")

    def _start_sandbox(self) -> None:
        arguments = ["-m", "bot.sandbox", "--port", "0", "--app-url", self.product_url]
        process = self._spawn("sandbox", arguments, stdout=subprocess.PIPE)
        if process.stdout is None:
            raise DidNotStart("no pipe")
        said = process.stdout.readline().decode().split()
        process.stdout.close()
        if len(said) < 2:
            raise DidNotStart(self.log_tail())
        self.sandbox_url = said[1]
        self.driver = self._opened.enter_context(SandboxDriver(self.sandbox_url))

    def _spawn(
        self, name: str, arguments: Sequence[str], *, stdout: int | None = None
    ) -> subprocess.Popen[bytes]:
        with (self._folder / f"{name}.log").open("ab") as log, uninterrupted():
            process = subprocess.Popen(  # noqa: S603  our own interpreter and arguments
                [sys.executable, *arguments],
                cwd=self._folder,
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=stdout if stdout is not None else log,
                stderr=log,
                start_new_session=True,  # Ctrl-C reaches the demo, which stops its children in order
            )
            self._processes[name] = process
        return process

    def _environment(self) -> dict[str, str]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        # Without it each process compiles every library anew: 1.3 s of its start.
        inherited.pop("PYTHONDONTWRITEBYTECODE", None)
        return inherited | self._secrets | self._addresses() | self._settings

    def _addresses(self) -> dict[str, str]:
        return {
            "DEALIX_DATABASE_URL": self._database_url,
            "DEALIX_FOUNDER_IDS": fixtures.FOUNDER,
            "DEALIX_OPERATOR_IDS": fixtures.OPERATOR,
            "DEALIX_SPEAKER_NAME": "سامي",
            "PORT": str(self._port),
            "SLACK_API_BASE_URL": f"{self.sandbox_url}/api/",
            "SLACK_CHANNEL_APPROVALS": fixtures.APPROVALS,
            "SLACK_CHANNEL_OPS": fixtures.OPS,
            "SLACK_CHANNEL_SUPPORT": fixtures.SUPPORT,
            "SLACK_CHANNEL_SUCCESS": fixtures.SUCCESS,
            "WHATSAPP_PHONE_NUMBER_ID": fixtures.PHONE_NUMBER_ID,
            "WHATSAPP_API_BASE_URL": f"{self.sandbox_url}/v25.0",
            "DEALIX_MEDIA_KEY": self._media_key,
            "PYTHONPATH": os.pathsep.join(sys.path),
        }

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + READY_TIMEOUT_S
        while time.monotonic() < deadline:
            for name, process in self._processes.items():
                if process.poll() is not None:
                    raise DidNotStart(f"{name} ended with {process.returncode}\n{self.log_tail()}")
            if is_ready(self._port):
                return
            time.sleep(POLL_S)
        raise DidNotStart(f"not ready after {READY_TIMEOUT_S} s\n{self.log_tail()}")

    def _stop_all(self) -> None:
        """The product first, so that it never finds Slack gone."""
        self._opened.close()
        for names in (self._roles, ("sandbox",)):
            ending = [self._processes.pop(name) for name in names if name in self._processes]
            for process in ending:
                process.send_signal(signal.SIGTERM)
            for process in ending:
                _end(process)


def _end(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def free_port() -> int:
    """A port nobody listens on at this moment."""
    while True:
        port = random.randrange(*PORTS)  # noqa: S311  no secret
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
