"""«افحص الآن»: a worker looks and asks outside any transaction, writes what it saw, and tells who pressed."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.connectors import proofs
from dealix_ops.connectors.rules import Proof, kind
from dealix_ops.contacts.models import Customer
from dealix_ops.database import Database
from dealix_ops.doctor import connector_proofs
from dealix_ops.doctor.connector_proofs import Questions
from dealix_ops.doctor.knocks import Ask, Knock
from dealix_ops.gateways import own_door, whatsapp_token
from dealix_ops.ports.work import Effect, EffectHandler, EffectJob, EffectKind, Outbox, Settle
from dealix_ops.settings import Settings

LIFE = timedelta(minutes=10)
"""Whoever pressed the button has gone since; they press it again."""

Say = Callable[[str, str, Proof, bool, datetime], str]
"""The customer's name, the connector's, what was seen, whether it proved it, and now: in a person's words."""


def at_our_door(base_url: str) -> Ask:
    """Knocks from outside, as the senders do."""

    def ask(knock: Knock) -> tuple[int | None, str]:
        url = base_url.rstrip("/") + knock.path
        return own_door.knock(knock.method, url, headers=knock.headers, content=knock.content)

    return ask


def questions(settings: Settings) -> Questions:
    """Nobody knocks at an address that nobody has told us."""
    ask = at_our_door(settings.public_url) if settings.public_url else None
    return Questions(ask, partial(whatsapp_token.accepted, settings))


class ConnectorTests:
    def __init__(
        self,
        *,
        database: Database,
        settings: Settings,
        outbox: Outbox,
        say: Say,
        questions: Questions,
        clock: Clock,
    ) -> None:
        self._database = database
        self._settings = settings
        self._outbox = outbox
        self._say = say
        self._questions = questions
        self._clock = clock

    def handlers(self) -> Mapping[EffectKind, EffectHandler]:
        return {EffectKind.CONNECTOR_TEST: self.test}

    def test(self, job: EffectJob) -> Settle:
        """Asking twice harms nobody, so a job that was interrupted is simply done again."""
        if self._clock() - job.created_at > LIFE:
            return lambda _session: None
        customer_id, key = int(job.payload["customer_id"]), str(job.payload["key"])
        user, channel = str(job.payload["user"]), str(job.payload["channel"])
        with self._database.reading() as session:
            rows = connector_proofs.seen(session, self._settings, customer_id, key)
        proof = connector_proofs.asked(self._settings, key, rows, self._questions, now=self._clock())

        def settle(session: Session) -> str | None:
            now = self._clock()
            proved = proofs.record_test(session, customer_id, key, proof, actor=user, now=now)
            customer = session.get_one(Customer, customer_id).name
            text = self._say(customer, kind(key).name, proof, proved, now)
            payload = {"channel": channel, "user": user, "text": text}
            # In a person's own conversation it may stay; elsewhere only that person sees it.
            kind_of = EffectKind.NOTICE if channel == user else EffectKind.EPHEMERAL
            self._outbox.add(session, Effect(kind_of, f"{channel}:{user}", payload), now=now)
            return None

        return settle
