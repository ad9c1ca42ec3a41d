"""What stands in Slack for a person to hand over, and what must not stand there any more."""

from typing import Any

import pytest
from sqlalchemy import select

from dealix_ops.durable.models import OutboxRow
from dealix_ops.ports.work import OutcomeUnknown, WorkStatus
from dealix_ops.sending.service import Decisions
from dealix_ops.sending.way_out import WayOut
from tests.support.house import CHANNEL, FOUNDER, House


def in_threads(house: House) -> list[str]:
    return [message.text for message in house.slack.posted if message.thread_ts is not None]


def undo(house: House) -> None:
    with house.database.transaction() as session:
        token = house.hand_off().approval_token
        house.decisions.hand_offs.undo(session, token, actor=FOUNDER, now=house.clock())


class TestBegin:
    def test_with_a_page_the_text_stands_nowhere_in_slack(self, house: House) -> None:
        way_out = WayOut(house.queues, CHANNEL, pages=True)
        house.decisions = Decisions(inbox=house.decisions.inbox, way_out=way_out)
        house.approve(house.leak())
        house.run_all()
        assert in_threads(house) == []
        undo(house)
        house.clock.move(minutes=10)
        house.nudge()
        house.run_all()
        assert in_threads(house) == []


class TestWithdrawn:
    def test_while_the_text_waits_for_its_slot(self, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        """The hand-off has left, its text waits a second as Slack wants it, and somebody presses «تراجع»."""
        house.approve(house.leak())
        real = house.clock.move
        pressed: list[bool] = []

        def move(**by: Any) -> None:
            real(**by)
            if house.hand_off().version == 1 and handed(house) and not pressed:
                pressed.append(True)
                undo(house)

        monkeypatch.setattr(house.clock, "move", move)
        house.run_all()
        assert pressed
        assert in_threads(house) == []
        assert statuses(house) <= {WorkStatus.DONE.value}

    def test_text_whose_reply_was_lost_is_found_and_replaced(self, house: House) -> None:
        house.approve(house.leak())
        text = house.hand_off().text
        house.runner.run(*job(house, "slack.hand_off"))
        house.slack.lose_next(OutcomeUnknown("lost"))
        house.runner.run(*job(house, "slack.hand_off_text"))
        assert in_threads(house) == [text]
        undo(house)
        house.run_all()
        assert in_threads(house) == ["withdrawn"]

    def test_every_copy_that_stood_in_a_thread_is_replaced(self, house: House) -> None:
        house.approve(house.leak())
        house.run_all()
        house.clock.move(minutes=6)
        house.nudge()
        house.run_all()
        assert len(in_threads(house)) == 2
        undo(house)
        house.run_all()
        assert in_threads(house) == ["withdrawn"] * 2


def handed(house: House) -> bool:
    return statuses(house, kind="slack.hand_off") == {WorkStatus.DONE.value}


def statuses(house: House, kind: str | None = None) -> set[str]:
    with house.database.reading() as session:
        query = select(OutboxRow.status)
        return set(session.scalars(query.where(OutboxRow.kind == kind) if kind else query))


def job(house: House, kind: str) -> tuple[str, int, int]:
    with house.database.reading() as session:
        row = session.scalars(select(OutboxRow).where(OutboxRow.kind == kind)).one()
        return "outbox", row.id, row.attempt
