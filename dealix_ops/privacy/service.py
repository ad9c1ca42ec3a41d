"""The two rights of a person: a copy of what we hold, and that we forget it.

Everything of theirs goes but the ids; what proves our own conduct stays readable without them.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, func, inspect, select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts import suppression
from dealix_ops.contacts.models import Contact
from dealix_ops.drafts.models import Draft, SavedReply
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.durable.rows import OPEN
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Outbox
from dealix_ops.privacy import rooms, scrubbing, slack_pictures
from dealix_ops.privacy.errors import StillOpen
from dealix_ops.privacy.holdings import ERASED, HOLDINGS, Holding
from dealix_ops.privacy.person import Person, find
from dealix_ops.privacy.single_words import Naming
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Matter, Ticket
from dealix_ops.tickets.states import LIVE

ACTOR = "privacy"
"""Who stands in the ledger: whoever may run commands on this machine."""


@dataclass(frozen=True)
class Report:
    """`rows` by table, `open` what stands in the way, `pictures` how many messages in Slack are replaced,
    `rooms` channels of incidents that are called after them."""

    contact_ids: tuple[int, ...]
    rows: Mapping[str, int]
    scrubbed: int
    pictures: int
    open: tuple[str, ...]
    rooms: tuple[str, ...]


def look(
    session: Session, told: str, *, are_names: Collection[str] = (), are_words: Collection[str] = ()
) -> Report:
    """The dry run. What the everyday words are: `single_words.Naming`. Raises ContactUnknown."""
    person = find(session, told)
    naming = Naming(person, are_names, are_words)
    rows = {one.table: _count(session, one, person) for one in HOLDINGS}
    rows["saved_reply"] = len(_made_of_their_text(session, person))
    return Report(
        contact_ids=tuple(sorted(person.contact_ids)),
        rows={table: count for table, count in rows.items() if count},
        scrubbed=len(list(scrubbing.found(session, naming))),
        pictures=len({ts for _, ts in slack_pictures.of(session, naming)}),
        open=tuple(_open(session, naming)),
        rooms=tuple(one.channel_name or "" for one in rooms.called_after(session, naming)),
    )


def erase(
    session: Session,
    told: str,
    *,
    are_names: Collection[str] = (),
    are_words: Collection[str] = (),
    outbox: Outbox,
    channel: str,
    alerts: str,
    now: datetime,
) -> Report:
    """One transaction, under the locks of their conversations. `alerts` is where incidents' cards stand.

    Raises ContactUnknown, StillOpen.
    """
    for conversation_id in sorted(find(session, told).conversation_ids):
        contacts.locked(session, conversation_id)
    person, report = find(session, told), look(session, told, are_names=are_names, are_words=are_words)
    naming = Naming(person, are_names, are_words)
    if report.open:
        raise StillOpen(f"not over yet: {', '.join(report.open)}")
    for address in sorted(person.addresses):
        suppression.suppress(session, address, now=now)
    slack_pictures.replace(session, naming, outbox=outbox, now=now)
    incidents = rooms.shown(session, naming)
    rooms.forget_said(session, naming)
    rooms.forget_channels(session, naming)
    saved = _made_of_their_text(session, person)
    session.execute(delete(SavedReply).where(SavedReply.id.in_(saved)))
    scrubbing.scrub(session, naming)
    for holding in HOLDINGS:
        _forget(session, holding, person)
    # A text that nobody decided: there is nobody left whom it could reach.
    undecided = (Draft.id.in_(person.draft_ids), Draft.status == DraftStatus.PROPOSED.value)
    session.execute(update(Draft).where(*undecided).values(status=DraftStatus.EXPIRED.value))
    session.execute(update(Contact).where(Contact.id.in_(person.contact_ids)).values(erased_at=now))
    session.expire_all()
    facts = {"contacts": list(report.contact_ids), "rows": dict(report.rows)}
    ledger.record(session, Event.CONTACT_ERASED, at=now, actor=ACTOR, facts=facts)
    for lead in _cards_that_name_them(session, person):
        tickets.show(session, lead, channel=channel, outbox=outbox, now=now)
    rooms.redraw(session, incidents, channel=alerts, outbox=outbox, now=now)
    return report


def export(session: Session, told: str, *, now: datetime) -> dict[str, list[dict[str, Any]]]:
    """A copy in readable form, by table; of files what we know of them, not their bytes.

    Raises ContactUnknown.
    """
    person = find(session, told)
    found = {one.table: list(_shown(session, one, person)) for one in HOLDINGS if one.shown}
    facts = {"contacts": sorted(person.contact_ids)}
    ledger.record(session, Event.CONTACT_EXPORTED, at=now, actor=ACTOR, facts=facts)
    return {table: rows for table, rows in found.items() if rows}


def _open(session: Session, naming: Naming) -> Iterator[str]:
    person = naming.person
    live = select(Ticket.id).where(Ticket.id.in_(person.ticket_ids), Ticket.status.in_(LIVE))
    yield from (f"ticket ت-{one}" for one in session.scalars(live.order_by(Ticket.id)))
    waits = (Inbound.conversation_key.in_(person.keys), Inbound.status.in_(OPEN))
    for one in session.scalars(select(Inbound.id).where(*waits).order_by(Inbound.id)):
        yield f"message {one} (not processed yet)"
    yield from (f"outbox {one} (names them, not sent yet)" for one in rooms.waiting(session, naming))
    for word, texts in scrubbing.doubtful(session, naming).items():
        yield f"«{word}» (texts of incidents: {texts}): their name (--name {word}) or a word (--word {word})"
    under_way = (
        select(Approval.id)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .where(
            Approval.id.in_(person.approval_ids),
            HandOff.sent_at.is_(None),
            Approval.withdrawn_at.is_(None),
        )
    )
    yield from (f"approval {one} (not sent, not taken back)" for one in session.scalars(under_way))


def _cards_that_name_them(session: Session, person: Person) -> list[Ticket]:
    """Of colleagues of theirs who reported the same: «بلّغ عنها أيضاً»."""
    matters = select(Ticket.matter_id).where(Ticket.id.in_(person.ticket_ids), Ticket.matter_id.is_not(None))
    leads = select(Matter.lead_ticket_id).where(Matter.id.in_(matters))
    return list(
        session.scalars(select(Ticket).where(Ticket.id.in_(leads), Ticket.id.not_in(person.ticket_ids)))
    )


def _made_of_their_text(session: Session, person: Person) -> list[int]:
    """Saved replies that are, word for word, what was written to them."""
    texts = select(Approval.text).where(Approval.id.in_(person.approval_ids), Approval.text != ERASED)
    return list(session.scalars(select(SavedReply.id).where(SavedReply.text.in_(texts))))


def _count(session: Session, holding: Holding, person: Person) -> int:
    query = select(func.count()).select_from(holding.model).where(holding.rows(person))
    return session.scalar(query) or 0


def _forget(session: Session, holding: Holding, person: Person) -> None:
    where = holding.rows(person)
    if not holding.becomes:
        session.execute(delete(holding.model).where(where))
        return
    made = {name: value for name, value in holding.becomes.items() if callable(value)}
    fixed = {name: value for name, value in holding.becomes.items() if name not in made}
    (key,) = inspect(holding.model).primary_key
    ids = session.scalars(select(key).where(where)).all()
    if fixed:
        session.execute(update(holding.model).where(key.in_(ids)).values(fixed))
    for row_id in ids if made else ():
        values = {name: make(row_id) for name, make in made.items()}
        session.execute(update(holding.model).where(key == row_id).values(values))


def _shown(session: Session, holding: Holding, person: Person) -> Iterator[dict[str, Any]]:
    columns = [getattr(holding.model, name) for name in holding.shown]
    (key,) = inspect(holding.model).primary_key
    for row in session.execute(select(*columns).where(holding.rows(person)).order_by(key)):
        yield {name: _readable(value) for name, value in zip(holding.shown, row, strict=True)}


def _readable(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value
