"""The whole web application in this process: signed requests in, real cards out, on a real database."""

import base64
import functools
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

import httpx

from bot.blocks import connectors, home, onboarding, post_mortem
from bot.effects import digest_drawing, drawing, incident_drawing, page_drawing, weekly_drawing
from bot.main import web_app
from bot.sandbox.block_rules import block_problems, view_problems
from dealix_ops.alerts.service import Alerts
from dealix_ops.bootstrap import Product
from dealix_ops.database import Database
from dealix_ops.doctor.connector_proofs import Questions
from dealix_ops.doctor.connector_tests import ConnectorTests
from dealix_ops.doctor.knocks import Knock
from dealix_ops.durable.checklist_effects import ChecklistDrawing, ChecklistEffects
from dealix_ops.durable.digest_effects import DigestEffects
from dealix_ops.durable.engine import Engine
from dealix_ops.durable.home_effects import HomeEffects
from dealix_ops.durable.incident_effects import IncidentEffects
from dealix_ops.durable.incident_files import IncidentFiles
from dealix_ops.durable.incident_lines import IncidentLines
from dealix_ops.durable.paging_effects import PagingEffects
from dealix_ops.durable.runner import Handlers, Runner
from dealix_ops.durable.slack_effects import SlackEffects
from dealix_ops.durable.takeover import Sweeper
from dealix_ops.durable.weekly_effects import WeeklyEffects
from dealix_ops.incidents.members import Members
from dealix_ops.incidents.service import Incidents
from dealix_ops.intake.alerts import AlertProcessing
from dealix_ops.intake.processing import Processing
from dealix_ops.intake.work import InboundWork
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.ports.work import EffectHandler, EffectKind
from dealix_ops.settings import Settings
from tests.support import letters, media
from tests.support.clock import MovingClock
from tests.support.house import CHANNEL, FOUNDER, OPERATOR, OPS, House
from tests.support.outside import FakeMailer, FakePager
from tests.support.rooms import FakeRooms
from tests.support.slack import FakeSlack
from tests.support.slack_events import SUPPORT

Json = dict[str, Any]

BOT_TOKEN = "xoxb" + "-edge"
SIGNING_SECRET = "slack" + "-signing-for-tests"
APP_SECRET = "meta" + "-app-for-tests"
VERIFY_TOKEN = "verify" + "-for-tests"
ACCESS_TOKEN = "meta" + "-access-for-tests"
SENTRY_SECRET = "sentry" + "-client-for-tests"
MENUS = ("reason", "customer", "means", "when")
"""Fields in which a person chooses instead of typing."""
FORM_KEY = "contact" + "-form-for-tests"
MAIL_SECRET = "whsec_" + base64.b64encode(b"mail-webhook-for-tests-now").decode()
OLD_MAIL_SECRET = "whsec_" + base64.b64encode(b"mail-webhook-for-tests-old").decode()
SUCCESS = "C_SUCCESS"
MAIL_TO = ("founder@dealix.example",)
NOWHERE = "http://127.0.0.1:9/api/"
"""Nobody listens there: a modal that is opened by mistake fails at once."""


class Answer:
    """A response, with its JSON read on demand."""

    def __init__(self, response: httpx.Response) -> None:
        self.status = response.status_code
        self.text = response.text

    @property
    def json(self) -> Json:
        decoded: Json = json.loads(self.text)
        return decoded


REFUSALS: list[str] = []
"""Of every strict Slack since the test began; tests/bot/conftest.py looks at them when it ends."""


