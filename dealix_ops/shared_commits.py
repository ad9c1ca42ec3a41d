"""Writers that wait for one SQLite share a commit: not its statements take the time, but the commit.

Whoever wrote is told after it, as if it had been alone. Why: `docs/decisions/0002-storage.md`.
"""

from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session

MOST = 16
"""Of one commit: whoever was first waits for all of them."""

Work = Callable[[Session], Any]
Transaction = Callable[[], AbstractContextManager[Session]]


@dataclass(frozen=True)
class _Asked:
    work: Work
    answer: Future[Any]


@dataclass(frozen=True)
class _Refused:
    error: Exception


class SharedCommits:
    """`threads` has one thread; `info` is what every session carries."""

    def __init__(
        self, transaction: Transaction, threads: ThreadPoolExecutor, *, info: Mapping[str, object]
    ) -> None:
        self._transaction = transaction
        self._threads = threads
        self._info = info
        self._waiting: deque[_Asked] = deque()

    def add(self, work: Work) -> Future[Any]:
        """The answer of `work`, or what it raised, once that is on disk or undone."""
        asked = _Asked(work, Future())
        self._waiting.append(asked)
        self._threads.submit(self._turn)  # often in vain: an earlier turn took it along
        return asked.answer

    def _turn(self) -> None:
        turn: list[_Asked] = []
        while self._waiting and len(turn) < MOST:
            asked = self._waiting.popleft()
            if asked.answer.set_running_or_notify_cancel():
                turn.append(asked)
        if not turn:
            return
        try:
            with self._transaction() as session:
                found = [turn[0].work(session)] if len(turn) == 1 else self._together(session, turn)
        except Exception as error:  # noqa: BLE001  each of those who wait is told
            found = [_Refused(error)] * len(turn)
        for asked, answer in zip(turn, found, strict=True):
            if isinstance(answer, _Refused):
                asked.answer.set_exception(answer.error)
            else:
                asked.answer.set_result(answer)

    def _together(self, session: Session, turn: list[_Asked]) -> list[Any]:
        """What one of them breaks is undone alone."""
        connection = session.connection()
        found: list[Any] = []
        for asked in turn:
            try:
                found.append(self._in_savepoint(connection, asked.work))
            except Exception as error:
                # A full disk ends the whole transaction, and with it what the others wrote.
                if not _is_open(connection):
                    raise
                found.append(_Refused(error))
        return found

    def _in_savepoint(self, connection: Connection, work: Work) -> Any:
        with (
            Session(
                connection,
                expire_on_commit=False,
                info=dict(self._info),
                join_transaction_mode="create_savepoint",
            ) as session,
            session.begin(),
        ):
            return work(session)


def _is_open(connection: Connection) -> bool:
    """As the driver sees it: SQLAlchemy is not told when SQLite rolls back by itself."""
    return bool(connection.connection.dbapi_connection.in_transaction)  # type: ignore[union-attr]
