"""Builds what every process shares from the settings; nothing is created at import."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from dealix_ops.alerts.service import Alerts
from dealix_ops.clock import Clock, moved_clock, system_clock
from dealix_ops.database import Database
from dealix_ops.drafts.proposing import Voice
from dealix_ops.durable.alarm import DeadLetterAlarm
from dealix_ops.durable.engine import Engine
from dealix_ops.durable.pulse import Pulse
from dealix_ops.durable.queues import DurableQueues
from dealix_ops.durable.takeover import Sweeper
from dealix_ops.errors import OpsError
from dealix_ops.features import feature_states, require_startable
from dealix_ops.incidents.members import Members
from dealix_ops.incidents.service import Incidents
from dealix_ops.initiated.service import Proposing
from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.intake.settling import Settling
from dealix_ops.judging.service import Judging
from dealix_ops.learnt_model import use_model
from dealix_ops.migrations.upgrade import require_current
from dealix_ops.paging.rules import Way
from dealix_ops.paging.service import Paging
from dealix_ops.sending.service import Decisions
from dealix_ops.sending.way_out import WayOut
from dealix_ops.settings import Settings, Sev2Place
from dealix_ops.sla import calendars
from dealix_ops.working_time.rules import Hours

CONSOLE_CHANNEL = "console"
SECOND_WAYS = {Way.MAIL: "paging_mail", Way.WEBHOOK: "paging_webhook"}


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
    engine = Engine(database.url, ours=None if database.is_sqlite else database.engine)
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
