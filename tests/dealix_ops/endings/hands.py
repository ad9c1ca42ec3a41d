"""Endings as a test makes them, and what they leave behind."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import select

from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.proposing import Voice
from dealix_ops.drafts.service import DraftKind
from dealix_ops.endings import silent
from dealix_ops.endings.case import Pressed
from dealix_ops.endings.questions import Questions
from dealix_ops.endings.rules import NoReply
from dealix_ops.endings.service import Endings
from dealix_ops.intake.inbox import StoredInbox
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Entry
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.hand_offs import Sent
from dealix_ops.sending.models import Approval
from dealix_ops.sla import service as sla
from dealix_ops.sla.rules import Due, Metric
from dealix_ops.tickets.models import Ticket
from dealix_ops.tickets.states import Move
from tests.support.house import CHANNEL, FOUNDER, OPERATOR, House

CALM = "متى موعد التقرير الشهري؟"
THANKS = "الله يعطيكم العافية على المتابعة"
ANSWER = "موعد التقرير أول كل شهر، ويصلكم على بريدكم."
QUESTION = "هل انتهى الموضوع من جهتكم؟ يكفينا ردكم هنا."


def endings(house: House) -> Endings:
    return Endings(inbox=StoredInbox(), outbox=house.queues, channel=CHANNEL)


def questions(house: House) -> Questions:
    voice = Voice("سالم", None)
    return Questions(inbox=StoredInbox(), outbox=house.queues, channel=CHANNEL, voice=voice)


def written(house: House, *texts: str, wa_id: str = "966500000001") -> None:
    house.customer_writes(*texts, wa_id=wa_id)
    house.run_all()


def pressed(house: House, ticket_id: int = 1, *, seen: int | None = None) -> Pressed:
    """What the newest card shows, where nothing else is said."""
    return Pressed(ticket_id, house.card(ticket_id).through_inbound_id if seen is None else seen)


def no_reply(
    house: House,
    *,
    actor: Actor = OPERATOR,
    why: NoReply | None = None,
    seen: int | None = None,
    in_modal: bool = False,
) -> None:
    shown = replace(pressed(house, seen=seen), in_modal=in_modal)
    with house.database.transaction() as session:
        endings(house).no_reply(session, shown, why=why, actor=actor, now=house.clock())


def not_customer(house: House, move: Move, *, actor: Actor = OPERATOR) -> None:
    with house.database.transaction() as session:
        endings(house).not_customer(session, pressed(house), move, actor=actor, now=house.clock())


def close(house: House, *, ticket_id: int = 1, actor: Actor = OPERATOR, seen: int | None = None) -> None:
    with house.database.transaction() as session:
        shown = pressed(house, ticket_id, seen=seen)
        endings(house).close(session, shown, actor=actor, now=house.clock())


def close_otherwise(house: House, why: str, *, actor: Actor = OPERATOR) -> None:
    with house.database.transaction() as session:
        endings(house).close_otherwise(session, pressed(house), why=why, actor=actor, now=house.clock())


def reopen(house: House, *, ticket_id: int = 1, actor: Actor = OPERATOR) -> None:
    with house.database.transaction() as session:
        endings(house).reopen(session, ticket_id, actor=actor, now=house.clock())


def ask(house: House, *, ticket_id: int = 1, actor: Actor = OPERATOR) -> None:
    with house.database.transaction() as session:
        questions(house).ask(session, pressed(house, ticket_id), actor=actor, now=house.clock())


def close_silent(house: House, ids: Sequence[int], *, actor: Actor = FOUNDER) -> silent.Closed:
    with house.database.transaction() as session:
        return silent.close_silent(session, endings(house), ids, actor=actor, now=house.clock())


def listed(house: House) -> list[int]:
    with house.database.reading() as session:
        found = silent.listed(session, StoredInbox(), now=house.clock())
    return [one.ticket_id for one in found]


def answered(house: House, text: str = ANSWER, *, ticket_id: int = 1) -> None:
    """The draft that waits is approved with this text and sent."""
    house.edit(house.token(ticket_id), text, seen=house.card(ticket_id).through_inbound_id)
    sent(house, ticket_id=ticket_id)


def sent(house: House, *, ticket_id: int = 1) -> None:
    """What is approved last in this ticket is said to be sent."""
    house.run_all()
    with house.database.transaction() as session:
        approval = newest_approval(house, ticket_id)
        now = house.clock()
        house.decisions.hand_offs.mark_sent(session, approval, Sent(now), actor=FOUNDER, now=now)
    house.run_all()


def newest_approval(house: House, ticket_id: int = 1) -> str:
    with house.database.reading() as session:
        query = select(Approval.token).join(Draft, Draft.id == Approval.draft_id)
        mine = query.where(Draft.ticket_id == ticket_id).order_by(Approval.id.desc())
        return session.scalars(mine).first() or ""


def asked_whether_settled(house: House, *, ticket_id: int = 1) -> None:
    """Answered, «حُلّت», and the closing question sent: the ticket waits."""
    answered(house, ticket_id=ticket_id)
    ask(house, ticket_id=ticket_id)
    answered(house, QUESTION, ticket_id=ticket_id)


def ticket(house: House, ticket_id: int = 1) -> Ticket:
    with house.database.reading() as session:
        return session.get_one(Ticket, ticket_id)


def answered_through(house: House) -> int:
    with house.database.reading() as session:
        return session.get_one(Conversation, 1).answered_through_inbound_id


def draft(house: House, ticket_id: int = 1) -> tuple[DraftKind, str]:
    view = house.card(ticket_id).draft
    assert view is not None
    return DraftKind(view.kind), view.status


def clock(house: House, metric: Metric = Metric.FIRST_RESPONSE, *, ticket_id: int = 1) -> Due:
    with house.database.reading() as session:
        return sla.clocks(session, ticket_id)[metric]


def told(house: House, event: str) -> list[Entry]:
    with house.database.reading() as session:
        return [entry for entry in ledger.entries(session) if entry.event == event]


def days(house: House, count: float) -> None:
    house.clock.now += timedelta(days=count)
