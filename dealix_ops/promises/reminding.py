"""Remind whoever promised, ten minutes before; tell them and the founders, once, when the time passed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import or_
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation
from dealix_ops.language.times_ar import deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.promises import copy_ar, rules, service
from dealix_ops.promises.models import Promise
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source


@dataclass(frozen=True)
class Reminding:
    """Derived from rows, so that any number of clocks say each thing once."""

    outbox: Outbox
    channel: str
    founders: Collection[str]
    elsewhere: Mapping[Source, str] = field(default_factory=dict)

    def due(self, session: Session, *, now: datetime) -> list[int]:
        """Approvals of which something is to be said."""
        query = service.open_ones().where(
            Promise.told_at.is_(None),
            or_(
                Promise.due_at < now,
                Promise.warned_at.is_(None) & (Promise.due_at <= now + rules.WARN_BEFORE),
            ),
        )
        found = session.scalars(query.order_by(Promise.due_at, Promise.approval_id))
        return [promise.approval_id for promise in found if _says(promise, now) is not None]

    def say(self, session: Session, approval_id: int, *, now: datetime) -> bool:
        """False where it was kept, or said by the other clock, meanwhile."""
        ticket_id = session.get_one(Promise, approval_id).ticket_id
        conversation = _locked(session, ticket_id)
        query = service.open_ones().where(Promise.approval_id == approval_id)
        promise = session.scalars(query.execution_options(populate_existing=True)).one_or_none()
        event = _says(promise, now) if promise is not None else None
        if promise is None or event is None:
            return False
        ticket = session.get_one(Ticket, promise.ticket_id)
        if event is Event.PROMISE_BROKEN:
            promise.told_at = now
        else:
            promise.warned_at = now
        facts = {"approval": approval_id, "due_at": promise.due_at.isoformat()}
        ledger.record(session, event, at=now, ticket_id=ticket.id, facts=facts)
        channel = self.elsewhere.get(Source(conversation.source), self.channel)
        text = self._text(event, promise, ticket, now)
        payload = {"channel": channel, "ticket_id": ticket.id, "text": text}
        self.outbox.add(session, Effect(EffectKind.NOTICE, channel, payload), now=now)
        tickets.show(session, ticket, channel=channel, outbox=self.outbox, now=now)
        return True

    def _text(self, event: Event, promise: Promise, ticket: Ticket, now: datetime) -> str:
        deadline, person = deadline_ar(promise.due_at, now), ticket.claimed_by or promise.made_by
        if event is Event.PROMISE_SOON:
            return copy_ar.SOON.format(deadline=deadline, person=f"<@{person}>")
        people = dict.fromkeys([person, *sorted(self.founders)])
        return copy_ar.BROKEN.format(deadline=deadline, people=" ".join(f"<@{one}>" for one in people))


def _says(promise: Promise, now: datetime) -> Event | None:
    if promise.told_at is None and now > promise.due_at:
        return Event.PROMISE_BROKEN
    soon = rules.warns(made_at=promise.made_at, due_at=promise.due_at, now=now)
    return Event.PROMISE_SOON if soon and promise.warned_at is None else None


def _locked(session: Session, ticket_id: int) -> Conversation:
    return contacts.locked(session, session.get_one(Ticket, ticket_id).conversation_id)