class StrictSlack(FakeSlack):
    """Keeps every message whole and notes what the real one would have refused."""

    def __init__(self, clock: MovingClock) -> None:
        super().__init__(clock)
        self.calls: list[tuple[str, SlackMessage]] = []
        self.shown: dict[str, SlackMessage] = {}
        self.refusals: list[str] = []

    def post(
        self, channel: str, *, message: SlackMessage, outbox_id: int, thread_ts: str | None = None
    ) -> str:
        self._keep("post", message)
        ts = super().post(channel, message=message, outbox_id=outbox_id, thread_ts=thread_ts)
        self.shown[ts] = message
        return ts

    def update(self, channel: str, *, ts: str, message: SlackMessage) -> None:
        self._keep("update", message)
        super().update(channel, ts=ts, message=message)
        self.shown[ts] = message

    def post_ephemeral(self, channel: str, *, user: str, message: SlackMessage) -> None:
        self._keep("ephemeral", message)
        super().post_ephemeral(channel, user=user, message=message)

    def publish_home(self, user: str, *, blocks: Sequence[Mapping[str, Any]], hash_: str | None) -> str:
        self._note(view_problems({"type": "home", "blocks": list(blocks)}))
        return super().publish_home(user, blocks=blocks, hash_=hash_)

    def _keep(self, method: str, message: SlackMessage) -> None:
        self.calls.append((method, message))
        self._note(message_problems(message))

    def _note(self, problems: list[str]) -> None:
        self.refusals += problems
        REFUSALS.extend(problems)


