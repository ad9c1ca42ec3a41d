"""«افتحها» in the list of new tickets: the ticket's own card comes, once."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import listed_copy_ar as copy
from bot.ids import Action
from bot.listeners.desk import Desk
from bot.presses import Press
from dealix_ops.contacts import service as contacts
from dealix_ops.durable.models import ListedTicket
from dealix_ops.errors import OpsError
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket

Body = dict[str, Any]
LONGEST_ID = 9


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    app.action(Action.TICKET_OPEN_CARD)(ListedListeners(desk).open)


class ListedListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def open(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk
        try:
            ticket_id = await desk.database.write(lambda session: self._open(session, press))
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            if ticket_id is not None:
                text = copy.ALREADY.format(ticket=ticket_id)
                await desk.whisper(text, user_id=press.user_id, channel=press.channel)
        await ack()

    def _open(self, session: Session, press: Press) -> int | None:
        """The ticket, where it is in the list no more. Raises MayNotArrange, ButtonUnknown."""
        desk, named = self._desk, press.value
        if not allows(desk.actor(press.user_id).role, Act.SEE_LISTS):
            raise errors.MayNotArrange(press.user_id)
        is_id = named.isascii() and named.isdecimal() and len(named) <= LONGEST_ID
        ticket = session.get(Ticket, int(named)) if is_id else None
        if ticket is None:
            raise errors.ButtonUnknown("no such ticket")
        contacts.locked(session, ticket.conversation_id)
        session.refresh(ticket)
        line = session.get(ListedTicket, ticket.id)
        if line is None or line.asked:
            return ticket.id
        line.asked = True
        tickets.show(session, ticket, channel=line.channel, outbox=desk.outbox, now=desk.clock())
        return None
