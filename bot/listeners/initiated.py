"""«جدول …» in the week's list: the draft of one check-in, where somebody wants it."""

from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import initiated_copy_ar as words
from bot.blocks.text import foreign_name
from bot.ids import Action
from bot.listeners import forms
from bot.listeners.desk import Desk
from bot.presses import Press
from dealix_ops.clock import riyadh
from dealix_ops.contacts import customers
from dealix_ops.contacts.models import Customer
from dealix_ops.drafts.reading import Voice
from dealix_ops.errors import OpsError
from dealix_ops.initiated import service
from dealix_ops.initiated.rules import Due
from dealix_ops.initiated.service import Proposing
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.sending.occasions import Occasion

Body = dict[str, Any]
NAME_LIMIT = 40


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    app.action(Action.CHECK_IN_DRAFT)(InitiatedListeners(desk).check_in)


class InitiatedListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def check_in(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> str:
            if not allows(desk.actor(press.user_id).role, Act.INITIATE):
                raise errors.MayNotArrange(press.user_id)
            customer = customers.locked(session, forms.customer(session, press).id)
            return self._made(session, customer)

        try:
            told = await desk.database.write(work)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            await desk.whisper(told, user_id=press.user_id, channel=press.channel)
        await ack()

    def _made(self, session: Session, customer: Customer) -> str:
        """By this week, whenever the list was posted."""
        now, name = self._desk.clock(), foreign_name(customer.name, NAME_LIMIT)
        due = self._due(session, customer.id)
        if due is None:
            return words.CHECK_IN_NOT_DUE
        what = (words.SUMMARY if due.occasion is Occasion.SUMMARY else words.CHECK_IN).format(name=name)
        stood = service.of_occasion(session, customer.id, due)
        if stood is not None:
            return words.CHECK_IN_STOOD.format(what=what, ticket=stood.ticket_id)
        made = self._proposing.propose(session, customer.id, due, now=now)
        if made is None:
            return words.CHECK_IN_NOBODY.format(name=name)
        return words.CHECK_IN_MADE.format(what=what, ticket=made)

    @property
    def _proposing(self) -> Proposing:
        desk, settings = self._desk, self._desk.settings
        channel = settings.slack_channel_success or desk.decisions.way_out.channel
        voice = Voice(settings.speaker_name, settings.on_call_phone)
        return Proposing(desk.outbox, desk.decisions.inbox, channel, voice)

    def _due(self, session: Session, customer_id: int) -> Due | None:
        found = service.check_ins(session, riyadh(self._desk.clock()).date())
        return next((due for customer, due in found if customer.id == customer_id), None)
