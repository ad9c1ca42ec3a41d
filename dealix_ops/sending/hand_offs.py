"""What a person says of an approved text: «أرسلتها», «لم أرسلها», «تراجع».

Each method is one use case inside the caller's transaction, under the conversation's lock.
"""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import DraftKind, DraftStatus
from dealix_ops.ledger.events import Event
from dealix_ops.promises import rules as promise_rules
from dealix_ops.promises import service as promises
from dealix_ops.sending import answers, errors
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.case import Case, authorise, case_of, changed, record
from dealix_ops.sending.models import Approval, HandOff, HandOffLink
from dealix_ops.sending.taking_back import back_to_draft
from dealix_ops.sending.way_out import WayOut
from dealix_ops.sla import pausing
from dealix_ops.sla import service as sla
from dealix_ops.tickets import closing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket


@dataclass(frozen=True)
class Sent:
    """When a person says that it left: at `at`, which is kept between the approval and now."""

    at: datetime
    by_link: bool = False


@dataclass(frozen=True)
class HandOffs:
    way_out: WayOut

    def mark_sent(self, session: Session, token: str, sent: Sent, *, actor: Actor, now: datetime) -> None:
        """«أرسلتها»: a named person's word. Lines that came since refuse nothing.

        Raises ButtonUnknown, NotAnApprover, ApprovalWithdrawn, AlreadySent.
        """
        approval, case = approved(session, token)
        authorise(session, case, actor, Act.MARK_SENT, now)
        refuse_withdrawn(approval)
        sent_at = min(max(sent.at, approval.approved_at), now)
        won = session.execute(
            update(HandOff)
            .where(HandOff.approval_id == approval.id, HandOff.sent_at.is_(None))
            .values(sent_at=sent_at, sent_by=actor.user_id)
            .execution_options(synchronize_session=False)
        )
        hand_off = session.get_one(HandOff, approval.id, populate_existing=True)
        if changed(won) == 0 and hand_off.sent_at is not None:
            raise errors.AlreadySent(by=hand_off.sent_by or "", at=hand_off.sent_at)
        case.draft.status = DraftStatus.SENT.value
        before = case.conversation.answered_through_inbound_id
        case.conversation.answered_through_inbound_id = max(before, approval.last_inbound_id)
        facts = {"approval": approval.id, "sent_at": sent_at.isoformat()}
        record(session, Event.MARKED_SENT, case, actor, now, facts | _by_link(sent.by_link))
        hand_off.met_first_response = sla.meet_first_response(
            session, case.ticket.id, met_at=sent_at, actor=actor.user_id
        )
        if case.draft.kind == DraftKind.RESOLUTION.value:
            stands, yes = answers.yes_since(session, case, approval)
            if stands:
                closing.ask_closing(session, case.ticket, at=sent_at, yes=yes, actor=actor.user_id, now=now)
        _promise(session, approval, case, sent_at, actor)
        if answers.asks_and_waits(session, case):
            pausing.wait_for_customer(session, case.ticket.id, since=sent_at, actor=actor.user_id)
        self._show(session, approval, hand_off, case, now)

    def not_sent(
        self, session: Session, token: str, *, actor: Actor, now: datetime, by_link: bool = False
    ) -> None:
        """«لم أرسلها»: everything that «أرسلتها» moved goes back, as far as no other answer moved it too.

        Raises ButtonUnknown, NotAnApprover, NothingSent.
        """
        approval, case = approved(session, token)
        authorise(session, case, actor, Act.NOT_SENT, now)
        hand_off = session.get_one(HandOff, approval.id, populate_existing=True)
        if hand_off.sent_at is None:
            raise errors.NothingSent(f"approval {approval.id} was not said to be sent")
        claim = {"said_by": hand_off.sent_by, "said": hand_off.sent_at.isoformat()}
        reopened, asked_at = hand_off.met_first_response, hand_off.sent_at
        hand_off.sent_at = hand_off.sent_by = None
        hand_off.met_first_response = False
        hand_off.nudged_at = None
        hand_off.not_sent_at, hand_off.not_sent_by = now, actor.user_id
        case.draft.status = DraftStatus.HANDED_OFF.value
        answers.restore_answered(session, case.conversation)
        onto = answers.restore_merged(session, case)
        if reopened:
            answers.restore_first_response(session, case, actor=actor.user_id)
        if case.draft.kind == DraftKind.RESOLUTION.value:
            closing.not_asked(session, case.ticket, asked_at=asked_at, actor=actor.user_id, now=now)
        promises.unmake(session, approval.id)
        pausing.did_not_wait(session, case.ticket.id, since=asked_at)
        facts = {"approval": approval.id, "first_response_reopened": reopened, **claim, **_by_link(by_link)}
        record(session, Event.NOT_SENT, case, actor, now, facts)
        self._show(session, approval, hand_off, case, now)
        if onto is not None:
            channel, outbox = self.way_out.channel, self.way_out.outbox
            tickets.show(session, onto, channel=channel, outbox=outbox, now=now, fresh=True)

    def undo(self, session: Session, token: str, *, actor: Actor, now: datetime) -> str | None:
        """«تراجع»: the text waits for a decision again; returns its new token.

        None where a newer answer is decided already, so that nothing comes back.
        Raises ButtonUnknown, NotAnApprover, FounderOnly, ApprovalWithdrawn, SentAlready.
        """
        approval, case = approved(session, token)
        authorise(session, case, actor, Act.UNDO, now, own=approval.actor == actor.user_id)
        self.withdraw(session, approval, actor=actor, now=now)
        again = back_to_draft(session, case, approval, now=now)
        facts = {"approval": approval.id, "draft": case.draft.id, "returned": again is not None}
        record(session, Event.APPROVAL_WITHDRAWN, case, actor, now, facts)
        self.way_out.show(session, case, now)
        return again

    def withdraw(self, session: Session, approval: Approval, *, actor: Actor, now: datetime) -> None:
        """Nothing of it goes out any more, and what stands in Slack says so; one person wins.

        Raises ApprovalWithdrawn, SentAlready.
        """
        hand_off = self.refuse_gone(session, approval)
        won = session.execute(
            update(Approval)
            .where(Approval.id == approval.id, Approval.withdrawn_at.is_(None))
            .values(withdrawn_at=now, withdrawn_by=actor.user_id)
            .execution_options(synchronize_session=False)
        )
        session.refresh(approval)
        if changed(won) == 0:
            refuse_withdrawn(approval)
        if hand_off.morning_at is not None:
            hand_off.morning_at = None  # it stands nowhere yet
            return
        self.way_out.draw(session, approval, hand_off, now)
        if not self.way_out.pages:
            self.way_out.post_text(session, approval, now)

    def refuse_gone(self, session: Session, approval: Approval) -> HandOff:
        """What was withdrawn or sent cannot be taken back. Raises ApprovalWithdrawn, SentAlready."""
        refuse_withdrawn(approval)
        hand_off = session.get_one(HandOff, approval.id, populate_existing=True)
        if hand_off.sent_at is not None:
            raise errors.SentAlready(by=hand_off.sent_by or "", at=hand_off.sent_at)
        return hand_off

    def _show(
        self, session: Session, approval: Approval, hand_off: HandOff, case: Case, now: datetime
    ) -> None:
        self.way_out.draw(session, approval, hand_off, now)
        self.way_out.show(session, case, now)


