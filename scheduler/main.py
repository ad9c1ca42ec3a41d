"""The clock process: APScheduler says when, rows say what."""

from apscheduler.schedulers.background import BackgroundScheduler
from structlog.contextvars import bound_contextvars

from dealix_ops.bootstrap import Product
from dealix_ops.clock import RIYADH, system_clock
from dealix_ops.durable import workers
from scheduler.jobs import TICKS, Tick


class ClockProcess:
    """Runs the table of ticks on threads of its own until stopped."""

    def __init__(self, product: Product) -> None:
        self._product = product
        self._pulse = product.pulse(workers.new_id(workers.CLOCK), role=workers.CLOCK)
        self._scheduler = BackgroundScheduler(timezone=RIYADH)

    def start(self) -> None:
        self._pulse.start()
        for tick in TICKS:
            # At once too: after a crash, what the last process held waits for the first sweep. By the
            # machine's clock, which APScheduler reads: the product's may be ahead in the demo.
            self._scheduler.add_job(
                _run,
                "interval",
                args=[tick, self._product],
                id=tick.id,
                name=tick.id,
                seconds=tick.every.total_seconds(),
                coalesce=True,
                max_instances=1,
                misfire_grace_time=None,
                next_run_time=system_clock(),
            )
        self._scheduler.start()

    def stop(self) -> None:
        self._scheduler.shutdown(wait=True)
        self._pulse.stop()


def _run(tick: Tick, product: Product) -> None:
    """Whatever it logs names the tick."""
    with bound_contextvars(tick=tick.id):
        tick.run(product)
