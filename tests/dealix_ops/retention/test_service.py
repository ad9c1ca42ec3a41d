"""What is over goes, a bounded batch at a time; what is not, and what the table keeps, stays."""

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text, update

from dealix_ops.contacts.models import Conversation, Message
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.durable.models import OutboxRow, Worker
from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.ports.work import CUSTOMER_BOUND
from dealix_ops.retention import service
from dealix_ops.retention.rules import KEPT, REMOVED, Removed
from dealix_ops.slots import service as slots
from dealix_ops.slots.rules import Outcome, Verdict
from dealix_ops.tickets.models import Ticket
from tests.dealix_ops.matters import hands
from tests.support.clock import START
from tests.support.house import House
from tests.support.only import ON_SQLITE


def remove(house: House, batch: int = service.BATCH) -> dict[Removed, int]:
    with house.database.transaction() as session:
        return {
            which: rows
            for which, rows in service.remove(session, now=house.clock(), batch=batch).items()
            if rows
        }


@pytest.fixture
def story(house: House) -> House:
    """A leak, edited and sent, over; two runs of a job, a process that ended."""
    token = house.leak()
    house.edit(token, "نعود إليكم بما يتبيّن خلال 30 دقيقة من هذه الرسالة.", seen=1)
    house.run_all()
    house.mark_sent(house.hand_off().approval_token)
    house.run_all()
    with house.database.transaction() as session:
        session.get_one(Ticket, 1).status = "resolved"
        session.add(Worker(id="w", role="worker", host="h", started_at=START, beat_at=START))
        for hours in (0, 24):
            due = START + timedelta(hours=hours)
            slots.claim(session, "digest.daily", Verdict(due, Outcome.RAN), now=due)
    return house


class TestRemove:
    def test_nothing_before_its_time(self, story: House) -> None:
        story.clock.move(days=6)
        assert remove(story) == {}

    def test_each_at_its_age_and_what_answers_for_us_stays(self, story: House) -> None:
        story.clock.move(days=31)
        removed = remove(story)
        assert set(removed) == {Removed.PAYLOADS, Removed.OUTBOX, Removed.PROCESSES, Removed.PACES}
        assert remove(story) == {}
        with story.database.reading() as session:
            assert session.scalars(select(Inbound.body)).all() == [{}]
            assert session.scalars(select(Message.text)).all() != [""]
            assert set(session.scalars(select(OutboxRow.kind))) <= CUSTOMER_BOUND
            key = session.scalars(select(Conversation.key)).one()
            lines, newest = StoredInbox().newer_lines(session, key, seen=0, unprocessed=True)
        assert ([line.text for line in lines], newest) == ([""], 1)
        assert story.hand_off().text.startswith("نعود إليكم")

    def test_a_year_later(self, story: House) -> None:
        with story.database.transaction() as session:
            session.execute(update(DraftVersion).where(DraftVersion.version == 2).values(version=3))
            session.execute(text("UPDATE draft SET version = 3"))
            session.execute(text("UPDATE approval SET version = 3"))
            session.execute(
                text(
                    "INSERT INTO draft_version (draft_id, version, token, text, text_hash, author,"
                    " last_inbound_id, language, created_at) SELECT draft_id, 2, 'old', 'وسط', text_hash,"
                    " author, last_inbound_id, language, created_at FROM draft_version WHERE version = 1"
                )
            )
        story.clock.move(days=401)
        removed = remove(story)
        assert (removed[Removed.OLD_VERSIONS], removed[Removed.SLOTS]) == (1, 1)
        with story.database.reading() as session:
            assert slots.newest(session, "digest.daily") == START + timedelta(days=1)
            assert set(session.scalars(select(DraftVersion.version))) == {1, 3}

    @ON_SQLITE
    def test_open_conversation_keeps_its_payload(self, story: House) -> None:
        with story.database.transaction() as session:
            session.get_one(Ticket, 1).status = "open"
        story.clock.move(days=31)
        assert Removed.PAYLOADS not in remove(story)

    @ON_SQLITE
    def test_open_ticket_that_was_split_off_keeps_its_payload(self, house: House) -> None:
        hands.write(house, hands.NORA, "كم سعر باقة Growth عندكم؟", hands.LEAK)
        new = hands.split(house, 1, {1})
        with house.database.transaction() as session:
            session.get_one(Ticket, 1).status = "resolved"
        house.clock.move(days=31)
        assert Removed.PAYLOADS in remove(house)
        with house.database.reading() as session:
            assert [bool(body) for body in session.scalars(select(Inbound.body).order_by(Inbound.id))] == [
                True,
                False,
            ]
        with house.database.transaction() as session:
            session.get_one(Ticket, new).status = "resolved"
        assert remove(house)[Removed.PAYLOADS] == 1

    @ON_SQLITE
    def test_bounded_and_dry_run_counts_the_same(self, story: House) -> None:
        story.clock.move(days=31)
        with story.database.reading() as session:
            outbox = service.count(session, now=story.clock())[Removed.OUTBOX]
        assert outbox > 1
        assert remove(story, batch=1)[Removed.OUTBOX] == 1
        with story.database.reading() as session:
            assert service.count(session, now=story.clock())[Removed.OUTBOX] == outbox - 1

    @ON_SQLITE
    def test_ledger_has_one_entry_with_the_figures_and_loses_none(self, story: House) -> None:
        with story.database.reading() as session:
            before = session.scalar(select(func.count()).select_from(LedgerEntry)) or 0
        story.clock.move(days=31)
        remove(story)
        with story.database.reading() as session:
            entries = list(ledger.entries(session))
        assert len(entries) == before + 1
        assert entries[-1].event == Event.RETENTION_RAN.value
        assert entries[-1].facts["removed"]["payloads"] == 1


class TestForget:
    def test_ended_jobs_of_the_engine_go_and_waiting_ones_stay(self, house: House) -> None:
        house.customer_writes("سلام", "وينكم")
        house.begin()
        schema = "" if house.database.is_sqlite else "dbos."
        with house.database.transaction() as session:
            session.execute(
                text(f"UPDATE {schema}workflow_status SET status = 'SUCCESS' WHERE workflow_uuid = :id"),
                {"id": "inbound-1:1"},
            )
            session.execute(text(f"UPDATE {schema}workflow_status SET created_at = 1000"))
        assert house.engine.forget(before=START, most=10) == 1
        with house.database.reading() as session:
            left = session.scalars(text(f"SELECT workflow_uuid FROM {schema}workflow_status")).all()
        assert left == ["inbound-2:1"]


class TestPage:
    def test_every_rule_has_its_row_and_no_other(self) -> None:
        page = (Path(__file__).parents[3] / "docs" / "retention.md").read_text(encoding="utf-8")
        rows = [line for line in page.splitlines() if line.startswith("| ") and not line.startswith("| What")]
        told = [f"| {one.what} | {one.days} days | {one.why} | {one.source} |" for one in REMOVED.values()]
        kept = [f"| {one.what} | {one.how_long} | {one.why} | {one.source} |" for one in KEPT]
        assert rows == told + kept
