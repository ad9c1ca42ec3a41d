"""Which customer a matter is about: linking a ticket, and opening one on behalf of a customer."""

from datetime import UTC, datetime
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import copy_ar, customer_modals
from bot.blocks.customer_modals import AskState, Choice
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Field, Shortcut, View
from bot.listeners.customer_menus import choices, link_modal
from bot.listeners.desk import Desk
from bot.presses import Asked, Press, Taken
from dealix_ops.contacts import customers
from dealix_ops.contacts.addresses import email, mobile
from dealix_ops.contacts.models import Customer
from dealix_ops.errors import OpsError
from dealix_ops.intake import on_behalf, slack, storing
from dealix_ops.intake.item import ItemKind
from dealix_ops.intake.slack_text import for_reading
from dealix_ops.matters import following
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.tickets import linking
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Source

Body = dict[str, Any]
NO_ORIGIN = "none"
"""A button may not be empty."""


class FieldRefused(OpsError):
    """One field of the modal cannot be taken as it is."""

    def __init__(self, field: Field, text: str) -> None:
        super().__init__(text)
        self.field = field
        self.text = text


def register(app: AsyncApp, desk: Desk) -> None:
    on = CustomerListeners(desk)
    app.action(Action.TICKET_LINK_CUSTOMER)(on.link)
    app.view(View.LINK_CUSTOMER_SUBMIT)(on.link_submit)
    app.shortcut(Shortcut.FROM_MESSAGE)(on.from_message)
    app.shortcut(Shortcut.ON_BEHALF)(on.on_behalf)
    app.action(Action.TICKET_ON_BEHALF)(on.from_direct_message)
    app.view(View.ON_BEHALF_SUBMIT)(on.on_behalf_submit)


class CustomerListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def link(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)
        ticket_id = int(press.value) if press.value.isdecimal() and len(press.value) < 10 else 0
        if not self._may(press.user_id, Act.LINK_CUSTOMER):
            refusal = errors.MayNotArrange(press.user_id)
            await self._desk.refuse(refusal, user_id=press.user_id, channel=press.channel, token="")
        else:
            view = await self._desk.database.read(
                lambda session: link_modal(session, ticket_id, press.channel)
            )
            if not await self._desk.open_modal(press.trigger_id, view):
                again = button(copy_ar.LINK_CUSTOMER, Action.TICKET_LINK_CUSTOMER, press.value)
                await self._late(press.user_id, press.channel, again)
        await ack()

    async def link_submit(self, ack: AsyncAck, body: Body) -> None:
        asked, desk = Asked.of(body), self._desk

        def work(session: Session) -> None:
            if not self._may(asked.user_id, Act.LINK_CUSTOMER):
                raise errors.MayNotArrange(asked.user_id)
            ticket = session.get(Ticket, asked.state.ticket_id or 0)
            if ticket is None:
                raise errors.ButtonUnknown("no such ticket")
            now, before = desk.clock(), asked.state.before
            off = before is not None and _is_off(asked)
            customer_id = None if off else _customer(session, asked, now=now).id
            linking.locked(session, ticket, shown=before)
            if customer_id == before:
                return
            linked = linking.link(session, ticket, customer_id, actor=asked.user_id, now=now)
            following.show(session, desk.joining, linked, now=now)

        await self._settle(ack, asked, work)

    async def from_message(self, ack: AsyncAck, body: Body) -> None:
        taken = Taken.of(body)
        origin = slack.message_id(taken.channel, taken.ts)
        if await self._desk.database.read(lambda session: _is_a_matter(session, origin)):
            await self._desk.write_to(taken.user_id, copy_ar.ALREADY_A_TICKET)
        else:
            state = AskState(None, origin, None)
            await self._ask(taken.user_id, taken.trigger_id, state, words=for_reading(taken.text))
        await ack()

    async def on_behalf(self, ack: AsyncAck, body: Body) -> None:
        taken = Taken.of(body)
        await self._ask(taken.user_id, taken.trigger_id, AskState(None, None, None), words="")
        await ack()

    async def from_direct_message(self, ack: AsyncAck, body: Body) -> None:
        """The words are read from what was stored, and only for the person who wrote them."""
        press = Press.of(body)

        def look(session: Session) -> str:
            stored = storing.find(session, Source.SLACK, press.value)
            own = stored is not None and stored.conversation_key == slack.direct_key(press.user_id)
            return for_reading(str(stored.body.get("text") or "")) if stored is not None and own else ""

        words = await self._desk.database.read(look)
        origin = press.value if press.value != NO_ORIGIN else None
        await self._ask(press.user_id, press.trigger_id, AskState(None, origin, press.channel), words=words)
        await ack()

    async def on_behalf_submit(self, ack: AsyncAck, body: Body) -> None:
        asked, desk = Asked.of(body), self._desk

        def work(session: Session) -> None:
            now = desk.clock()
            if not self._may(asked.user_id, Act.ON_BEHALF):
                raise errors.MayNotArrange(asked.user_id)
            if not asked.values[Field.TEXT].strip():
                raise FieldRefused(Field.TEXT, copy_ar.WORDS_MISSING)
            phone, address = _phone(asked.values[Field.PHONE]), _email(asked.values[Field.EMAIL])
            customer = _customer(session, asked, now=now)
            told = on_behalf.Told(
                origin=asked.state.origin or f"view:{asked.view_id}",
                customer_id=customer.id,
                name=" ".join(asked.values[Field.NAME].split()) or None,
                phone=phone,
                email=address,
                words=asked.values[Field.TEXT],
                by=asked.user_id,
                at=_said_at(asked.state.origin, now),
            )
            stored = storing.store(
                session,
                [on_behalf.item(told)],
                source=on_behalf.SOURCE,
                raw=asked.values[Field.TEXT].encode(),
                received_at=now,
            )
            if not stored.new:
                raise FieldRefused(Field.TEXT, copy_ar.TICKET_EXISTS)

        await self._settle(ack, asked, work)

    def _may(self, user: str, act: Act) -> bool:
        """The menu names every customer, which no guest of one of them should read."""
        return allows(self._desk.actor(user).role, act)

    async def _ask(self, user: str, trigger_id: str, state: AskState, *, words: str) -> None:
        """`state.channel` is where the bot may answer; without it the person's own conversation with it."""
        if not self._may(user, Act.ON_BEHALF):
            refusal = errors.MayNotArrange(user)
            await self._desk.write_to(user, await self._desk.refuse_alone(refusal, user_id=user))
            return
        view = customer_modals.on_behalf(state, await self._choices(), said=words)
        if not await self._desk.open_modal(trigger_id, view):
            again = button(copy_ar.ON_BEHALF, Action.TICKET_ON_BEHALF, state.origin or NO_ORIGIN)
            await self._late(user, state.channel, again)

    async def _late(self, user: str, channel: str | None, again: Block) -> None:
        blocks = [section([copy_ar.LATE_MODAL]), actions([again])]
        if channel is None:
            await self._desk.write_to(user, copy_ar.LATE_MODAL, blocks=blocks)
        else:
            await self._desk.whisper(copy_ar.LATE_MODAL, user_id=user, channel=channel, blocks=blocks)

    async def _choices(self) -> list[Choice]:
        return await self._desk.database.read(choices)

    async def _settle(self, ack: AsyncAck, asked: Asked, work: Any) -> None:
        """Every refusal stands at a field, where what the person typed is still there."""
        try:
            await self._desk.database.write(work)
        except FieldRefused as refused:
            await ack(response_action="errors", errors={refused.field.value: refused.text})
        except customers.NameUnusable:
            errors_ = {Field.NEW_CUSTOMER.value: copy_ar.CUSTOMER_MISSING}
            await ack(response_action="errors", errors=errors_)
        except OpsError as error:
            text = await self._desk.refuse_alone(error, user_id=asked.user_id)
            await ack(response_action="errors", errors={Field.NEW_CUSTOMER.value: text})
        else:
            await ack()


