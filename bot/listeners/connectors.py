"""`/dealix ربط`: a customer's connectors, one of them in a modal, and «افحص الآن»."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import connectors as blocks
from bot.blocks import connectors_copy_ar as copy
from bot.blocks import copy_ar, onboarding
from bot.blocks.connectors import ConnectorRef
from bot.blocks.text import Block, actions, button, section
from bot.ids import Action, Field, View
from bot.listeners.calls import Call
from bot.listeners.desk import DIRECT_MESSAGE, Desk
from bot.listeners.whose import whose
from bot.presses import Press, PressBroken, given
from dealix_ops.connectors import proofs, rules, service
from dealix_ops.connectors.errors import HasGateway, WordsNeeded
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.contacts.models import Customer
from dealix_ops.doctor import connector_proofs
from dealix_ops.errors import OpsError
from dealix_ops.language.display import isolate
from dealix_ops.language.masking import mask_secrets
from dealix_ops.onboarding import showing
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.reports import connections
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows

Body = dict[str, Any]
EXAMPLE = "ربط الأفق"


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = ConnectorListeners(desk)
    app.action(Action.CONNECTORS_SHOW)(on.show)
    app.action(Action.CONNECTOR_OPEN)(on.open)
    app.action(Action.CONNECTOR_TEST)(on.test)
    app.view(View.CONNECTOR_SUBMIT)(on.submit)


@dataclass(frozen=True)
class Decided:
    """What stands in the modal: a state, «كما هي» or «جرّبتها بنفسي», and words."""

    user_id: str
    ref: ConnectorRef
    choice: str
    note: str

    @classmethod
    def of(cls, body: Body) -> "Decided":
        """Raises PressBroken, also for a choice that the modal does not offer."""
        try:
            view = body["view"]
            values = (view.get("state") or {}).get("values") or {}
            ref = ConnectorRef.load(view.get("private_metadata") or "")
            choice = given(values, Field.REASON)
            return cls(str(body["user"]["id"]), ref, choice, given(values, Field.NOTE))
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error

    def require_offered(self) -> None:
        """Raises PressBroken."""
        if self.choice not in {*ConnectorState, blocks.STAY, blocks.TRIED}:
            raise PressBroken("a choice that the modal does not offer")


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """Raises MayNotArrange: which channels a customer has is for those who serve them."""
    _allow(desk, call.user_id)
    found = whose(session, call.rest, chosen=Action.CONNECTORS_SHOW, example=EXAMPLE)
    if isinstance(found, SlackMessage):
        return found
    return blocks.render(connections.connections(session, found), desk.clock())


class ConnectorListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def show(self, ack: AsyncAck, body: Body) -> None:
        await self.show_for(ack, Press.of(body))

    async def show_for(self, ack: AsyncAck, press: Press) -> None:
        """The list for whoever pressed; the value is a customer's id."""
        desk = self._desk

        def look(session: Session) -> SlackMessage:
            _allow(desk, press.user_id)
            customer = _customer(session, onboarding.customer_of(press.value))
            return blocks.render(connections.connections(session, customer), desk.clock())

        try:
            listed = await desk.database.read(look)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            rows = [dict(block) for block in listed.blocks or ()]
            await desk.whisper(listed.text, user_id=press.user_id, channel=press.channel, blocks=rows)
        await ack()

    async def open(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> Block:
            _allow(desk, press.user_id)
            which = blocks.opened_of(press.value)
            customer = _customer(session, which[0] if which else None)
            view = connections.connection(session, customer, which[1] if which else "")
            kind = view.connection.kind
            ref = ConnectorRef(customer.id, kind.key, view.connection.state, press.channel)
            itself = connector_proofs.has_gateway(desk.settings, kind.key)
            return blocks.modal(ref, view, desk.clock(), tests_itself=itself)

        try:
            modal = await desk.database.read(look)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token="")
        else:
            if not await desk.open_modal(press.trigger_id, modal):
                again = button(copy.CHOOSE, Action.CONNECTOR_OPEN, press.value)
                rows = [section([copy_ar.LATE_MODAL]), actions([again])]
                await desk.whisper(
                    copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=rows
                )
        await ack()

    async def test(self, ack: AsyncAck, body: Body) -> None:
        """A worker looks and asks: a request of Slack's waits for nobody outside."""
        desk, (user_id, ref) = self._desk, _in_modal(body)
        place = self._place(ref.channel, user_id)

        def work(session: Session) -> None:
            _allow(desk, user_id)
            payload = {"customer_id": ref.customer_id, "key": ref.key, "user": user_id, "channel": place}
            partition = f"connector:{ref.customer_id}:{ref.key}"
            effect = Effect(EffectKind.CONNECTOR_TEST, partition, payload, draws=f"{partition}:{user_id}")
            desk.outbox.add(session, effect, now=desk.clock())

        try:
            await desk.database.write(work)
        except OpsError as error:
            await desk.refuse(error, user_id=user_id, channel=self._room(ref), token="")
        else:
            begun = copy.TESTING.format(name=isolate(rules.kind(ref.key).name))
            await desk.whisper(begun, user_id=user_id, channel=ref.channel)
        await ack()

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        decided, desk = Decided.of(body), self._desk
        decided.require_offered()

        def work(session: Session) -> None:
            _allow(desk, decided.user_id)
            self._decide(session, decided)
            self._show_checklist(session, decided.ref.customer_id)

        try:
            await desk.database.write(work)
        except (errors.FounderOnly, errors.MayNotArrange) as error:
            # Kept in the ledger, and the founder is really told.
            await desk.refuse(error, user_id=decided.user_id, channel=self._room(decided.ref), token="")
            await ack()
        except OpsError as error:
            said = error_messages.text_of(error, reader=decided.user_id, mentions=False)
            field = Field.NOTE if isinstance(error, WordsNeeded) else Field.REASON
            await ack(response_action="errors", errors={field.value: said})
        else:
            await ack()

    def _decide(self, session: Session, decided: Decided) -> None:
        """Raises what the services raise, FounderOnly and HasGateway."""
        desk, ref = self._desk, decided.ref
        told: dict[str, Any] = {"actor": decided.user_id, "now": desk.clock()}
        words, _ = mask_secrets(decided.note)
        if decided.choice == blocks.TRIED:
            if connector_proofs.has_gateway(desk.settings, ref.key):
                raise HasGateway(f"{ref.key} tests itself")
            proofs.record_by_hand(session, ref.customer_id, ref.key, words=words, **told)
            return
        to = ref.seen if decided.choice == blocks.STAY else ConnectorState(decided.choice)
        may_live = allows(desk.actor(decided.user_id).role, Act.LIVE_SEND)
        if rules.goes_live(ref.key, ref.seen, to) and not may_live:
            raise errors.FounderOnly(decided.user_id)
        service.move(
            session,
            ref.customer_id,
            ref.key,
            state=to,
            notes=words,
            flags=desk.settings.live_flags,
            seen=ref.seen,
            **told,
        )

    def _show_checklist(self, session: Session, customer_id: int) -> None:
        """At once where it stands already; else the clock would come to it."""
        channel, desk = self._desk.settings.slack_channel_success, self._desk
        if channel is not None and showing.is_shown(session, customer_id):
            showing.ask(session, customer_id, channel=channel, outbox=desk.outbox, now=desk.clock())

    def _place(self, channel: str, user_id: str) -> str:
        """Where the bot may answer: a command may be typed where it is no member."""
        ours = self._desk.is_ours(channel) or channel.startswith(DIRECT_MESSAGE)
        return channel if ours else user_id

    def _room(self, ref: ConnectorRef) -> str:
        """Where a refusal is said and the founder is told."""
        return ref.channel if self._desk.is_ours(ref.channel) else self._desk.decisions.way_out.channel


def _in_modal(body: Body) -> tuple[str, ConnectorRef]:
    """Raises PressBroken."""
    try:
        return str(body["user"]["id"]), ConnectorRef.load(body["view"].get("private_metadata") or "")
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise PressBroken("a press in a modal lacks a field") from error


def _allow(desk: Desk, user_id: str) -> None:
    """Raises MayNotArrange."""
    if not allows(desk.actor(user_id).role, Act.CONNECTOR_STATE):
        raise errors.MayNotArrange(user_id)


def _customer(session: Session, customer_id: int | None) -> Customer:
    """Raises ButtonUnknown."""
    customer = session.get(Customer, customer_id) if customer_id is not None else None
    if customer is None:
        raise errors.ButtonUnknown("no customer on this choice")
    return customer
