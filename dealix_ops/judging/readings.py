"""The second reader's part: asked once for each state of a block, listened to upwards only.

What goes wrong with it changes its own row and nothing else.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation
from dealix_ops.judging import examples, verdicts
from dealix_ops.judging.case import Matter, matter_of, names_of
from dealix_ops.judging.models import SecondReading
from dealix_ops.judging.redaction import redacted
from dealix_ops.judging.service import Judging
from dealix_ops.ports.reader import ReaderAnswer, ReaderFault
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import LIVE
from dealix_ops.vocabulary import Priority

AT_ONCE = 4
"""Partitions: a reader that is slow for everybody holds this many of the workers' places, and no card's."""
REASON_LIMIT = 300
OF_ONE = 25
"""Calls a day about what one person writes: as many lines as all customers together, else one takes all."""
_BUDGET_LOCK = 0x5EC0_4D


class Outcome(StrEnum):
    """Beside the faults of `ports.ReaderFault`. `lost`: the worker died between question and answer."""

    ASKED = "asked"
    RAISED = "raised"
    LOOK = "look"
    UNCHANGED = "unchanged"
    VOID = "void"
    OVER_BUDGET = "over_budget"
    LOST = "lost"


@dataclass(frozen=True)
class Heard:
    """`answer` is a fault's name where there was none."""

    answer: ReaderAnswer | ReaderFault
    latency_ms: int


def ask(session: Session, ticket: Ticket, *, through: int, outbox: Outbox, now: datetime) -> None:
    """In the transaction that read the line; a P0 has nothing to be raised to. Lines of a burst join."""
    if ticket.priority == Priority.P0.value:
        return
    payload = {"ticket_id": ticket.id, "through": through}
    partition = f"second_reader:{ticket.conversation_id % AT_ONCE}"
    effect = Effect(EffectKind.SECOND_READING, partition, payload, draws=f"reading:{ticket.id}")
    outbox.add(session, effect, now=now)


def begin(
    session: Session, ticket_id: int, *, through: int, model: str, budget: int, now: datetime
) -> str | None:
    """The words to be read, booked against the day's budget; None where nothing shall leave."""
    earlier = _row(session, ticket_id, through)
    if earlier is not None:
        if earlier.outcome == Outcome.ASKED.value:
            earlier.outcome = Outcome.LOST.value
        return None
    matter = matter_of(session, ticket_id)
    words = examples.words_of(session, matter, after=matter.conversation.judged_through_inbound_id)
    if not words or _overtaken(session, matter, through) or matter.priority is Priority.P0:
        return None
    today = riyadh(now).date()
    root = contacts.root_of(matter.conversation)
    within = _used(session, today) < budget and _used(session, today, of=root) < OF_ONE
    row = SecondReading(
        ticket_id=ticket_id,
        through_inbound_id=through,
        model=model,
        outcome=(Outcome.ASKED if within else Outcome.OVER_BUDGET).value,
        asked_at=now,
        asked_on=today if within else None,
    )
    session.add(row)
    session.flush()
    return words if within else None


def settle(
    session: Session, judging: Judging, ticket_id: int, *, through: int, heard: Heard, now: datetime
) -> None:
    """Raise, mark, or leave everything as it is; the row tells which."""
    row, matter = _row(session, ticket_id, through), matter_of(session, ticket_id)
    if row is None or row.outcome != Outcome.ASKED.value:
        return
    row.latency_ms = heard.latency_ms
    answer = heard.answer
    if isinstance(answer, ReaderFault):
        row.outcome = answer.value
        return
    reason = _one_line(redacted(answer.reason, names=names_of(session, matter)))
    told = (reason,) if reason else ()
    row.priority, row.needs_look, row.reason = answer.priority.value, answer.needs_look, reason
    if _overtaken(session, matter, through):
        row.outcome = Outcome.VOID.value
    elif answer.priority.rank < matter.priority.rank:
        look = answer.needs_look or (matter.reading is not None and matter.reading.needs_look)
        judging.raise_by_reader(
            session, matter, answer.priority, model=row.model, needs_look=look, reasons=told, now=now
        )
        row.outcome = Outcome.RAISED.value
    elif answer.needs_look:
        _mark(session, judging, matter, through=through, model=row.model, reasons=told, now=now)
        row.outcome = Outcome.LOOK.value
    else:
        row.outcome = Outcome.UNCHANGED.value


def _mark(
    session: Session,
    judging: Judging,
    matter: Matter,
    *,
    through: int,
    model: str,
    reasons: Sequence[str],
    now: datetime,
) -> None:
    base = matter.reading
    if base is None:
        return
    verdicts.add(
        session,
        base,
        by=f"{verdicts.READER}{model}",
        through=through,
        priority=matter.priority,
        said=verdicts.about(base),
        needs_look=True,
        reasons=reasons,
        now=now,
    )
    tickets.show(session, matter.ticket, channel=judging.channel, outbox=judging.outbox, now=now)


def _one_line(reason: str) -> str:
    """Foreign text for a column and a card: PostgreSQL keeps no NUL."""
    return " ".join("".join(one if one.isprintable() else " " for one in reason).split())[:REASON_LIMIT]


def _overtaken(session: Session, matter: Matter, through: int) -> bool:
    """A newer line has a reading of its own, and what a founder weighed needs none."""
    newer = verdicts.newest_line(session, matter.ticket) != through
    judged = matter.conversation.judged_through_inbound_id >= through
    return newer or judged or matter.ticket.status not in LIVE


def _used(session: Session, today: date, *, of: int | None = None) -> int:
    """Calls of this day, counted one process at a time; SQLite has one writer. `of` one conversation."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(_BUDGET_LOCK)))
    query = select(func.count()).select_from(SecondReading).where(SecondReading.asked_on == today)
    if of is not None:
        theirs = select(Ticket.id).join(Conversation, Conversation.id == Ticket.conversation_id)
        query = query.where(SecondReading.ticket_id.in_(theirs.where(contacts.written_into(of))))
    return session.scalar(query) or 0


def _row(session: Session, ticket_id: int, through: int) -> SecondReading | None:
    query = select(SecondReading).where(
        SecondReading.ticket_id == ticket_id, SecondReading.through_inbound_id == through
    )
    return session.scalars(query).one_or_none()