def _is_off(asked: Asked) -> bool:
    chosen, typed = asked.values[Field.CUSTOMER], asked.values[Field.NEW_CUSTOMER]
    return chosen == customer_modals.UNLINK and not typed.strip()


def _customer(session: Session, asked: Asked, *, now: datetime) -> Customer:
    """The one typed in, else the one chosen: whoever typed a name did not find it in the menu."""
    typed, chosen = asked.values[Field.NEW_CUSTOMER], asked.values[Field.CUSTOMER]
    if not typed.strip() and chosen.isdecimal() and len(chosen) < 10:
        found = session.get(Customer, int(chosen))
        if found is not None:
            return found
    return customers.find_or_create(session, typed, now=now)


def _is_a_matter(session: Session, message: str) -> bool:
    """Whether the message came in as a customer's line by itself."""
    stored = storing.find(session, Source.SLACK, message)
    return stored is not None and stored.kind == ItemKind.MESSAGE.value


def _phone(typed: str) -> str | None:
    phone = mobile(typed)
    if typed.strip() and phone is None:
        raise FieldRefused(Field.PHONE, copy_ar.PHONE_UNUSABLE)
    return phone


def _email(typed: str) -> str | None:
    address = email(typed)
    if typed.strip() and address is None:
        raise FieldRefused(Field.EMAIL, copy_ar.EMAIL_UNUSABLE)
    return address


def _said_at(origin: str | None, now: datetime) -> datetime:
    """A message carries its own time in its `ts`; what was told by mouth counts from now."""
    ts = origin.rsplit(":", 1)[-1] if origin and origin.startswith("message:") else ""
    try:
        return min(datetime.fromtimestamp(float(ts), UTC), now)
    except (ValueError, OverflowError, OSError):
        return now
