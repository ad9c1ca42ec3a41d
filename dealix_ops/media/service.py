"""A file's life in our rows: told of, fetched or not, shown, removed when its time is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Message
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.media import content as contents
from dealix_ops.media.errors import NothingToAskAgain
from dealix_ops.media.models import Media, MediaLink
from dealix_ops.media.rules import MediaFacts, MediaKind, MediaState, MediaStatus, may_ask_again
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import ButtonUnknown, MayNotArrange
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import MediaFault

REMOVAL_BATCH = 100


@dataclass(frozen=True)
class Wanted:
    """What a worker asks the source for."""

    external_id: str
    kind: MediaKind
    sha256: str | None


def keep(
    session: Session, inbound_id: int, facts: MediaFacts, *, fetching: bool, outbox: Outbox, now: datetime
) -> None:
    """In the message's own transaction. Meta's id dies after seven days, so what is not asked for is lost."""
    status = MediaStatus.WAITING if fetching else MediaStatus.OFF
    media = Media(
        inbound_id=inbound_id,
        external_id=facts.external_id,
        kind=facts.kind.value,
        mime=facts.mime,
        sha256=facts.sha256,
        status=status.value,
        failure=None if fetching else MediaFault.NO_TOKEN.value,
    )
    session.add(media)
    session.flush()
    if fetching:
        effect = Effect(EffectKind.MEDIA_FETCH, f"media:{media.id}", {"media_id": media.id})
        outbox.add(session, effect, now=now)


def ask_again(
    session: Session, media_id: int, *, actor: Actor, outbox: Outbox, channel: str, now: datetime
) -> None:
    """«أعد المحاولة» on a file that did not come.

    Raises MayNotArrange, ButtonUnknown, NothingToAskAgain.
    """
    if not allows(actor.role, Act.LISTEN):
        raise MayNotArrange(actor.user_id)
    if session.get(Media, media_id) is None:
        raise ButtonUnknown("no such file")
    media, ticket = _locked(session, media_id)
    session.refresh(media)
    occurred_at = session.scalars(
        select(Message.occurred_at).where(Message.inbound_id == media.inbound_id)
    ).one()
    if not may_come_yet(media, occurred_at, now):
        raise NothingToAskAgain(f"file {media_id} is {media.status}")
    facts = {"media": media.id, "kind": media.kind, "before": media.failure}
    ledger.record(
        session, Event.MEDIA_ASKED_AGAIN, at=now, actor=actor.user_id, ticket_id=ticket.id, facts=facts
    )
    media.status, media.failure = MediaStatus.WAITING.value, None
    outbox.add(session, Effect(EffectKind.MEDIA_FETCH, f"media:{media.id}", {"media_id": media.id}), now=now)
    tickets.show(session, ticket, channel=channel, outbox=outbox, now=now)


def may_come_yet(media: Media, occurred_at: datetime, now: datetime) -> bool:
    fault = MediaFault(media.failure) if media.failure else None
    return may_ask_again(MediaStatus(media.status), fault, age=now - occurred_at)


def wanted(session: Session, media_id: int) -> Wanted | None:
    """None where it is here already, or nobody waits for it any more."""
    media = session.get_one(Media, media_id)
    if media.status != MediaStatus.WAITING.value:
        return None
    return Wanted(media.external_id, MediaKind(media.kind), media.sha256)


@dataclass(frozen=True)
class Shelf:
    """`channel` is where the cards stand; `days` how long a content is kept."""

    outbox: Outbox
    channel: str
    days: int

    def store(self, session: Session, media_id: int, content: bytes, sealed: bytes, *, now: datetime) -> None:
        """`sealed` was made of `content`, outside the transaction, because it takes its time."""
        media, ticket = _locked(session, media_id)
        found = contents.recognised(content, MediaKind(media.kind))
        if found is None:
            self.fail(session, media_id, MediaFault.WRONG_TYPE, now=now)
            return
        media.sealed, media.size, media.mime = sealed, len(content), found.mime
        media.seconds = contents.opus_seconds(content)
        media.status, media.failure = MediaStatus.STORED.value, None
        media.fetched_at, media.expires_at = now, now + timedelta(days=self.days)
        facts = {"media": media.id, "kind": media.kind, "size": media.size}
        ledger.record(session, Event.MEDIA_STORED, at=now, ticket_id=ticket.id, facts=facts)
        self._show(session, ticket, now)

    def fail(self, session: Session, media_id: int, fault: MediaFault, *, now: datetime) -> None:
        media, ticket = _locked(session, media_id)
        media.status, media.failure = MediaStatus.FAILED.value, fault.value
        facts = {"media": media.id, "kind": media.kind, "why": fault.value}
        ledger.record(session, Event.MEDIA_FAILED, at=now, ticket_id=ticket.id, facts=facts)
        self._show(session, ticket, now)

    def _show(self, session: Session, ticket: Ticket, now: datetime) -> None:
        """The card says what became of it; closed matters are not woken."""
        if ticket.status in tickets.LIVE:
            tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now, hurry=False)


def states(session: Session, inbound_ids: Sequence[int]) -> dict[int, MediaState]:
    """Of the lines that have a file, by inbound id."""
    if not inbound_ids:
        return {}
    rows = session.scalars(select(Media).where(Media.inbound_id.in_(inbound_ids)))
    return {row.inbound_id: state_of(row) for row in rows}


def state_of(media: Media) -> MediaState:
    fault = MediaFault(media.failure) if media.failure else None
    return MediaState(MediaKind(media.kind), MediaStatus(media.status), fault, media.seconds)


def remove_expired(session: Session, *, now: datetime) -> int:
    """One idempotent tick: content goes, the row stays and says so. Old keys of pages go too."""
    query = (
        select(Media)
        .where(Media.expires_at <= now, Media.status == MediaStatus.STORED.value)
        .order_by(Media.id)
        .limit(REMOVAL_BATCH)
        .with_for_update(skip_locked=True)
    )
    over = list(session.scalars(query))
    for media in over:
        media.sealed, media.status = None, MediaStatus.REMOVED.value
        facts = {"media": media.id, "kind": media.kind}
        ticket_id = _ticket_of(session, media)
        ledger.record(session, Event.MEDIA_REMOVED, at=now, ticket_id=ticket_id, facts=facts)
    for link in session.scalars(select(MediaLink).where(MediaLink.expires_at <= now).limit(REMOVAL_BATCH)):
        session.delete(link)
    return len(over)


def _ticket_of(session: Session, media: Media) -> int:
    return session.scalars(select(Message.ticket_id).where(Message.inbound_id == media.inbound_id)).one()


def _locked(session: Session, media_id: int) -> tuple[Media, Ticket]:
    """The conversation first, as everybody locks, because its card is about to change."""
    media = session.get_one(Media, media_id)
    ticket = session.get_one(Ticket, _ticket_of(session, media))
    contacts.locked(session, ticket.conversation_id)
    session.refresh(ticket)
    return media, ticket
