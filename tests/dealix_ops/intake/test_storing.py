"""The first transaction on both databases: once, whoever delivers again, and nothing secret on disk."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, inspect, select, text
from sqlalchemy.orm import Session

from dealix_ops.database import Database
from dealix_ops.durable.dispatch import Dispatch
from dealix_ops.durable.engine import INBOUND, JobRef
from dealix_ops.intake import storing, whatsapp
from dealix_ops.intake.models import Inbound
from dealix_ops.ports.work import WorkStatus
from tests.support import deliveries
from tests.support.house import House

SECRET = "sk_" + "live_" + "51HxAbCdEfGhIjKlMnOpQrSt"


def stored(database: Database) -> list[Inbound]:
    with database.reading() as session:
        return list(session.scalars(select(Inbound).order_by(Inbound.id)))


def dump(database: Database) -> dict[str, str]:
    """Every table of ours and of DBOS, as text."""
    schemas = [None] if database.is_sqlite else ["public", "dbos"]
    found = {}
    with database.engine.connect() as connection:
        for schema in schemas:
            for table in inspect(connection).get_table_names(schema=schema):
                name = f'"{schema}"."{table}"' if schema else f'"{table}"'
                found[table] = repr(connection.execute(text(f"SELECT * FROM {name}")).all())
    return found


class TestStore:
    def test_message_waits_for_its_job_and_status_is_only_stored(self, house: House) -> None:
        message = deliveries.one({"type": "text", "text": {"body": "سلام"}}, at=house.clock())
        payload = deliveries.delivery([message], statuses=[{"id": "wamid.o", "status": "read"}])
        assert house.receive(payload) == storing.Stored(2, 0)
        line, status = stored(house.database)
        assert (line.status, status.status) == (WorkStatus.READY.value, WorkStatus.DONE.value)
        assert status.finished_at == house.clock()
        assert house.engine.known([JobRef(INBOUND, line.id, 1), JobRef(INBOUND, status.id, 1)]) == set()
        Dispatch(house.database, house.engine).look()
        assert house.engine.known([JobRef(INBOUND, line.id, 1), JobRef(INBOUND, status.id, 1)]) == {
            JobRef(INBOUND, line.id, 1)
        }

    def test_repeat_is_stored_once_and_told(self, house: House) -> None:
        payload = deliveries.text("سلام", at=house.clock())
        assert house.receive(payload) == storing.Stored(1, 0)
        assert house.receive(payload) == storing.Stored(0, 1)
        assert len(stored(house.database)) == 1

    def test_repeat_in_another_batch_stores_the_new_ones_only(self, house: House) -> None:
        one = deliveries.one({"type": "text", "text": {"body": "أ"}}, at=house.clock())
        two = deliveries.one({"type": "text", "text": {"body": "ب"}}, at=house.clock())
        house.receive(deliveries.delivery([one]))
        assert house.receive(deliveries.delivery([one, two, one])) == storing.Stored(1, 2)

    def test_same_delivery_from_many_threads_is_stored_once(self, house: House) -> None:
        payload = deliveries.text("سلام", at=house.clock(), message_id="wamid.same")
        together, results = threading.Barrier(6), list[storing.Stored]()

        def deliver() -> None:
            together.wait(timeout=30)
            results.append(house.receive(payload))

        threads = [threading.Thread(target=deliver) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(timeout=60)
        assert sorted(result.new for result in results) == [0, 0, 0, 0, 0, 1]
        assert len(stored(house.database)) == 1
        house.run_all()
        assert len(house.slack.posted) == 1

    def test_raw_bytes_are_only_a_hash(self, house: House) -> None:
        payload = deliveries.text("نص فريد جداً", at=house.clock())
        house.receive(payload)
        (row,) = stored(house.database)
        assert len(row.body_hash) == 64
        assert row.body["message"]["text"]["body"] == "نص فريد جداً"


class TestSecrets:
    @pytest.mark.parametrize(
        "message",
        [
            {"type": "text", "text": {"body": f"مفتاحي {SECRET} لا يعمل"}},
            {"type": "image", "image": {"caption": SECRET}},
            {"type": "button", "button": {"text": SECRET, "payload": SECRET}},
            {"type": "text", "text": {"body": "شوفوا"}, "referral": {"body": [SECRET]}},
            {"type": "reaction", "reaction": {"emoji": SECRET}},
        ],
    )
    def test_secret_of_a_customer_is_nowhere_in_the_database(
        self, house: House, message: dict[str, Any]
    ) -> None:
        house.receive(deliveries.delivery([deliveries.one(message, at=house.clock())], name=SECRET))
        house.run_all()
        tables = dump(house.database)
        assert {"inbound", "outbox", "ledger_entry", "draft_version", "workflow_status"} <= tables.keys()
        assert [name for name, rows in tables.items() if SECRET in rows] == []
        assert SECRET not in repr(house.slack.posted)
        with house.database.reading() as session:
            assert session.scalar(select(func.count()).where(Inbound.secret_found)) == 1


class TestOneAtATime:
    def test_later_line_waits_for_the_earlier_ones_commit(self, house: House) -> None:
        """Else an approval could see line 2 and not line 1, whose id is smaller."""
        holding, release, stored = threading.Event(), threading.Event(), threading.Event()

        def first() -> None:
            with house.database.transaction() as session:
                store_one(house, session, deliveries.text("السطر الأول", at=house.clock()))
                holding.set()
                assert release.wait(5)

        def second() -> None:
            with house.database.transaction() as session:
                store_one(house, session, deliveries.text("السطر الثاني", at=house.clock()))
            stored.set()

        threads = [threading.Thread(target=first), threading.Thread(target=second)]
        threads[0].start()
        assert holding.wait(5)
        threads[1].start()
        assert not stored.wait(0.3)
        release.set()
        assert stored.wait(5)
        for thread in threads:
            thread.join()

    def test_queue_does_not_carry_the_customers_number(self, house: House) -> None:
        house.customer_writes("السلام عليكم")
        with house.database.reading() as session:
            inbound = session.get_one(Inbound, 1)
            assert deliveries.CUSTOMER in inbound.conversation_key
            assert deliveries.CUSTOMER not in inbound.partition


def store_one(house: House, session: Session, payload: dict[str, Any]) -> None:
    storing.store(
        session,
        whatsapp.items(payload, received_at=house.clock()),
        source=whatsapp.SOURCE,
        raw=b"{}",
        received_at=house.clock(),
    )
