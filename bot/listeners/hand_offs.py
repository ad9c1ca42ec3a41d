"""Presses on a hand-off: payload → typed request → one transaction → acknowledgement."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks.hand_off import EARLIER_MINUTES
from bot.ids import Action
from bot.listeners.desk import Desk
from bot.listeners.drafts import DraftListeners
from bot.listeners.outside import OutsideListeners
from bot.presses import Press
from dealix_ops.errors import OpsError
from dealix_ops.sending import errors
from dealix_ops.sending.hand_offs import Sent
from dealix_ops.sending.models import Approval, HandOffLink

Body = dict[str, Any]
Listener = Callable[[AsyncAck, Body], Any]
SENT_BEFORE = {str(minutes): timedelta(minutes=minutes) for minutes in (0, *EARLIER_MINUTES)} | {
    "": timedelta(0)
}
OPENED = "at"
EDIT = "edit"


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = HandOffListeners(desk)
    app.action(Action.DRAFT_OPEN_PAGE)(on.open_page)
    app.action(Action.DRAFT_GIVE_NOW)(on.give_now)
    app.action(Action.DRAFT_MARK_SENT)(on.mark_sent)
    app.action(Action.DRAFT_SENT_EARLIER)(on.mark_sent)
    app.action(Action.DRAFT_NOT_SENT)(on.not_sent)
    app.action(Action.DRAFT_UNDO)(on.undo)
    app.action(Action.HAND_OFF_MORE)(on.more)
    app.action(Action.OPEN_WHATSAPP)(on.link)
    app.action(Action.OPEN_HAND_OFF)(on.link)


class HandOffListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._edit: Listener = DraftListeners(desk).edit
        outside = OutsideListeners(desk)
        self._more: dict[str, Listener] = {
            Action.TICKET_CALLED: outside.called,
            Action.TICKET_ANSWERED_ELSEWHERE: outside.answered_elsewhere,
            Action.DRAFT_UNDO: self.undo,
        }

    async def open_page(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            actor, channel = desk.actor(press.user_id), press.channel
            desk.decisions.links.ask(session, press.value, actor=actor, channel=channel, now=desk.clock())

        await self._decide(work, press, press.value)
        await ack()

    async def give_now(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            actor = desk.actor(press.user_id)
            desk.decisions.mornings.give_now(session, press.value, actor=actor, now=desk.clock())

        await self._decide(work, press, press.value)
        await ack()

    async def mark_sent(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk
        token, _, when = press.value.partition(".")

        def work(session: Session) -> None:
            sent = Sent(_said(session, token, when, desk.clock()))
            actor = desk.actor(press.user_id)
            desk.decisions.hand_offs.mark_sent(session, token, sent, actor=actor, now=desk.clock())

        await self._decide(work, press, token)
        await ack()

    async def not_sent(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            actor = desk.actor(press.user_id)
            desk.decisions.hand_offs.not_sent(session, press.value, actor=actor, now=desk.clock())

        await self._decide(work, press, press.value)
        await ack()

    async def undo(self, ack: AsyncAck, body: Body) -> None:
        """«تراجع», and «تعديل» on a hand-off: taken back first, then opened for editing."""
        press, desk = Press.of(body), self._desk
        token, _, then = press.value.partition(".")
        again: list[str] = []

        def work(session: Session) -> None:
            actor = desk.actor(press.user_id)
            back = desk.decisions.hand_offs.undo(session, token, actor=actor, now=desk.clock())
            again.extend([back] if back else [])

        if await self._decide(work, press, token) and then == EDIT and again:
            await self._edit(ack, _pressed(body, again[0]))
        else:
            await ack()

    async def more(self, ack: AsyncAck, body: Body) -> None:
        """«المزيد»: each choice is the button it stands for."""
        action, _, value = Press.of(body).value.partition("|")
        chosen = self._more.get(action)
        if chosen is None:
            press = Press.of(body)
            await self._refuse(errors.ButtonUnknown("no such choice on our menus"), press, "")
            await ack()
        else:
            await chosen(ack, _pressed(body, value))

    async def link(self, ack: AsyncAck) -> None:
        """A button with an address reports its press too; opening is not sending, so nothing changes."""
        await ack()

    async def _decide(self, work: Callable[[Session], None], press: Press, token: str) -> bool:
        """False where it was refused and answered."""
        try:
            await self._desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press, token)
            return False
        return True

    async def _refuse(self, error: OpsError, press: Press, token: str) -> None:
        await self._desk.refuse(error, user_id=press.user_id, channel=press.channel, token=token)


def _said(session: Session, token: str, when: str, now: datetime) -> datetime:
    """The time a choice of the menu stands for; only what the menu offered. Raises ButtonUnknown."""
    if when.startswith(OPENED):
        for opened in _openings(session, token):
            if str(int(opened.timestamp())) == when.removeprefix(OPENED):
                return opened
    ago = SENT_BEFORE.get(when)
    if ago is None:
        raise errors.ButtonUnknown("no such time on the menu")
    return now - ago


def _openings(session: Session, token: str) -> list[datetime]:
    query = select(HandOffLink.opened_at).join(Approval, Approval.id == HandOffLink.approval_id)
    found = session.scalars(query.where(Approval.token == token))
    return [opened for opened in found if opened is not None]


def _pressed(body: Body, value: str) -> Body:
    """The same press, as if it had been on a button with this value."""
    return body | {"actions": [body["actions"][0] | {"value": value, "selected_option": None}]}
