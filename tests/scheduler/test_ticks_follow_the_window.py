"""A tick costs what is open and recent, whatever lies behind it: in SQLite's own steps, not in seconds.

A condition that an index answers wrongly (`IS NULL` on a column that is null in the whole history) scans as
much as one without an index, so the count tells and the plan does not.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, insert, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.customer_success import service as success
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.durable.models import OutboxRow
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.models import LedgerEntry, LedgerSeal
from dealix_ops.promises.models import Promise
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sla.models import AppliedSla
from dealix_ops.tickets.models import Ticket
from scheduler.jobs import TICKS
from scheduler.success import read_risks
from tests.bot.edge import Edge
from tests.support import customers

LITTLE, MUCH = 250, 1000
EVERY = 10
"""SQLite's steps between two calls of the counter."""
FIRST, LATER = 1_000, 100_000
"""Ids of the history, out of the way of what the house makes itself."""


@dataclass(frozen=True)
class History:
    """Tickets that ended long ago: one of five needed no reply, one was taken back before it left."""

    session: Session
    ids: range
    at: datetime
    customers: Sequence[int] = ()

    def happened(self) -> None:
        self._came()
        self._was_answered()
        self._left_traces()

    def _each(self, model: Any, **columns: Any) -> None:
        made = (
            {name: told(i) if callable(told) else told for name, told in columns.items()} for i in self.ids
        )
        self.session.execute(insert(model), list(made))

    def _came(self) -> None:
        person = {"contact_id": self._contact(), "answered_through_inbound_id": int}
        work = {"status": "done", "partition": "old", "attempt": 1, "may_have_left": False}
        key, times = _named("old"), {"occurred_at": self.at, "received_at": self.at}
        ended = {"status": "resolved", "shown_at": self.at, "needs_listen": False, "card_version": 1}
        ended["customer_id"] = lambda i: self.customers[i % len(self.customers)] if self.customers else None
        line = {"kind": "text", "text": "متى؟", "secret_found": False, "occurred_at": self.at}
        said = {"kind": "message", "body": {}, "body_hash": "h", "secret_found": False}
        self._each(Conversation, id=int, key=key, source="whatsapp", created_at=self.at, **person)
        self._each(
            Inbound, id=int, source="whatsapp", external_id=key, conversation_key=key, **said, **times, **work
        )
        self._each(
            Ticket, id=int, conversation_id=int, priority=lambda i: f"P{i % 4}", opened_at=self.at, **ended
        )
        self._each(Message, id=int, conversation_id=int, ticket_id=int, inbound_id=int, **line)
        self._each(OutboxRow, id=int, kind="slack.notice", payload={}, created_at=self.at, **work)
        for metric in ("first_response", "resolution"):
            ends = {"met_at": self._but(0, self.at), "void_as": self._only(0, "no_reply_needed")}
            runs = {"target_minutes": 480, "calendar": "wall", "started_at": self.at, "due_at": self.at}
            self._each(AppliedSla, ticket_id=int, metric=metric, **runs, **ends)

    def _was_answered(self) -> None:
        def status(i: int) -> str:
            return "withdrawn" if i % 5 == 1 else "sent"

        text = {"version": 1, "text": "نص", "text_hash": "h", "last_inbound_id": int}
        by = {"recipient_id": self._contact(), "channel": "whatsapp", "actor": "U1", "edited": False}
        promised = {"author": "system", "promised_by": self.at, "created_at": self.at}
        asked = {
            "handed_off_at": self.at,
            "shown_at": self.at,
            "nudged_at": self.at,
            "asked_again_at": self.at,
        }
        made = {"made_at": self.at, "made_by": "U1", "due_at": self.at}
        self._each(Draft, id=int, ticket_id=int, kind="update", status=status, version=1, decided_at=self.at)
        self._each(DraftVersion, draft_id=int, token=_named("d"), **text, **promised)
        back = {"approved_at": self.at, "withdrawn_at": self._only(1, self.at)}
        self._each(Approval, id=int, draft_id=int, token=_named("a"), **text, **by, **back)
        self._each(HandOff, approval_id=int, sent_at=self._but(1, self.at), **asked)
        self._each(Promise, approval_id=int, ticket_id=int, kept_at=self._but(2, self.at), **made)

    def _left_traces(self) -> None:
        told = {"event": "ticket.opened", "actor": "system", "facts": {}}
        self._each(LedgerEntry, id=int, at=self.at, ticket_id=int, **told)
        self._each(LedgerSeal, position=int, entry_id=int, prev_hash="h", hash="h")

    def _contact(self) -> int | None:
        return self.session.scalars(select(Contact.id)).first()

    @staticmethod
    def _only(rest: int, value: object) -> Callable[[int], object]:
        return lambda i: value if i % 5 == rest else None

    @staticmethod
    def _but(rest: int, value: object) -> Callable[[int], object]:
        return lambda i: None if i % 5 == rest else value


