"""Ask for a ticket's card to be drawn: its own, or the one that it shares with a matter."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from dealix_ops.database import AS_IT_STANDS
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.tickets.models import Matter, Ticket
from dealix_ops.tickets.states import LIVE

# Built once: it stands between a press and its acknowledgement.
_COUNTED = (
    update(Ticket)
    .where(Ticket.id == bindparam("of"))
    .values(card_version=Ticket.card_version + 1, shown_at=bindparam("at"))
    .returning(Ticket)
)
CALM = timedelta(seconds=5)
"""Between two changes of a card that nobody waits for."""


def show(
    session: Session,
    ticket: Ticket,
    *,
    channel: str,
    outbox: Outbox,
    now: datetime,
    fresh: bool = False,
    hurry: bool = True,
) -> None:
    """Ask for the card to be drawn as the ticket stands at the end of this transaction.

    `fresh`: as a new message at the end of the channel, because this must be noticed. Without `hurry` it
    waits until five seconds after the drawing before: ten lines in a row are not ten changes of a card.
    """
    due_at = None if hurry or fresh or ticket.shown_at is None else max(now, ticket.shown_at + CALM)
    if ticket.matter_id is None:
        _draw(session, ticket, channel=channel, outbox=outbox, now=now, fresh=fresh, due_at=due_at)
        return
    # Which card stands for the matter is decided one at a time, by `show_matter`: here it would lock others.
    payload = {
        "matter_id": ticket.matter_id,
        "ticket_id": ticket.id,
        "channel": channel,
        "fresh": fresh,
    }
    draws, partition = f"matter:{ticket.matter_id}:{ticket.id}", f"matter:{ticket.matter_id}"
    effect = Effect(EffectKind.MATTER_CARD, partition, payload, draws=draws, due_at=due_at)
    outbox.add(session, effect, now=now)


def show_matter(
    session: Session,
    matter_id: int,
    ticket_id: int,
    *,
    channel: str,
    outbox: Outbox,
    now: datetime,
    fresh: bool,
) -> None:
    """The matter's card, because something about this ticket changed, and the ticket's own where it has one.

    Where the leading ticket ended or left, the next one leads, in a card that rings.
    """
    matter = session.get_one(Matter, matter_id, with_for_update=True, populate_existing=True)
    live = live_of(session, matter_id)
    led_before = matter.lead_ticket_id
    if live and led_before not in [one.id for one in live]:
        matter.lead_ticket_id = live[0].id
    lead = session.get_one(Ticket, matter.lead_ticket_id)
    if lead.matter_id == matter_id:
        rings = fresh or lead.id != led_before
        _draw(session, lead, channel=channel, outbox=outbox, now=now, fresh=rings)
    ticket = session.get_one(Ticket, ticket_id)
    if ticket.id != lead.id and ticket.shown_at is not None:
        _draw(session, ticket, channel=channel, outbox=outbox, now=now)


def live_of(session: Session, matter_id: int) -> list[Ticket]:
    """What is open of a matter, in the order in which it was reported."""
    query = select(Ticket).where(Ticket.matter_id == matter_id, Ticket.status.in_(LIVE))
    ordered = query.order_by(Ticket.opened_at, Ticket.id)
    return list(session.scalars(ordered.execution_options(populate_existing=True)))


def _draw(
    session: Session,
    ticket: Ticket,
    *,
    channel: str,
    outbox: Outbox,
    now: datetime,
    fresh: bool = False,
    due_at: datetime | None = None,
) -> None:
    # Counted by the database: a card that several share is asked for under several locks.
    shown = {"of": ticket.id, "at": due_at or now}
    session.scalars(_COUNTED, shown, execution_options=AS_IT_STANDS).one()
    payload = {
        "ticket_id": ticket.id,
        "version": ticket.card_version,
        "channel": channel,
        "fresh": fresh,
    }
    effect = Effect(EffectKind.TICKET_CARD, channel, payload, draws=f"ticket:{ticket.id}", due_at=due_at)
    outbox.add(session, effect, now=now)
