"""What a person does in Slack besides pressing buttons, as the signed requests that Slack makes of it."""

import json
import re
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import select

from dealix_ops.contacts import customers
from dealix_ops.intake.models import Inbound
from tests.bot.edge import Answer, Edge, Json
from tests.support.house import FOUNDER
from tests.support.slack_events import ROOM, delivery

FORM = "application/x-www-form-urlencoded"
CUSTOMER = "نخبة الخليج"


async def tell(edge: Edge, event: Json, **more: Any) -> Answer:
    """An event as Slack delivers it."""
    return await edge.slack(json.dumps(delivery(event, **more)).encode())


async def command(
    edge: Edge, text: str, *, user: str = FOUNDER.user_id, channel: str = ROOM, **more: str
) -> Answer:
    """`/dealix text`, typed in a channel."""
    fields = {
        "command": "/dealix",
        "text": typed(text),
        "user_id": user,
        "channel_id": channel,
        "team_id": "T0DX1",
    }
    return await edge.slack(urlencode(fields | more).encode(), kind=FORM)


def typed(text: str) -> str:
    """As Slack sends it: what a person typed is escaped, a mention comes with id and name."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"@([UW][A-Z_]{3,})", r"<@\1|someone>", escaped)


async def shortcut(edge: Edge, *, user: str = FOUNDER.user_id) -> Answer:
    """The global one: no channel, no message."""
    return await edge.interact(_shortcut("shortcut", "ticket.on_behalf", user))


async def shortcut_on(
    edge: Edge, message: Json, *, user: str = FOUNDER.user_id, callback: str = "ticket.from_message"
) -> Answer:
    """From the menu of a message."""
    body = _shortcut("message_action", callback, user)
    place = {"id": message["channel"], "name": "somewhere"}
    return await edge.interact(body | {"message": message, "message_ts": message["ts"], "channel": place})


def mapped(edge: Edge, channel: str = ROOM, name: str = CUSTOMER) -> int:
    """Make it a customer's channel without a command."""
    with edge.database.transaction() as session:
        customer = customers.find_or_create(session, name, now=edge.clock())
        customers.map_channel(session, channel, customer, by=FOUNDER.user_id, now=edge.clock())
        return customer.id


def stored(edge: Edge) -> list[tuple[str, str, str]]:
    """Source, kind and id of everything that came in."""
    with edge.database.reading() as session:
        query = select(Inbound.source, Inbound.kind, Inbound.external_id).order_by(Inbound.id)
        return [(row[0], row[1], row[2]) for row in session.execute(query)]


def _shortcut(kind: str, callback_id: str, user: str) -> Json:
    return {
        "type": kind,
        "callback_id": callback_id,
        "team": {"id": "T0DX1", "domain": "edge"},
        "user": {"id": user, "username": "someone", "team_id": "T0DX1"},
        "trigger_id": "1.2.trigger",
    }
