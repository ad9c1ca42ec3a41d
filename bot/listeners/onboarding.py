"""`/dealix تهيئة`, and the buttons of the checklist that it posts."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, onboarding
from bot.blocks import onboarding_copy_ar as copy
from bot.blocks.onboarding import ChecklistState, What
from bot.blocks.text import Block, actions, button, foreign_name, section
from bot.ids import Action, Field, View
from bot.listeners.calls import Call
from bot.listeners.connectors import ConnectorListeners
from bot.listeners.desk import Desk
from bot.listeners.whose import whose
from bot.presses import Press, PressBroken, given
from dealix_ops.catalogue.bundles import BUNDLES
from dealix_ops.contacts import customers
from dealix_ops.contacts.models import Customer
from dealix_ops.errors import OpsError
from dealix_ops.language.masking import mask_secrets
from dealix_ops.onboarding import service, showing
from dealix_ops.onboarding.errors import NoteMissing
from dealix_ops.onboarding.rules import StepId
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports import checklists
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows

Body = dict[str, Any]
EXAMPLE = "تهيئة الأفق"


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = OnboardingListeners(desk)
    app.action(Action.ONBOARDING_BEGIN)(on.begin)
    app.action(Action.ONBOARDING_DONE)(on.done)
    app.action(Action.ONBOARDING_BUNDLE)(on.bundle)
    app.action(Action.ONBOARDING_MORE)(on.more)
    app.view(View.ONBOARDING_SUBMIT)(on.submit)


@dataclass(frozen=True)
class Written:
    """What stands in the modal when it is sent."""

    user_id: str
    state: ChecklistState
    chosen: str
    note: str

    @classmethod
    def of(cls, body: Body) -> "Written":
        """Raises PressBroken, also for a choice that the modal does not offer."""
        try:
            view = body["view"]
            values = (view.get("state") or {}).get("values") or {}
            state = ChecklistState.load(view.get("private_metadata") or "")
            chosen = given(values, Field.REASON)
            offered = {bundle.key for bundle in BUNDLES} if state.what is What.BUNDLE else set(StepId)
            if chosen not in offered:
                raise PressBroken("a choice that the modal does not offer")
            return cls(str(body["user"]["id"]), state, chosen, given(values, Field.NOTE))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Begin, or show the checklist anew at the bottom of its channel. Raises MayNotArrange."""
    _allow(desk, call.user_id)
    if desk.settings.slack_channel_success is None:
        return SlackMessage(copy.OFF)
    found = whose(session, call.rest, chosen=Action.ONBOARDING_BEGIN, example=EXAMPLE)
    return found if isinstance(found, SlackMessage) else _begun(session, desk, found, user_id=call.user_id)


class OnboardingListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def begin(self, ack: AsyncAck, body: Body) -> None:
        """A customer of the menu that a command gave."""
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> str:
            _allow(desk, press.user_id)
            customer_id = onboarding.customer_of(press.value)
            customer = session.get(Customer, customer_id) if customer_id is not None else None
            if customer is None:
                raise errors.ButtonUnknown("no customer on this choice")
            if desk.settings.slack_channel_success is None:
                return copy.OFF
            return _begun(session, desk, customer, user_id=press.user_id).text

        await self._tell(ack, press, work)

    async def done(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def work(session: Session) -> None:
            _allow(desk, press.user_id)
            which = onboarding.done_of(press.value)
            if which is None:
                raise errors.ButtonUnknown("no step on this button")
            service.complete(session, *which, actor=press.user_id, now=desk.clock())
            _show(session, desk, which[0])

        await self._tell(ack, press, work)

    async def bundle(self, ack: AsyncAck, body: Body) -> None:
        await self._open(ack, Press.of(body), What.BUNDLE)

    async def more(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)
        what, _, value = press.value.partition(".")
        chosen = Press(press.user_id, press.channel, value, press.trigger_id)
        if what == onboarding.CONNECTORS:
            await ConnectorListeners(self._desk).show_for(ack, chosen)
        elif what in set(What):
            await self._open(ack, chosen, What(what))
        else:
            refusal = errors.ButtonUnknown("no such choice on our menu")
            await self._desk.refuse(refusal, user_id=press.user_id, channel=press.channel, token="")
            await ack()

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        written, desk = Written.of(body), self._desk

        def work(session: Session) -> None:
            _allow(desk, written.user_id)
            _write(session, desk, written)
            _show(session, desk, written.state.customer_id)

        try:
            await desk.database.write(work)
        except NoteMissing:
            await ack(response_action="errors", errors={Field.NOTE.value: copy.NOTE_MISSING})
        except errors.MayNotArrange as error:
            await desk.refuse(error, user_id=written.user_id, channel=written.state.channel, token="")
            await ack()
        except OpsError as error:
            said = error_messages.text_of(error, reader=written.user_id, mentions=False)
            await ack(response_action="errors", errors={Field.REASON.value: said})
        else:
            await ack()

    async def _open(self, ack: AsyncAck, press: Press, what: What) -> None:
        """Who may not learns so before choosing."""
        desk = self._desk

        def look(session: Session) -> Block | None:
            _allow(desk, press.user_id)
            customer_id = onboarding.customer_of(press.value)
            if customer_id is None or not customers.is_known(session, customer_id):
                raise errors.ButtonUnknown("no customer on this button")
            view = checklists.checklist(session, customer_id)
            if what is What.REOPEN and view.stands.done == 0:
                return None
            return onboarding.modal(ChecklistState(what, customer_id, press.channel), view)

        try:
            modal = await desk.database.read(look)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            if modal is None:
                await desk.whisper(copy.NOTHING_DONE_YET, user_id=press.user_id, channel=press.channel)
            elif not await desk.open_modal(press.trigger_id, modal):
                again = button(copy.TITLE[what], Action.ONBOARDING_MORE, f"{what}.{press.value}")
                blocks = [section([copy_ar.LATE_MODAL]), actions([again])]
                await desk.whisper(
                    copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=blocks
                )
        await ack()

    async def _tell(self, ack: AsyncAck, press: Press, work: Callable[[Session], str | None]) -> None:
        try:
            said = await self._desk.database.write(work)
        except OpsError as error:
            await self._desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            if said is not None:
                await self._desk.whisper(said, user_id=press.user_id, channel=press.channel)
        await ack()


def _allow(desk: Desk, user_id: str) -> None:
    """Raises MayNotArrange."""
    if not allows(desk.actor(user_id).role, Act.ONBOARDING):
        raise errors.MayNotArrange(user_id)


def _begun(session: Session, desk: Desk, customer: Customer, *, user_id: str) -> SlackMessage:
    """The bundle of the contract is proposed where there is one."""
    new = not service.has_begun(session, customer.id)
    bundle = customer.bundle_id if new else None
    service.start(session, customer.id, bundle_id=bundle, actor=user_id, now=desk.clock())
    _show(session, desk, customer.id, fresh=True)
    name = foreign_name(customer.name, onboarding.NAME_LIMIT)
    words = copy.STARTED_IN if new else copy.SHOWN_IN
    return SlackMessage(words.format(name=name, channel=desk.settings.slack_channel_success))


def _show(session: Session, desk: Desk, customer_id: int, *, fresh: bool = False) -> None:
    """Where the channel was taken away since, the message stays as it is."""
    channel = desk.settings.slack_channel_success
    if channel is not None:
        now = desk.clock()
        showing.ask(session, customer_id, channel=channel, outbox=desk.outbox, now=now, fresh=fresh)


def _write(session: Session, desk: Desk, written: Written) -> None:
    """Raises NoteMissing, NotBegun, StepOpen."""
    customer_id, actor, now = written.state.customer_id, written.user_id, desk.clock()
    match written.state.what:
        case What.BUNDLE:
            service.choose_bundle(session, customer_id, written.chosen, actor=actor, now=now)
        case What.REOPEN:
            service.reopen(session, customer_id, StepId(written.chosen), actor=actor, now=now)
        case What.NOTE:
            words, _ = mask_secrets(written.note)
            service.note(session, customer_id, StepId(written.chosen), words, actor=actor, now=now)
