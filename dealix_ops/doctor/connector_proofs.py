"""A connector's self-test where this product has a gateway: what came in, what was drafted, a knock."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.connectors.rules import Proof, kind
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.doctor import knocks
from dealix_ops.doctor.findings import State
from dealix_ops.doctor.knocks import Ask
from dealix_ops.doctor.records import FEATURE_OF
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.features import feature_states
from dealix_ops.intake.models import Inbound
from dealix_ops.settings import Settings
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source

GATEWAYS = {"whatsapp_cloud": Source.WHATSAPP, "website_forms": Source.FORM}
"""Of the other connectors only a person can say that they work."""
NO_GATEWAY = Proof(has_gateway=False)


def proof(
    session: Session, settings: Settings, customer_id: int, key: str, *, ask: Ask | None, now: datetime
) -> Proof:
    """Without `ask` nobody knocks. Raises UnknownConnector."""
    source = GATEWAYS.get(kind(key).key)
    on = {state.name for state in feature_states(settings) if state.enabled}
    if source is None or FEATURE_OF[source] not in on:
        return NO_GATEWAY
    return Proof(
        has_gateway=True,
        last_signed_in=_last_in(session, customer_id, source),
        last_out=_last_draft(session, customer_id, source),
        answered=None if ask is None else _answered(settings, FEATURE_OF[source], ask, now),
    )


def _last_in(session: Session, customer_id: int, source: Source) -> datetime | None:
    return session.scalar(
        select(func.max(Inbound.received_at))
        .join(Message, Message.inbound_id == Inbound.id)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Contact.customer_id == customer_id, Conversation.source == source.value)
    )


def _last_draft(session: Session, customer_id: int, source: Source) -> datetime | None:
    return session.scalar(
        select(func.max(DraftVersion.created_at))
        .join(Draft, Draft.id == DraftVersion.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(Contact.customer_id == customer_id, Conversation.source == source.value)
    )


def _answered(settings: Settings, feature: str, ask: Ask, now: datetime) -> bool | None:
    found = [
        knocks.finding(knock, ask) for knock in knocks.knocks(settings, now=now) if knock.feature == feature
    ]
    return all(one.state is State.OK for one in found) if found else None