class EdgeHouse(House):
    """The house with the product's own drawing; `declares`: what comes in may open an incident by itself."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        clock: MovingClock,
        *,
        public_url: str | None = None,
        declares: bool = False,
    ) -> None:
        super().__init__(database, engine, clock)
        self.door_opens, self.token_ok = True, True
        self.mailer, self.pager = FakeMailer(), FakePager()
        drawn = drawing(settings(NOWHERE, public_url=public_url))
        self.strict = StrictSlack(clock)
        self.slack = self.strict
        effects = SlackEffects(
            database=database,
            outbox=self.queues,
            slack=self.strict,
            drawing=drawn,
            clock=clock,
            pause=self._wait,
        )
        incidents = Incidents(self.queues, CHANNEL) if declares else None
        alerts = AlertProcessing(
            alerts=Alerts(outbox=self.queues, channel=CHANNEL), clock=clock, incidents=incidents
        )
        self.rooms = FakeRooms(clock)
        self.members = Members(self.queues, frozenset({FOUNDER.user_id}), frozenset({OPERATOR.user_id}))
        self.processing = Processing(
            outbox=self.queues,
            clock=clock,
            settling=self.settling,
            fetches_media=True,
            incidents=incidents,
        )
        work = InboundWork(messages=self.processing, alerts=alerts)
        links = self._links(drawn, pages=public_url is not None)
        acts = {**effects.handlers(), **self.again.handlers(), **links}
        acts |= self._customers(public_url)
        handlers = Handlers(work.process, acts, self.alarm, self.strict.answers)
        self.runner = Runner(database, engine, handlers, worker_id="worker-test", clock=clock)

    def _customers(self, public_url: str | None) -> Mapping[EffectKind, EffectHandler]:
        """As `effects.customer_handlers`, with a door and a Meta that answer what a test says."""
        shown: Json = {"database": self.database, "clock": self.clock}
        drawing = ChecklistDrawing(onboarding.render, onboarding.moved)
        checklists = ChecklistEffects(slack=self.strict, drawing=drawing, pause=self._wait, **shown)
        tests = ConnectorTests(
            settings=settings(NOWHERE, public_url=public_url),
            outbox=self.queues,
            say=connectors.tested,
            questions=Questions(lambda knock: self.knocked(knock), lambda: self.token_ok),
            **shown,
        )
        homes = HomeEffects(slack=self.strict, settings=settings(NOWHERE), draw=home.render, **shown)
        digests = DigestEffects(
            slack=self.strict,
            drawing=digest_drawing(settings(NOWHERE)),
            settings=settings(NOWHERE),
            pause=self._wait,
            **shown,
        )
        weekly = WeeklyEffects(
            slack=self.strict,
            drawing=weekly_drawing(),
            settings=settings(NOWHERE),
            pause=self._wait,
            **shown,
        )
        acts = {**checklists.handlers(), **tests.handlers(), **homes.handlers(), **digests.handlers()}
        paging = PagingEffects(
            slack=self.strict,
            mailer=self.mailer,
            pager=self.pager,
            mail_to=MAIL_TO,
            outbox=self.queues,
            operations=OPS,
            drawing=page_drawing(settings(NOWHERE)),
            pause=self._wait,
            **shown,
        )
        incidents = IncidentEffects(
            slack=self.strict,
            rooms=self.rooms,
            drawing=incident_drawing(),
            incidents=Incidents(self.queues, CHANNEL),
            members=self.members,
            tickets_channel=CHANNEL,
            pause=self._wait,
            **shown,
        )
        reviews = IncidentFiles(
            slack=self.strict,
            comment=post_mortem.comment,
            as_text=post_mortem.as_text,
            pause=self._wait,
            **shown,
        )
        acts |= reviews.handlers()
        told = IncidentLines(rooms=self.rooms, slack=self.strict, pause=self._wait, **shown)
        acts |= {**incidents.handlers(), **told.handlers()}
        return {**acts, **weekly.handlers(), **paging.handlers()}

    def knocked(self, knock: Knock) -> tuple[int | None, str]:
        return (knock.status, knock.answer or "") if self.door_opens else (None, "ConnectError")


class Edge:
    """`house` runs the work and looks; the methods here are what Meta and Slack would send."""

    def __init__(
        self,
        database: Database,
        engine: Engine,
        clock: MovingClock,
        *,
        slack_url: str = NOWHERE,
        public_url: str | None = None,
        declares: bool = False,
    ) -> None:
        self.house = EdgeHouse(database, engine, clock, public_url=public_url, declares=declares)
        self.clock = clock
        self.database = database
        self.product = Product(
            settings=settings(slack_url, public_url=public_url),
            clock=clock,
            database=database,
            engine=engine,
            queues=self.house.queues,
            decisions=self.house.decisions,
            sweeper=Sweeper(database, engine, silent_after=clock.now - clock.now, buried=self.house.alarm),
            alarm=self.house.alarm,
            channel=CHANNEL,
        )
        transport = httpx.ASGITransport(app=web_app(self.product), raise_app_exceptions=False)
        self.http = httpx.AsyncClient(transport=transport, base_url="http://edge.test")

    async def meta(self, payload: Any, *, headers: dict[str, str] | None = None) -> Answer:
        """A delivery of Meta, signed; bytes go as they are, anything else as JSON."""
        raw = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        signed = {"x-hub-signature-256": meta_signature(raw)} if headers is None else headers
        return Answer(await self.http.post("/api/webhooks/whatsapp", content=raw, headers=signed))

    async def slack(
        self, raw: bytes, *, kind: str = "application/json", headers: dict[str, str | bytes] | None = None
    ) -> Answer:
        """Raw bytes at Slack's address, signed unless headers are given."""
        given: dict[str, str | bytes] = {"content-type": kind}
        given |= slack_headers(raw, at=self.clock().timestamp()) if headers is None else headers
        pairs = [(name.encode(), _bytes(value)) for name, value in given.items()]
        return Answer(await self.http.post("/slack/events", content=raw, headers=pairs))

    async def interact(self, payload: Any) -> Answer:
        raw = urlencode({"payload": json.dumps(payload)}).encode()
        return await self.slack(raw, kind="application/x-www-form-urlencoded")

    async def press(self, action_id: str, value: str, *, user: str = FOUNDER.user_id) -> Answer:
        return await self.interact(press(action_id, value, user=user))

    async def choose(self, action_id: str, value: str, *, user: str = FOUNDER.user_id) -> Answer:
        payload = press(action_id, "", user=user)
        payload["actions"][0] = {"type": "static_select", "action_id": action_id, "block_id": "b"}
        payload["actions"][0]["selected_option"] = {"value": value}
        return await self.interact(payload)

    async def submit(self, view: Json, values: Json, *, user: str = FOUNDER.user_id) -> Answer:
        """The modal as Slack sends it back; text fields by name, the reason as its value."""
        return await self.interact(submission(view, values, user=user))


