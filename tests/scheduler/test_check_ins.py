"""What Sentry is told of a job, caught by a transport of our own; and that nothing leaves without a DSN."""

from datetime import datetime, timedelta
from typing import Any

import pytest
import sentry_sdk
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH
from scheduler import check_ins
from scheduler.check_ins import crontab
from scheduler.jobs import JOBS
from scheduler.slots import Job, run_due
from tests.dealix_ops.test_monitoring import Caught, caught
from tests.scheduler.test_slots import DIGEST, clock, product
from tests.support.clock import MovingClock
from tests.support.only import ON_SQLITE

__all__ = ["caught", "clock", "product"]


def told(transport: Caught) -> list[dict[str, Any]]:
    items = [item for envelope in transport.envelopes for item in envelope.items]
    return [item.payload.json for item in items if item.type == "check_in"]  # type: ignore[misc]


@ON_SQLITE
class TestRunDue:
    def test_begun_and_ended_with_its_schedule(
        self, product: Product, clock: MovingClock, caught: Caught
    ) -> None:
        run_due(product, DIGEST)
        assert told(caught) == []  # seen for the first time is no run
        clock.move(minutes=30)
        run_due(product, DIGEST)
        run_due(product, DIGEST)
        begun, ended = told(caught)
        assert (begun["status"], ended["status"]) == ("in_progress", "ok")
        assert begun["check_in_id"] == ended["check_in_id"]
        assert begun["monitor_slug"] == "dealix-digest"
        config = begun["monitor_config"]
        assert config["schedule"] == {"type": "crontab", "value": "30 8 * * *"}
        assert config["timezone"] == "Asia/Riyadh"

    def test_failure_is_told_and_still_raised(
        self, product: Product, clock: MovingClock, caught: Caught
    ) -> None:
        def fails(_product: Product, _session: Session, _slot: datetime) -> None:
            raise OSError("no")

        run_due(product, DIGEST)
        clock.move(minutes=30)
        with pytest.raises(OSError, match="no"):
            run_due(product, Job(DIGEST.id, DIGEST.cron, DIGEST.useful_for, fails))
        assert [one["status"] for one in told(caught)] == ["in_progress", "error"]

    def test_what_sentry_cannot_take_breaks_no_job(
        self, product: Product, clock: MovingClock, caught: Caught, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(**_given: object) -> str:
            raise RuntimeError("their library")

        monkeypatch.setattr(check_ins, "capture_checkin", broken)
        run_due(product, DIGEST)
        clock.move(minutes=30)
        ran = run_due(product, DIGEST)
        assert ran is not None
        assert ran.outcome == "ran"

    def test_nothing_without_a_dsn(
        self, product: Product, clock: MovingClock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def asked(**_given: object) -> str:
            raise AssertionError("nobody asked for it")

        sentry_sdk.init()
        monkeypatch.setattr(check_ins, "capture_checkin", asked)
        run_due(product, DIGEST)
        clock.move(minutes=30)
        assert run_due(product, DIGEST) is not None
        check_ins.clock_lives()


class TestClock:
    def test_every_five_minutes_by_an_interval(self, caught: Caught) -> None:
        check_ins.clock_lives()
        (one,) = told(caught)
        assert (one["monitor_slug"], one["status"]) == ("dealix-clock", "ok")
        assert one["monitor_config"]["schedule"] == {"type": "interval", "value": 5, "unit": "minute"}


class TestCrontab:
    @pytest.mark.parametrize("job", JOBS, ids=lambda job: job.id)
    def test_says_what_the_trigger_does(self, job: Job) -> None:
        now = datetime(2026, 11, 22, tzinfo=RIYADH)
        again = CronTrigger.from_crontab(crontab(job.cron), timezone=RIYADH)
        for _ in range(20):
            first, second = job.cron.get_next_fire_time(None, now), again.get_next_fire_time(None, now)
            assert first == second
            assert first is not None
            now = first + timedelta(seconds=1)
