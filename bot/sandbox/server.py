"""Running the sandbox on uvicorn, in this process's main thread or beside a test in another one."""

import socket
import threading
from types import TracebackType
from typing import Self

import uvicorn

from bot.sandbox.app import create_app
from bot.sandbox.box import Sandbox
from bot.sandbox.clock import Clock
from bot.sandbox.lost_reply import LendingProtocol
from bot.sandbox.settings import SandboxSettings

STOP_TIMEOUT_S = 10.0


class _Server(uvicorn.Server):
    """Ends the long polls of an open page first; uvicorn would wait for them."""

    def __init__(self, config: uvicorn.Config, box: Sandbox) -> None:
        super().__init__(config)
        self._box = box

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._box.changes.close()
        await super().shutdown(sockets)


class SandboxServer:
    """A bound socket from the start, so that the port is known and callers queue until the server accepts."""

    def __init__(self, settings: SandboxSettings, *, clock: Clock | None = None) -> None:
        app = create_app(settings, clock=clock)
        self.box: Sandbox = app.state.box
        self._socket = socket.create_server((settings.host, settings.port))
        self.port: int = self._socket.getsockname()[1]
        self.base_url = f"http://{settings.host}:{self.port}"
        config = uvicorn.Config(
            app,
            http=LendingProtocol,
            ws="none",
            loop="asyncio",
            lifespan="on",
            log_config=None,
            access_log=False,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config, self.box)
        self._thread = threading.Thread(target=self.run, name="sandbox", daemon=True)

    def run(self) -> None:
        """Serve until stopped; in the main thread signals stop it."""
        self._server.run(sockets=[self._socket])

    def __enter__(self) -> Self:
        """Serve in a thread."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop and wait; a server that does not stop is an error, not a leak."""
        self._server.should_exit = True
        self._thread.join(STOP_TIMEOUT_S)
        if self._thread.is_alive():
            raise RuntimeError("the sandbox did not stop")
