"""Transactions, snapshots and instants, the same on both databases."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import create_engine, event, text
from sqlalchemy.exc import DBAPIError, InternalError, StatementError
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Contact
from dealix_ops.database import Database
from dealix_ops.durable.models import SlackPace
from tests.support.clock import START
from tests.support.only import ON_POSTGRES, ON_SQLITE


def pace(at: datetime, channel: str = "C1") -> SlackPace:
    return SlackPace(channel=channel, next_at=at)


def paces(database: Database) -> int:
    with database.reading() as session:
        return session.scalar(text("SELECT count(*) FROM slack_pace")) or 0


def add(database: Database, row: object) -> None:
    with database.transaction() as session:
        session.add(row)


def add_one(number: int) -> Callable[[Session], None]:
    return lambda session: session.add(pace(START, f"C{number}"))


@contextmanager
def held_up(database: Database) -> Iterator[None]:
    """Every thread that writes is busy meanwhile, so that all who ask now wait together."""
    free = threading.Event()
    for _ in range(database._threads._max_workers):
        database._threads.submit(free.wait)
    yield
    free.set()


def add_and_fail(database: Database) -> None:
    with database.transaction() as session:
        session.add(pace(START))
        session.flush()
        raise RuntimeError("after the flush")


class TestUtcDateTime:
    @pytest.mark.parametrize(
        "at",
        [
            datetime(2026, 11, 22, 7, 12, 0, 123456, tzinfo=UTC),
            datetime(2026, 11, 22, 10, 12, tzinfo=timezone(timedelta(hours=3))),
            datetime(1, 1, 2, tzinfo=UTC),
            datetime(9999, 12, 30, tzinfo=UTC),
        ],
    )
    def test_instant_comes_back_aware_and_equal(self, database: Database, at: datetime) -> None:
        add(database, pace(at))
        with database.reading() as session:
            found = session.get_one(SlackPace, "C1").next_at
        assert found == at
        assert found.utcoffset() == timedelta(0)

    def test_naive_time_is_refused(self, database: Database) -> None:
        with pytest.raises(StatementError, match="naive"):
            add(database, pace(datetime(2026, 11, 22)))  # noqa: DTZ001  what is refused here
        assert paces(database) == 0


class TestTransaction:
    def test_commits_at_the_end_of_the_block(self, database: Database) -> None:
        add(database, pace(START))
        assert paces(database) == 1

    def test_rolls_back_when_the_block_raises(self, database: Database) -> None:
        with pytest.raises(RuntimeError):
            add_and_fail(database)
        assert paces(database) == 0

    def test_writers_of_many_threads_all_get_through(self, database: Database) -> None:
        add(database, pace(START))

        def later() -> None:
            for _ in range(5):
                with database.transaction() as session:
                    row = session.get_one(SlackPace, "C1", with_for_update=True)
                    row.next_at += timedelta(seconds=1)

        threads = [threading.Thread(target=later) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        with database.reading() as session:
            assert session.get_one(SlackPace, "C1").next_at == START + timedelta(seconds=40)

    def test_foreign_keys_are_kept(self, database: Database) -> None:
        statement = (
            "INSERT INTO conversation (key, contact_id, answered_through_inbound_id, created_at)"
            " VALUES ('k', 404, 0, '2026-01-01 00:00:00')"
        )
        with pytest.raises(DBAPIError, match=r"(?i)foreign key"):
            database._write(lambda session: session.execute(text(statement)))


class TestConnections:
    @ON_POSTGRES
    def test_machine_that_vanished_in_a_transaction_holds_no_lock_for_hours(
        self, database_url: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("dealix_ops.database.LONGEST_SILENCE", "200ms")
        lock = text("SELECT pg_advisory_xact_lock(1)")
        vanished, alive = Database(database_url), Database(database_url)
        with vanished.transaction() as silent:
            silent.execute(lock)
            with alive.plain() as connection:
                connection.execute(lock)
            with pytest.raises(InternalError):
                silent.execute(lock)
            silent.rollback()
        vanished.close()
        alive.close()

    @ON_POSTGRES
    async def test_server_that_ended_them_all_costs_nobody_an_answer(self, database: Database) -> None:
        add(database, pace(START))
        with database.reading() as one, database.reading() as another:  # two wait in the pool afterwards
            assert one.scalar(text("SELECT 1")) == another.scalar(text("SELECT 1"))
        ended = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
        others = "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        alone = create_engine(database.url)
        with alone.connect() as server:
            assert set(server.scalars(text(f"{ended} {others}"))) == {True}
        alone.dispose()
        for number in (2, 3, 4):
            await database.write(add_one(number))
        assert (
            await database.read(lambda session: session.scalar(text("SELECT count(*) FROM slack_pace"))) == 4
        )


class TestReading:
    def test_sees_one_moment_and_never_waits_for_a_writer(self, database: Database) -> None:
        with database.reading() as session:
            before = session.scalar(text("SELECT count(*) FROM slack_pace"))
            with database.transaction() as writer:
                writer.add(pace(START))
                writer.flush()
                assert paces(database) == 0
            assert session.scalar(text("SELECT count(*) FROM slack_pace")) == before == 0
        assert paces(database) == 1

    def test_writes_nothing(self, database: Database) -> None:
        with database.reading() as session:
            session.add(Contact(ledger_key=b"k", created_at=START))
        with database.reading() as session:
            assert session.scalar(text("SELECT count(*) FROM contact")) == 0


class TestAsync:
    async def test_write_commits_and_read_sees_it(self, database: Database) -> None:
        await database.write(lambda session: session.add(pace(START)))
        assert await database.read(lambda session: session.get_one(SlackPace, "C1").next_at) == START

    async def test_error_of_the_work_comes_back_and_nothing_stays(self, database: Database) -> None:
        def fail(session: Session) -> None:
            session.add(pace(START))
            raise KeyError("work")

        with pytest.raises(KeyError):
            await database.write(fail)
        assert paces(database) == 0

    async def test_many_writes_at_once_all_commit(self, database: Database) -> None:
        def named(number: int) -> None:
            add(database, pace(START, f"C{number}"))

        await asyncio.gather(*(asyncio.to_thread(named, number) for number in range(20)))
        assert paces(database) == 20

    async def test_what_one_of_many_breaks_is_undone_alone(self, database: Database) -> None:
        def fail(session: Session) -> None:
            session.add(pace(START, "broken"))
            session.flush()
            raise KeyError("work")

        asked = [database.write(add_one(n)) for n in range(40)]
        asked.insert(20, database.write(fail))
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(one) for one in answers if one is not None] == [KeyError]
        assert isinstance(answers[20], KeyError)
        assert paces(database) == 40

    async def test_whoever_gave_up_waiting_is_not_written(self, database: Database) -> None:
        with held_up(database):
            kept = [asyncio.create_task(database.write(add_one(n))) for n in range(3)]
            gone = asyncio.create_task(database.write(add_one(99)))
            await asyncio.sleep(0)
            gone.cancel()
            await asyncio.wait([gone])
        await asyncio.gather(*kept)
        assert paces(database) == 3


class TestSqlite:
    @ON_SQLITE
    async def test_a_transaction_that_sqlite_gave_up_is_nobodys_success(self, database: Database) -> None:
        """As with a full disk: SQLite rolls back by itself, and what follows would commit alone."""

        def full(session: Session) -> None:
            driver = session.connection().connection.dbapi_connection
            assert driver is not None
            driver.execute("ROLLBACK")
            raise OSError("disk full")

        with held_up(database):
            asked = [add_one(1), add_one(2), full, add_one(3)]
            tasks = [asyncio.create_task(database.write(work)) for work in asked]
            await asyncio.sleep(0)
        answers = await asyncio.gather(*tasks, return_exceptions=True)
        assert all(isinstance(answer, Exception) for answer in answers), answers
        assert paces(database) == 0

    @ON_SQLITE
    async def test_those_who_wait_share_a_commit(self, database: Database) -> None:
        commits: list[object] = []
        event.listen(database.engine, "commit", commits.append)
        with held_up(database):
            tasks = [asyncio.create_task(database.write(add_one(n))) for n in range(10)]
            await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        assert paces(database) == 10
        assert len(commits) == 1

    @ON_SQLITE
    @pytest.mark.parametrize(
        ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
    )
    def test_every_connection_is_safe_before_fast(
        self, database: Database, pragma: str, value: object
    ) -> None:
        with database.reading() as first, database.reading() as second:
            for session in (first, second):
                assert session.scalar(text(f"PRAGMA {pragma}")) == value
