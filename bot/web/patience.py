"""How long somebody may take to say what they want: a connection that trickles holds no place of ours."""

import asyncio

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_S = 10.0
CONNECTIONS = 500
"""At once, in one process; one more is told 503, and senders with a queue come again."""


class ImpatientProtocol(H11Protocol):
    """uvicorn waits without end for a request's first lines, and only counts the seconds between requests."""

    head_s = HEAD_S
    _head: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._look()

    def connection_lost(self, exc: Exception | None) -> None:
        self._forget()
        super().connection_lost(exc)

    def _look(self) -> None:
        """From the first byte, or its absence, to the blank line that ends the head."""
        if self.conn.their_state is not h11.IDLE:
            self._forget()
        elif self._head is None and self.timeout_keep_alive_task is None:
            self._head = self.loop.call_later(self.head_s, self._hang_up)

    def _forget(self) -> None:
        if self._head is not None:
            self._head.cancel()
            self._head = None

    def _hang_up(self) -> None:
        self._head = None
        if not self.transport.is_closing():
            self.transport.close()