def _named(prefix: str) -> Callable[[int], str]:
    return lambda i: f"{prefix}-{i}"


def steps(edge: Edge) -> dict[str, int]:
    found = {}
    for tick in TICKS:
        tick.run(edge.product)  # what it does once is done
        with counted(edge) as made:
            tick.run(edge.product)
        found[tick.id] = sum(made)
    return found


@contextmanager
def counted(edge: Edge) -> Iterator[list[int]]:
    made: list[int] = []
    watched: list[Any] = []

    def step() -> None:
        made.append(EVERY)

    def begins(_connection: Any, cursor: Any, *_rest: object) -> None:
        cursor.connection.set_progress_handler(step, EVERY)
        watched.append(cursor.connection)

    event.listen(edge.database.engine, "before_cursor_execute", begins)
    yield made
    event.remove(edge.database.engine, "before_cursor_execute", begins)
    for connection in watched:
        connection.set_progress_handler(None, EVERY)


def test_no_tick_grows_with_the_history(desk_edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """A matter stands open in front: a P0 that was approved and waits to be sent."""
    monkeypatch.setattr(ledger, "LATE_BY", 20)
    desk_edge.house.approve(desk_edge.house.leak())
    desk_edge.house.run_all()
    long_ago = desk_edge.clock() - timedelta(days=300)
    with desk_edge.database.transaction() as session:
        History(session, range(FIRST, FIRST + LITTLE), long_ago).happened()
    before = steps(desk_edge)
    with desk_edge.database.transaction() as session:
        History(session, range(LATER, LATER + MUCH), long_ago).happened()
    after = steps(desk_edge)
    grown = {tick: (before[tick], after[tick]) for tick in after if after[tick] > before[tick] + MUCH // 4}
    assert grown == {}


def test_who_may_leave_is_read_from_the_window_and_the_day_before(desk_edge: Edge) -> None:
    """One customer writes today, the other fell silent long ago and was read so yesterday."""
    edge, long_ago = desk_edge, desk_edge.clock() - timedelta(days=300)
    busy, silent = (
        customers.customer(edge.database, now=long_ago, name=name) for name in ("مدار", "الأفق للتدريب")
    )
    edge.house.leak()
    with edge.database.transaction() as session:
        session.get_one(Ticket, 1).customer_id = busy
        History(session, range(FIRST, FIRST + LITTLE), long_ago, (busy, silent)).happened()
        read_risks(edge.product, session, edge.clock())
    read = []
    for more in (1, MUCH):
        with edge.database.transaction() as session:
            History(session, range(LATER * more, LATER * more + more), long_ago, (busy, silent)).happened()
        edge.clock.move(days=1)
        with edge.database.transaction() as session, counted(edge) as made:
            read_risks(edge.product, session, edge.clock())
        read.append(sum(made))
    assert read[1] <= read[0] + MUCH // 4
    with edge.database.reading() as session:
        last = success.readings(session, riyadh(edge.clock()).date())
    assert {one: row.days_inactive for one, row in last.items()} == {busy: 2, silent: 302}
