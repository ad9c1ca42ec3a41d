"""The page of one file for one person: a key that only they were given, for two hours."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from dealix_ops import page_keys
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Message
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.media import service
from dealix_ops.media.models import Media, MediaLink
from dealix_ops.media.rules import MediaState, MediaStatus
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import ButtonUnknown, MayNotArrange
from dealix_ops.tickets.models import Ticket

MOST_SHOWN = 5
"""The newest: whoever sent ten voice notes is heard from the last ones on."""


@dataclass(frozen=True)
class Shown:
    """One file as the answer to «استمع» tells of it; `token` is None where there is nothing to open."""

    state: MediaState
    occurred_at: datetime
    asked_at: datetime
    token: str | None = None
    again: int | None = None
    """The file's id, where it may be asked for once more."""


@dataclass(frozen=True)
class Opened:
    """What a key leads to until it ends; `media` holds its content only where it was asked for."""

    media: Media
    slack_user: str
    ticket_id: int
    occurred_at: datetime
    until: datetime


def ask(
    session: Session,
    ticket_id: int,
    *,
    actor: Actor,
    channel: str,
    has_pages: bool,
    outbox: Outbox,
    now: datetime,
) -> None:
    """«استمع»: a worker makes the keys when it sends them, so that none is ever stored.

    Raises ButtonUnknown, MayNotArrange.
    """
    ticket = session.get(Ticket, ticket_id)
    if ticket is None:
        raise ButtonUnknown("no such ticket")
    if not allows(actor.role, Act.LISTEN):
        raise MayNotArrange(actor.user_id)
    contacts.locked(session, ticket.conversation_id)
    there = [media.id for media, _ in _of_ticket(session, ticket_id) if _is_here(media)]
    if there and has_pages:
        facts = {"media": there}
        ledger.record(
            session, Event.MEDIA_SHOWN, at=now, actor=actor.user_id, ticket_id=ticket_id, facts=facts
        )
    payload = {"ticket_id": ticket_id, "channel": channel, "user": actor.user_id}
    # A partition of its own, as every answer to one person: it does not queue behind the paced cards.
    effect = Effect(EffectKind.MEDIA_LINKS, f"{channel}:{actor.user_id}", payload)
    outbox.add(session, effect, now=now)


def make(session: Session, ticket_id: int, *, slack_user: str, has_pages: bool, now: datetime) -> list[Shown]:
    """The ticket's newest files, oldest of them first, with a key for each that is here."""
    return [
        Shown(
            service.state_of(media),
            occurred_at,
            now,
            _key(session, media.id, slack_user, now) if has_pages and _is_here(media) else None,
            media.id if service.may_come_yet(media, occurred_at, now) else None,
        )
        for media, occurred_at in _of_ticket(session, ticket_id)
    ]


def find(session: Session, token: str, *, now: datetime, with_content: bool) -> Opened | None:
    """None for an unknown key, an old one and a removed content: to a stranger they are the same."""
    proof = page_keys.proof(token)
    link = session.get(MediaLink, proof) if proof else None
    if link is None or now >= link.expires_at:
        return None
    query = select(Media, Message).join(Message, Message.inbound_id == Media.inbound_id)
    one = query.where(Media.id == link.media_id)
    asked = one.options(undefer(Media.sealed)) if with_content else one
    media, message = session.execute(asked).one()
    if not _is_here(media):
        return None
    return Opened(media, link.slack_user, message.ticket_id, message.occurred_at, link.expires_at)


def _key(session: Session, media_id: int, slack_user: str, now: datetime) -> str:
    token = page_keys.new()
    link = MediaLink(
        token_hash=page_keys.proof(token),
        media_id=media_id,
        slack_user=slack_user,
        made_at=now,
        expires_at=now + page_keys.LIFE,
    )
    session.add(link)
    session.flush()
    return token


def _of_ticket(session: Session, ticket_id: int) -> list[tuple[Media, datetime]]:
    query = (
        select(Media, Message.occurred_at)
        .join(Message, Message.inbound_id == Media.inbound_id)
        .where(Message.ticket_id == ticket_id)
        .order_by(Media.inbound_id.desc())
        .limit(MOST_SHOWN)
    )
    return [(media, at) for media, at in reversed(session.execute(query).all())]


def _is_here(media: Media) -> bool:
    return media.status == MediaStatus.STORED.value
