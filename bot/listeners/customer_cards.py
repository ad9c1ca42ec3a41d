"""`/dealix عملاء`, `/dealix عميل NAME`, and what may be pressed on a customer's card."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, customer_card, customer_edit
from bot.blocks import customer_copy_ar as copy
from bot.blocks.customer_edit import CardState, Field
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, View
from bot.listeners import customer_fields, forms
from bot.listeners.calls import Call
from bot.listeners.customer_fields import FieldRefused, Typed
from bot.listeners.desk import Desk
from bot.listeners.whose import whose
from bot.presses import Press
from dealix_ops.clock import riyadh
from dealix_ops.contacts import customers, opt_ins, persons
from dealix_ops.contacts.customers import MONEY
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.contacts.opt_ins import Evidence
from dealix_ops.errors import OpsError
from dealix_ops.matters import following
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import customer_cards
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Answer, allows, may

Body = dict[str, Any]
EXAMPLE = "عميل الأفق"


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = CustomerCardListeners(desk)
    app.action(Action.CUSTOMER_SHOW)(on.show)
    app.action(Action.CUSTOMER_EDIT)(on.edit)
    app.view(View.CUSTOMER_EDIT_SUBMIT)(on.edit_submit)
    app.action(Action.CUSTOMER_OPT_IN)(on.opt_in)
    app.view(View.OPT_IN_SUBMIT)(on.opt_in_submit)
    app.action(Action.PERSONS_SAME)(on.same)
    app.action(Action.PERSONS_NOT_SAME)(on.not_same)


def list_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    _require(desk, call.user_id, Act.SEE_LISTS)
    return customer_card.listed(customer_cards.listed(session), desk.clock())


def card_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    _require(desk, call.user_id, Act.SEE_LISTS)
    found = whose(session, call.rest, chosen=Action.CUSTOMER_SHOW, example=EXAMPLE)
    return found if isinstance(found, SlackMessage) else _card(session, desk, found.id)


class CustomerCardListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, ack: AsyncAck, body: Body) -> None:
        """A customer of the menu that a command gave."""
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> SlackMessage:
            _require(desk, press.user_id, Act.SEE_LISTS)
            return _card(session, desk, forms.customer(session, press).id)

        await forms.whispered(desk, ack, press, look)

    async def edit(self, ack: AsyncAck, body: Body) -> None:
        def view(session: Session, press: Press, customer: Customer) -> Block:
            _require(self._desk, press.user_id, Act.CUSTOMER_FIELDS)
            terms = customers.terms_of(customer)
            state = CardState(customer.id, press.channel, customer_edit.shown(terms))
            role = self._desk.actor(press.user_id).role
            return customer_edit.terms_modal(state, terms, may_money=allows(role, Act.MONEY))

        await self._open(ack, body, view, label=copy.EDIT, action=Action.CUSTOMER_EDIT)

    async def edit_submit(self, ack: AsyncAck, body: Body) -> None:
        typed, desk = Typed.of(body), self._desk

        def work(session: Session) -> None:
            _require(desk, typed.user_id, Act.CUSTOMER_FIELDS)
            customer = _locked(session, typed.state.customer_id)
            was = customers.terms_of(customer)
            if customer_edit.shown(was) != typed.state.shown:
                raise customers.changed_by(session, customer)
            has_money = Field.BUNDLE.value in body["view"]["state"]["values"]
            terms = customer_fields.terms(typed, was, has_money=has_money)
            if any(getattr(terms, name) != getattr(was, name) for name in MONEY):
                _require(desk, typed.user_id, Act.MONEY)
            customers.change(session, customer, terms, actor=typed.user_id, now=desk.clock())

        await self._settle(ack, typed, work, at=Field.OWNER)

    async def opt_in(self, ack: AsyncAck, body: Body) -> None:
        def view(session: Session, press: Press, customer: Customer) -> Block:
            _require(self._desk, press.user_id, Act.CUSTOMER_FIELDS)
            now = self._desk.clock()
            seen = customer_cards.card(session, customer.id, now=now)
            return customer_edit.opt_in_modal(CardState(customer.id, press.channel), seen, riyadh(now).date())

        await self._open(ack, body, view, label=copy.OPT_IN, action=Action.CUSTOMER_OPT_IN)

    async def opt_in_submit(self, ack: AsyncAck, body: Body) -> None:
        typed, desk = Typed.of(body), self._desk

        def work(session: Session) -> None:
            _require(desk, typed.user_id, Act.CUSTOMER_FIELDS)
            customer, now = _locked(session, typed.state.customer_id), desk.clock()
            seen = customer_cards.card(session, customer.id, now=now)
            withdrawn = typed.values[Field.WITHDRAW]
            if withdrawn:
                theirs = {str(given.opt_in_id) for one in seen.persons for given in one.opt_ins}
                opt_in_id = int(withdrawn) if withdrawn in theirs else 0
                opt_ins.withdraw(session, opt_in_id, actor=typed.user_id, now=now)
                return
            place = customer_edit.address_of(typed.values[Field.ADDRESS], seen)
            words, given_on = (
                typed.values[Field.WORDS].strip(),
                customer_fields.day(typed.values[Field.GIVEN]),
            )
            if place is None or not words or given_on is None:
                raise FieldRefused(Field.WORDS, copy.OPT_IN_WHAT)
            if given_on > riyadh(now).date():
                raise FieldRefused(Field.GIVEN, copy.OPT_IN_FUTURE)
            given = Evidence(channel=place.means, address=place.address, words=words, given_on=given_on)
            contact = session.get_one(Contact, place.contact_id)
            opt_ins.record(session, contact, given, actor=typed.user_id, now=now)

        at = Field.WORDS if Field.WORDS.value in body["view"]["state"]["values"] else Field.WITHDRAW
        await self._settle(ack, typed, work, at=at)

    async def same(self, ack: AsyncAck, body: Body) -> None:
        await self._judge(ack, body, is_same=True)

    async def not_same(self, ack: AsyncAck, body: Body) -> None:
        await self._judge(ack, body, is_same=False)

    async def _judge(self, ack: AsyncAck, body: Body, *, is_same: bool) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> int:
            _require(desk, press.user_id, Act.LINK_CUSTOMER)
            first, second = (session.get(Contact, one) for one in customer_card.pair_of(press.value))
            ids = {one.customer_id for one in (first, second) if one is not None} - {None}
            if first is None or second is None or not ids:
                raise errors.ButtonUnknown("no such two contacts")
            everybody = persons.of(session, first.id) | persons.of(session, second.id)
            conversations = following.locked(session, everybody)
            for customer_id in sorted(filter(None, ids)):
                customers.locked(session, customer_id)
            for one in sorted((first, second), key=lambda one: one.id):
                session.refresh(one, with_for_update=True)
            by, now = press.user_id, desk.clock()
            persons.judge(session, first, second, is_same=is_same, actor=by, now=now)
            following.follow(session, conversations, desk.joining, actor=by, now=now)
            return first.customer_id or second.customer_id or 0

        try:
            customer_id = await desk.database.write(work)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            await self._show(customer_id, press.user_id, press.channel)
        await ack()

    async def _open(
        self,
        ack: AsyncAck,
        body: Body,
        view_of: Callable[[Session, Press, Customer], Block],
        *,
        label: str,
        action: Action,
    ) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block:
            return view_of(session, press, forms.customer(session, press))

        try:
            view = await desk.database.read(look)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            if not await desk.open_modal(press.trigger_id, view):
                again = [section([copy_ar.LATE_MODAL]), actions([button(label, action, press.value)])]
                await desk.whisper(
                    copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=again
                )
        await ack()

    async def _settle(
        self, ack: AsyncAck, typed: Typed, work: Callable[[Session], None], *, at: Field
    ) -> None:
        """A refusal stands at a field; after a change the card comes again as it is now."""
        try:
            await self._desk.database.write(work)
        except FieldRefused as refused:
            await ack(response_action="errors", errors={refused.field.value: refused.text})
        except OpsError as error:
            if isinstance(error, errors.FounderOnly | errors.MayNotArrange):
                text = await self._desk.refuse_alone(error, user_id=typed.user_id)
            else:
                text = error_messages.text_of(error, reader=typed.user_id, mentions=False)
            await ack(response_action="errors", errors={at.value: text})
        else:
            await self._show(typed.state.customer_id, typed.user_id, typed.state.channel)
            await ack()

    async def _show(self, customer_id: int, user_id: str, channel: str) -> None:
        desk = self._desk
        card = await desk.database.read(lambda session: _card(session, desk, customer_id))
        blocks = [dict(block) for block in card.blocks or ()]
        await desk.whisper(card.text, user_id=user_id, channel=channel, blocks=blocks)


def _card(session: Session, desk: Desk, customer_id: int) -> SlackMessage:
    now = desk.clock()
    return customer_card.render(customer_cards.card(session, customer_id, now=now), now)


def _require(desk: Desk, user_id: str, act: Act) -> None:
    """Raises MayNotArrange, FounderOnly."""
    answer = may(desk.actor(user_id).role, act)
    if answer is Answer.FOUNDER_ONLY:
        raise errors.FounderOnly(user_id)
    if answer is not Answer.YES:
        raise errors.MayNotArrange(user_id)


def _locked(session: Session, customer_id: int) -> Customer:
    """Raises ButtonUnknown."""
    if not customers.is_known(session, customer_id):
        raise errors.ButtonUnknown("no such customer")
    return customers.locked(session, customer_id)
