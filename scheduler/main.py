"""The clock process: APScheduler says when, rows say what."""

from apscheduler.schedulers.background import BackgroundScheduler

from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH
from dealix_ops.durable import workers
from scheduler.jobs import TICKS


class ClockProcess:
    """Runs the table of ticks on threads of its own until stopped."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._pulse = product.pulse(workers.new_id(workers.CLOCK), role=workers.CLOCK)
        self._scheduler = BackgroundScheduler(timezone=RIYADH)

    def start(self) -> None:
        self._pulse.start()
        for tick in TICKS:
            # At once too: after a crash, what the last process held waits for the first sweep.
            self._scheduler.add_job(
                tick.run,
                "interval",
                args=[self._product],
                id=tick.id,
                seconds=tick.every.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                next_run_time=self._product.clock(),
            )
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)
        self._pulse.stop()
