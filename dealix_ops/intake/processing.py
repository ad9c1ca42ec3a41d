"""A stored message becomes a ticket with its clocks, its draft and its card: one transaction."""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.clock import Clock
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.proposing import is_answered
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.endings import questions
from dealix_ops.incidents import arriving
from dealix_ops.incidents.service import Incidents
from dealix_ops.intake import reactions, storing, unread
from dealix_ops.intake.arrival import Arrival, line_of
from dealix_ops.intake.item import ItemKind, MessageFacts
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.settling import Settling
from dealix_ops.intake.sources import facts_of
from dealix_ops.judging import readings
from dealix_ops.matters import spoken_of
from dealix_ops.matters.joining import Joining
from dealix_ops.matters.rules import QUIET
from dealix_ops.ports.work import Outbox
from dealix_ops.sending import mornings
from dealix_ops.sending.way_out import WayOut
from dealix_ops.sla import pausing
from dealix_ops.sla import service as sla
from dealix_ops.tickets import closing
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.rules import classify
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Priority, Source

ANSWERED = (DraftStatus.SENT, DraftStatus.ANSWERED_OUTSIDE)


class Processing:
    """Called by a worker with the id of an inbound row, inside the worker's transaction."""

    def __init__(
        self,
        *,
        outbox: Outbox,
        clock: Clock,
        settling: Settling,
        second_reader: bool = False,
        fetches_media: bool = False,
        incidents: Incidents | None = None,
    ) -> None:
        self._outbox = outbox
        self._clock = clock
        self._settling = settling
        self._second_reader = second_reader
        self._fetches_media = fetches_media
        self._incidents = incidents

    def process(self, session: Session, inbound_id: int) -> None:
        inbound = session.get_one(Inbound, inbound_id)
        facts = facts_of(inbound)
        now = self._clock()
        if inbound.kind == ItemKind.REACTION.value:
            reactions.take(session, inbound, facts, settling=self._settling, now=now)
            return
        # Before the person's row, which a newer name changes: whoever links them locks in this order too.
        key = spoken_of.place(
            session,
            inbound.conversation_key,
            facts.text,
            refers_to=storing.stored(session, inbound.source, facts.refers_to),
            now=now,
        )
        contact = contacts.find_or_create(session, facts.sender, now=now)
        conversation = contacts.conversation(
            session,
            key,
            source=Source(inbound.source),
            contact=contact,
            our_address=facts.our_address,
            now=now,
        )
        if facts.changes_earlier and _current(session, conversation, facts, Priority.P3, now) is None:
            return  # withdrawn after the matter was over: kept as it came in, and nobody is woken
        way_out = WayOut(self._outbox, self._settling.channel)
        # Before anybody asks what was answered: what waits for the morning has reached nobody.
        mornings.line_came(session, way_out, conversation, now=now)
        block = _unjudged(session, conversation)
        verdict = classify(
            [*(line.text for line in block), facts.text],
            secret_found=inbound.secret_found or any(line.secret_found for line in block),
        )
        came = Arrival(inbound, facts, contact, conversation, verdict, now)
        if self._is_thanks_after_the_end(session, came):
            return
        ticket, raised = self._ticket(session, came)
        is_yes = questions.reads_as_yes(session, ticket, conversation, came.line, priority=verdict.priority)
        session.add(came.message(ticket))
        unread.take(session, ticket, came, fetching=self._fetches_media, outbox=self._outbox)
        session.add(came.reading(ticket))
        joined = Joining(self._outbox, self._settling.channel).by_itself(session, ticket, now=now)
        if self._incidents is not None:
            arriving.ticket_came(self._incidents, session, ticket, now=now)
        if is_yes:
            waits_anew = questions.keep_yes(ticket, inbound.id)
        else:
            closing.wrote_again(session, ticket, through=inbound.id, now=now)
            waits_anew = self._draft(session, ticket, contact, through=inbound.id, raised=raised, now=now)
        way_out.lines_came(session, contacts.root_of(conversation), now=now)
        tickets.show(
            session,
            ticket,
            channel=self._settling.channel,
            outbox=self._outbox,
            now=now,
            fresh=joined.rings if joined is not None else raised or waits_anew,
            hurry=False,
        )
        if self._second_reader:
            readings.ask(session, ticket, through=inbound.id, outbox=self._outbox, now=now)

    def _ticket(self, session: Session, came: Arrival) -> tuple[Ticket, bool]:
        """The conversation's open ticket, never lowered, and whether it just became grave.

        A new one where an answered matter grows grave, or where the last answer is days old.
        """
        facts, verdict = came.facts, came.verdict
        pausing.customer_wrote(session, came.conversation.id, at=came.started_at)
        ticket = _current(session, came.conversation, facts, verdict.priority, came.now)
        raised = False
        if ticket is None or _grew_grave_after_answer(session, ticket, verdict):
            ticket = tickets.open_ticket(
                session,
                came.conversation.id,
                priority=verdict.priority,
                needs_listen=facts.needs_listen,
                opened_at=came.started_at,
                linked_to=ticket,
                customer_id=came.contact.customer_id,
                now=came.now,
            )
        else:
            raised = tickets.raise_to(session, ticket, verdict.priority, now=came.now) and _grave(verdict)
            ticket.needs_listen = ticket.needs_listen or facts.needs_listen
        sla.apply(
            session,
            ticket.id,
            priority=Priority(ticket.priority),
            needs_listen=ticket.needs_listen,
            started_at=came.started_at,
        )
        return ticket, raised

    def _is_thanks_after_the_end(self, session: Session, came: Arrival) -> bool:
        """«تسلمون» after the end stands on the card that ended, and starts no clock."""
        ended = questions.thanked_after_the_end(
            session, came.conversation, came.line, priority=came.verdict.priority, now=came.now
        )
        if ended is None:
            return False
        session.add(came.message(ended))
        session.add(came.reading(ended))
        came.conversation.answered_through_inbound_id = came.inbound.id
        channel, outbox = self._settling.channel, self._settling.outbox
        tickets.show(session, ended, channel=channel, outbox=outbox, now=came.now, hurry=False)
        return True

    def _draft(
        self, session: Session, ticket: Ticket, contact: Contact, *, through: int, raised: bool, now: datetime
    ) -> bool:
        """At once where nothing waits or the matter grew grave, else when the customer pauses; True where a
        draft waits that did not before."""
        if drafts.covers(session, ticket.id, through):
            return False
        if drafts.waits(session, ticket.id) and not raised:
            self._settling.draft_soon(session, ticket, now=now)
            return False
        return self._settling.draft_now(session, ticket, contact, through=through, now=now)


