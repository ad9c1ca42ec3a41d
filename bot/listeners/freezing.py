"""`/dealix تجميد`, `/dealix رفع التجميد`, and the buttons that lift."""

from collections.abc import Callable
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.blocks import frozen as blocks
from bot.blocks import incident_close_copy_ar as copy
from bot.ids import Action
from bot.listeners import forms
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.presses import Press
from dealix_ops.contacts.models import Customer
from dealix_ops.freezes import service as freezes
from dealix_ops.freezes.models import Freeze
from dealix_ops.incidents import closing, unfreezing
from dealix_ops.language.masking import mask_secrets
from dealix_ops.language.normalise import normalise
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows

Body = dict[str, Any]


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = FreezeListeners(desk)
    app.action(Action.INCIDENT_UNFREEZE)(on.unfreeze)
    app.action(Action.FREEZE_LIFT)(on.lift)


def freeze_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """«تجميد [عميل] سبب»; without words it says what stands. Raises MayNotArrange."""
    words, _ = mask_secrets(call.rest.strip())
    if not words:
        message = _frozen(session, desk, call)
        return SlackMessage(f"{copy.FREEZE_WHY}\n{message.text}")
    customer, why = _customer_before(session, words)
    if not any(letter.isalpha() for letter in why):
        return SlackMessage(copy.FREEZE_WHY)
    made, new = unfreezing.freeze(
        session,
        customer_id=customer.id if customer is not None else None,
        why=why,
        actor=desk.actor(call.user_id),
        now=desk.clock(),
    )
    form = copy.FREEZE_DONE if new else copy.FREEZE_STOOD
    return SlackMessage(form.format(scope=blocks.scope_ar(made.scope, _names(session, [made]))))


def unfreeze_command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """«رفع التجميد»: what stands, with a button each. Raises MayNotArrange."""
    return _frozen(session, desk, call)


class FreezeListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def unfreeze(self, ack: AsyncAck, body: Body) -> None:
        """What this incident froze; what else stands is said."""
        press = Press.of(body)
        await self._lift(ack, press, lambda session: closing.standing(session, forms.about(press.value)))

    async def lift(self, ack: AsyncAck, body: Body) -> None:
        press = Press.of(body)

        def one(session: Session) -> list[Freeze]:
            found = session.get(Freeze, forms.about(press.value))
            if found is None:
                raise errors.ButtonUnknown("no such freeze")
            return [found]

        await self._lift(ack, press, one)

    async def _lift(self, ack: AsyncAck, press: Press, which: Callable[[Session], list[Freeze]]) -> None:
        desk = self._desk

        def work(session: Session) -> SlackMessage:
            actor, now = desk.actor(press.user_id), desk.clock()
            unfreezing.lift(session, which(session), desk.incidents, actor=actor, now=now)
            left = copy.LIFTED_LEFT if freezes.standing(session) else copy.LIFTED_CLEAR
            return SlackMessage(copy.LIFTED.format(left=left))

        await forms.whispered(desk, ack, press, work)


def _frozen(session: Session, desk: Desk, call: Call) -> SlackMessage:
    if not allows(desk.actor(call.user_id).role, Act.SEE_LISTS):
        raise errors.MayNotArrange(call.user_id)
    rows = freezes.standing(session)
    return blocks.frozen(rows, _names(session, rows), desk.clock())


def _names(session: Session, rows: list[Freeze]) -> dict[str, str]:
    return {
        freezes.of_customer(customer.id): customer.name
        for customer in session.scalars(select(Customer))
        if any(row.scope == freezes.of_customer(customer.id) for row in rows)
    }


def _customer_before(session: Session, words: str) -> tuple[Customer | None, str]:
    """The customer whose whole name begins these words, the longest name first; and what is left of them."""
    parts = words.split()
    folded = [normalise(part) for part in parts]
    by_name = {normalise(one.name): one for one in session.scalars(select(Customer))}
    for count in range(len(parts), 0, -1):
        found = by_name.get(" ".join(folded[:count]))
        if found is not None:
            return found, " ".join(parts[count:])
    return None, words
