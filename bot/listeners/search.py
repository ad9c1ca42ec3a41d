"""`/dealix تذكرة …`: a ticket by its number, a name, a phone or words, for whoever decides."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks import customer_copy_ar as copy
from bot.blocks import customer_search
from bot.blocks.customer_search import Place
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from dealix_ops.durable.crowd import TICKET
from dealix_ops.durable.models import SlackCard
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import search
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """What customers wrote is for those who answer them. Raises MayNotArrange."""
    if not allows(desk.actor(call.user_id).role, Act.SEE_LISTS):
        raise errors.MayNotArrange(call.user_id)
    if not call.rest:
        return SlackMessage(copy.FIND_WHAT)
    found = search.find(session, call.rest)
    shown = places(session, [one.ticket_id for one in found])
    return customer_search.render(call.rest, found, shown, domain=call.domain, now=desk.clock())


def places(session: Session, ticket_ids: Collection[int]) -> dict[int, Place]:
    """Where the cards of these stand."""
    query = select(SlackCard).where(SlackCard.entity == TICKET, SlackCard.entity_id.in_(ticket_ids))
    return {card.entity_id: (card.channel, card.ts) for card in session.scalars(query)}
