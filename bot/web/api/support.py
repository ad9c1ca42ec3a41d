"""Support over the API: priorities, what a text is, whose it is, what is said first."""

import asyncio
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from pydantic import Field

from bot.web.api.examples import sampled, shown
from bot.web.api.identifiers import Id
from bot.web.api.office import Office
from bot.web.api.shapes import Answered, AskedFor, Line, OfPriority, Proposes, Recorded, Sla, Words, sla_of
from dealix_ops.computed.service import Kind
from dealix_ops.drafts.compose import compose
from dealix_ops.drafts.facts import DraftFacts, DraftKind
from dealix_ops.drafts.proposing import Voice
from dealix_ops.tickets.owners import Owner, owner_of, what_ar
from dealix_ops.triage.rules import classify
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Severity, Topic

CLASSIFIED = {
    "priority",
    "severity",
    "meaning",
    "confidence",
    "needs_look",
    "has_data_leak",
    "has_unauthorized_send",
}
EXAMPLE = "وصلت رسالة لعملائنا بدون موافقتي"


class AskedText(AskedFor):
    """Empty text is P3: nothing was said."""

    text: Words = Field("", examples=[EXAMPLE])
    contact_email: Line = Field("", examples=["sara@example.com"])
    ticket_id: Id = Field("", examples=[1])


class OnePriority(Answered):
    priority: Priority
    name_ar: str
    what_ar: str
    owner: Owner
    sla: Sla


class Priorities(Answered):
    total: int
    priorities: list[OnePriority]


class Classified(Recorded):
    customer_id: str | int
    ticket_id: str | int
    priority: Priority
    severity: Severity | None
    meaning: Meaning
    has_data_leak: bool
    has_unauthorized_send: bool
    confidence: float
    needs_look: bool
    reason_ar: str
    reasons_ar: list[str]
    sla: Sla


class Routed(Classified):
    owner: Owner
    owner_ar: str


class FirstResponse(Proposes):
    priority: Priority
    body_ar: str
    sla: Sla


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/support", tags=["support"])
    example = sampled(AskedText)
    read = _classified(example, classify([example.text]))
    first = _first(Priority.P0, office)

    @router.get("/priorities", **shown(all_priorities()))
    async def priorities() -> Priorities:
        """P0 to P3: what they are, whose, and in what time."""
        return all_priorities()

    @router.post("/classify", **shown(Classified(**read), to=AskedText, stored=True))
    async def classify_text(request: Request, asked: AskedText) -> Classified:
        """What triage says, with its reasons; it moves no ticket: people do."""
        answer = Classified(**_classified(asked, await _read(asked.text)))
        await office.keep(
            request,
            Kind.CLASSIFIED,
            answer,
            customer_id=asked.customer_id,
            ticket_id=asked.ticket_id,
            facts=CLASSIFIED,
        )
        return answer

    @router.post("/route", **shown(_routed(read), to=AskedText, stored=True))
    async def route(request: Request, asked: AskedText) -> Routed:
        """The same, and who owns it: the founder, the operator on call, or the operators."""
        answer = _routed(_classified(asked, await _read(asked.text)))
        await office.keep(
            request,
            Kind.ROUTED,
            answer,
            customer_id=asked.customer_id,
            ticket_id=asked.ticket_id,
            facts=CLASSIFIED | {"owner"},
        )
        return answer

    @router.get("/first-response/{priority}", **shown(first))
    async def first_response(priority: Annotated[OfPriority, Path(examples=["P0"])]) -> FirstResponse:
        """The Arabic text that a person may approve and send first."""
        return _first(priority, office)

    return router


def all_priorities() -> Priorities:
    rows = [
        OnePriority(
            priority=one, name_ar=one.name_ar, what_ar=what_ar(one), owner=owner_of(one), sla=sla_of(one)
        )
        for one in Priority
    ]
    return Priorities(total=len(rows), priorities=rows)


def template(priority: Priority, *, voice: Voice, now: datetime) -> str:
    """About nothing in particular: what the customer wrote is not known here."""
    facts = DraftFacts(
        priority=priority,
        meaning=Meaning.OTHER,
        p0_sound=P0Sound.MEANING if priority is Priority.P0 else None,
        topic=Topic.OTHER,
        formal=False,
        contact_name=None,
        speaker_name=voice.speaker_name,
        on_call_phone=voice.on_call_phone,
        frozen=False,
        now=now,
    )
    return compose(DraftKind.FIRST_RESPONSE, facts).text


def _first(priority: Priority, office: Office) -> FirstResponse:
    body = template(priority, voice=office.voice, now=office.clock())
    return FirstResponse(priority=priority, body_ar=body, sla=sla_of(priority))


async def _read(text: str) -> Verdict:
    """Beside the event loop: a long text takes triage a while."""
    return await asyncio.to_thread(classify, [text])


def _classified(asked: AskedText, verdict: Verdict) -> dict[str, Any]:
    return {
        "customer_id": asked.customer_id,
        "ticket_id": asked.ticket_id,
        "priority": verdict.priority,
        "severity": verdict.severity,
        "meaning": verdict.meaning,
        "has_data_leak": verdict.has_data_leak,
        "has_unauthorized_send": verdict.has_unauthorized_send,
        "confidence": verdict.confidence,
        "needs_look": verdict.needs_look,
        "reason_ar": verdict.reasons[0],
        "reasons_ar": list(verdict.reasons),
        "sla": sla_of(verdict.priority),
    }


def _routed(classified: dict[str, Any]) -> Routed:
    owner = owner_of(classified["priority"])
    return Routed(**classified, owner=owner, owner_ar=owner.name_ar)
