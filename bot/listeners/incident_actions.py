"""What is left to do after an incident: add it, say that it is done, put it off, drop it."""

from datetime import date, timedelta

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import incident_actions as blocks
from bot.blocks import incident_close_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.incident_close import Field
from bot.blocks.text import Block, foreign, person
from bot.ids import Action, View
from bot.listeners import forms
from bot.listeners.calls import Call
from bot.listeners.closing_forms import open_form, settle
from bot.listeners.desk import Desk
from bot.listeners.forms import Body, Filled
from bot.listeners.incident_review import offered, redraw
from bot.presses import Press
from dealix_ops.clock import riyadh
from dealix_ops.incidents import actions as todo
from dealix_ops.incidents import closing
from dealix_ops.incidents.actions import Ended
from dealix_ops.incidents.closing_models import IncidentAction
from dealix_ops.incidents.models import Incident
from dealix_ops.language.masking import mask_secrets
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows

NEXT_WEEK = timedelta(days=7)


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = ActionListeners(desk)
    app.action(Action.INCIDENT_ACTION_ADD)(on.action)
    app.view(View.INCIDENT_ACTION_SUBMIT)(on.action_submit)
    app.action(Action.INCIDENT_ACTION_DONE)(on.done)
    app.action(Action.INCIDENT_ACTION_LATER)(on.later)
    app.view(View.INCIDENT_LATER_SUBMIT)(on.later_submit)
    app.action(Action.INCIDENT_ACTION_DROP)(on.drop)
    app.view(View.INCIDENT_DROP_SUBMIT)(on.drop_submit)


def actions_command(session: Session, desk: Desk, call: Call, _rest: str) -> SlackMessage:
    """«حادث إجراءات»: of every incident. Raises MayNotArrange."""
    if not allows(desk.actor(call.user_id).role, Act.INCIDENT):
        raise errors.MayNotArrange(call.user_id)
    rows = todo.open_ones(session)
    if not rows:
        return SlackMessage(copy.ACTIONS_NONE)
    head = copy.ACTIONS_HEAD.format(count=len(rows))
    return blocks.todo(rows, riyadh(desk.clock()).date(), head=head)


def action_command(session: Session, desk: Desk, call: Call, rest: str) -> SlackMessage:
    """«حادث إجراء ح-3». Raises MayNotArrange."""
    return offered(
        session, desk, call, rest, word="إجراء", label=copy.ACTION_ADD, of=Action.INCIDENT_ACTION_ADD
    )


class ActionListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def action(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)

        def look(session: Session) -> Block:
            actor = self._desk.actor(press.user_id)
            incident = closing.one(session, forms.about(press.value), actor=actor)
            state = FormState(incident.id, press.channel)
            due_on = riyadh(self._desk.clock()).date() + NEXT_WEEK
            return blocks.action(state, owner=press.user_id, due_on=due_on)

        await open_form(
            self._desk, ack, press, look, label=copy.ACTION_ADD, action=Action.INCIDENT_ACTION_ADD
        )

    async def action_submit(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        what, _ = mask_secrets(filled.said(Field.WHAT))
        owner, due_on = filled.said(Field.OWNER), forms.day(filled.said(Field.DUE))
        if due_on < riyadh(desk.clock()).date():
            await ack(response_action="errors", errors={Field.DUE.value: copy.DUE_PAST})
            return

        def work(session: Session) -> str:
            actor, now = desk.actor(filled.user_id), desk.clock()
            made = todo.add(
                session, filled.state.about, what, owner=owner, due_on=due_on, actor=actor, now=now
            )
            redraw(desk, session, session.get_one(Incident, made.incident_id))
            said = foreign(made.what, todo.WHAT_LIMIT)
            return copy.ACTION_ADDED.format(what=said, owner=person(owner), due=_day(made.due_on))

        await settle(desk, ack, filled, work, field=Field.WHAT, needs=what)

    async def done(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> SlackMessage:
            return SlackMessage(self._end(session, forms.about(press.value), Ended.DONE, press.user_id))

        await forms.whispered(desk, ack, press, work)

    async def later(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block:
            row = self._open(session, press)
            return blocks.later(FormState(row.id, press.channel), row, riyadh(desk.clock()).date())

        await open_form(desk, ack, press, look, label=copy.ACTION_LATER, action=Action.INCIDENT_ACTION_LATER)

    async def later_submit(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk
        due_on, (why, _) = forms.day(filled.said(Field.DUE)), mask_secrets(filled.said(Field.WHY))
        if due_on < riyadh(desk.clock()).date():
            await ack(response_action="errors", errors={Field.DUE.value: copy.DUE_PAST})
            return

        def work(session: Session) -> str:
            actor, now = desk.actor(filled.user_id), desk.clock()
            row = todo.put_off(session, filled.state.about, due_on, why, actor=actor, now=now)
            return copy.LATER_SAID.format(what=foreign(row.what, todo.WHAT_LIMIT), day=_day(row.due_on))

        await settle(desk, ack, filled, work, field=Field.WHY, needs=why)

    async def drop(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)

        def look(session: Session) -> Block:
            return blocks.drop(FormState(self._open(session, press).id, press.channel))

        await open_form(
            self._desk, ack, press, look, label=copy.ACTION_DROP, action=Action.INCIDENT_ACTION_DROP
        )

    async def drop_submit(self, ack: AsyncAck, body: Body) -> None:
        filled = Filled.of(body)
        why, _ = mask_secrets(filled.said(Field.WHY))

        def work(session: Session) -> str:
            return self._end(session, filled.state.about, Ended.DROPPED, filled.user_id, why=why)

        await settle(self._desk, ack, filled, work, field=Field.WHY, needs=why)

    def _open(self, session: Session, press: Press) -> IncidentAction:
        actor = self._desk.actor(press.user_id)
        return todo.open_one(session, forms.about(press.value), actor=actor)[1]

    def _end(self, session: Session, action_id: int, as_: Ended, user_id: str, why: str = "") -> str:
        actor, now = self._desk.actor(user_id), self._desk.clock()
        row = todo.end(session, action_id, as_, why=why, actor=actor, now=now)
        redraw(self._desk, session, session.get_one(Incident, row.incident_id))
        return copy.ENDED[as_]


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
