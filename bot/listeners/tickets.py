"""Presses on a ticket that concern no draft: «استلمتها»."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.ids import Action
from bot.listeners.desk import Desk
from bot.presses import Press
from dealix_ops.errors import OpsError

Body = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = TicketListeners(desk)
    app.action(Action.TICKET_CLAIM)(on.claim)
    app.action(Action.OPEN_SENTRY)(on.link)


class TicketListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def claim(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            desk.alerts.claim(session, press.value, actor=desk.actor(press.user_id), now=desk.clock())

        try:
            await desk.database.write(work)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token=press.value)
        await ack()

    async def link(self, ack: AsyncAck) -> None:
        """A button with an address reports its press too; nothing changes by it."""
        await ack()
