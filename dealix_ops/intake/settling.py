"""A burst of lines gets one new draft: after eight seconds of silence, and after half a minute at most."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.compose import About
from dealix_ops.drafts.proposing import Voice, proposal
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.judging import verdicts
from dealix_ops.ports.work import Effect, EffectKind, Outbox
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Priority

SILENCE = timedelta(seconds=8)
AT_MOST = timedelta(seconds=30)


@dataclass(frozen=True)
class Settling:
    """`channel` is where the cards stand."""

    outbox: Outbox
    voice: Voice
    channel: str

    def draft_now(
        self, session: Session, ticket: Ticket, contact: Contact, *, through: int, now: datetime
    ) -> bool:
        """Propose for everything the customer said up to `through`; True where nothing waited before."""
        made = proposal(
            session,
            ticket,
            contact,
            about=about_of(session, ticket),
            voice=self.voice,
            last_inbound_id=through,
            now=now,
        )
        return drafts.propose(session, ticket.id, made, now=now, contact_key=contact.ledger_key)

    def draft_soon(self, session: Session, ticket: Ticket, *, now: datetime) -> None:
        """The text that waits stands until the customer pauses; meanwhile it counts as stale."""
        effect = Effect(
            EffectKind.DRAFT_AGAIN,
            f"draft:{ticket.id}",
            {"ticket_id": ticket.id},
            draws=f"draft:{ticket.id}",
            due_at=now + SILENCE,
            at_most=AT_MOST,
        )
        self.outbox.add(session, effect, now=now)

    def draft_again(self, session: Session, ticket_id: int, *, now: datetime) -> None:
        """The customer paused, or a call answered less than was written. What a person decided stands."""
        ticket = session.get_one(Ticket, ticket_id)
        conversation = contacts.locked(session, ticket.conversation_id)
        session.refresh(ticket)
        draft, through = drafts.latest(session, ticket_id), verdicts.newest_line(session, ticket)
        if ticket.status not in tickets.LIVE or draft is None:
            return
        waiting = drafts.waiting(session, ticket_id)
        older = waiting is not None and waiting.last_inbound_id < through
        told = draft.status == DraftStatus.ANSWERED_OUTSIDE.value
        if not older and not (told and contacts.unanswered_block(session, conversation)):
            return
        contact = session.get_one(Contact, conversation.contact_id)
        self.draft_now(session, ticket, contact, through=through, now=now)
        tickets.show(session, ticket, channel=self.channel, outbox=self.outbox, now=now)


def about_of(session: Session, ticket: Ticket) -> About:
    """The newest words; the matter as a person judged it where they are softer than that."""
    query = select(TriageVerdict).where(TriageVerdict.ticket_id == ticket.id)
    newest = session.scalars(query.order_by(TriageVerdict.id.desc()).limit(1)).one()
    judged = verdicts.judged_matter(session, ticket)
    if judged is not None and Priority(newest.priority).rank > Priority(ticket.priority).rank:
        return judged
    return verdicts.about(newest)
