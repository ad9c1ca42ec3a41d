"""«المزيد»: a chosen option becomes the press of the button that it names."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks import ticket_menu
from bot.ids import LISTENED, Action
from bot.listeners.desk import Desk
from bot.presses import Press
from dealix_ops.contacts import service as contacts
from dealix_ops.durable.crowd import TICKET
from dealix_ops.durable.models import SlackCard
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket

Body = dict[str, Any]
Handler = Callable[[AsyncAck, Body], Awaitable[None]]


class HearingApp(AsyncApp):
    """Remembers which listener hears which button, so that a menu reaches the very same one."""

    def __init__(self, **given: Any) -> None:
        self.heard: dict[str, Handler] = {}
        super().__init__(**given)

    def action(self, constraints: Any, *more: Any, **others: Any) -> Callable[..., Any]:
        register = super().action(constraints, *more, **others)

        def keep(listener: Handler) -> Any:
            if isinstance(constraints, str):
                self.heard[str(constraints)] = listener
            return register(listener)

        return keep


def register(app: HearingApp, desk: Desk) -> None:
    """Last of all: what was heard before is what a menu can reach."""
    on = MoreListeners(desk, app.heard)
    app.action(Action.TICKET_MORE)(on.choose)
    for action_id in LISTENED.values():
        app.action(action_id)(on.listened)


class MoreListeners:
    def __init__(self, desk: Desk, heard: Mapping[str, Handler]) -> None:
        self._desk = desk
        self._heard = heard

    async def choose(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)
        action, value = ticket_menu.named(press.value)
        handler = self._heard.get(action) if action in ticket_menu.OFFERED else None
        if handler is None:
            unknown = errors.ButtonUnknown("no such choice on our menus")
            await self._desk.refuse(unknown, user_id=press.user_id, channel=press.channel, token="")
            await ack()
            return
        await self._forget_choice(body, press.user_id)
        await handler(ack, _as_button(body, action, value))

    async def listened(self, ack: AsyncAck, body: Body) -> None:
        """One listener for the four buttons; the value says which priority was pressed."""
        await self._heard[Action.TICKET_LISTENED](ack, body)

    async def _forget_choice(self, body: Body, user_id: str) -> None:
        """Slack keeps a menu at the chosen option and reports the same one no second time; drawn anew it is
        empty, so whoever closed a modal may choose it again."""
        desk, place = self._desk, _card_of(body)
        if place is None or not allows(desk.actor(user_id).role, Act.SEE_LISTS):
            return

        def work(session: Session) -> None:
            query = select(SlackCard.entity_id).where(SlackCard.entity == TICKET)
            ticket_id = session.scalar(query.where(SlackCard.channel == place[0], SlackCard.ts == place[1]))
            ticket = session.get(Ticket, ticket_id) if ticket_id is not None else None
            if ticket is None:
                return
            contacts.locked(session, ticket.conversation_id)
            session.refresh(ticket)
            channel = desk.decisions.way_out.channel
            tickets.show(session, ticket, channel=channel, outbox=desk.outbox, now=desk.clock())

        await desk.database.write(work)


def _card_of(body: Body) -> tuple[str, str] | None:
    """Channel and `ts` of the message on which a menu that keeps its choice was used."""
    container = body.get("container") or {}
    keeps = body["actions"][0].get("type") == "static_select"
    channel, ts = container.get("channel_id"), container.get("message_ts")
    return (str(channel), str(ts)) if keeps and channel and ts else None


def _as_button(body: Body, action: str, value: str) -> Body:
    pressed = {"type": "button", "action_id": action, "value": value}
    return body | {"actions": [{**body["actions"][0], "selected_option": None, **pressed}]}
