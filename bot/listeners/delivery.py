"""`/dealix تسليم`: begin a service, write down what is asked for, and move from step to step."""

from collections.abc import Mapping
from enum import StrEnum

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import delivery as blocks
from bot.blocks import delivery_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.text import Block
from bot.ids import Action, View
from bot.listeners import forms
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.listeners.forms import Body, Filled
from bot.listeners.whose import whose
from bot.presses import Press
from dealix_ops.catalogue import services
from dealix_ops.catalogue.services import SERVICES, Service
from dealix_ops.contacts.models import Customer
from dealix_ops.delivery import errors, service
from dealix_ops.delivery.models import ServiceDelivery
from dealix_ops.delivery.rules import IntakeField, Step, Wrong
from dealix_ops.errors import OpsError
from dealix_ops.language.normalise import normalise
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending.errors import ButtonUnknown

EXAMPLE = "تسليم نخبة الخليج"
SAID: Mapping[type[OpsError], str] = {
    errors.NotTheNext: copy.NOT_THE_NEXT,
    errors.IntakeMissing: copy.INTAKE_MISSING,
    errors.NoPackSince: copy.NO_PACK,
    errors.NoPlanRuns: copy.NO_PLAN,
}


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = DeliveryListeners(desk)
    app.action(Action.DELIVERY_SHOW)(on.show)
    app.action(Action.DELIVERY_START)(on.start)
    for place in range(len(SERVICES)):
        app.action(f"{Action.DELIVERY_START}.{place}")(on.start)
    app.action(Action.DELIVERY_INTAKE)(on.ask_intake)
    app.action(Action.DELIVERY_STEP)(on.step)
    app.view(View.DELIVERY_INTAKE_SUBMIT)(on.intake)


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """`تسليم نخبة الخليج`, or with a service behind it. Raises MayNotArrange."""
    service.require_may(desk.actor(call.user_id))
    words, wanted = _service_in(call.rest)
    found = whose(session, words, chosen=Action.DELIVERY_SHOW, example=EXAMPLE)
    if isinstance(found, SlackMessage):
        return found
    return _shown(session, desk, found, wanted)


def _shown(session: Session, desk: Desk, customer: Customer, wanted: Service | None) -> SlackMessage:
    row = service.running(session, customer.id, wanted.key if wanted else None)
    if row is None:
        offers = services.offered(customer.bundle_id)
        return blocks.offered(customer.id, customer.name, [wanted] if wanted else offers)
    return _message(session, desk, row)


def _message(session: Session, desk: Desk, row: ServiceDelivery) -> SlackMessage:
    now = desk.clock()
    return blocks.shown(service.standing(session, row, now=now), now)


class DeliveryListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, ack: AsyncAck, body: Body) -> None:
        """A customer of the menu that a command gave."""
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> SlackMessage:
            service.require_may(desk.actor(press.user_id))
            return _shown(session, desk, forms.customer(session, press), None)

        await forms.whispered(desk, ack, press, look)

    async def start(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> SlackMessage:
            customer_id, key = _pair(press.value)
            wanted = services.find(key)
            if wanted is None or session.get(Customer, customer_id) is None:
                raise ButtonUnknown("no such customer or service")
            actor = desk.actor(press.user_id)
            row = service.start(session, customer_id, wanted, actor=actor, now=desk.clock())
            return _message(session, desk, row)

        await forms.whispered(desk, ack, press, work)

    async def step(self, ack: AsyncAck, body: Body) -> None:
        """What stands in the way is told with the message as it is now."""
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> SlackMessage:
            delivery_id, name = _pair(press.value)
            try:
                step = Step(name)
            except ValueError as error:
                raise ButtonUnknown("no such step") from error
            actor = desk.actor(press.user_id)
            row = service.complete(session, delivery_id, step, actor=actor, now=desk.clock())
            return _message(session, desk, row)

        try:
            message = await desk.database.write(work)
        except OpsError as error:
            words = _why(error)
            if words is None:
                await forms.refused(desk, ack, press, error)
                return
            message = SlackMessage(words)
        await forms.whisper(desk, press, message)
        await ack()

    async def ask_intake(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block:
            service.require_may(desk.actor(press.user_id))
            row = session.get(ServiceDelivery, forms.about(press.value))
            if row is None:
                raise ButtonUnknown("no such delivery")
            stands = service.standing(session, row, now=desk.clock())
            return blocks.intake(FormState(row.id, press.channel), stands.service, row.intake)

        try:
            view = await desk.database.read(look)
        except OpsError as error:
            await forms.refused(desk, ack, press, error)
            return
        await forms.show(desk, ack, press, view, label=copy.INTAKE, action=Action.DELIVERY_INTAKE)

    async def intake(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> SlackMessage:
            typed = {field.value: filled.said(field) for field in IntakeField}
            actor = desk.actor(filled.user_id)
            row = service.keep_intake(session, filled.state.about, typed, actor=actor, now=desk.clock())
            return _message(session, desk, row)

        try:
            message = await desk.database.write(work)
        except errors.IntakeUnusable as error:
            wrong = {field: copy.WRONG[Wrong(why)] for field, why in error.fields.items()}
            await ack(response_action="errors", errors=wrong)
            return
        except OpsError as error:
            await forms.explain(desk, ack, filled, error, said=NO_FIELD, default=IntakeField.COMPANY_NAME)
            return
        told = [dict(block) for block in message.blocks or ()]
        await desk.whisper(copy.KEPT, user_id=filled.user_id, channel=filled.state.channel, blocks=told)
        await ack()


NO_FIELD: Mapping[type[OpsError], tuple[StrEnum, str]] = {}


def _why(error: OpsError) -> str | None:
    """None for a refusal that has its words elsewhere."""
    if isinstance(error, errors.TicketsOpen):
        return copy.TICKETS_OPEN.format(tickets=blocks.tickets(error.late, error.grave))
    return SAID.get(type(error))


def _pair(value: str) -> tuple[int, str]:
    """«12.kick_off» of a button of ours. Raises ButtonUnknown."""
    row_id, _, rest = value.partition(".")
    return forms.about(row_id), rest


def _service_in(words: str) -> tuple[str, Service | None]:
    """The words without the service that they end with, by key or name; a customer's name stays whole."""
    folded = normalise(words)
    for one in SERVICES:
        for name in (one.key, one.name_ar):
            ending = normalise(name)
            if folded.endswith(f" {ending}"):
                return words[: -len(name)].strip(), one
    return words, None
