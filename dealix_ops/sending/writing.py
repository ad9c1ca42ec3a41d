"""«رد جديد»: a person's own text, whatever became of the drafts before it; and what waits for the founder."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.facts import DraftKind
from dealix_ops.drafts.language import language_of
from dealix_ops.drafts.models import DraftVersion
from dealix_ops.drafts.service import DraftStatus, Proposal
from dealix_ops.ports.inbox import Inbox
from dealix_ops.sending import errors, initiating
from dealix_ops.sending.authority import Act, Actor, Answer, allows
from dealix_ops.sending.case import (
    authorise,
    case_of,
    decided,
    is_delicate,
    refuse_passed,
    refuse_text,
    win,
)
from dealix_ops.sending.permission import given
from dealix_ops.sending.way_out import WayOut
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.errors import TicketClosed
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority

ANSWERS = (*drafts.APPROVED_STATES, DraftStatus.ANSWERED_OUTSIDE)


@dataclass(frozen=True, kw_only=True)
class Written:
    """`over` is the token of the newest version when the modal opened, empty where there was none.

    `over_waiting`: that version waited for a decision then. `seen_inbound_id` is the newest line of the
    customer that the modal showed.
    """

    ticket_id: int
    over: str
    kind: DraftKind
    text: str
    seen_inbound_id: int
    over_waiting: bool = False
    promised_by: datetime | None = None


@dataclass(frozen=True)
class Writing:
    """Each method is one use case inside the caller's transaction."""

    inbox: Inbox
    way_out: WayOut

    def save(self, session: Session, written: Written, *, actor: Actor, now: datetime) -> bool:
        """Approve the text where the actor may, else leave it for the founder; True when it was left.

        Raises:
            ButtonUnknown, NotAnApprover, TicketClosed, DraftAlreadyDecided, DraftSuperseded, TextRefused,
            NewerMessages.
        """
        if not allows(actor.role, Act.PROPOSE):
            raise errors.NotAnApprover(actor.user_id)
        ticket, contact = self._matter(session, written, now)
        leaves = must_leave(session, actor, ticket, now=now)
        version = self._next_version(session, ticket, contact, written, actor=actor, now=now)
        case = case_of(session, version)
        authorise(session, case, actor, Act.PROPOSE if leaves else Act.EDIT, now)
        if leaves:
            tickets.show(
                session,
                ticket,
                channel=self.way_out.channel,
                outbox=self.way_out.outbox,
                now=now,
                fresh=True,
            )
            return True
        win(session, case, DraftStatus.EDITED, from_=(DraftStatus.PROPOSED,), actor=actor, now=now)
        self.way_out.begin(session, case, version, edited=True, actor=actor, now=now)
        return False

    def _matter(self, session: Session, written: Written, now: datetime) -> tuple[Ticket, Contact]:
        """Locked, as every decision's is."""
        ticket = session.get(Ticket, written.ticket_id)
        if ticket is None or written.seen_inbound_id == 0:
            raise errors.ButtonUnknown("no ticket of a customer")
        conversation = contacts.locked(session, ticket.conversation_id)
        session.refresh(ticket)
        if ticket.status not in tickets.LIVE and initiating.of_ticket(session, ticket.id) is None:
            raise TicketClosed(f"ticket {ticket.id} is {ticket.status}")
        self._refuse_overtaken(session, written)
        refuse_text(session, written.text, ticket)
        refuse_passed(written.text, written.promised_by, now=now)
        lines, newest = self.inbox.newer_lines(
            session, conversation.key, seen=written.seen_inbound_id, unprocessed=False
        )
        if lines:
            raise errors.NewerMessages(lines, seen_inbound_id=newest)
        return ticket, session.get_one(Contact, conversation.contact_id)

    def _refuse_overtaken(self, session: Session, written: Written) -> None:
        latest = drafts.latest(session, written.ticket_id)
        standing = drafts.version_of(session, latest.id, latest.version).token if latest else ""
        if latest is None:
            return
        if standing == written.over:
            if written.over_waiting and DraftStatus(latest.status) in ANSWERS:
                raise decided(latest)  # what waited was answered meanwhile: no second text on top of it
            return
        if latest.status == DraftStatus.PROPOSED.value:
            raise errors.DraftSuperseded(f"draft {latest.id} stands in its place")
        raise decided(latest)

    def _next_version(
        self,
        session: Session,
        ticket: Ticket,
        contact: Contact,
        written: Written,
        *,
        actor: Actor,
        now: datetime,
    ) -> DraftVersion:
        said = written.text.strip()
        proposal = Proposal(
            written.kind, said, written.seen_inbound_id, written.promised_by, language_of([said])
        )
        key = contact.ledger_key
        drafts.propose(session, ticket.id, proposal, now=now, contact_key=key, author=actor.user_id)
        draft = drafts.latest(session, ticket.id)
        if draft is None:  # just written
            raise errors.DraftSuperseded(f"ticket {ticket.id} has no draft")
        return drafts.version_of(session, draft.id, draft.version)


def must_leave(session: Session, actor: Actor, ticket: Ticket, *, now: datetime) -> bool:
    """An operator's own words about a P0 or a delicate matter go out with the founder's yes only."""
    priority, delicate = Priority(ticket.priority), is_delicate(session, ticket)
    told = given(session, actor, Act.EDIT, now=now, priority=priority, delicate=delicate)
    return told.answer is Answer.FOUNDER_ONLY
