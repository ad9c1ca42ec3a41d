"""`/dealix موجز`: the day, the week, and the list of companies we would serve."""

from collections.abc import Callable, Mapping
from enum import StrEnum

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import brief as blocks
from bot.blocks import brief_copy_ar as copy
from bot.blocks.brief import Field
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block, foreign_name
from bot.ids import Action, View
from bot.listeners import forms
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.listeners.forms import Body, Filled
from bot.presses import Press
from dealix_ops.errors import OpsError
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.self_growth import board, errors, service
from dealix_ops.self_growth.rules import Focus, Status
from dealix_ops.self_growth.service import Found

SAID: Mapping[type[OpsError], tuple[StrEnum, str]] = {
    errors.CompanyUnusable: (Field.COMPANY, copy.COMPANY_UNUSABLE),
    errors.AlreadyListed: (Field.COMPANY, copy.ALREADY_LISTED),
    errors.CityUnusable: (Field.CITY, copy.CITY_UNUSABLE),
    errors.SourceNeeded: (Field.SOURCE, copy.SOURCE_NEEDED),
    errors.NoSuchTarget: (Field.STATUS, copy.NO_SUCH_TARGET),
}


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = BriefListeners(desk)
    app.action(Action.TARGET_ADD)(on.ask_add)
    app.action(Action.TARGET_MOVE)(on.ask_move)
    app.view(View.TARGET_ADD_SUBMIT)(on.add)
    app.view(View.TARGET_MOVE_SUBMIT)(on.move)


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    service.require_may(desk.actor(call.user_id))
    now = desk.clock()
    if call.rest.strip() in copy.WEEK_WORDS:
        return blocks.weekly(board.weekly(session, now=now))
    return blocks.daily(service.daily(session, now=now))


class BriefListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask_add(self, ack: AsyncAck, body: Body) -> None:
        await self._ask(ack, body, lambda _session, state: blocks.add(state), copy.ADD, Action.TARGET_ADD)

    async def ask_move(self, ack: AsyncAck, body: Body) -> None:
        def look(session: Session, state: FormState) -> Block | None:
            targets = service.listed(session, limit=blocks.LISTED)
            return blocks.move(state, targets) if targets else None

        await self._ask(ack, body, look, copy.MOVE, Action.TARGET_MOVE)

    async def add(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> str:
            found = Found(
                filled.said(Field.COMPANY),
                forms.choice(Focus, filled.said(Field.FOCUS)),
                filled.said(Field.CITY),
                filled.said(Field.SOURCE),
            )
            row = service.add(session, found, actor=desk.actor(filled.user_id), now=desk.clock())
            return copy.ADDED.format(company=foreign_name(row.company, blocks.NAME_LIMIT))

        await self._submit(ack, filled, work, default=Field.COMPANY)

    async def move(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> str:
            to = forms.choice(Status, filled.said(Field.STATUS))
            target_id = forms.about(filled.said(Field.TARGET))
            row = service.move(session, target_id, to, actor=desk.actor(filled.user_id), now=desk.clock())
            name = foreign_name(row.company, blocks.NAME_LIMIT)
            return copy.MOVED.format(company=name, status=copy.STATUS[to])

        await self._submit(ack, filled, work, default=Field.TARGET)

    async def _ask(
        self,
        ack: AsyncAck,
        body: Body,
        look: Callable[[Session, FormState], Block | None],
        label: str,
        action: Action,
    ) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> Block | None:
            service.require_may(desk.actor(press.user_id))
            return look(session, FormState(forms.about(press.value), press.channel))

        try:
            view = await desk.database.read(work)
        except OpsError as error:
            await forms.refused(desk, ack, press, error)
            return
        if view is None:
            await desk.whisper(copy.NOTHING_LISTED, user_id=press.user_id, channel=press.channel)
            await ack()
            return
        await forms.show(desk, ack, press, view, label=label, action=action)

    async def _submit(
        self, ack: AsyncAck, filled: Filled, work: Callable[[Session], str], *, default: StrEnum
    ) -> None:
        try:
            said = await self._desk.database.write(work)
        except OpsError as error:
            await forms.explain(self._desk, ack, filled, error, said=SAID, default=default)
            return
        await self._desk.whisper(said, user_id=filled.user_id, channel=filled.state.channel)
        await ack()
