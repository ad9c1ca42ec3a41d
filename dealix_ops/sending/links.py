"""The page of one hand-off for one person: a key that only they were given, for two hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dealix_ops import page_keys
from dealix_ops.contacts.models import Conversation
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.models import Draft
from dealix_ops.ports.work import Effect, EffectKind
from dealix_ops.sending import errors, initiating
from dealix_ops.sending.authority import Act, Actor
from dealix_ops.sending.case import authorise, case_of, changed
from dealix_ops.sending.hand_offs import refuse_withdrawn
from dealix_ops.sending.models import Approval, HandOff, HandOffLink
from dealix_ops.sending.way_out import WayOut
from dealix_ops.tickets.models import Ticket

KEPT = timedelta(days=7)
"""After its end: a claim pressed late still finds «وقت فتح الرابط»."""
REMOVAL_BATCH = 1000


@dataclass(frozen=True)
class Links:
    way_out: WayOut

    def ask(self, session: Session, token: str, *, actor: Actor, channel: str, now: datetime) -> None:
        """«افتح صفحة التسليم»: a worker makes the key when it sends it, so that it is never stored.

        Raises ButtonUnknown, NotAnApprover, ApprovalWithdrawn; OccasionOver, MayNotWrite.
        """
        approval = session.scalars(select(Approval).where(Approval.token == token)).one_or_none()
        if approval is None:
            raise errors.ButtonUnknown("no approval with this token")
        case = case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        session.refresh(approval)
        authorise(session, case, actor, Act.OPEN_PAGE, now)
        refuse_withdrawn(approval)
        refuse_stopped(session, approval, now=now)
        payload = {"approval_id": approval.id, "channel": channel, "user": actor.user_id}
        # A partition of its own, as every answer to one person: it does not queue behind the paced cards.
        effect = Effect(EffectKind.HAND_OFF_LINK, f"{channel}:{actor.user_id}", payload)
        self.way_out.outbox.add(session, effect, now=now)

    def opened(self, session: Session, link: HandOffLink, *, now: datetime) -> None:
        """Its first opening is what the menu in Slack proposes as the time of sending."""
        if link.opened_at is not None:
            return
        approval = session.get_one(Approval, link.approval_id)
        case_of(session, drafts.version_of(session, approval.draft_id, approval.version))
        link.opened_at = now
        hand_off = session.get_one(HandOff, approval.id, populate_existing=True)
        if hand_off.sent_at is None and approval.withdrawn_at is None:
            self.way_out.draw(session, approval, hand_off, now)


def refuse_stopped(session: Session, approval: Approval, *, now: datetime) -> None:
    """What answers nobody is looked at once more until somebody says that it left.

    Raises OccasionOver, MayNotWrite.
    """
    if approval.withdrawn_at is None and session.get_one(HandOff, approval.id).sent_at is None:
        ticket = session.get_one(Ticket, session.get_one(Draft, approval.draft_id).ticket_id)
        conversation = session.get_one(Conversation, ticket.conversation_id)
        initiating.refuse_stopped(session, ticket.id, conversation, now=now)


def make(session: Session, approval_id: int, *, slack_user: str, now: datetime) -> str:
    """The key."""
    token = page_keys.new()
    link = HandOffLink(
        token_hash=page_keys.proof(token),
        approval_id=approval_id,
        slack_user=slack_user,
        made_at=now,
        expires_at=now + page_keys.LIFE,
    )
    session.add(link)
    session.flush()
    return token


def remove_expired(session: Session, *, now: datetime) -> int:
    """One idempotent tick: a key that opens nothing any more is not kept, but for what its opening told."""
    over = select(HandOffLink.token_hash).where(HandOffLink.expires_at <= now - KEPT).limit(REMOVAL_BATCH)
    removed = session.execute(delete(HandOffLink).where(HandOffLink.token_hash.in_(over)))
    return changed(removed)


def find(session: Session, token: str, *, now: datetime) -> HandOffLink | None:
    """None for an unknown key and for an old one: to a stranger they are the same."""
    proof = page_keys.proof(token)
    link = session.get(HandOffLink, proof) if proof else None
    return link if link is not None and now < link.expires_at else None
