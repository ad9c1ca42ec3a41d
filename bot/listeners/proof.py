"""`/dealix إثبات`: what stands for a customer, a new piece of proof, a frozen version and its page."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot.blocks import proof as blocks
from bot.blocks import proof_copy_ar as copy
from bot.blocks.form_parts import FormState
from bot.blocks.proof import Field
from bot.blocks.text import Block
from bot.ids import Action, View
from bot.listeners import forms, proof_forms
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.listeners.forms import Body, Filled
from bot.listeners.whose import whose
from bot.presses import Press
from dealix_ops.clock import riyadh
from dealix_ops.contacts.models import Customer
from dealix_ops.errors import OpsError
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.proof import errors, packs, service
from dealix_ops.proof.packs import Pack
from dealix_ops.proof.rules import Kind, Window

Look = Callable[[Session, FormState], Block | None]
Work = Callable[[Session], str]
EXAMPLE = "إثبات نخبة الخليج"
FIRST_LOOK = timedelta(days=30)
SAID: Mapping[type[OpsError], tuple[StrEnum, str]] = {
    errors.WordsNeeded: (Field.WORDS, copy.WORDS_NEEDED),
    errors.AmountUnusable: (Field.AMOUNT, copy.AMOUNT_UNUSABLE),
    errors.TimeUnusable: (Field.DAY, copy.DAY_UNUSABLE),
    errors.NotTheirTicket: (Field.TICKET, copy.NOT_THEIR_TICKET),
    errors.ReasonNeeded: (Field.REASON, copy.REASON_NEEDED),
    errors.AlreadyVoided: (Field.EVENT, copy.ALREADY_VOIDED),
    errors.WindowUnusable: (Field.SINCE, copy.WINDOW_UNUSABLE),
    errors.NothingRecorded: (Field.SINCE, copy.NOTHING_RECORDED),
    errors.TooMuchRecorded: (Field.SINCE, copy.TOO_MUCH_RECORDED),
}


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = ProofListeners(desk)
    app.action(Action.PROOF_SHOW)(on.show)
    app.action(Action.PROOF_RECORD)(on.ask_record)
    app.action(Action.PROOF_VOID)(on.ask_void)
    app.action(Action.PROOF_FREEZE)(on.ask_freeze)
    app.action(Action.PROOF_OPEN)(on.open)
    app.action(Action.OPEN_PROOF)(on.link)
    app.view(View.PROOF_RECORD_SUBMIT)(on.record)
    app.view(View.PROOF_VOID_SUBMIT)(on.void)
    app.view(View.PROOF_FREEZE_SUBMIT)(on.freeze)


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange."""
    service.require_may(desk.actor(call.user_id))
    found = whose(session, call.rest, chosen=Action.PROOF_SHOW, example=EXAMPLE)
    return found if isinstance(found, SlackMessage) else _summary(session, found, desk.clock())


def _summary(session: Session, found: Customer, now: datetime) -> SlackMessage:
    newest = packs.newest_of(session, found.id)
    window = packs.since_newest(newest, now=now) if newest else Window(now - FIRST_LOOK, now)
    standing = blocks.Standing(
        customer_id=found.id,
        customer=found.name,
        since=window.since,
        figures=packs.figures(session, found.id, window),
        newest=newest,
        may_void=bool(service.standing(session, found.id, limit=1)),
    )
    return blocks.summary(standing)


class ProofListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, ack: AsyncAck, body: Body) -> None:
        """A customer of the menu that a command gave."""
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> SlackMessage:
            service.require_may(desk.actor(press.user_id))
            return _summary(session, forms.customer(session, press), desk.clock())

        await forms.whispered(desk, ack, press, look)

    async def ask_record(self, ack: AsyncAck, body: Body) -> None:
        def look(_session: Session, state: FormState) -> Block:
            return blocks.record(state, riyadh(self._desk.clock()).date())

        await self._ask(ack, Press.of(body), look, copy.RECORD, Action.PROOF_RECORD)

    async def ask_freeze(self, ack: AsyncAck, body: Body) -> None:
        def look(session: Session, state: FormState) -> Block:
            now = self._desk.clock()
            newest = packs.newest_of(session, state.about)
            since = newest.window.until if newest else now - FIRST_LOOK
            return blocks.freeze(state, since=since, today=riyadh(now).date())

        await self._ask(ack, Press.of(body), look, copy.FREEZE, Action.PROOF_FREEZE)

    async def ask_void(self, ack: AsyncAck, body: Body) -> None:
        def look(session: Session, state: FormState) -> Block | None:
            events = service.standing(session, state.about, limit=blocks.LISTED)
            return blocks.void(state, events) if events else None

        await self._ask(ack, Press.of(body), look, copy.VOID, Action.PROOF_VOID)

    async def open(self, ack: AsyncAck, body: Body) -> None:
        """The key is made for the one who pressed; a modal that Slack did not open leaves it unused."""
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> Block:
            pack_id = forms.about(press.value)
            return self._opened(session, packs.get(session, pack_id), press.user_id)

        try:
            view = await desk.database.write(work)
        except OpsError as error:
            await forms.refused(desk, ack, press, error)
            return
        await forms.show(desk, ack, press, view, label=copy.OPEN_PAGE, action=Action.PROOF_OPEN)

    async def link(self, ack: AsyncAck) -> None:
        """Slack opens it by itself and wants to know that we heard."""
        await ack()

    async def record(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> str:
            now = desk.clock()
            event = service.record(
                session,
                filled.state.about,
                proof_forms.told(filled, now),
                actor=desk.actor(filled.user_id),
                now=now,
            )
            return copy.RECORDED.format(id=event.id, kind=copy.KIND[Kind(event.kind)])

        await self._submit(ack, filled, work, default=Field.WORDS)

    async def void(self, ack: AsyncAck, body: Body) -> None:
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> str:
            event = service.void(
                session,
                forms.about(filled.said(Field.EVENT)),
                reason=filled.said(Field.REASON),
                actor=desk.actor(filled.user_id),
                now=desk.clock(),
            )
            return copy.VOIDED.format(id=event.id)

        await self._submit(ack, filled, work, default=Field.REASON)

    async def freeze(self, ack: AsyncAck, body: Body) -> None:
        """The answer is the same modal, now with the way to the page."""
        filled, desk = Filled.of(body), self._desk

        def work(session: Session) -> Block:
            now, user = desk.clock(), filled.user_id
            pack = packs.freeze(
                session, filled.state.about, proof_forms.window(filled, now), actor=desk.actor(user), now=now
            )
            return self._opened(session, pack, user)

        try:
            view = await desk.database.write(work)
        except OpsError as error:
            await forms.explain(desk, ack, filled, error, said=SAID, default=Field.SINCE)
            return
        await ack(response_action="update", view=view)

    def _opened(self, session: Session, pack: Pack, user_id: str) -> Block:
        desk, now = self._desk, self._desk.clock()
        public_url = desk.settings.public_url
        token = packs.key(session, pack.id, actor=desk.actor(user_id), now=now)
        return blocks.opened(pack, f"{public_url.rstrip('/')}/p/{token}" if public_url else None, now)

    async def _ask(self, ack: AsyncAck, press: Press, look: Look, label: str, action: Action) -> None:
        desk = self._desk

        def work(session: Session) -> Block | None:
            service.require_may(desk.actor(press.user_id))
            customer = forms.customer(session, press)
            return look(session, FormState(customer.id, press.channel))

        try:
            view = await desk.database.read(work)
        except OpsError as error:
            await forms.refused(desk, ack, press, error)
            return
        if view is None:
            await desk.whisper(copy.NOTHING_STANDING, user_id=press.user_id, channel=press.channel)
            await ack()
            return
        await forms.show(desk, ack, press, view, label=label, action=action)

    async def _submit(self, ack: AsyncAck, filled: Filled, work: Work, *, default: StrEnum) -> None:
        try:
            said = await self._desk.database.write(work)
        except OpsError as error:
            await forms.explain(self._desk, ack, filled, error, said=SAID, default=default)
            return
        await self._desk.whisper(said, user_id=filled.user_id, channel=filled.state.channel)
        await ack()
