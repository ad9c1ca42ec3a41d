"""One job takes the alerts behind it along, a few at a time, and leaves what fails to that row's own job."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from dealix_ops.durable.alarm import DeadLetterAlarm
from dealix_ops.durable.runner import TURN, Handlers, Runner
from dealix_ops.intake import storing
from dealix_ops.intake.item import Item, ItemKind
from dealix_ops.intake.models import Inbound
from dealix_ops.vocabulary import Source
from tests.support.house import OPS, House

ISSUE, OTHER_ISSUE = "sentry:x:1", "sentry:x:2"


def store(house: House, count: int, *, key: str = ISSUE, kind: ItemKind = ItemKind.ALERT) -> None:
    now = house.clock()
    with house.database.transaction() as session:
        items = [Item(kind, f"{key}:{kind}:{number}", key, {}, now) for number in range(count)]
        storing.store(session, items, source=Source.SENTRY, raw=b"", received_at=now)
    house.begin()


def runner_of(house: House, handle: Callable[[Session, int], None]) -> Runner:
    alarm = DeadLetterAlarm(outbox=house.queues, channel=OPS, clock=house.clock)
    handlers = Handlers(handle, {}, alarm, house.slack.answers)
    return Runner(house.database, house.engine, handlers, worker_id="w", clock=house.clock)


def done(house: House) -> list[int]:
    with house.database.reading() as session:
        return list(session.scalars(select(Inbound.id).where(Inbound.status == "done").order_by(Inbound.id)))


class TestGoOn:
    def test_a_turn_ends_and_the_next_job_goes_on_where_it_ended(self, house: House) -> None:
        handled: list[int] = []
        runner = runner_of(house, lambda _session, row_id: handled.append(row_id))
        store(house, 60)
        runner.run("inbound", 1, 1)
        assert handled == list(range(1, TURN + 2))
        runner.run("inbound", 2, 1)  # its row is done; it goes on all the same
        assert handled == list(range(1, 2 * TURN + 2)) == done(house)

    def test_other_issues_and_messages_wait_for_their_own_jobs(self, house: House) -> None:
        handled: list[int] = []
        runner = runner_of(house, lambda _session, row_id: handled.append(row_id))
        store(house, 1)
        store(house, 2, key=OTHER_ISSUE)
        store(house, 2, key="whatsapp:1:2", kind=ItemKind.MESSAGE)
        runner.run("inbound", 1, 1)
        runner.run("inbound", 4, 1)
        assert handled == [1, 4]

    def test_what_fails_is_left_to_its_own_job_which_buries_it(self, house: House) -> None:
        def handle(_session: Session, row_id: int) -> None:
            if row_id == 2:
                raise ValueError("a fault of ours")

        runner = runner_of(house, handle)
        store(house, 3)
        runner.run("inbound", 1, 1)
        assert done(house) == [1]
        with house.database.reading() as session:
            assert session.get_one(Inbound, 2).status == "ready"
        runner.run("inbound", 2, 1)
        assert done(house) == [1, 3]  # the rest of its channel goes on
        with house.database.reading() as session:
            dead = session.get_one(Inbound, 2)
        assert (dead.status, dead.attempt, "ValueError" in (dead.last_error or "")) == ("dead", 1, True)

    @pytest.mark.parametrize("before", [0, 60])
    def test_what_is_done_is_not_read_again(self, house: House, before: int) -> None:
        """The same number of statements for one alert, whatever came before it."""
        runner = runner_of(house, lambda *_: None)
        if before:
            store(house, before)
            for row_id in range(1, before + 1):
                runner.run("inbound", row_id, 1)
        now = house.clock()
        with house.database.transaction() as session:
            item = Item(ItemKind.ALERT, "the next one", ISSUE, {}, now)
            storing.store(session, [item], source=Source.SENTRY, raw=b"", received_at=now)
        house.begin()
        asked: list[str] = []

        def note(*given: Any) -> None:
            asked.append(str(given[2]))

        event.listen(house.database.engine, "before_cursor_execute", note)
        runner.run("inbound", before + 1, 1)
        event.remove(house.database.engine, "before_cursor_execute", note)
        assert len([sql for sql in asked if sql.lstrip().startswith(("SELECT", "UPDATE"))]) == 6
