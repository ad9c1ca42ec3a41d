"""The ledger on both databases: what it refuses, what a forger leaves behind, and two sealers."""

import json
import threading
from contextlib import suppress
from typing import cast

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.database import Database
from dealix_ops.durable.takeover import dead_letters
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.rules import GENESIS, Verification
from dealix_ops.ports.work import Refused
from scheduler import guards
from tests.support import deliveries
from tests.support.clock import START
from tests.support.house import FOUNDER, House
from tests.support.only import ON_POSTGRES, ON_SQLITE

TEXT_OF_MINE = "السلام عليكم، وصلنا بلاغكم ونعود لكم خلال 30 دقيقة من هذه الرسالة."


def record(database: Database, count: int) -> None:
    for number in range(count):
        with database.transaction() as session:
            ledger.record(session, Event.TICKET_OPENED, at=START, ticket_id=1, facts={"number": number})


def seal(database: Database) -> int:
    with database.transaction() as session:
        return ledger.seal(session)


def verify(database: Database) -> Verification:
    with database.reading() as session:
        return ledger.verify(session)


def forge(database: Database, *statements: str) -> None:
    """What somebody with the database's password can do: triggers and foreign keys off, then rewrite."""
    with database.engine.connect() as connection:
        connection = connection.execution_options(dealix_read_only=False)
        if database.is_sqlite:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='trigger'")
            for (name,) in names.fetchall():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
        for statement in statements:
            connection.exec_driver_sql(statement)
        connection.commit()
        connection.invalidate()  # its settings must not reach the next user of the pool


@pytest.fixture
def sealed(database: Database) -> Database:
    record(database, 3)
    seal(database)
    return database


ENTRY = "id, at, event, actor, facts) VALUES (1, '2026-01-01 00:00:00', 'x', 'x', '{}')"
SEAL = "position, entry_id, prev_hash, hash) VALUES (1, 1, 'x', 'x')"
BOTH = (
    "UPDATE ledger_entry SET actor = 'x'",
    "UPDATE ledger_entry SET actor = actor WHERE id = 1",
    "DELETE FROM ledger_entry WHERE id = 3",
    "UPDATE ledger_seal SET hash = 'x' WHERE position = 3",
    "DELETE FROM ledger_seal WHERE position = 3",
    f"INSERT INTO ledger_entry ({ENTRY} ON CONFLICT (id) DO UPDATE SET actor = 'x'",
    f"INSERT INTO ledger_seal ({SEAL} ON CONFLICT (position) DO UPDATE SET hash = 'x'",
    f"INSERT INTO ledger_entry ({ENTRY}",
)
SQLITE = (
    f"INSERT OR REPLACE INTO ledger_entry ({ENTRY}",
    f"REPLACE INTO ledger_entry (row{ENTRY}",
    f"INSERT OR REPLACE INTO ledger_seal ({SEAL}",
    "INSERT OR REPLACE INTO ledger_seal (position, entry_id, prev_hash, hash) VALUES (9, 1, 'x', 'x')",
    "UPDATE OR REPLACE ledger_entry SET id = 2 WHERE id = 1",
    "DELETE FROM ledger_entry",
)
POSTGRES = (
    "TRUNCATE ledger_seal",
    "TRUNCATE ledger_entry CASCADE",
    "TRUNCATE ledger_entry, ledger_seal",
)


def refuses(database: Database, statement: str) -> None:
    before = verify(database)
    with pytest.raises(DBAPIError) as refused, database.transaction() as session:
        session.execute(text(statement))
    assert any(word in str(refused.value) for word in ("append-only", "duplicate key"))
    assert before.intact
    assert verify(database) == before


