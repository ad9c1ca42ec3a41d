"""`/dealix صلاحيات`: what the person who asks may do, at this moment."""

from sqlalchemy.orm import Session

from bot.blocks import permissions
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.delegation import service as delegation
from dealix_ops.ports.slack import SlackMessage


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    actor = desk.actor(call.user_id)
    under = delegation.stand_in(session, actor, now=desk.clock())
    return SlackMessage(permissions.own(actor.role, under))
