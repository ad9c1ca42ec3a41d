"""What stands in Slack of a person by our hand: each message is changed to one that says it was erased."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from dealix_ops.durable.models import OutboxRow, SlackCard
from dealix_ops.durable.slack_effects import HAND_OFF, TICKET
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.privacy import rooms
from dealix_ops.privacy.holdings import of_outbox
from dealix_ops.privacy.single_words import Naming

POSTED = (
    EffectKind.TICKET_CARD.value,
    EffectKind.HAND_OFF.value,
    EffectKind.HAND_OFF_TEXT.value,
    EffectKind.NOTICE.value,
)


def of(session: Session, naming: Naming) -> set[tuple[str, str]]:
    """Channel and `ts`: the live cards, and whatever the outbox still remembers to have posted."""
    person = naming.person
    cards = session.scalars(
        select(SlackCard).where(
            or_(
                and_(SlackCard.entity == TICKET, SlackCard.entity_id.in_(person.ticket_ids)),
                and_(SlackCard.entity == HAND_OFF, SlackCard.entity_id.in_(person.approval_ids)),
            )
        )
    ).all()
    found = {(card.channel, card.ts) for card in cards}
    home = {(card.entity, card.entity_id): card.channel for card in cards}
    query = select(OutboxRow.external_id, OutboxRow.payload).where(
        OutboxRow.kind.in_(POSTED), OutboxRow.external_id.is_not(None), of_outbox(person)
    )
    for ts, payload in session.execute(query):
        # A line in a thread stands where its card does.
        channel = (
            home.get((TICKET, payload.get("ticket_id")))
            or home.get((HAND_OFF, payload.get("approval_id")))
            or payload.get("channel")
        )
        if channel:
            found.add((str(channel), str(ts)))
    return found | set(rooms.said(session, naming))


def replace(session: Session, naming: Naming, *, outbox: Outbox, now: datetime) -> None:
    for channel, ts in sorted(of(session, naming)):
        payload = {"channel": channel, "ts": ts}
        outbox.add(session, Effect(EffectKind.ERASE_MESSAGE, channel, payload), now=now)
