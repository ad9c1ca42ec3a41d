"""A form with several fields as Slack sends it back: each value as the element of its field reports it."""

from typing import Any

from sqlalchemy import select

from tests.bot.edge import Answer, Edge, Json
from tests.bot.listeners.slack_door import SlackDoor
from tests.support.house import FOUNDER


async def submit(
    edge: Edge, view: Json, values: Json, *, view_id: str = "V1", user: str = FOUNDER.user_id
) -> Answer:
    kinds = {block["block_id"]: block["element"]["type"] for block in view["blocks"] if "element" in block}
    state = {name: {name: _reported(kinds[name], value)} for name, value in values.items()}
    sent = {"type": "modal", **view, "id": view_id, "state": {"values": state}, "app_installed_team_id": "T"}
    who = {"id": user, "username": "someone", "team_id": "T_EDGE"}
    body = {"type": "view_submission", "team": {"id": "T_EDGE"}, "user": who, "view": sent}
    return await edge.interact(body)


async def form(edge: Edge, door: SlackDoor, action: str, value: str = "1") -> Json:
    """The modal that a button opens."""
    assert (await edge.press(action, value)).status == 200
    assert door.problems == []
    return door.view


def buttons(blocks: list[Json]) -> dict[str, str]:
    """Action id and value of every button of a message."""
    return {
        element["action_id"]: element["value"]
        for block in blocks
        if block["type"] == "actions"
        for element in block["elements"]
    }


def stored(edge: Edge, model: Any) -> list[Any]:
    with edge.database.reading() as session:
        return list(session.scalars(select(model).order_by(model.id)))


def _reported(kind: str, value: str) -> Json:
    if kind == "static_select":
        return {"selected_option": {"value": value} if value else None}
    return {"selected_date" if kind == "datepicker" else "value": value}
