"""«احفظه رداً جاهزاً» after an edited approval, and `/dealix ردود`."""

from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncAck, AsyncApp
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import error_messages
from bot.blocks import copy_ar, saved_replies
from bot.blocks import drafts_copy_ar as copy
from bot.blocks.saved_replies import SaveState
from bot.blocks.text import actions, button, foreign, section
from bot.ids import Action, Field, View
from bot.listeners.calls import Call
from bot.listeners.desk import Desk
from bot.presses import Press, PressBroken, given
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.drafts import saved
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.saved import Personal
from dealix_ops.errors import OpsError
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, allows
from dealix_ops.sending.case import refuse_kept
from dealix_ops.sending.models import Approval
from dealix_ops.tickets.models import Ticket

Body = dict[str, Any]
REMOVE = ("حذف", "remove")


def register(app: AsyncApp, desk: Desk) -> None:
    """The table of contents of this noun."""
    on = SavedReplyListeners(desk)
    app.action(Action.DRAFT_SAVE_REPLY)(on.ask)
    app.view(View.SAVE_REPLY_SUBMIT)(on.submit)


@dataclass(frozen=True)
class Kept:
    """What stands in the modal when it is sent."""

    user_id: str
    state: SaveState
    title: str
    text: str

    @classmethod
    def of(cls, body: Body) -> "Kept":
        """Raises PressBroken."""
        try:
            view = body["view"]
            values = view["state"]["values"]
            state = SaveState.load(view.get("private_metadata") or "")
            title, text = given(values, Field.NAME), given(values, Field.TEXT)
            return cls(str(body["user"]["id"]), state, title, text)
        except (AttributeError, LookupError, TypeError, ValueError) as error:
            raise PressBroken("a submission lacks a field") from error


class SavedReplyListeners:
    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(self, ack: AsyncAck, body: Body) -> None:
        press, desk = Press.of(body), self._desk

        def look(session: Session) -> tuple[str, str]:
            self._refuse_stranger(press.user_id)
            approval = _approval(session, press.value)
            return approval.text, saved.without_customer(approval.text, _personal(session, approval))

        try:
            text, kept = await desk.database.read(look)
        except OpsError as error:
            await desk.refuse(error, user_id=press.user_id, channel=press.channel, token=press.value)
            await ack()
            return
        view = saved_replies.modal(SaveState(press.value, press.channel), text=kept, changed=kept != text)
        if not await desk.open_modal(press.trigger_id, view):
            again = button(copy.SAVE_REPLY, Action.DRAFT_SAVE_REPLY, press.value)
            blocks = [section([copy_ar.LATE_MODAL]), actions([again])]
            await desk.whisper(
                copy_ar.LATE_MODAL, user_id=press.user_id, channel=press.channel, blocks=blocks
            )
        await ack()

    async def submit(self, ack: AsyncAck, body: Body) -> None:
        kept, desk = Kept.of(body), self._desk

        def work(session: Session) -> str:
            self._refuse_stranger(kept.user_id)
            approval = _approval(session, kept.state.token)
            refuse_kept(kept.text)
            reply = saved.save(
                session,
                title=kept.title,
                text=kept.text,
                personal=_personal(session, approval),
                actor=kept.user_id,
                now=desk.clock(),
            )
            return reply.title

        try:
            title = await desk.database.write(work)
        except OpsError as error:
            if isinstance(error, errors.NotAnApprover):
                await desk.refuse(
                    error, user_id=kept.user_id, channel=kept.state.channel, token=kept.state.token
                )
            field, said = _explained(error, reader=kept.user_id)
            await ack(response_action="errors", errors={field.value: said})
            return
        shown = copy.SAVED.format(title=foreign(title, saved.TITLE_LIMIT))
        await desk.whisper(shown, user_id=kept.user_id, channel=kept.state.channel)
        await ack()

    def _refuse_stranger(self, user_id: str) -> None:
        if not allows(self._desk.actor(user_id).role, Act.SAVED_REPLIES):
            raise errors.NotAnApprover(user_id)


def command(session: Session, desk: Desk, call: Call) -> SlackMessage:
    """`/dealix ردود`: the list; `ردود حذف 2`: without the second. Raises MayNotArrange."""
    if not allows(desk.actor(call.user_id).role, Act.SAVED_REPLIES):
        raise errors.MayNotArrange(call.user_id)
    words = call.rest.split()
    if not words:
        return SlackMessage(saved_replies.listed([reply.title for reply in saved.all_of(session)]))
    number = int(words[1]) if len(words) == 2 and words[0] in REMOVE and _is_number(words[1]) else 0
    title = saved.remove(session, number, actor=call.user_id, now=desk.clock()) if number else None
    if title is None:
        return SlackMessage(copy.NO_SUCH_REPLY)
    return SlackMessage(copy.REMOVED_REPLY.format(title=foreign(title, saved.TITLE_LIMIT)))


def _is_number(word: str) -> bool:
    """Digits of either kind, few enough to be a place in a list."""
    return word.isdecimal() and len(word) <= 3


def _approval(session: Session, token: str) -> Approval:
    approval = session.scalars(select(Approval).where(Approval.token == token)).one_or_none()
    if approval is None:
        raise errors.ButtonUnknown("no approval with this token")
    return approval


def _personal(session: Session, approval: Approval) -> Personal:
    contact = session.get_one(Contact, approval.recipient_id)
    ticket = session.get_one(Ticket, session.get_one(Draft, approval.draft_id).ticket_id)
    ids = {ticket.customer_id, contact.customer_id} - {None}
    companies = session.scalars(select(Customer.name).where(Customer.id.in_(ids)).order_by(Customer.id))
    return Personal(contact.profile_name, tuple(companies))


def _explained(error: OpsError, *, reader: str) -> tuple[Field, str]:
    """In which field it is said, and how."""
    match error:
        case saved.TitleUnusable():
            return Field.NAME, copy.TITLE_NEEDED
        case saved.TitleTaken():
            return Field.NAME, copy.TITLE_TAKEN
        case saved.TooMany():
            return Field.NAME, copy.MANY_SAVED.format(count=saved.MOST)
        case saved.StillPersonal():
            return Field.TEXT, copy.STILL_PERSONAL.format(what=copy.WHAT_IS[error.what], gap=error.gap)
        case _:
            return Field.TEXT, error_messages.text_of(error, reader=reader, mentions=False)