def _unjudged(session: Session, conversation: Conversation) -> list[Message]:
    """The unanswered lines that no founder weighed: what was lowered once may not raise the ticket again."""
    lines = contacts.unanswered_block(session, conversation)
    return [line for line in lines if line.inbound_id > conversation.judged_through_inbound_id]


def _grew_grave_after_answer(session: Session, ticket: Ticket, verdict: Verdict) -> bool:
    """A leak told inside an answered matter needs a first-response clock of its own."""
    graver = verdict.priority.rank < Priority(ticket.priority).rank
    return graver and _grave(verdict) and is_answered(session, ticket)


def _grave(verdict: Verdict) -> bool:
    return verdict.priority in (Priority.P0, Priority.P1)


def _current(
    session: Session, conversation: Conversation, facts: MessageFacts, priority: Priority, now: datetime
) -> Ticket | None:
    """The ticket that a line belongs to. A late «انحلت» still answers what we asked last week."""
    ticket = tickets.open_of(session, conversation.id)
    if ticket is None or not _settled_long_ago(session, ticket, now):
        return ticket
    is_yes = questions.reads_as_yes(session, ticket, conversation, line_of(facts), priority=priority)
    return ticket if is_yes else None


def _settled_long_ago(session: Session, ticket: Ticket, now: datetime) -> bool:
    """Answered, and silent since: whoever writes after days writes about something else.

    Without it last week's leak would be the priority and the reason of this week's question.
    """
    draft = drafts.latest(session, ticket.id)
    sent = draft is not None and DraftStatus(draft.status) in ANSWERED
    return sent and draft is not None and draft.decided_at is not None and now - draft.decided_at > QUIET
