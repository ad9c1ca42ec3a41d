"""Somebody looks at the bot's Home tab."""

from typing import Any

from sqlalchemy.orm import Session

from bot.listeners.desk import Desk
from dealix_ops.durable.home_effects import HomeTabs
from dealix_ops.intake.fields import get, text
from dealix_ops.intake.slack import ID_LIMIT


def opened(session: Session, desk: Desk, payload: Any) -> None:
    """The same event tells of the Messages tab: there the bot is only written to."""
    event = get(payload, "event")
    user = text(get(event, "user"))
    if get(event, "type") != "app_home_opened" or get(event, "tab") != "home" or not user:
        return
    if len(user) <= ID_LIMIT:
        HomeTabs(desk.outbox, desk.settings).opened(session, user, now=desk.clock())
