"""SLA over the API: what happened to a ticket, whether it was late, how a set of tickets went."""

from typing import Annotated

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy.orm import Session

from bot.web.api.examples import sample, sampled, shown
from bot.web.api.identifiers import Id, known_ticket, number_of
from bot.web.api.office import Office, Telling
from bot.web.api.shapes import Amount, Answered, Asked, AskedFor, OfPriority, Recorded, Sla, sla_of
from dealix_ops.computed.service import Kind
from dealix_ops.sla import report, reported
from dealix_ops.sla.report import Course, Verdict
from dealix_ops.sla.reported import SlaEventKind
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority

OfEvent = Annotated[SlaEventKind, Field(strict=False)]
MOST_TICKETS = 2_000


class AskedEvent(Asked):
    ticket_id: Id = Field(examples=[1])
    event: OfEvent = Field(examples=["first_response"])
    priority: OfPriority = Field(Priority.P3, examples=["P3"])


class AskedBreach(AskedFor):
    """`open_minutes`: how long an open ticket stands; then what is past due counts too."""

    ticket_id: Id = Field("", examples=[1])
    priority: OfPriority = Field(Priority.P3, examples=["P0"])
    minutes_to_first_response: Amount | None = Field(None, examples=[45])
    hours_to_resolve: Amount | None = Field(None, examples=[5.5])
    open_minutes: Amount | None = None


class GivenTicket(Asked):
    priority: OfPriority = Field(Priority.P3, examples=["P1"])
    first_response_min: Amount | None = Field(None, examples=[12])
    resolution_hours: Amount | None = Field(None, examples=[2.5])
    open_minutes: Amount | None = None


class AskedReport(AskedFor):
    tickets: list[GivenTicket] = Field([], max_length=MOST_TICKETS, examples=[[sample(GivenTicket)]])


class Told(Recorded):
    ticket_id: str | int
    event: SlaEventKind
    priority: Priority
    sla: Sla
    note_ar: str


class Breach(Recorded):
    ticket_id: str | int
    priority: Priority
    breached: bool
    breaches: list[Metric]
    sla: Sla


class OfPriorityReport(Answered):
    count: int
    breaches: int
    avg_first_response_min: float | None
    avg_resolution_hours: float | None


class Report(Recorded):
    """`breach_rate` from 0 to 1."""

    total_tickets: int
    total_breached: int
    breach_rate: float
    by_priority: dict[Priority, OfPriorityReport]
    verdict: Verdict
    verdict_ar: str
    escalates_to_founder: bool
    freezes_initiated_sends: bool


VERDICTS = {Verdict.HEALTHY: "سليم", Verdict.WATCH: "تحت المراقبة", Verdict.CRITICAL: "حرج"}
NOTES = {
    SlaEventKind.OPENED: "سُجّل فتح التذكرة",
    SlaEventKind.FIRST_RESPONSE: "سُجّل الرد الأول وتوقفت مهلته",
    SlaEventKind.RESOLVED: "سُجّل الحل، والإغلاق بعد تأكيد العميل",
    SlaEventKind.ESCALATED: "سُجّل التصعيد، والقرار للمؤسس",
}
STRANGER = "حُسبت المهل ولم يُسجّل شيء: التذكرة غير معروفة عندنا أو سُجّل الحدث من قبل"
DEMO = (
    Course(Priority.P0, 21, 3),
    Course(Priority.P1, 74, 26),
    Course(Priority.P1, 40, 9),
    Course(Priority.P2, 355, 31),
    Course(Priority.P3, 940, 52),
)


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/sla", tags=["sla"])

    @router.post("/event", **shown(told(sampled(AskedEvent), Priority.P3, recorded=True), to=AskedEvent))
    async def event(request: Request, asked: AskedEvent) -> Told:
        """Opened, first_response, resolved or escalated; of a known ticket each is stored once.

        `first_response` stops that ticket's clock. `resolved` closes nothing: the customer confirms first.
        """
        recorded, priority = await _tell(office, request, asked)
        return told(asked, priority, recorded=recorded)

    @router.post("/classify-breach", **shown(breach(sampled(AskedBreach)), to=AskedBreach, stored=True))
    async def classify_breach(request: Request, asked: AskedBreach) -> Breach:
        """Which of the two clocks were late; exactly on the target is in time."""
        answer = breach(asked)
        await office.keep(
            request,
            Kind.BREACH,
            answer,
            customer_id=asked.customer_id,
            ticket_id=asked.ticket_id,
            facts={"priority", "breaches"},
        )
        return answer

    @router.post(
        "/health-report",
        **shown(health(courses(sampled(AskedReport))), to=AskedReport, stored=True),
    )
    async def health_report(request: Request, asked: AskedReport) -> Report:
        """Totals, rates and a verdict: healthy below 10 %, watch below 25 %, critical from there on."""
        answer = health(courses(asked))
        await office.keep(
            request,
            Kind.HEALTH,
            answer,
            customer_id=asked.customer_id,
            facts={"total_tickets", "total_breached", "breach_rate", "verdict", "by_priority"},
        )
        return answer

    @router.get("/health-report/demo", **shown(health(DEMO)))
    async def demo() -> Report:
        """The report of five made-up tickets."""
        return health(DEMO)

    return router


def told(asked: AskedEvent, priority: Priority, *, recorded: bool) -> Told:
    return Told(
        ticket_id=asked.ticket_id,
        event=asked.event,
        priority=priority,
        sla=sla_of(priority),
        note_ar=NOTES[asked.event] if recorded else STRANGER,
        recorded=recorded,
    )


def breach(asked: AskedBreach) -> Breach:
    course = Course(
        asked.priority, asked.minutes_to_first_response, asked.hours_to_resolve, asked.open_minutes
    )
    late = report.breaches(course)
    return Breach(
        ticket_id=asked.ticket_id,
        priority=asked.priority,
        breached=bool(late),
        breaches=list(late),
        sla=sla_of(asked.priority),
    )


def courses(asked: AskedReport) -> tuple[Course, ...]:
    return tuple(
        Course(one.priority, one.first_response_min, one.resolution_hours, one.open_minutes)
        for one in asked.tickets
    )


def health(given: tuple[Course, ...]) -> Report:
    made = report.health_report(given)
    return Report(
        total_tickets=made.total_tickets,
        total_breached=made.total_breached,
        breach_rate=made.breach_rate,
        by_priority={priority: OfPriorityReport(**vars(row)) for priority, row in made.by_priority.items()},
        verdict=made.verdict,
        verdict_ar=VERDICTS[made.verdict],
        escalates_to_founder=made.verdict is Verdict.CRITICAL,
        freezes_initiated_sends=made.freezes,
    )


async def _tell(office: Office, request: Request, asked: AskedEvent) -> tuple[bool, Priority]:
    """A ticket we know has its own priority, whatever was said."""
    if number_of(asked.ticket_id) is None:
        return False, asked.priority

    def tell(session: Session) -> tuple[bool, Priority]:
        known = known_ticket(session, asked.ticket_id)
        if known is None:
            return False, asked.priority
        who = Telling(session, request.state.actor, office.clock())
        done = reported.report(session, known, asked.event, actor=who.actor, now=who.now)
        return done, reported.priority_of(session, known)

    return await office.database.write(tell)
