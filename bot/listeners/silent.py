"""`/dealix صامتة`: the tickets whose customers left our closing question unanswered."""

from sqlalchemy.orm import Session

from bot.blocks import endings
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.endings import silent
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Customers' names are for those who decide; the button closes exactly what stands on the list.

    Raises MayNotArrange.
    """
    if not allows(desk.actor(call.user_id).role, Act.SEE_LISTS):
        raise errors.MayNotArrange(call.user_id)
    now = desk.clock()
    return endings.silent_list(silent.listed(session, desk.decisions.inbox, now=now), now)
