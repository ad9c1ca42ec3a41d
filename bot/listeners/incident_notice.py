"""Whether personal data may be harmed, the draft of the authority's notice, and «رُفع البلاغ»."""

from datetime import datetime

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import incident_run as blocks
from bot.blocks import incident_run_copy_ar as copy
from bot.blocks import incident_run_modals as modals
from bot.blocks.form_parts import FormState
from bot.blocks.incident_run_modals import Field
from bot.blocks.text import Block
from bot.ids import Action, View
from bot.listeners import forms, incident_forms
from bot.listeners.desk import Desk
from bot.listeners.forms import Body, Filled
from bot.listeners.incident_forms import Draw, picked, turned
from bot.presses import Press, PressBroken
from dealix_ops.incidents import filing, notice_text, pdpl, showing
from dealix_ops.incidents.filing import Complete, Filing
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.pdpl import Decision, Notices
from dealix_ops.incidents.pdpl_rules import Part
from dealix_ops.incidents.showing import Offer

NO = "no"


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = NoticeListeners(desk)
    app.action(Action.INCIDENT_HARM_YES)(on.ask_yes)
    app.action(Action.INCIDENT_HARM_NO)(on.ask_no)
    app.action(Action.INCIDENT_NOTICE)(on.ask_notice)
    app.action(Action.INCIDENT_FILED)(on.ask_filed)
    app.view(View.INCIDENT_HARM_SUBMIT)(on.harm)
    app.view(View.INCIDENT_NOTICE_SUBMIT)(on.notice)
    app.view(View.INCIDENT_FILED_SUBMIT)(on.filed)
    app.action(Action.INCIDENT_NOTHING_LEFT)(on.ask_nothing_left)
    app.view(View.INCIDENT_NOTHING_LEFT_SUBMIT)(on.nothing_left)


def harm_modal(desk: Desk, chosen: str) -> Draw:
    def draw(session: Session, incident: Incident, state: FormState) -> Block:
        clock = pdpl.clock(session, incident)
        decided = {None: "", True: modals.YES, False: NO}[clock.may_harm if clock else None]
        chosen_first = chosen or decided
        return modals.harm(state, chosen=chosen_first, aware_at=incident.aware_at, now=desk.clock())

    return draw


class NoticeListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask_yes(self, ack: AsyncAck, body: Body) -> None:
        draw = harm_modal(self._desk, modals.YES)
        await self._ask(ack, Press.of(body), draw, copy.HARM_YES, Action.INCIDENT_HARM_YES)

    async def ask_no(self, ack: AsyncAck, body: Body) -> None:
        draw = harm_modal(self._desk, NO)
        await self._ask(ack, Press.of(body), draw, copy.HARM_NO, Action.INCIDENT_HARM_NO)

    async def harm(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        chosen, aware_at = filled.said(Field.HARM), _aware(filled)
        if chosen not in (modals.YES, NO):
            raise PressBroken("a choice that the form does not offer")
        decision = Decision(may_harm=chosen == modals.YES, why=filled.said(Field.WHY), aware_at=aware_at)

        def work(session: Session) -> None:
            actor, now = desk.actor(filled.user_id), desk.clock()
            Notices(desk.incidents).decide(session, filled.state.about, decision, actor=actor, now=now)

        await incident_forms.submit(desk, ack, filled, work, field=Field.WHY)

    async def ask_notice(self, ack: AsyncAck, body: Body) -> None:
        def draw(session: Session, incident: Incident, state: FormState) -> Block:
            return modals.notice(state, pdpl.parts_of(session, incident.id))

        await self._ask(ack, Press.of(body), draw, copy.NOTICE, Action.INCIDENT_NOTICE)

    async def notice(self, ack: AsyncAck, body: Body) -> None:
        """Kept, and the whole draft said where the incident stands."""
        filled, desk = Filled.of(body), self._desk
        parts = {part: filled.said(part) for part in Part}

        def work(session: Session) -> str:
            actor, now = desk.actor(filled.user_id), desk.clock()
            notices = Notices(desk.incidents)
            incident = notices.write(session, filled.state.about, parts, actor=actor, now=now)
            text = blocks.notice(notice_text.lines(session, incident, now=now), incident.id)
            offers = [Offer.NOTICE]
            showing.say(session, incident, text, offers=offers, outbox=desk.outbox, now=now)
            return copy.NOTICE_POSTED

        await incident_forms.submit(desk, ack, filled, work, field=Part.HOW)

    async def ask_filed(self, ack: AsyncAck, body: Body) -> None:
        def draw(session: Session, incident: Incident, state: FormState) -> Block:
            standing = filing.owed(session, incident).filed
            return modals.filed(state, standing, now=self._desk.clock())

        await self._ask(ack, Press.of(body), draw, copy.FILED, Action.INCIDENT_FILED)

    async def filed(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        complete = forms.choice(Complete, filled.said(Field.COMPLETE))
        filed_at, known = picked(filled, Field.FILED_AT), turned(filled, Field.COMPLETE)
        reference = filled.said(Field.REFERENCE)

        def work(session: Session) -> None:
            actor, now = desk.actor(filled.user_id), desk.clock()
            told = Filing(reference=reference, filed_at=filed_at or now, complete=complete, known=known)
            filing.file(desk.incidents, session, filled.state.about, told, actor=actor, now=now)

        await incident_forms.submit(desk, ack, filled, work, field=Field.REFERENCE)

    async def ask_nothing_left(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def draw(session: Session, incident: Incident, state: FormState) -> Block:
            actor, now = desk.actor(press.user_id), desk.clock()
            return modals.nothing_left(state, filing.rest(session, incident, actor=actor, now=now))

        await self._ask(ack, press, draw, copy.NOTHING_LEFT, Action.INCIDENT_NOTHING_LEFT)

    async def nothing_left(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> None:
            actor, now, why = desk.actor(filled.user_id), desk.clock(), filled.said(Field.WHY)
            filing.settle(desk.incidents, session, filled.state.about, why, actor=actor, now=now)

        await incident_forms.submit(desk, ack, filled, work, field=Field.WHY)

    async def _ask(self, ack: AsyncAck, press: Press, draw: Draw, label: str, action: Action) -> None:
        number = press.value
        await incident_forms.ask(
            self._desk, ack, press, draw, label=label, action=action, number=number, owing=True
        )


def _aware(filled: Filled) -> datetime | None:
    """None where the time that the form showed was left as it is; a colleague may have moved it since."""
    told, shown = picked(filled, Field.AWARE), turned(filled, Field.AWARE)
    # Slack's calendar gives whole minutes.
    return told if told is None or abs(told.timestamp() - shown) >= pdpl.MINUTE.total_seconds() else None
