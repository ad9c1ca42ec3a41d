"""Builds what every process shares from the settings; nothing is created at import."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from dealix_ops.alerts.service import Alerts
from dealix_ops.clock import Clock, moved_clock, system_clock
from dealix_ops.database import Database
from dealix_ops.drafts.proposing import Voice
from dealix_ops.durable import workers
from dealix_ops.durable.alarm import DeadLetterAlarm
from dealix_ops.durable.draft_effects import DraftEffects
from dealix_ops.durable.engine import Engine, WorkerEngine
from dealix_ops.durable.forgotten import LOOK_EVERY, Forgotten
from dealix_ops.durable.link_effects import LinkEffects
from dealix_ops.durable.matter_effects import MatterEffects
from dealix_ops.durable.media_effects import MediaFetching, MediaLinks
from dealix_ops.durable.pulse import Pulse
from dealix_ops.durable.queues import DurableQueues
from dealix_ops.durable.reader_effects import ReaderEffects
from dealix_ops.durable.runner import Handlers, Runner
from dealix_ops.durable.slack_effects import Drawing, SlackEffects
from dealix_ops.durable.takeover import Sweeper
from dealix_ops.errors import OpsError
from dealix_ops.features import feature_states, require_startable
from dealix_ops.gateways import whatsapp_media
from dealix_ops.gateways.console import ConsoleRooms, ConsoleSlack, NoReader
from dealix_ops.gateways.reader import ReaderGateway
from dealix_ops.gateways.slack import SlackGateway
from dealix_ops.gateways.slack_channels import SlackRooms
from dealix_ops.incidents.members import Members
from dealix_ops.incidents.service import Incidents
from dealix_ops.initiated.service import Proposing
from dealix_ops.intake.alerts import AlertProcessing
from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.intake.processing import Processing
from dealix_ops.intake.settling import Settling
from dealix_ops.intake.work import InboundWork
from dealix_ops.judging.service import Judging
from dealix_ops.learnt_model import use_model
from dealix_ops.media import sealing
from dealix_ops.media.service import Shelf
from dealix_ops.migrations.upgrade import require_current
from dealix_ops.paging.rules import Way
from dealix_ops.paging.service import Paging
from dealix_ops.ports.reader import SecondReader
from dealix_ops.ports.slack import RoomsPort, SlackPort
from dealix_ops.ports.work import EffectHandler, EffectKind
from dealix_ops.sending.service import Decisions
from dealix_ops.sending.way_out import WayOut
from dealix_ops.settings import Settings, Sev2Place
from dealix_ops.sla import calendars
from dealix_ops.working_time.rules import Hours

CONSOLE_CHANNEL = "console"
SECOND_WAYS = {Way.MAIL: "paging_mail", Way.WEBHOOK: "paging_webhook"}
STOP_TIMEOUT_S = 8


@dataclass(frozen=True)
class Product:
    """The shared half: what a request or a tick needs."""

    settings: Settings
    clock: Clock
    database: Database
    engine: Engine
    queues: DurableQueues
    decisions: Decisions
    sweeper: Sweeper
    alarm: DeadLetterAlarm
    channel: str

    @property
    def operations_channel(self) -> str:
        """Where the product speaks of itself."""
        return self.settings.slack_channel_ops or CONSOLE_CHANNEL

    @property
    def alerts(self) -> Alerts:
        return Alerts(outbox=self.queues, channel=self.settings.slack_channel_alerts or self.channel)

    @property
    def paging(self) -> Paging:
        settings = self.settings
        on = {state.name for state in feature_states(settings) if state.enabled}
        return Paging(
            outbox=self.queues,
            channel=self.alerts.channel,
            cards=self.channel,
            founders=settings.founder_ids,
            on_call=settings.on_call,
            seconds=frozenset(way for way, feature in SECOND_WAYS.items() if feature in on),
        )

    @property
    def incidents(self) -> Incidents:
        in_thread = self.settings.sev2_channel is Sev2Place.THREAD
        return Incidents(self.queues, self.alerts.channel, sev2_in_thread=in_thread)

    @property
    def incident_members(self) -> Members:
        return Members(self.queues, self.settings.founder_ids, self.settings.on_call)

    @property
    def judging(self) -> Judging:
        voice = Voice(self.settings.speaker_name, self.settings.on_call_phone)
        return Judging(outbox=self.queues, channel=self.channel, voice=voice)

    @property
    def settling(self) -> Settling:
        voice = Voice(self.settings.speaker_name, self.settings.on_call_phone)
        return Settling(outbox=self.queues, voice=voice, channel=self.channel)

    @property
    def proposing(self) -> Proposing:
        settings = self.settings
        channel = settings.slack_channel_success or self.channel
        voice = Voice(settings.speaker_name, settings.on_call_phone)
        return Proposing(self.queues, self.decisions.inbox, channel, voice)

    def pulse(self, process_id: str, *, role: str) -> Pulse:
        silent_after = timedelta(seconds=self.settings.worker_silent_s)
        return Pulse(self.database, self.clock, process_id, role=role, silent_after=silent_after)

    def close(self) -> None:
        self.engine.close()
        self.database.close()


class EmbeddedDatabase(OpsError):
    """SQLite serves one process group on one machine."""


def build(settings: Settings, *, clock: Clock | None = None, embedded: bool) -> Product:
    """`embedded`: everything runs in this one process, so that SQLite will do in production too.

    Raises:
        SettingsInvalid, EmbeddedDatabase, DatabaseNotMigrated: one line that says what to do.
    """
    require_startable(settings)
    clock = clock or _clock(settings)
    use_model(settings)
    database = Database(settings.database, info={calendars.INFO: _working(settings)})
    if settings.production and database.is_sqlite and not embedded:
        raise EmbeddedDatabase("web, worker and clock need PostgreSQL in production; `serve` takes SQLite")
    require_current(database)
    engine = Engine(database.url)
    queues = DurableQueues(engine)
    channel = settings.slack_channel_approvals or CONSOLE_CHANNEL
    way_out = WayOut(outbox=queues, channel=channel, pages=settings.public_url is not None)
    alarm = DeadLetterAlarm(outbox=queues, channel=settings.slack_channel_ops or CONSOLE_CHANNEL, clock=clock)
    silent_after = timedelta(seconds=settings.worker_silent_s)
    return Product(
        settings=settings,
        clock=clock,
        database=database,
        engine=engine,
        queues=queues,
        decisions=Decisions(inbox=StoredInbox(), way_out=way_out),
        sweeper=Sweeper(database, engine, silent_after=silent_after, buried=alarm),
        alarm=alarm,
        channel=channel,
    )


def _clock(settings: Settings) -> Clock:
    return moved_clock(Path(settings.demo_clock)) if settings.demo_clock else system_clock


def _working(settings: Settings) -> calendars.Working:
    hours = Hours(settings.working_hours, settings.ramadan_hours)
    return calendars.Working(settings.working_time, hours)


def slack_port(settings: Settings) -> SlackPort:
    """Real where a token is set, else the console."""
    if settings.slack_bot_token is None:
        return ConsoleSlack()
    token = settings.slack_bot_token.get_secret_value()
    return SlackGateway(token=token, base_url=settings.slack_api_base_url)


def rooms_port(settings: Settings) -> RoomsPort:
    """As `slack_port`, for the channels that the product makes."""
    if settings.slack_bot_token is None:
        return ConsoleRooms()
    token = settings.slack_bot_token.get_secret_value()
    return SlackRooms(token=token, base_url=settings.slack_api_base_url)


def second_reader(settings: Settings) -> SecondReader | None:
    """None where it is off, which is the default."""
    url, kind, model, key = (
        settings.reader_url,
        settings.reader_kind,
        settings.reader_model,
        settings.reader_key,
    )
    if url is None or kind is None or model is None or key is None:
        return None
    return ReaderGateway(url=url, kind=kind, model=model, key=key.get_secret_value())


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
            Handlers(processing.process, acts, product.alarm),
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
        self._pulse = product.pulse(self._id, role=workers.WORKER)

    def start(self) -> None:
        self._pulse.start()
        self._product.engine.register_queues()
        self._engine = WorkerEngine(self._product.database.url, executor_id=self._id, run=self._runner.run)
        self._engine.launch()
        self._forgotten.start()

    def stop(self) -> None:
        """Waiting work is given back at once, running work gets up to 8 seconds."""
        self._forgotten.stop()
        self._runner.stop()
        if self._engine is not None:
            self._engine.stop(timeout_s=STOP_TIMEOUT_S)
        self._pulse.stop()
