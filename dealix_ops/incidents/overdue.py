"""The authority's notice after its 72 hours: each morning, until it is whole or a person says why not."""

from datetime import datetime, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from dealix_ops.incidents import notice_text, pdpl, pdpl_rules
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.closing import on_one_line
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.pdpl import Clock
from dealix_ops.incidents.rules import Status
from dealix_ops.incidents.run_models import IncidentFiling, IncidentHarm, IncidentReminder
from dealix_ops.incidents.service import FALSE_ALARM
from dealix_ops.incidents.showing import Offer
from dealix_ops.language.display import isolate
from dealix_ops.language.numbers_ar import Case, Noun, count_ar
from dealix_ops.working_time import rest
from dealix_ops.working_time import service as working_time

KEY = "pdpl.overdue"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def owing_ones(session: Session) -> list[Incident]:
    """Those that are over: their end did not end the authority's clock."""
    later = aliased(IncidentFiling)
    newest = ~exists().where(later.incident_id == Incident.id, later.id > IncidentFiling.id)
    of = IncidentFiling.incident_id == Incident.id
    whole = exists().where(of, IncidentFiling.partial.is_(False), newest)
    harmless = exists().where(IncidentHarm.incident_id == Incident.id, IncidentHarm.may_harm.is_(False))
    query = select(Incident).where(
        Incident.status == Status.RESOLVED.value,
        Incident.resolved_as != FALSE_ALARM,
        Incident.aware_at.is_not(None),
        ~whole,
        ~harmless,
    )
    found = session.scalars(query.order_by(Incident.id))
    clocks = ((one, pdpl.clock(session, one)) for one in found)
    return [one for one, clock in clocks if clock is not None and clock.runs]


def morning(
    session: Session, incident: Incident, clock: Clock, *, at_end: str, now: datetime
) -> datetime | None:
    """The morning that it is asked for by now. `at_end` is the kind of the reminder of its 72nd hour."""
    told = select(func.max(IncidentReminder.said_at)).where(
        IncidentReminder.incident_id == incident.id, IncidentReminder.kind == at_end
    )
    said_at = session.scalar(told)
    if now < clock.due_at or said_at is None:
        return None
    asked = pdpl_rules.asked_again(max([said_at, *(one.at for one in clock.filed)]), now)
    return None if asked is None or rest.iftar_ends(now, working_time.fasting(session)) else asked


def text(session: Session, incident: Incident, clock: Clock, *, people: str, now: datetime) -> str:
    """How late it is, and what is missing."""
    facts = {
        "id": incident.id,
        "people": people,
        "due": pdpl.at_ar(clock.due_at),
        "late": late_ar(now - clock.due_at),
    }
    if clock.may_harm is None:
        return copy_ar.HARM_OVERDUE.format(**facts)
    if not clock.filed:
        return "\n".join([copy_ar.NOTICE_OVERDUE.format(**facts), *notice_text.missing(session, incident)])
    last = clock.filed[-1]
    reference = isolate(on_one_line(last.reference))
    head = copy_ar.REST_OVERDUE.format(filed=pdpl.at_ar(last.filed_at), reference=reference, **facts)
    return "\n".join([head, *notice_text.missing(session, incident, last)])


def offers(clock: Clock) -> list[Offer]:
    if clock.may_harm is None:
        return [Offer.HARM]
    return [Offer.NOTICE, Offer.NOTHING_LEFT if clock.filed else Offer.NOT_OWED]


def late_ar(span: timedelta) -> str:
    """After «منذ»: whole hours for two days, then whole days."""
    if span < HOUR:
        return copy_ar.LESS_THAN_AN_HOUR
    many, noun = (span // HOUR, Noun.HOUR) if span < 2 * DAY else (span // DAY, Noun.DAY)
    return count_ar(many, noun, Case.OBLIQUE)
