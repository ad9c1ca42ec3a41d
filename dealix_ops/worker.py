"""The half of the product that takes work: handlers put together, started and stopped."""

from collections.abc import Callable, Mapping

from dealix_ops.bootstrap import Product
from dealix_ops.durable import dispatch, workers
from dealix_ops.durable.draft_effects import DraftEffects
from dealix_ops.durable.engine import WorkerEngine
from dealix_ops.durable.forgotten import LOOK_EVERY, Forgotten
from dealix_ops.durable.link_effects import LinkEffects
from dealix_ops.durable.matter_effects import MatterEffects
from dealix_ops.durable.media_effects import MediaFetching, MediaLinks
from dealix_ops.durable.reader_effects import ReaderEffects
from dealix_ops.durable.runner import Handlers, Runner
from dealix_ops.durable.slack_effects import Drawing, SlackEffects
from dealix_ops.gateways import whatsapp_media
from dealix_ops.gateways.by_settings import second_reader
from dealix_ops.gateways.console import NoReader
from dealix_ops.intake.alerts import AlertProcessing
from dealix_ops.intake.processing import Processing
from dealix_ops.intake.work import InboundWork
from dealix_ops.media import sealing
from dealix_ops.media.service import Shelf
from dealix_ops.ports.slack import SlackPort
from dealix_ops.ports.work import EffectHandler, EffectKind

STOP_TIMEOUT_S = 6


def media_handlers(
    product: Product, *, slack: SlackPort, drawing: Drawing
) -> Mapping[EffectKind, EffectHandler]:
    """Fetching customers' files, and giving one person the keys to their pages."""
    settings, database, clock = product.settings, product.database, product.clock
    shelf = Shelf(outbox=product.queues, channel=product.channel, days=settings.media_days)
    fetching = MediaFetching(
        database=database,
        source=whatsapp_media.source(settings),
        sealing=sealing.of_settings(settings),
        shelf=shelf,
        clock=clock,
    )
    has_pages = settings.public_url is not None
    shown = MediaLinks(database=database, slack=slack, draw=drawing.media, has_pages=has_pages, clock=clock)
    return {**fetching.handlers(), **shown.handlers()}


Also = Callable[[Callable[[float], bool]], Mapping[EffectKind, EffectHandler]]
"""Handlers that are put together above this module, given the pause that ends when the worker stops."""


class Worker:
    """The running half: takes work until it is stopped, and beats while it lives."""

    def __init__(self, product: Product, *, drawing: Drawing, slack: SlackPort, also: Also) -> None:
        self._product = product
        self._id = workers.new_id(workers.WORKER)
        settings = product.settings
        settling = product.settling
        reader = second_reader(settings)
        processing = InboundWork(
            messages=Processing(
                outbox=product.queues,
                clock=product.clock,
                settling=settling,
                second_reader=reader is not None,
                incidents=product.incidents,
                fetches_media=sealing.of_settings(settings) is not None,
            ),
            alerts=AlertProcessing(alerts=product.alerts, clock=product.clock, incidents=product.incidents),
        )
        effects = SlackEffects(
            database=product.database,
            outbox=product.queues,
            slack=slack,
            drawing=drawing,
            clock=product.clock,
            pause=lambda seconds: self._runner.pause(seconds),
        )
        readings = ReaderEffects(
            database=product.database,
            reader=reader or NoReader(),
            judging=product.judging,
            budget=settings.reader_daily_budget,
            clock=product.clock,
        )
        again = DraftEffects(settling=settling, clock=product.clock)
        links = LinkEffects(
            database=product.database, slack=slack, draw=drawing.hand_off_link, clock=product.clock
        )
        acts = {**effects.handlers(), **readings.handlers(), **again.handlers(), **links.handlers()}
        acts |= media_handlers(product, slack=slack, drawing=drawing)
        acts |= also(lambda seconds: self._runner.pause(seconds))
        acts |= MatterEffects(outbox=product.queues, clock=product.clock).handlers()
        self._runner = Runner(
            product.database,
            product.engine,
            Handlers(processing.process, acts, product.alarm, slack.answers),
            worker_id=self._id,
            clock=product.clock,
        )
        self._engine: WorkerEngine | None = None
        forgotten = Forgotten(
            product.engine,
            product.sweeper,
            worker_id=self._id,
            running=self._runner.running,
            clock=product.clock,
        )
        self._forgotten = workers.Beat(forgotten.look, every=LOOK_EVERY)
        come = dispatch.Dispatch(product.database, product.engine)
        self._dispatch = workers.Beat(come.look, every=dispatch.LOOK_EVERY, slowest=workers.BEAT_EVERY)
        self._pulse = product.pulse(self._id, role=workers.WORKER)

    def start(self) -> None:
        self._pulse.start()
        self._product.engine.register_queues()
        self._engine = WorkerEngine(self._product.database.url, executor_id=self._id, run=self._runner.run)
        self._engine.launch()
        self._forgotten.start()
        self._dispatch.start()

    @property
    def is_busy(self) -> bool:
        return bool(self._runner.running())

    def stop(self) -> None:
        """Waiting work is given back at once, running work gets up to 6 seconds."""
        self._dispatch.stop()
        self._forgotten.stop()
        self._runner.stop()
        if self._engine is not None:
            self._engine.stop(timeout_s=STOP_TIMEOUT_S)
        self._pulse.stop()