class TestAppendOnly:
    def test_both_databases_refuse_to_rewrite(self, sealed: Database) -> None:
        for statement in BOTH:
            refuses(sealed, statement)

    @ON_SQLITE
    def test_sqlite_refuses_its_own_ways(self, sealed: Database) -> None:
        for statement in SQLITE:
            refuses(sealed, statement)

    @ON_POSTGRES
    def test_postgresql_refuses_its_own_ways(self, sealed: Database) -> None:
        for statement in POSTGRES:
            refuses(sealed, statement)

    def test_all_triggers_are_there_and_on(self, database: Database) -> None:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'ledger%'"
        if not database.is_sqlite:
            query = (
                "SELECT tgname FROM pg_trigger"
                " WHERE NOT tgisinternal AND tgenabled = 'O' AND tgname LIKE 'ledger%'"
            )
        with database.reading() as session:
            found = set(session.scalars(text(query)))
        events = ("insert", "update", "delete") if database.is_sqlite else ("change", "truncate")
        assert found == {f"{table}_no_{e}" for table in ("ledger_entry", "ledger_seal") for e in events}

    def test_only_the_primary_keys_are_unique(self, database: Database) -> None:
        """INSERT OR REPLACE on a second unique key would delete a row past the triggers."""
        query = (
            "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name LIKE 'ledger%'"
            " AND (sql IS NULL OR sql LIKE '%UNIQUE%')"
        )
        if not database.is_sqlite:
            query = (
                "SELECT count(*) FROM pg_indexes WHERE tablename LIKE 'ledger%'"
                " AND indexdef LIKE '%UNIQUE%' AND indexname NOT LIKE 'pk_%'"
            )
        with database.reading() as session:
            assert session.scalar(text(query)) == 0


class TestVerify:
    def test_sealed_and_unsealed_are_counted(self, sealed: Database) -> None:
        record(sealed, 2)
        result = verify(sealed)
        assert (result.intact, result.sealed, result.unsealed) == (True, 3, 2)

    def test_entries_survive_the_round_trip_with_their_hash(self, database: Database) -> None:
        facts = {"z": 1, "a": [1.5, None, True], "نص": "قيمة", "deep": {"b": 2, "a": "\u200f"}}
        with database.transaction() as session:
            ledger.record(session, Event.DRAFT_PROPOSED, at=START.replace(microsecond=1), facts=facts)
        seal(database)
        assert verify(database).intact

    @pytest.mark.parametrize(
        ("statement", "fault"),
        [
            ("UPDATE ledger_entry SET actor = 'U9' WHERE id = 2", "seal 2: entry 2 was altered"),
            ("UPDATE ledger_entry SET facts = '{}' WHERE id = 2", "seal 2: entry 2 was altered"),
            ("DELETE FROM ledger_entry WHERE id = 2", "seal 2: entry 2 is gone"),
            ("DELETE FROM ledger_seal WHERE position = 2", "seal 2: position 3 stands here"),
            ("DELETE FROM ledger_seal WHERE position = 1", "seal 1: position 2 stands here"),
        ],
    )
    def test_forgery_is_found(self, sealed: Database, statement: str, fault: str) -> None:
        forge(sealed, statement)
        result = verify(sealed)
        assert not result.intact
        assert fault in result.faults

    def test_reordered_seals_are_found(self, sealed: Database) -> None:
        forge(
            sealed,
            "UPDATE ledger_seal SET position = 9 WHERE position = 2",
            "UPDATE ledger_seal SET position = 2 WHERE position = 3",
            "UPDATE ledger_seal SET position = 3 WHERE position = 9",
        )
        assert "seal 2: does not continue the one before it" in verify(sealed).faults

    def test_removed_last_seal_shows_as_unsealed_and_is_sealed_alike_again(self, sealed: Database) -> None:
        head = verify(sealed).head
        forge(sealed, "DELETE FROM ledger_seal WHERE position = 3")
        assert (verify(sealed).unsealed, verify(sealed).head != head) == (1, True)
        seal(sealed)
        assert verify(sealed).head == head


