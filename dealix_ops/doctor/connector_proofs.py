"""A connector's self-test where this product has a gateway: what came in, what went out, two questions.

One definition for `dealix doctor` and for «افحص الآن» in Slack.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.connectors import service as connectors
from dealix_ops.connectors.models import CustomerConnector
from dealix_ops.connectors.rules import CONNECTED, Proof, kind
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.doctor import knocks
from dealix_ops.doctor.findings import Finding, State
from dealix_ops.doctor.knocks import Ask
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.durable.models import OutboxRow
from dealix_ops.features import FEATURE_OF, feature_states
from dealix_ops.intake.models import Inbound
from dealix_ops.language.masking import mask_secrets
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.settings import Settings
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source

GATEWAYS = {"whatsapp_cloud": Source.WHATSAPP, "website_forms": Source.FORM}
"""Of the other connectors only a person can say that they work."""
NO_GATEWAY = Proof(has_gateway=False)


@dataclass(frozen=True)
class Questions:
    """What is asked outside any transaction: our own door, and Meta about our token. None: nobody asks."""

    ask: Ask | None = None
    token: Callable[[], bool | None] | None = None


def has_gateway(settings: Settings, key: str) -> bool:
    """Raises UnknownConnector."""
    source = GATEWAYS.get(kind(key).key)
    on = {state.name for state in feature_states(settings) if state.enabled}
    return source is not None and FEATURE_OF[source] in on


def seen(session: Session, settings: Settings, customer_id: int, key: str) -> Proof:
    """What our own rows say. Raises UnknownConnector."""
    if not has_gateway(settings, key):
        return NO_GATEWAY
    source = GATEWAYS[key]
    return Proof(
        has_gateway=True,
        last_signed_in=_last_in(session, customer_id, source),
        last_draft=_last_draft(session, customer_id, source),
        last_out=_last_out(session, customer_id, source),
        logs_clean=_logs_clean(session),
    )


def asked(settings: Settings, key: str, found: Proof, questions: Questions, *, now: datetime) -> Proof:
    """The same with what the questions brought; to be called outside a transaction."""
    if not found.has_gateway:
        return found
    source = GATEWAYS[key]
    token = questions.token if source is Source.WHATSAPP else None
    return replace(
        found,
        answered=_answered(settings, FEATURE_OF[source], questions.ask, now) if questions.ask else None,
        token_ok=token() if token else None,
    )


def findings(session: Session) -> list[Finding]:
    """For `dealix doctor`: connected and not accepted, by customer id; names are the customer's own."""
    connected = [state.value for state in CONNECTED]
    rows = session.execute(
        select(CustomerConnector.customer_id, CustomerConnector.key)
        .where(CustomerConnector.state.in_(connected))
        .order_by(CustomerConnector.customer_id, CustomerConnector.key)
    ).all()
    found = [
        Finding(f"customer {customer_id}: {key}", State.WARN, f"not accepted: {', '.join(lacking)}")
        for customer_id, key in rows
        if (lacking := connectors.lacks(session, customer_id, key))
    ]
    head = Finding("connectors", State.OK, f"{len(rows)} connected, {len(rows) - len(found)} accepted")
    return [head, *found]


def of_token(works: bool | None) -> Finding:
    if works is None:
        return Finding("whatsapp token", State.OFF, "WHATSAPP_ACCESS_TOKEN is not set")
    why = "Meta knows our number by it" if works else "Meta did not accept it, or did not answer"
    return Finding("whatsapp token", State.OK if works else State.FAIL, why)


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


def _last_out(session: Session, customer_id: int, source: Source) -> datetime | None:
    """A person's «أرسلتها», else the hand-off; not what was taken back."""
    return session.scalar(
        select(func.max(func.coalesce(HandOff.sent_at, HandOff.handed_off_at)))
        .join(Approval, Approval.id == HandOff.approval_id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .join(Contact, Contact.id == Conversation.contact_id)
        .where(
            Contact.customer_id == customer_id,
            Conversation.source == source.value,
            Approval.withdrawn_at.is_(None),
        )
    )


def _logs_clean(session: Session) -> bool:
    """What we keep of failures is all that a log of ours holds of other people's words: no secret in it."""
    kept = (select(of.last_error).where(of.last_error.is_not(None)).distinct() for of in (OutboxRow, Inbound))
    return not any(mask_secrets(why)[1] for query in kept for why in session.scalars(query) if why)


def _answered(settings: Settings, feature: str, ask: Ask, now: datetime) -> bool | None:
    found = [
        knocks.finding(knock, ask) for knock in knocks.knocks(settings, now=now) if knock.feature == feature
    ]
    return all(one.state is State.OK for one in found) if found else None
