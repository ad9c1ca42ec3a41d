"""One way to talk to SQLite and PostgreSQL: short synchronous transactions, called from threads.

Why synchronous, why `BEGIN IMMEDIATE`, why one writer: `docs/decisions/0002-storage.md`.
"""

import asyncio
import select
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from sqlalchemy import DateTime, Dialect, MetaData, Select, create_engine, event
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.exc import InterfaceError, InternalError, InvalidatePoolError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.orm import DeclarativeBase, Session
from sqlalchemy.types import TypeDecorator

from dealix_ops.shared_commits import SharedCommits

T = TypeVar("T")

POSTGRES_POOL = 10
RECYCLE_S = 300
"""Networks forget connections that were silent for longer, and tell nobody."""
LONGEST_SILENCE = "60s"
"""Within a transaction on PostgreSQL. A machine that vanished says no goodbye, and its locks would stand for
hours: nobody could store what its conversations write, and no other worker give jobs."""
AWAY = (OperationalError, InterfaceError, InternalError, PoolExhausted)
"""Not the rows are to blame: the same may succeed later. Internal is what PostgreSQL calls a transaction that
it ended, and one that it refuses to write while it changes machines."""
AS_IT_STANDS = {"populate_existing": True, "synchronize_session": False}
"""For an update that says what it left behind: the object that the session knows is that row, read once."""
_READ_ONLY = "dealix_read_only"


class UtcDateTime(TypeDecorator[datetime]):
    """An aware instant: SQLite drops the zone, so it is put back on the way out."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime has no place in the database")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {datetime: UtcDateTime}  # noqa: RUF012  SQLAlchemy declares it this way


class Database:
    """Owns the engine; a transaction is one `with` block, committed once at its end.

    `info` is what every session carries: settings that decide deep inside a transaction.
    """

    def __init__(self, url: str, *, info: Mapping[str, object] = MappingProxyType({})) -> None:
        self.url: URL = make_url(url)
        self.info = info
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _sqlite_engine(self.url) if self.is_sqlite else _postgres_engine(self.url)
        # SQLite lets writers of one process starve each other for a second; a lock queues them.
        self._writer = threading.Lock() if self.is_sqlite else nullcontext()
        self._threads = ThreadPoolExecutor(
            max_workers=1 if self.is_sqlite else POSTGRES_POOL, thread_name_prefix="database"
        )
        self._shared = SharedCommits(self.transaction, self._threads, info=info) if self.is_sqlite else None

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """Commits when the block ends, rolls back when it raises."""
        with (
            self._writer,
            Session(self.engine, expire_on_commit=False, info=dict(self.info)) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def plain(self) -> Iterator[Connection]:
        """The same without objects: for rows that are only written."""
        with self._writer, self.engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """One snapshot, never waits for a writer; nothing is written."""
        options: dict[str, Any] = {_READ_ONLY: True}
        if not self.is_sqlite:
            options["isolation_level"] = "REPEATABLE READ"
        with (
            self.engine.connect().execution_options(**options) as connection,
            Session(connection, expire_on_commit=False, autoflush=False, info=dict(self.info)) as session,
        ):
            yield session

    def glance(self, query: Select[T]) -> Sequence[T]:
        """One query without a transaction around it, for who asks many times a second."""
        options = {_READ_ONLY: True} if self.is_sqlite else {"isolation_level": "AUTOCOMMIT"}
        with self.engine.connect().execution_options(**options) as connection:
            return connection.scalars(query).all()

    async def write(self, work: Callable[[Session], T]) -> T:
        """A transaction from the event loop, without an await inside it; committed when this returns."""
        if self._shared is not None:
            answer: T = await asyncio.wrap_future(self._shared.add(work))
            return answer
        return await asyncio.get_running_loop().run_in_executor(self._threads, self._write, work)

    async def read(self, work: Callable[[Session], T]) -> T:
        return await asyncio.to_thread(self._read, work)

    def _write(self, work: Callable[[Session], T]) -> T:
        with self.transaction() as session:
            return work(session)

    def _read(self, work: Callable[[Session], T]) -> T:
        with self.reading() as session:
            return work(session)

    def close(self) -> None:
        self._threads.shutdown()
        self.engine.dispose()


def _sqlite_engine(url: URL) -> Engine:
    if url.database:
        # The file holds customers' words: a folder that we make is for its owner only.
        Path(url.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _configure_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _configure_sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions begin in `_begin_sqlite` only
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    """A deferred transaction that upgrades to a write fails at once with SQLITE_BUSY, so writers say so."""
    read_only = connection.get_execution_options().get(_READ_ONLY, False)
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")


def _postgres_engine(url: URL) -> Engine:
    # `hide_parameters`: an error's message would quote the customer's text.
    engine = create_engine(
        url, pool_size=POSTGRES_POOL, max_overflow=5, pool_recycle=RECYCLE_S, hide_parameters=True
    )
    event.listen(engine, "connect", _limit_silence)
    event.listen(engine, "checkout", _refuse_ended)
    return engine


def _limit_silence(connection: Any, _record: object) -> None:
    """Asked for here, because a pooler refuses it among a connection's options."""
    connection.execute(f"SET idle_in_transaction_session_timeout = '{LONGEST_SILENCE}'")
    connection.commit()


def _refuse_ended(connection: Any, _record: object, _fairy: object) -> None:
    """A server that restarts says so to whoever waits: seen without the question that SQLAlchemy would ask
    before each transaction. Raises InvalidatePoolError, and the pool connects anew."""
    said = select.poll()
    if not connection.closed:
        said.register(connection.fileno(), select.POLLIN)
    if connection.closed or said.poll(0):
        raise InvalidatePoolError("the server ended this connection")