def seal_what_another_sealed_meanwhile(database: Database) -> None:
    with database.transaction() as session:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
        session.execute(text("SELECT 1 FROM ledger_entry"))  # what it sees is fixed here
        seal(database)
        ledger.seal(session)


class TestSeal:
    def test_batch_after_batch_makes_one_chain(
        self, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(ledger, "SEAL_BATCH", 2)
        record(database, 5)
        assert [seal(database) for _ in range(4)] == [2, 2, 1, 0]
        assert (verify(database).intact, verify(database).sealed) == (True, 5)

    @ON_POSTGRES
    def test_entry_that_committed_late_is_sealed_after_its_younger_ones(self, database: Database) -> None:
        late = database.engine.connect()
        transaction = late.begin()
        with Session(late) as session:
            ledger.record(session, Event.TICKET_OPENED, at=START)
            session.flush()
            record(database, 1)
            assert seal(database) == 1
            transaction.commit()
        late.close()
        assert seal(database) == 1
        with database.reading() as session:
            order = session.scalars(text("SELECT entry_id FROM ledger_seal ORDER BY position")).all()
        assert list(order) == [2, 1]
        assert verify(database).intact

    def test_two_sealers_at_once_leave_one_chain(self, database: Database) -> None:
        record(database, 40)
        lost: list[Exception] = []
        together = threading.Barrier(4)

        def one() -> None:
            together.wait(timeout=30)
            try:
                seal(database)
            except IntegrityError as error:
                lost.append(error)

        threads = [threading.Thread(target=one) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        seal(database)
        result = verify(database)
        assert (result.intact, result.sealed, result.unsealed) == (True, 40, 0)
        assert len(lost) <= 3

    @ON_POSTGRES
    def test_slower_sealer_loses_and_rolls_back(self, database: Database) -> None:
        record(database, 3)
        with pytest.raises(IntegrityError):
            seal_what_another_sealed_meanwhile(database)
        assert (verify(database).intact, verify(database).sealed) == (True, 3)

    def test_clock_takes_a_lost_race_as_done(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        def lose(_session: Session) -> int:
            raise IntegrityError("INSERT", {}, Exception("ledger_seal"))

        monkeypatch.setattr(ledger, "seal", lose)
        guards.seal(cast(Product, house))  # it has the database, which is all that this tick asks for
        assert verify(house.database).sealed == 0


class TestNoPersonalData:
    def test_whole_story_leaves_no_text_phone_or_name(self, house: House) -> None:
        line = "فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا، كلموني على 0551234567"
        house.receive(deliveries.text(line, at=house.clock(), name="نورة الشهري"))
        house.run_all()
        proposed = house.card().draft
        assert proposed is not None
        house.edit(house.token(), TEXT_OF_MINE, seen=1)
        house.run_all()
        house.mark_sent(house.hand_off().approval_token)
        house.customer_writes("شكراً لكم", name="نورة الشهري")
        house.slack.fail_next(Refused("Slack: channel_not_found"))
        house.run_all()
        with house.database.reading() as session:
            told = [json.dumps(vars(e), default=str, ensure_ascii=False) for e in ledger.entries(session)]
            assert dead_letters(session)
        everything = "\n".join(told)
        secret = [deliveries.CUSTOMER, "0551234567", "نورة", "الشهري", "شكراً", "متدربين", "wamid"]
        secret += [piece for piece in (*proposed.text.split("\n"), *TEXT_OF_MINE.split("\n")) if piece]
        assert [piece for piece in secret if piece in everything] == []
        said = {FOUNDER.user_id, "draft.sent", "work.dead", "sla.first_response_met"}
        assert [word for word in said if f'"{word}"' not in everything] == []

    def test_entry_of_a_rolled_back_transaction_is_not_told(self, database: Database) -> None:
        with suppress(RuntimeError), database.transaction() as session:
            ledger.record(session, Event.TICKET_OPENED, at=START)
            raise RuntimeError
        assert verify(database) == Verification(0, 0, GENESIS, ())
