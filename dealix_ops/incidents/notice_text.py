"""The authority's notice as a text with visible gaps, made from rows; a person files it."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.incidents import pdpl, plan, reports
from dealix_ops.incidents import run_copy_ar as copy_ar
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.pdpl_rules import Part, due_at
from dealix_ops.incidents.rules import Kind, Step
from dealix_ops.incidents.run_models import IncidentFiling, IncidentNotice
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import clock_ar, date_ar

OURS = {
    Step.FREEZE: "أوقفنا كل ما نبدأ به من الإرسال",
    Step.TELL: "أُبلغ المؤسس والمناوب",
    Step.CHANNEL: "فُتحت غرفة للحادث",
    Step.LEDGER: "رُوجع سجل الإجراءات",
    Step.CRISIS_CELL: "شُكّلت خلية أزمة",
    Step.UPDATES: "يُحدَّث المتأثرون في مواعيدهم",
}
"""Steps of the plan as the authority reads them."""
A_TICK = timedelta(minutes=1)
"""The clock comes a few seconds late: 48 hours are 48."""


def lines(session: Session, incident: Incident, *, now: datetime) -> list[str]:
    """One line for each thing that the notice must hold (IR Art. 24)."""
    parts = pdpl.parts_of(session, incident.id)
    customers, unknown = reports.affected(session, incident.id)
    aware = pdpl.at_ar(incident.aware_at) if incident.aware_at else copy_ar.GAP.format(part="وقت العلم")
    made = [
        copy_ar.NOTICE_WHAT.format(what=copy_ar.WHAT[Kind(incident.kind)]),
        copy_ar.NOTICE_WHEN.format(declared=pdpl.at_ar(incident.declared_at), aware=aware),
        copy_ar.NOTICE_CUSTOMERS.format(count=count_ar(len(customers) + len(unknown), Noun.CUSTOMER)),
    ]
    made += [f"{copy_ar.PARTS[part]}: {parts.get(part) or _gap(part)}" for part in Part]
    done = [OURS[Step(one.key)] for one in plan.of(session, incident.id) if one.done_at and one.key in OURS]
    made.append(copy_ar.NOTICE_DONE.format(steps="، ".join(done) or copy_ar.NOTICE_NO_STEPS))
    count = _sent(session, incident)
    if count:
        made.append(copy_ar.NOTICE_SENT.format(count=count_ar(count, Noun.MESSAGE)))
    if incident.aware_at is not None and now > due_at(incident.aware_at):
        made.append(copy_ar.NOTICE_LATE.format(gap=copy_ar.GAP.format(part="السبب")))
    return made


def gaps(session: Session, incident: Incident) -> list[str]:
    parts = pdpl.parts_of(session, incident.id)
    return [copy_ar.PARTS[part] for part in Part if part not in parts]


def missing(session: Session, incident: Incident, filed: IncidentFiling | None = None) -> list[str]:
    """What is not written yet; and of what was written since `filed`, that it has to be filed too."""
    open_parts = gaps(session, incident)
    lines = [copy_ar.NOTICE_GAPS.format(gaps="، ".join(open_parts))] if open_parts else []
    if filed is None:
        return lines or [copy_ar.NOTICE_READY]
    query = select(IncidentNotice).where(
        IncidentNotice.incident_id == incident.id, IncidentNotice.at > filed.at, IncidentNotice.text != ""
    )
    since = {Part(row.part) for row in session.scalars(query)}
    written = [copy_ar.PARTS[part] for part in Part if part in since]
    lines += [copy_ar.REST_WRITTEN.format(parts="، ".join(written))] if written else []
    return lines or [copy_ar.REST_READY]


def moment(instant: datetime, now: datetime) -> str:
    """«10:42 ص», with its day when that is not today."""
    same = riyadh(instant).date() == riyadh(now).date()
    return clock_ar(instant) if same else f"{clock_ar(instant)} {date_ar(instant)}"


def left(span: timedelta) -> str:
    """What is left of a clock of days, in whole hours, at the end in minutes."""
    minutes = max(int((span + A_TICK).total_seconds() // 60), 0)
    if minutes < 60:
        return count_ar(minutes, Noun.MINUTE) if minutes else "أقل من دقيقة"
    return count_ar(minutes // 60, Noun.HOUR)


def _gap(part: Part) -> str:
    return copy_ar.GAP.format(part=copy_ar.PARTS[part])


def _sent(session: Session, incident: Incident) -> int:
    """Updates to those affected that left; what waits or was rejected told nobody anything."""
    ids = reports.tickets_of(session, incident.id)
    mine = (Draft.ticket_id.in_(ids), Draft.kind == DraftKind.UPDATE.value)
    left = select(func.count()).select_from(Draft).where(*mine, Draft.status == DraftStatus.SENT.value)
    return session.scalar(left) or 0
