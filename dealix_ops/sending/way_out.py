"""From an approval to the customer: the hand-off, and «أرسلتها»."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.rules import Event
from dealix_ops.ports import Bound, Effect, EffectKind, Outbox
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.case import Case, authorise, case_of, changed, record
from dealix_ops.sending.models import Approval, HandOff
from dealix_ops.sla import service as sla
from dealix_ops.tickets import service as tickets
from dealix_ops.vocabulary import Source


@dataclass(frozen=True)
class WayOut:
    """`channel` is the Slack channel where the cards and the hand-offs stand."""

    outbox: Outbox
    channel: str

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
        """Write the approval and put exactly its text on the way out."""
        approval = _approval(case, version, edited=edited, actor=actor, now=now)
        session.add(approval)
        session.flush()
        hand_off = HandOff(approval_id=approval.id, card_version=1)
        session.add(hand_off)
        facts = {
            "draft": case.draft.id,
            "version": version.version,
            "approval": approval.id,
            "text": ledger.mark(version.text, case.contact.ledger_key),
            "through_inbound": approval.last_inbound_id,
        }
        event = Event.DRAFT_EDITED if edited else Event.DRAFT_APPROVED
        record(session, event, case, actor, now, facts)
        self._draw(session, approval, hand_off, now)
        payload = {"approval_id": approval.id}
        text = Effect(EffectKind.HAND_OFF_TEXT, self.channel, payload, bound=_bound(approval))
        self.outbox.add(session, text, now=now)
        self.show(session, case, now)

    def mark_sent(self, session: Session, token: str, *, ago: timedelta, actor: Actor, now: datetime) -> None:
        """«أرسلتها»: a named person's word; the time is kept between the approval and now."""
        approval = session.scalars(select(Approval).where(Approval.token == token)).one_or_none()
        if approval is None:
            raise errors.ButtonUnknown("no approval with this token")
        case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        authorise(session, case, actor, Act.MARK_SENT, now)
        sent_at = min(max(now - ago, approval.approved_at), now)
        won = session.execute(
            update(HandOff)
            .where(HandOff.approval_id == approval.id, HandOff.sent_at.is_(None))
            .values(sent_at=sent_at, sent_by=actor.user_id, card_version=HandOff.card_version + 1)
            .execution_options(synchronize_session=False)
        )
        hand_off = session.get_one(HandOff, approval.id, populate_existing=True)
        if changed(won) == 0 and hand_off.sent_at is not None:
            raise errors.AlreadySent(by=hand_off.sent_by or "", at=hand_off.sent_at)
        case.draft.status = DraftStatus.SENT.value
        case.conversation.answered_through_inbound_id = max(
            case.conversation.answered_through_inbound_id, approval.last_inbound_id
        )
        facts = {"approval": approval.id, "sent_at": sent_at.isoformat()}
        record(session, Event.MARKED_SENT, case, actor, now, facts)
        sla.meet_first_response(session, case.ticket.id, met_at=sent_at, actor=actor.user_id)
        self._draw(session, approval, hand_off, now)
        self.show(session, case, now)

    def show(self, session: Session, case: Case, now: datetime) -> None:
        tickets.show(session, case.ticket, channel=self.channel, outbox=self.outbox, now=now)

    def _draw(self, session: Session, approval: Approval, hand_off: HandOff, now: datetime) -> None:
        payload = {
            "approval_id": approval.id,
            "version": hand_off.card_version,
            "channel": self.channel,
        }
        card = Effect(EffectKind.HAND_OFF, self.channel, payload, bound=_bound(approval))
        self.outbox.add(session, card, now=now)


def handed_off(session: Session, approval_id: int, *, now: datetime) -> None:
    """The hand-off stands in Slack; called once it is there, and again without effect."""
    approval = session.get_one(Approval, approval_id)
    # The conversation's lock comes first, as in every decision: «أرسلتها» may be pressed at this moment.
    case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
    hand_off = session.get_one(HandOff, approval_id, populate_existing=True)
    if hand_off.handed_off_at is not None:
        return
    hand_off.handed_off_at = now
    if case.draft.status in (DraftStatus.APPROVED.value, DraftStatus.EDITED.value):
        case.draft.status = DraftStatus.HANDED_OFF.value
    facts = {"approval": approval_id}
    ledger.record(session, Event.HANDED_OFF, at=now, ticket_id=case.ticket.id, facts=facts)


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


def _bound(approval: Approval) -> Bound:
    return Bound(approval.id, approval.text_hash, approval.recipient_id, approval.channel)
