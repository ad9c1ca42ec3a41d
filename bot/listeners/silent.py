"""`/dealix صامتة`: the tickets whose customers left our closing question unanswered."""

from sqlalchemy.orm import Session

from bot.blocks import endings
from bot.listeners.desk import Desk
from dealix_ops.endings import silent
from dealix_ops.errors import OpsError
from dealix_ops.ports import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import may_arrange


async def command(desk: Desk, *, user_id: str) -> SlackMessage:
    """For one person alone; the button closes exactly what stands on the list."""
    try:
        return await desk.database.read(lambda session: _listed(session, desk, user_id))
    except OpsError as error:
        return SlackMessage(text=await desk.refuse_alone(error, user_id=user_id))


def in_conversation(session: Session, desk: Desk, *, user_id: str) -> SlackMessage:
    """The same in the bot's direct messages, where the transaction is open already."""
    try:
        return _listed(session, desk, user_id)
    except OpsError as error:
        return SlackMessage(text=desk.refuse_in(session, error, user_id=user_id))


def _listed(session: Session, desk: Desk, user_id: str) -> SlackMessage:
    """Customers' names are for those who decide. Raises MayNotArrange."""
    if not may_arrange(desk.actor(user_id).role):
        raise errors.MayNotArrange(user_id)
    now = desk.clock()
    return endings.silent_list(silent.listed(session, desk.decisions.inbox, now=now), now)
