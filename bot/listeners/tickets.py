"""Presses on a ticket that concern no draft: «استلمتها»."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.ids import Action
from bot.listeners.desk import Desk
from bot.presses import Press
from bot.ticket_ref import TicketRef
from dealix_ops.errors import OpsError
from dealix_ops.judging import claiming

Body = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = TicketListeners(desk)
    app.action(Action.TICKET_CLAIM)(on.claim)
    app.action(Action.OPEN_SENTRY)(on.link)
    app.action(Action.OPEN_CARD)(on.link)


class TicketListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def claim(self, ack: AsyncAck, body: Body) -> None:
        """An alert's button carries its token, a customer's card its ticket."""
        press, desk = Press.of(body), self._desk
        ref = TicketRef.of(press.value)

        def work(session: Session) -> None:
            actor, now, way_out = desk.actor(press.user_id), desk.clock(), desk.decisions.way_out
            if ref is None:
                desk.alerts.claim(session, press.value, actor=actor, now=now)
                return
            outbox, channel = way_out.outbox, way_out.channel
            claiming.claim(session, ref.ticket_id, actor=actor, outbox=outbox, channel=channel, now=now)

        try:
            await desk.database.write(work)
        except OpsError as error:
            token, ticket = (press.value, None) if ref is None else ("", ref.ticket_id)
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token=token, ticket=ticket)
        await ack()

    async def link(self, ack: AsyncAck) -> None:
        """A button with an address reports its press too; nothing changes by it."""
        await ack()