def _promise(session: Session, approval: Approval, case: Case, sent_at: datetime, actor: Actor) -> None:
    """What we owed the customer until now is done, and what this text says is owed instead."""
    promises.keep(session, case.ticket.id, at=sent_at, approval_id=approval.id)
    due_at = promise_rules.due(approval.text, case.version.promised_by, sent_at)
    if due_at is not None:
        promises.make(
            session, case.ticket.id, approval_id=approval.id, due_at=due_at, by=actor.user_id, at=sent_at
        )


def refuse_withdrawn(approval: Approval) -> None:
    if approval.withdrawn_at is not None:
        raise errors.ApprovalWithdrawn(by=approval.withdrawn_by or "", at=approval.withdrawn_at)


def newest_opening(session: Session, approval_id: int) -> datetime | None:
    """When its page was opened last, by whomever."""
    query = select(HandOffLink.opened_at).where(
        HandOffLink.approval_id == approval_id, HandOffLink.opened_at.is_not(None)
    )
    return session.scalars(query.order_by(HandOffLink.opened_at.desc()).limit(1)).first()


def approved(session: Session, token: str) -> tuple[Approval, Case]:
    """Locked. Raises ButtonUnknown."""
    approval = session.scalars(select(Approval).where(Approval.token == token)).one_or_none()
    if approval is None:
        raise errors.ButtonUnknown("no approval with this token")
    version = drafts.version_of(session, approval.draft_id, approval.version)
    ticket = session.get_one(Ticket, session.get_one(Draft, approval.draft_id).ticket_id)
    if ticket.merged_into_id is not None:
        # The older conversation first, as whoever merges locks them.
        contacts.locked(session, tickets.goes_on_as(session, ticket).conversation_id)
    case = case_of(session, version)
    session.refresh(approval)
    return approval, case


def _by_link(by_link: bool) -> dict[str, object]:
    return {"by_link": True} if by_link else {}
