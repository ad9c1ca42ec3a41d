"""`/dealix خطة TEXT`: whether something may be done at all; nothing is done."""

from sqlalchemy.orm import Session

from bot.blocks import plans as blocks
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.planning import service as planning
from dealix_ops.ports.slack import SlackMessage


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    if not call.rest:
        return SlackMessage(blocks.WHAT)
    planned = planning.ask(session, call.rest, actor=desk.actor(call.user_id), now=desk.clock())
    return SlackMessage(blocks.shown(planned))
