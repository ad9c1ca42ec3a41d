"""Slack's events: each is kept before it is acknowledged; a message to the bot itself gets an answer."""

from datetime import datetime
from functools import partial
from typing import Any

import structlog
from sqlalchemy.orm import Session

from bot.blocks import copy_ar
from bot.blocks.text import actions, button, section
from bot.ids import Action
from bot.listeners import home, incident_lines
from bot.listeners.commands import Asked, Commands, Reply
from bot.listeners.desk import Desk
from dealix_ops.contacts import customers
from dealix_ops.intake import slack, storing
from dealix_ops.intake.item import Item, ItemKind
from dealix_ops.intake.slack import Rooms
from dealix_ops.intake.slack_text import plain_text
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending.authority import Act, allows
from dealix_ops.vocabulary import Source

log = structlog.get_logger(__name__)

NO_ROOMS = Rooms(support=None, customers={}, ours=frozenset(), matter_of=lambda _channel, _ts: None)


class Events:
    """Called by the web layer with every signed event, repeated ones included."""

    def __init__(self, desk: Desk, commands: Commands) -> None:
        self._desk = desk
        self._commands = commands

    async def receive(self, payload: Any, raw: bytes) -> None:
        desk, received_at = self._desk, self._desk.clock()
        asked = _asked(payload, received_at)
        found = await self._commands.look_up(asked) if asked else None

        def work(session: Session) -> None:
            item = slack.item(payload, rooms=self._rooms(session), received_at=received_at)
            stored = storing.store(
                session,
                [item],
                source=Source.SLACK,
                raw=raw,
                received_at=received_at,
            )
            if stored.new and asked:
                self._answer(session, item, self._commands.reply(session, asked, found))
            if stored.new:
                home.opened(session, desk, payload)
                incident_lines.reacted(session, desk, payload)

        if payload.get("type") == "app_rate_limited":
            log.warning("slack_drops_events", minute=payload.get("minute_rate_limited"))
        await desk.database.write(work)

    def _rooms(self, session: Session) -> Rooms:
        settings = self._desk.settings
        return Rooms(
            support=settings.slack_channel_support,
            customers=customers.channels(session),
            ours=settings.founder_ids | settings.operator_ids,
            matter_of=partial(_matter_of, session),
        )

    def _answer(self, session: Session, item: Item, reply: Reply) -> None:
        """A command's word works here without a slash; anything else may be a customer's message."""
        channel, user = str(item.body["channel"]), str(item.body["user"])
        offered = reply.may_be_customer and allows(self._desk.actor(user).role, Act.ON_BEHALF)
        closing = copy_ar.OFFER_ON_BEHALF if offered else copy_ar.HERE_FOR_ARRANGERS
        answer = reply.message
        lines = [answer.text] if answer else []
        lines += [closing] if reply.may_be_customer else []
        payload: dict[str, Any] = {"channel": channel, "text": "\n".join(lines)}
        drawn = list(answer.blocks) if answer and answer.blocks else []
        if offered:
            offer = button(copy_ar.ON_BEHALF, Action.TICKET_ON_BEHALF, item.external_id, style="primary")
            payload["blocks"] = [
                *(drawn or [section(lines[:-1])] if answer else []),
                section([closing]),
                actions([offer]),
            ]
        elif drawn:
            payload["blocks"] = drawn
        now = self._desk.clock()
        self._desk.outbox.add(session, Effect(EffectKind.NOTICE, channel, payload), now=now)


def _asked(payload: Any, at: datetime) -> Asked | None:
    """What was written to the bot itself; None for everything else, whatever the rooms are."""
    body = slack.item(payload, rooms=NO_ROOMS, received_at=at).body
    if body.get("kind") != slack.DIRECT:
        return None
    words = plain_text(str(body["text"]))
    return Asked.of(words, user_id=str(body["user"]), channel=str(body["channel"]))


def _matter_of(session: Session, channel: str, ts: str) -> str | None:
    """The matter a customer's line stands in: a reply and an edit keep the one of the line they belong to.

    None for a message of ours in a customer's channel: who replies to it speaks in a matter of their own.
    """
    found = storing.find(session, Source.SLACK, slack.message_id(channel, ts))
    return found.conversation_key if found and found.kind == ItemKind.MESSAGE.value else None
