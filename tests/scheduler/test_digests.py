"""The day's messages by the clock: every day, once, for its time, and since when their news count."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from dealix_ops import bootstrap
from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH
from dealix_ops.durable.models import OutboxRow
from dealix_ops.ports.work import EffectKind
from dealix_ops.settings import Settings
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import DayKind
from scheduler.jobs import run_jobs
from tests.support.clock import MovingClock

SATURDAY = datetime(2026, 11, 21, 7, 0, tzinfo=RIYADH)


@pytest.fixture
def clock() -> MovingClock:
    return MovingClock(SATURDAY)


@pytest.fixture
def product(
    sqlite_url: str, clock: MovingClock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Product]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEALIX_DATABASE_URL", sqlite_url)
    built = bootstrap.build(Settings(), clock=clock, embedded=True)
    run_jobs(built)  # seen for the first time
    yield built
    built.close()


def at(product: Product, clock: MovingClock, day: int, hour: int, minute: int = 0, month: int = 11) -> None:
    clock.now = datetime(2026, month, day, hour, minute, tzinfo=RIYADH)
    run_jobs(product)


def digests(product: Product) -> list[dict[str, Any]]:
    with product.database.reading() as session:
        rows = session.scalars(select(OutboxRow).where(OutboxRow.kind == EffectKind.DIGEST.value))
        return [dict(row.payload) | {"due_at": row.due_at} for row in rows.all()]


def since(payload: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(payload["since"]).astimezone(RIYADH)


class TestMorning:
    def test_every_day_once_also_when_nothing_happened(self, product: Product, clock: MovingClock) -> None:
        for day in range(21, 29):
            for minute in (29, 30, 31):
                at(product, clock, day, 8, minute)
        assert len(digests(product)) == 8

    def test_news_of_sunday_begin_on_thursday_because_the_weekend_had_one_line(
        self, product: Product, clock: MovingClock
    ) -> None:
        for day in range(22, 30):
            at(product, clock, day, 8, 30)
        begins = [since(told).strftime("%a %H:%M") for told in digests(product)]
        assert begins == [
            "Sat 08:30",  # the first: a day before it
            "Sun 08:30",
            "Mon 08:30",
            "Tue 08:30",
            "Wed 08:30",
            "Thu 08:30",
            "Thu 08:30",
            "Thu 08:30",
        ]

    @pytest.mark.parametrize(("hour", "minute", "posted"), [(14, 30, 1), (14, 31, 0)])
    def test_after_a_stop_it_is_made_up_for_within_six_hours(
        self, product: Product, clock: MovingClock, hour: int, minute: int, posted: int
    ) -> None:
        at(product, clock, 21, hour, minute)
        assert len(digests(product)) == posted

    def test_on_a_working_day_of_ramadan_it_waits_for_half_past_ten(
        self, product: Product, clock: MovingClock
    ) -> None:
        with product.database.transaction() as session:
            day = date(2026, 11, 22)
            working_time.tell(session, day, DayKind.RAMADAN, "", actor="U1", now=clock())
        at(product, clock, 22, 8, 30)
        (told,) = digests(product)[-1:]
        assert told["due_at"] == datetime(2026, 11, 22, 10, 30, tzinfo=RIYADH)
        at(product, clock, 23, 8, 30)
        assert since(digests(product)[-1]) == datetime(2026, 11, 22, 10, 30, tzinfo=RIYADH)

    def test_made_up_for_after_that_time_it_leaves_at_once(
        self, product: Product, clock: MovingClock
    ) -> None:
        with product.database.transaction() as session:
            day = date(2026, 11, 22)
            working_time.tell(session, day, DayKind.RAMADAN, "", actor="U1", now=clock())
        at(product, clock, 22, 11)
        assert digests(product)[-1]["due_at"] is None


class TestAfternoon:
    def test_nothing_late_is_no_message(self, product: Product, clock: MovingClock) -> None:
        at(product, clock, 22, 8, 30)
        at(product, clock, 22, 15)
        assert [told["part"] for told in digests(product)] == ["morning"]
        assert clock() - SATURDAY > timedelta(days=1)
