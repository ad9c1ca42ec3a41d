"""«إظهار النص»: who asked to see what a card masks is told alone, and the ledger keeps that they asked."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.ids import Action
from bot.listeners.desk import Desk
from bot.presses import Press
from bot.ticket_ref import TicketRef
from dealix_ops.errors import OpsError
from dealix_ops.judging import verdicts
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.tickets.models import Ticket

Body = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    app.action(Action.TICKET_SHOW_TEXT)(TextListeners(desk).show)


class TextListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, ack: AsyncAck, body: Body) -> None:
        press, ref = Press.of(body), TicketRef.of(Press.of(body).value)
        try:
            await self._desk.database.write(lambda session: self._ask(session, ref, press))
        except OpsError as error:
            await self._desk.refuse(
                error,
                user_id=press.user_id,
                channel=press.channel,
                token="",
                ticket=ref.ticket_id if ref else None,
            )
        await ack()

    def _ask(self, session: Session, ref: TicketRef | None, press: Press) -> None:
        """Raises MayNotArrange, ButtonUnknown."""
        desk, now = self._desk, self._desk.clock()
        if not allows(desk.actor(press.user_id).role, Act.SHOW_TEXT):
            raise errors.MayNotArrange(press.user_id)
        ticket = session.get(Ticket, ref.ticket_id) if ref else None
        if ticket is None:
            raise errors.ButtonUnknown("no such ticket")
        facts = {"through_inbound": verdicts.newest_line(session, ticket)}
        ledger.record(
            session, Event.TEXT_SHOWN, at=now, actor=press.user_id, ticket_id=ticket.id, facts=facts
        )
        payload = {"ticket_id": ticket.id, "channel": press.channel, "user": press.user_id}
        partition = f"{press.channel}:{press.user_id}"
        desk.outbox.add(session, Effect(EffectKind.FULL_TEXT, partition, payload), now=now)
