"""The guards as the clock runs them, on the product as it is put together."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dealix_ops import bootstrap
from dealix_ops.bootstrap import Product
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.service import Sender
from dealix_ops.durable.models import OutboxRow
from dealix_ops.freezes import service as freezes
from dealix_ops.ledger import service as ledger
from dealix_ops.settings import Settings
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import Metric
from dealix_ops.slots import service as slots
from dealix_ops.tickets import service as tickets
from dealix_ops.vocabulary import Priority, Source
from scheduler import guards
from scheduler.jobs import run_jobs
from tests.support.clock import MovingClock


@pytest.fixture
def product(
    sqlite_url: str, clock: MovingClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Product]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEALIX_DATABASE_URL", sqlite_url)
    monkeypatch.setenv("DEALIX_FOUNDER_IDS", "U_FOUNDER")
    built = bootstrap.build(Settings(), clock=clock, embedded=True)
    yield built
    built.close()


def week_of(product: Product, *, tickets_: int, late: int) -> None:
    """So many tickets of an hour ago, answered in time but for some."""
    with product.database.transaction() as session:
        for number in range(tickets_):
            _ticket(session, product, number, late=number < late)
        ledger.seal(session)


def _ticket(session: Session, product: Product, number: int, *, late: bool) -> None:
    now = product.clock()
    someone = contacts.find_or_create(session, Sender(name=None, key=f"form:{number}"), now=now)
    talk = contacts.conversation(
        session, f"form:{number}", source=Source.FORM, contact=someone, our_address=None, now=now
    )
    ticket = tickets.open_ticket(
        session,
        talk.id,
        priority=Priority.P3,
        needs_listen=False,
        opened_at=now,
        linked_to=None,
        customer_id=None,
        now=now,
    )
    session.add(
        AppliedSla(
            ticket_id=ticket.id,
            metric=Metric.FIRST_RESPONSE.value,
            target_minutes=60,
            calendar="wall",
            started_at=now,
            due_at=now,
            met_at=product.clock.move(seconds=1) if late else now,  # type: ignore[attr-defined]
        )
    )


def said(product: Product) -> list[str]:
    with product.database.reading() as session:
        return [
            str(row.payload.get("text")) for row in session.scalars(select(OutboxRow).order_by(OutboxRow.id))
        ]


def frozen(product: Product) -> bool:
    with product.database.reading() as session:
        return freezes.is_frozen(session) is not None


def judge(product: Product) -> None:
    """The morning's look at the week."""
    with product.database.transaction() as session:
        guards.judge_week(product, session, product.clock())


class TestVerdict:
    @pytest.mark.parametrize(("count", "late"), [(9, 9), (10, 2), (13, 3), (40, 9)])
    def test_below_the_floor_or_the_rate_nothing_stops(self, product: Product, count: int, late: int) -> None:
        week_of(product, tickets_=count, late=late)
        judge(product)
        assert not frozen(product)
        assert said(product) == []

    def test_critical_freezes_once_and_calls_the_founder(self, product: Product) -> None:
        week_of(product, tickets_=12, late=3)
        judge(product)
        judge(product)
        assert frozen(product)
        assert said(product)[1:] == [
            "أوقفنا ما نبدأ به نحن من رسائل حتى يراجعه المؤسس: تأخّر خلال 7 أيام 3 تذاكر <@U_FOUNDER>"
        ]

    def test_lifted_by_the_founder_it_stays_lifted_until_the_next_critical_week(
        self, product: Product, clock: MovingClock
    ) -> None:
        week_of(product, tickets_=12, late=3)
        judge(product)
        with product.database.transaction() as session:
            freeze = freezes.is_frozen(session)
            assert freeze is not None
            freezes.lift(session, freeze, by="U_FOUNDER", now=clock())
        judge(product)
        assert not frozen(product)
        clock.move(days=8)
        with product.database.transaction() as session:
            session.execute(text("UPDATE outbox SET status = 'done'"))
            ledger.seal(session)
        judge(product)
        assert not frozen(product)
        week_of(product, tickets_=12, late=6)
        judge(product)
        assert frozen(product)


class TestTicks:
    def test_clock_leaves_its_time(self, product: Product, clock: MovingClock) -> None:
        with product.database.reading() as session:
            assert slots.last_tick(session) is None
        run_jobs(product)
        clock.move(seconds=15)
        run_jobs(product)
        with product.database.reading() as session:
            assert slots.last_tick(session) == clock()
