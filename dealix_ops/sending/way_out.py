"""From an approval to the customer: what a person is given to hand over, and how it is shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Conversation
from dealix_ops.database import AS_IT_STANDS
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft, DraftVersion
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Bound, Effect, EffectKind, Outbox
from dealix_ops.promises import service as promises
from dealix_ops.sending import initiating, under_way, until_morning
from dealix_ops.sending.authority import Actor
from dealix_ops.sending.case import Case, case_of, record
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sla.calendars import Calendars
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority, Source

CALM = timedelta(seconds=5)
"""Ten lines in a row are not ten changes of a hand-off."""


@dataclass(frozen=True)
class WayOut:
    """`channel` is the Slack channel where the cards and the hand-offs stand.

    `pages`: people hand over from our page, so the text need not stand in a thread for copying.
    """

    outbox: Outbox
    channel: str
    pages: bool = False

    def begin(
        self,
        session: Session,
        case: Case,
        version: DraftVersion,
        *,
        edited: bool,
        actor: Actor,
        now: datetime,
    ) -> None:
        """Write the approval and put exactly its text on the way out.

        Raises OccasionOver, NewerMessages, MayNotWrite where it answers nobody.
        """
        initiating.refuse(session, case.ticket.id, case.conversation, version, now=now)
        approval = _approval(case, version, edited=edited, actor=actor, now=now)
        session.add(approval)
        session.flush()
        morning = _kept_until(session, case, version, now)
        hand_off = HandOff(approval_id=approval.id, card_version=1, shown_at=now, morning_at=morning)
        session.add(hand_off)
        facts: dict[str, object] = {
            "draft": case.draft.id,
            "version": version.version,
            "approval": approval.id,
            "text": ledger.mark(version.text, case.contact.ledger_key),
            "through_inbound": approval.last_inbound_id,
        }
        if morning is not None:
            facts["given_at"] = morning.isoformat()
        event = Event.DRAFT_EDITED if edited else Event.DRAFT_APPROVED
        record(session, event, case, actor, now, facts)
        session.flush()
        if morning is None:
            self.give(session, approval, hand_off, now)
        self.show(session, case, now)

    def give(self, session: Session, approval: Approval, hand_off: HandOff, now: datetime) -> None:
        """Into the hand of whoever sends it."""
        hand_off.morning_at, hand_off.shown_at = None, now
        self._ask(session, approval, hand_off, now)
        if not self.pages:
            self.post_text(session, approval, now)

    def show(self, session: Session, case: Case, now: datetime) -> None:
        tickets.show(session, case.ticket, channel=self.channel, outbox=self.outbox, now=now)

    def draw(
        self,
        session: Session,
        approval: Approval,
        hand_off: HandOff,
        now: datetime,
        *,
        fresh: bool = False,
        due_at: datetime | None = None,
    ) -> None:
        """Ask for the hand-off as it stands; `fresh`: as a new message, because this must be noticed.

        Nothing of what waits for the morning stands anywhere.
        """
        if hand_off.morning_at is not None:
            return
        # Counted by the database: a reminder counts at the same moment as the customer's next line.
        counted = update(HandOff).where(HandOff.approval_id == approval.id).returning(HandOff)
        shown = counted.values(card_version=HandOff.card_version + 1, shown_at=due_at or now)
        session.scalars(shown, execution_options=AS_IT_STANDS).one()
        self._ask(session, approval, hand_off, now, fresh=fresh, due_at=due_at)

    def _ask(
        self,
        session: Session,
        approval: Approval,
        hand_off: HandOff,
        now: datetime,
        *,
        fresh: bool = False,
        due_at: datetime | None = None,
    ) -> None:
        payload = {
            "approval_id": approval.id,
            "version": hand_off.card_version,
            "channel": self.channel,
            "fresh": fresh,
        }
        draws = f"hand_off:{approval.id}"
        bound = bound_to(approval)
        card = Effect(EffectKind.HAND_OFF, self.channel, payload, draws=draws, bound=bound, due_at=due_at)
        self.outbox.add(session, card, now=now)

    def post_text(self, session: Session, approval: Approval, now: datetime) -> None:
        """The bare text for copying, or, where the approval is withdrawn, a word instead of it."""
        payload = {"approval_id": approval.id}
        text = Effect(EffectKind.HAND_OFF_TEXT, self.channel, payload, bound=bound_to(approval))
        self.outbox.add(session, text, now=now)

    def lines_came(self, session: Session, conversation_id: int, *, now: datetime) -> None:
        """The customer wrote while texts were under way: each hand-off shows it, and none becomes stale.

        Also those of lines that were split off this conversation.
        """
        for approval, hand_off in _under_way(session, conversation_id):
            self.draw(session, approval, hand_off, now, due_at=now + CALM)


def handed_off(session: Session, approval_id: int, *, now: datetime) -> bool:
    """The hand-off stands in Slack; called once it is there, and again without effect. False then."""
    approval = session.get_one(Approval, approval_id)
    # The conversation's lock comes first, as in every decision: «أرسلتها» may be pressed at this moment.
    case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
    session.refresh(approval)
    hand_off = session.get_one(HandOff, approval_id, populate_existing=True)
    if hand_off.handed_off_at is not None or approval.withdrawn_at is not None:
        return False
    hand_off.handed_off_at = now
    if case.draft.status in (DraftStatus.APPROVED.value, DraftStatus.EDITED.value):
        case.draft.status = DraftStatus.HANDED_OFF.value
    facts = {"approval": approval_id}
    ledger.record(session, Event.HANDED_OFF, at=now, ticket_id=case.ticket.id, facts=facts)
    return True


def stays_here(session: Session, approval_id: int, *, now: datetime) -> bool:
    """Withdrawn, or what answers nobody and may not leave now: the clock takes its approval back."""
    approval = session.get_one(Approval, approval_id)
    ticket = session.get_one(Ticket, session.get_one(Draft, approval.draft_id).ticket_id)
    conversation = session.get_one(Conversation, ticket.conversation_id)
    stopped = initiating.stops_approved(session, ticket.id, conversation, now=now)
    return approval.withdrawn_at is not None or stopped is not None


def bound_to(approval: Approval) -> Bound:
    return Bound(approval.id, approval.text_hash, approval.recipient_id, approval.channel)


def _under_way(session: Session, conversation_id: int) -> list[tuple[Approval, HandOff]]:
    query = (
        select(Approval, HandOff)
        .join(HandOff, HandOff.approval_id == Approval.id)
        .join(Draft, Draft.id == Approval.draft_id)
        .join(Ticket, Ticket.id == Draft.ticket_id)
        .join(Conversation, Conversation.id == Ticket.conversation_id)
        .where(contacts.written_into(conversation_id), under_way.waits())
        .order_by(Approval.id)
    )
    return [(approval, hand_off) for approval, hand_off in session.execute(query)]


def _kept_until(session: Session, case: Case, version: DraftVersion, now: datetime) -> datetime | None:
    """The morning in which it is given; None for at once, as in our own hours (in Ramadan until midnight)."""
    morning = until_morning.morning_after(Priority(case.ticket.priority), now)
    if morning is None or Calendars(session).at_work(now):
        return None
    owed = promises.of_ticket(session, case.ticket.id)
    dues = filter(None, (version.promised_by, owed.due_at if owed else None))
    return morning if until_morning.can_wait(version.text, dues, morning=morning, now=now) else None


def _approval(case: Case, version: DraftVersion, *, edited: bool, actor: Actor, now: datetime) -> Approval:
    return Approval(
        draft_id=case.draft.id,
        version=version.version,
        token=drafts.new_token(),
        text=version.text,
        text_hash=version.text_hash,
        recipient_id=case.contact.id,
        channel=contacts.means_of(case.contact, Source(case.conversation.source)).value,
        last_inbound_id=version.last_inbound_id,
        edited=edited,
        actor=actor.user_id,
        approved_at=now,
    )
