"""A command as its handler sees it: one transaction, one answer for one person."""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from bot.listeners.desk import Desk
from dealix_ops.ports.slack import SlackMessage


@dataclass(frozen=True)
class Call:
    """`said` is the command's word, `rest` what stands after it; `direct`: in the bot's own conversation.

    `domain` is the workspace's name in its addresses; Slack tells it with a slash command only.
    """

    user_id: str
    channel: str
    rest: str
    direct: bool
    domain: str = ""
    said: str = ""


Handler = Callable[[Session, Desk, Call], SlackMessage]
"""Raises OpsError for what is refused; nothing it wrote then stays."""