def settings(slack_url: str, *, public_url: str | None = None) -> Settings:
    """The caller's own, to change as a test likes."""
    return _settings(slack_url, public_url).model_copy()


@functools.cache
def _settings(slack_url: str, public_url: str | None) -> Settings:
    return Settings.model_validate(
        {
            "founder_ids": frozenset({FOUNDER.user_id}),
            "operator_ids": frozenset({OPERATOR.user_id}),
            "slack_bot_token": BOT_TOKEN,
            "slack_signing_secret": SIGNING_SECRET,
            "slack_api_base_url": slack_url,
            "slack_channel_approvals": CHANNEL,
            "slack_channel_ops": "C_OPS",
            "slack_channel_support": SUPPORT,
            "slack_channel_success": SUCCESS,
            "whatsapp_phone_number_id": "555000111222",
            "whatsapp_app_secret": APP_SECRET,
            "whatsapp_verify_token": VERIFY_TOKEN,
            "whatsapp_access_token": ACCESS_TOKEN,
            "speaker_name": "سالم",
            "media_key": media.KEY_TEXT,
            "public_url": public_url,
            "sentry_client_secret": SENTRY_SECRET,
            "form_keys": f"contact:{FORM_KEY}",
            "mail_webhook_secrets": f"{OLD_MAIL_SECRET},{MAIL_SECRET}",
            "mail_address": letters.OUR_ADDRESS,
            "mail_authserv_id": letters.OUR_SERVER,
        }
    )


def meta_signature(raw: bytes) -> str:
    return "sha256=" + hmac.new(APP_SECRET.encode(), raw, hashlib.sha256).hexdigest()


def slack_headers(raw: bytes, *, at: float) -> dict[str, str | bytes]:
    base = b"v0:" + str(int(at)).encode() + b":" + raw
    digest = hmac.new(SIGNING_SECRET.encode(), base, hashlib.sha256).hexdigest()
    return {"x-slack-request-timestamp": str(int(at)), "x-slack-signature": f"v0={digest}"}


def press(action_id: str, value: str, *, user: str = FOUNDER.user_id) -> Json:
    return {
        "type": "block_actions",
        "team": {"id": "T_EDGE", "domain": "edge"},
        "user": {"id": user, "username": "someone", "team_id": "T_EDGE"},
        "channel": {"id": CHANNEL, "name": "approvals"},
        "container": {"type": "message", "message_ts": "1.000001", "channel_id": CHANNEL},
        "trigger_id": "1.2.trigger",
        "actions": [
            {"type": "button", "action_id": action_id, "block_id": "b", "value": value, "action_ts": "1.1"}
        ],
    }


def submission(view: Json, values: Json, *, user: str = FOUNDER.user_id) -> Json:
    state: Json = {}
    for name, value in values.items():
        given = {"selected_option": {"value": value}} if name in MENUS else {"value": value}
        state[name] = {name: given}
    return {
        "type": "view_submission",
        "team": {"id": "T_EDGE", "domain": "edge"},
        "user": {"id": user, "username": "someone", "team_id": "T_EDGE"},
        "view": {
            "type": "modal",
            "id": "V1",
            **view,
            "app_installed_team_id": "T_EDGE",
            "state": {"values": state},
        },
    }


def message_problems(message: SlackMessage) -> list[str]:
    """What Slack would refuse or cut: blocks over its limits, or a notification text above 4,000."""
    found = [] if len(message.text) <= 4000 else ["text is longer than 4,000 characters"]
    return found + (block_problems([dict(b) for b in message.blocks], low=1) if message.blocks else [])


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()
