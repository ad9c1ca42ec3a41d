"""«استمع» or «اعرض», and the four buttons that say how grave it was."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import media_copy_ar
from bot.blocks.media import ListenedChoice
from bot.blocks.priority import LowerState
from bot.ids import Action
from bot.listeners.desk import Desk
from bot.listeners.priorities import PriorityListeners
from bot.presses import Press
from bot.ticket_ref import TicketRef
from dealix_ops.drafts.proposing import Voice
from dealix_ops.errors import OpsError
from dealix_ops.judging.listening import Listened, Listening
from dealix_ops.judging.service import Judging
from dealix_ops.media import links
from dealix_ops.media import service as media
from dealix_ops.sending import errors
from dealix_ops.vocabulary import Priority

Body = dict[str, Any]
LONGEST_ID = 9
"""More digits name no row of ours."""


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = MediaListeners(desk)
    app.action(Action.TICKET_LISTEN)(on.listen)
    app.action(Action.TICKET_LISTENED)(on.listened)
    app.action(Action.OPEN_MEDIA)(on.link)
    app.action(Action.MEDIA_AGAIN)(on.again)


class MediaListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        settings, way_out = desk.settings, desk.decisions.way_out
        voice = Voice(settings.speaker_name, settings.on_call_phone)
        self._listening = Listening(Judging(outbox=way_out.outbox, channel=way_out.channel, voice=voice))
        self._priorities = PriorityListeners(desk)

    async def listen(self, ack: AsyncAck, body: Body) -> None:
        """A worker answers, to this person alone, with the keys to the pages."""
        press, desk = Press.of(body), self._desk
        ref = TicketRef.of(press.value)

        def work(session: Session) -> None:
            if ref is None:
                raise errors.ButtonUnknown("no ticket in the value")
            links.ask(
                session,
                ref.ticket_id,
                actor=desk.actor(press.user_id),
                channel=press.channel,
                has_pages=desk.settings.public_url is not None,
                outbox=desk.outbox,
                now=desk.clock(),
            )

        try:
            await desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press, ref)
        await ack()

    async def again(self, ack: AsyncAck, body: Body) -> None:
        """«أعد المحاولة»: the card tells what becomes of it."""
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            if not (press.value.isascii() and press.value.isdecimal()) or len(press.value) > LONGEST_ID:
                raise errors.ButtonUnknown("no file in the value")
            way_out, actor = desk.decisions.way_out, desk.actor(press.user_id)
            media.ask_again(
                session,
                int(press.value),
                actor=actor,
                outbox=desk.outbox,
                channel=way_out.channel,
                now=desk.clock(),
            )

        try:
            await desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press, None)
        else:
            await desk.whisper(media_copy_ar.ASKED_AGAIN, user_id=press.user_id, channel=press.channel)
        await ack()

    async def listened(self, ack: AsyncAck, body: Body) -> None:
        """One tap. Softer than the ticket stands wants the founder's reason, in the modal of «خفّض»."""
        press, desk = Press.of(body), self._desk
        chosen = ListenedChoice.of(press.value)

        def work(session: Session) -> Priority:
            if chosen is None:
                raise errors.ButtonUnknown("no such choice on our cards")
            said = Listened(chosen.ref.ticket_id, chosen.ref.seen, chosen.to)
            actor = desk.actor(press.user_id)
            return self._listening.listened(session, said, actor=actor, now=desk.clock())

        try:
            stands = await desk.database.write(work)
        except OpsError as error:
            await self._refuse(error, press, chosen.ref if chosen else None)
        else:
            if chosen is not None and chosen.to.rank > stands.rank:
                state = LowerState(chosen.ref.ticket_id, stands, chosen.ref.seen, press.channel)
                await self._priorities.ask_why(press, state, chosen=chosen.to)
        await ack()

    async def link(self, ack: AsyncAck) -> None:
        """A button with an address reports its press too; nothing changes by it."""
        await ack()

    async def _refuse(self, error: OpsError, press: Press, ref: TicketRef | None) -> None:
        ticket_id = ref.ticket_id if ref else None
        await self._desk.refuse(
            error, user_id=press.user_id, channel=press.channel, token="", ticket=ticket_id
        )
