"""The clock's table of ticks and the clock process, against a real product on both databases."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dealix_ops import bootstrap
from dealix_ops.bootstrap import Product
from dealix_ops.clock import system_clock
from dealix_ops.durable.models import Worker
from dealix_ops.durable.queues import DurableQueues
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.rules import Verification
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.settings import Settings
from scheduler import main
from scheduler.guards import seal
from scheduler.jobs import TICKS, Tick, sweep
from scheduler.main import ClockProcess
from tests.support.clock import START
from tests.support.worker_process import until


@pytest.fixture
def product(database_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Product]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DEALIX_DATABASE_URL", database_url)
    built = bootstrap.build(Settings(), embedded=True)
    yield built
    built.close()


def recorded(product: Product) -> None:
    with product.database.transaction() as session:
        ledger.record(session, Event.TICKET_OPENED, at=START)


def verified(product: Product) -> Verification:
    with product.database.reading() as session:
        return ledger.verify(session)


class TestTicks:
    def test_ids_are_unique_and_cadences_those_of_the_design(self) -> None:
        cadences = {tick.id: tick.every for tick in TICKS}
        assert len(cadences) == len(TICKS)
        assert cadences["durable.sweep"] == timedelta(seconds=5)
        assert cadences["ledger.seal"] <= timedelta(seconds=5)

    @pytest.mark.parametrize("tick", TICKS, ids=lambda tick: tick.id)
    def test_each_may_run_twice_and_on_an_empty_house(self, product: Product, tick: Tick) -> None:
        tick.run(product)
        tick.run(product)
        assert verified(product).intact


class TestSeal:
    def test_newest_entries_join_the_chain(self, product: Product) -> None:
        recorded(product)
        seal(product)
        recorded(product)
        seal(product)
        assert (verified(product).sealed, verified(product).unsealed) == (2, 0)


class TestSweep:
    def test_lost_work_is_queued_again(self, product: Product) -> None:
        with product.database.transaction() as session:
            effect = Effect(EffectKind.NOTICE, "C1", {"ticket_id": 0, "channel": "C1", "text": "أ"})
            DurableQueues(product.engine).add(session, effect, now=START)
            schema = "" if product.database.is_sqlite else "dbos."
            session.execute(text(f"DELETE FROM {schema}workflow_status"))
        sweep(product)
        with product.database.reading() as session:
            assert session.scalars(text("SELECT attempt FROM outbox")).all() == [2]


class TestClockProcess:
    def test_runs_its_ticks_beats_and_says_goodbye(
        self, product: Product, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        quick = [Tick(tick.id, timedelta(milliseconds=50), tick.run) for tick in TICKS]
        monkeypatch.setattr(main, "TICKS", quick)
        recorded(product)
        clock = ClockProcess(product)
        clock.start()
        try:
            until(lambda: verified(product).sealed == 1, "a seal")
        finally:
            clock.stop()
        with product.database.reading() as session:
            (process,) = session.scalars(select(Worker)).all()
        assert (process.role, process.stopped_at is not None) == ("clock", True)

    def test_product_whose_clock_is_ahead_runs_them_at_once_too(
        self, product: Product, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        ran = threading.Event()
        monkeypatch.setattr(main, "TICKS", [Tick("one", timedelta(hours=1), lambda _product: ran.set())])
        ahead = replace(product, clock=lambda: system_clock() + timedelta(days=1))
        clock = ClockProcess(ahead)
        clock.start()
        try:
            assert ran.wait(10)
        finally:
            clock.stop()

    def test_two_clocks_at_once_leave_one_chain(
        self, product: Product, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        writes = ("ledger.seal", "durable.sweep", "jobs.due")
        quick = [Tick(one.id, timedelta(milliseconds=20), one.run) for one in TICKS if one.id in writes]
        monkeypatch.setattr(main, "TICKS", quick)
        clocks = [ClockProcess(product) for _ in range(2)]
        for clock in clocks:
            clock.start()
        try:
            for _ in range(10):
                recorded(product)
            until(lambda: verified(product).sealed == 10, "ten seals")
        finally:
            for clock in clocks:
                clock.stop()
        assert verified(product) == Verification(10, 0, verified(product).head, ())
