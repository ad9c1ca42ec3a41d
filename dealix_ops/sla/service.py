"""Apply targets to a ticket, move them when it is raised, stop them when it is answered."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.sla import clock_rows, rules
from dealix_ops.sla.calendars import Calendars
from dealix_ops.sla.clock_rows import due_of as due_of
from dealix_ops.sla.models import AppliedSla
from dealix_ops.sla.rules import OF_EVERY_TICKET, Metric, Void
from dealix_ops.sla.rules import Due as Due
from dealix_ops.vocabulary import Priority

MET = {
    Metric.FIRST_RESPONSE: Event.FIRST_RESPONSE_MET,
    Metric.RESOLUTION: Event.RESOLUTION_MET,
    Metric.LISTEN: Event.LISTEN_MET,
}


def apply(
    session: Session, ticket_id: int, *, priority: Priority, needs_listen: bool, started_at: datetime
) -> None:
    """Start both clocks, or give running ones the stricter target of a raised priority.

    A clock that was void starts anew: the customer wrote again, and that line wants its answer. What we had
    answered before is not late because of a graver line days after it: that line's own time counts.
    """
    calendars, first = Calendars(session), _find(session, ticket_id, Metric.FIRST_RESPONSE)
    since = started_at if first is not None and first.met_at is not None else None
    for metric in OF_EVERY_TICKET:
        applied = _find(session, ticket_id, metric)
        if applied is None:
            applied = clock_rows.new(ticket_id, metric, started_at)
        elif applied.void_as is not None:
            clock_rows.begin(applied, started_at)
        else:
            if applied.met_at is None and _late(applied, started_at):
                clock_rows.press(applied, calendars, priority=priority, needs_listen=needs_listen)
            elif applied.met_at is None:
                clock_rows.tighten(
                    applied, calendars, priority=priority, needs_listen=needs_listen, since=since
                )
            continue
        # Added when it is whole: reading the calendar flushes.
        clock_rows.aim(applied, calendars, priority=priority, needs_listen=needs_listen)
        session.add(applied)
    session.flush()


def listen_by(session: Session, ticket_id: int, *, urgent: bool, started_at: datetime) -> None:
    """Something came that nobody can read. A clock that runs keeps its start, a stopped one starts anew."""
    within = rules.LISTEN_WITHIN_URGENT if urgent else rules.LISTEN_WITHIN
    applied = _find(session, ticket_id, Metric.LISTEN)
    if applied is not None and due_of(applied).running:
        if within < due_of(applied).target:
            clock_rows.aim_at(applied, within)
        session.flush()
        return
    if applied is None:
        applied = clock_rows.new(ticket_id, Metric.LISTEN, started_at)
        session.add(applied)
    clock_rows.begin(applied, started_at)
    clock_rows.aim_at(applied, within)
    session.flush()


def meet_listen(session: Session, ticket_id: int, *, met_at: datetime, actor: str) -> bool:
    """Somebody listened; False where no such clock runs."""
    return _meet(session, ticket_id, Metric.LISTEN, met_at=met_at, actor=actor)


def retarget(
    session: Session, ticket_id: int, *, priority: Priority, needs_listen: bool, now: datetime
) -> None:
    """A person judged: running clocks get the target of their priority, looser or stricter.

    What is late already stays late since when it was: no judgement of today takes a breach back, or moves it
    into another week.
    """
    calendars = Calendars(session)
    for applied in _not_met(session, ticket_id):
        if _late(applied, now):
            clock_rows.press(applied, calendars, priority=priority, needs_listen=needs_listen)
        else:
            clock_rows.aim(applied, calendars, priority=priority, needs_listen=needs_listen)
    session.flush()


def as_if_always(session: Session, ticket_id: int, *, priority: Priority, needs_listen: bool) -> None:
    """What made it graver was never in it, or lies in another ticket now: nor was it late for that."""
    calendars = Calendars(session)
    for applied in _not_met(session, ticket_id):
        clock_rows.aim(applied, calendars, priority=priority, needs_listen=needs_listen)
    session.flush()


def first_response_anew(
    session: Session, ticket_id: int, *, priority: Priority, needs_listen: bool, started_at: datetime
) -> None:
    """The matter became grave after its answer; the ledger keeps how that one was met."""
    applied = _find(session, ticket_id, Metric.FIRST_RESPONSE)
    if applied is not None:
        clock_rows.begin(applied, started_at)
        clock_rows.aim(applied, Calendars(session), priority=priority, needs_listen=needs_listen)
        session.flush()


def restart(session: Session, ticket_id: int, *, priority: Priority, started_at: datetime) -> None:
    """Both clocks anew for a matter that came back; what was met before stands in the ledger."""
    for metric in OF_EVERY_TICKET:
        applied = _find(session, ticket_id, metric)
        if applied is not None:
            session.delete(applied)
    session.flush()
    apply(session, ticket_id, priority=priority, needs_listen=False, started_at=started_at)


def absorb(session: Session, ticket_id: int, other_id: int, *, priority: Priority) -> None:
    """What runs in either runs in the first from the earlier start, by the target of `priority`."""
    calendars = Calendars(session)
    for metric in OF_EVERY_TICKET:
        own, other = _find(session, ticket_id, metric), _find(session, other_id, metric)
        running = [one for one in (own, other) if one is not None and due_of(one).running]
        if own is None or not running:
            continue
        first = min(running, key=lambda one: one.started_at)
        own.started_at = first.started_at
        own.waited_s, own.waited_working_s = first.waited_s, first.waited_working_s
        own.met_at = own.void_as = own.void_at = None
        clock_rows.aim(own, calendars, priority=priority, needs_listen=False)
    session.flush()


def meet_first_response(session: Session, ticket_id: int, *, met_at: datetime, actor: str) -> bool:
    """Stop the first-response clock; a second answer does not move it, and False says so.

    What was sent before the line that started it anew is no answer to that line.
    """
    applied = _find(session, ticket_id, Metric.FIRST_RESPONSE)
    if applied is not None and met_at < applied.started_at:
        return False
    return _meet(session, ticket_id, Metric.FIRST_RESPONSE, met_at=met_at, actor=actor)


def reopen_first_response(session: Session, ticket_id: int) -> None:
    """What stopped it did not happen: it runs on with its old target and start."""
    applied = _find(session, ticket_id, Metric.FIRST_RESPONSE)
    if applied is not None:
        applied.met_at = None
        session.flush()


def meet_resolution(session: Session, ticket_id: int, *, met_at: datetime, actor: str) -> None:
    _meet(session, ticket_id, Metric.RESOLUTION, met_at=met_at, actor=actor)


def unmeet_resolution(session: Session, ticket_id: int) -> None:
    """The closing was taken back: it runs on as before, or waits for the customer again."""
    applied = _find(session, ticket_id, Metric.RESOLUTION)
    if applied is not None:
        clock_rows.unmeet(applied, Calendars(session))
        session.flush()


def void(
    session: Session,
    ticket_id: int,
    *,
    why: Void,
    actor: str,
    now: datetime,
    metrics: Iterable[Metric] = (*OF_EVERY_TICKET, Metric.LISTEN),
    in_time_only: bool = False,
) -> None:
    """Stop what runs without counting it; `in_time_only` leaves alone what is late already."""
    for metric in metrics:
        applied = _find(session, ticket_id, metric)
        if applied is None or applied.met_at is not None or applied.void_as is not None:
            continue
        if not (in_time_only and now > applied.due_at):
            _void(session, applied, why=why, actor=actor, now=now)
    session.flush()


def void_late(session: Session, ticket_id: int, *, why: Void, actor: str, now: datetime) -> None:
    """What was met, but late by a target that should never have been: it counts no more."""
    for metric in OF_EVERY_TICKET:
        applied = _find(session, ticket_id, metric)
        if applied is None or applied.void_as is not None or applied.met_at is None:
            continue
        if applied.met_at > applied.due_at:
            _void(session, applied, why=why, actor=actor, now=now)
    session.flush()


def unvoid(session: Session, ticket_id: int, *, of: Iterable[Void]) -> None:
    """They count again, from their old start."""
    reasons = [why.value for why in of]
    rows = session.scalars(
        select(AppliedSla).where(AppliedSla.ticket_id == ticket_id, AppliedSla.void_as.in_(reasons))
    )
    for applied in rows.all():
        applied.void_as = applied.void_at = None
    session.flush()


def _void(session: Session, applied: AppliedSla, *, why: Void, actor: str, now: datetime) -> None:
    applied.void_as, applied.void_at = why.value, now
    facts = {"metric": applied.metric, "why": why.value, "was_late": (applied.met_at or now) > applied.due_at}
    ledger.record(session, Event.CLOCK_VOID, at=now, actor=actor, ticket_id=applied.ticket_id, facts=facts)


def _meet(session: Session, ticket_id: int, metric: Metric, *, met_at: datetime, actor: str) -> bool:
    applied = _find(session, ticket_id, metric)
    if applied is None or applied.met_at is not None or applied.void_as is not None:
        return False
    clock_rows.meet(applied, Calendars(session), met_at)
    seconds = int((met_at - applied.started_at).total_seconds())
    facts = {"seconds": seconds, "within_target": met_at <= applied.due_at}
    ledger.record(session, MET[metric], at=met_at, actor=actor, ticket_id=ticket_id, facts=facts)
    return True


def clocks(session: Session, ticket_id: int) -> dict[Metric, Due]:
    rows = session.scalars(select(AppliedSla).where(AppliedSla.ticket_id == ticket_id))
    return {Metric(row.metric): due_of(row) for row in rows}


def _late(applied: AppliedSla, now: datetime) -> bool:
    due = due_of(applied)
    return due.running and due.reached(now) > due.due_at


def _not_met(session: Session, ticket_id: int) -> list[AppliedSla]:
    found = (_find(session, ticket_id, metric) for metric in OF_EVERY_TICKET)
    return [applied for applied in found if applied is not None and applied.met_at is None]


def _find(session: Session, ticket_id: int, metric: Metric) -> AppliedSla | None:
    query = select(AppliedSla).where(AppliedSla.ticket_id == ticket_id, AppliedSla.metric == metric.value)
    return session.scalars(query).one_or_none()
