"""Raise and lower: a person's word, or the second reader's, moves priority, clocks, draft and card together.

Each method is one use case inside the caller's transaction. Whoever pressed tells what the card showed; what
changed since decides the race.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.proposing import Voice
from dealix_ops.judging import examples, following, rules, verdicts
from dealix_ops.judging.case import Matter, matter_of, names_of, refuse_changed
from dealix_ops.judging.errors import LinesSince, NotByWord, NoteMissing
from dealix_ops.judging.redaction import redacted
from dealix_ops.judging.rules import LowerReason
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Outbox
from dealix_ops.sending import answers
from dealix_ops.sending.authority import Act, Actor, allows
from dealix_ops.sending.errors import ButtonUnknown, MayNotArrange
from dealix_ops.sending.permission import Given, given, refuse
from dealix_ops.sla import rules as sla_rules
from dealix_ops.sla import service as sla
from dealix_ops.tickets import service as tickets
from dealix_ops.vocabulary import Priority

ACTOR_LIMIT = 64


@dataclass(frozen=True, kw_only=True)
class Lowering:
    """What the modal sends: `shown` and `seen_inbound_id` are what stood before the founder's eyes."""

    ticket_id: int
    shown: Priority
    seen_inbound_id: int
    to: Priority
    reason: LowerReason
    note: str


@dataclass(frozen=True)
class Judging:
    """`channel` is the Slack channel where the cards stand."""

    outbox: Outbox
    channel: str
    voice: Voice

    def raise_by_person(
        self, session: Session, ticket_id: int, *, shown: Priority, to: Priority, actor: Actor, now: datetime
    ) -> None:
        """At once, by founders and operators.

        Raises ButtonUnknown, MayNotArrange, TicketClosed, PriorityChanged.
        """
        matter = matter_of(session, ticket_id)
        if not allows(actor.role, Act.RAISE):
            raise MayNotArrange(actor.user_id)
        refuse_changed(session, matter.ticket, shown)
        if to not in rules.graver_than(shown):
            raise ButtonUnknown("the menu offers graver priorities only")
        said = rules.raised(matter.about, to)
        examples.keep(
            session, matter, right=to, meaning=said.meaning, reason=None, actor=actor.user_id, now=now
        )
        self._raise(session, matter, to, by=verdicts.PERSON, actor=actor.user_id, now=now)

    def raise_by_reader(
        self,
        session: Session,
        matter: Matter,
        to: Priority,
        *,
        model: str,
        needs_look: bool,
        reasons: Sequence[str],
        now: datetime,
    ) -> None:
        """`matter` is locked, and the caller made sure that nobody judged it or wrote since."""
        by = f"{verdicts.READER}{model}"
        actor = by[:ACTOR_LIMIT]
        self._raise(session, matter, to, by=by, actor=actor, now=now, needs_look=needs_look, reasons=reasons)

    def lower(self, session: Session, asked: Lowering, *, actor: Actor, now: datetime) -> None:
        """By the founder, with a written reason; the lines the founder saw raise nothing any more.

        Raises:
            ButtonUnknown, MayNotArrange, FounderOnly, TicketClosed, PriorityChanged, LinesSince, NoteMissing.
        """
        matter = matter_of(session, asked.ticket_id)
        may_lower(session, actor, now=now).note(session, ticket_id=asked.ticket_id, now=now)
        refuse_changed(session, matter.ticket, asked.shown)
        if asked.to not in rules.softer_than(asked.shown):
            raise ButtonUnknown("the modal offers softer priorities only")
        newest = verdicts.newest_line(session, matter.ticket)
        if newest > asked.seen_inbound_id:
            raise LinesSince(newest=newest)
        if not rules.says_why(asked.note):
            raise NoteMissing("a lowering needs a written reason")
        self._lower(session, matter, asked, newest=newest, actor=actor, now=now)

    def false_alarm(
        self,
        session: Session,
        ticket_id: int,
        *,
        seen: int,
        reason: LowerReason,
        actor: Actor,
        now: datetime,
    ) -> None:
        """«إنذار كاذب»: one tap of the founder over a P0 that only a word made.

        Its clocks as a P0 count no more. A question goes on as a P3; thanks and an old matter wait for
        nothing.

        Raises:
            ButtonUnknown, MayNotArrange, FounderOnly, TicketClosed, PriorityChanged, NotByWord, LinesSince.
        """
        matter = matter_of(session, ticket_id)
        told = may_lower(session, actor, act=Act.FALSE_ALARM, now=now)
        told.note(session, ticket_id=ticket_id, now=now)
        refuse_changed(session, matter.ticket, Priority.P0)
        if reason not in rules.READY:
            raise ButtonUnknown("no such reason on the menu")
        if not verdicts.by_word_only(session, matter.ticket):
            raise NotByWord(f"ticket {ticket_id} is a P0 by its meaning")
        newest = verdicts.newest_line(session, matter.ticket)
        if newest > seen:
            raise LinesSince(newest=newest)
        asked = Lowering(
            ticket_id=ticket_id,
            shown=Priority.P0,
            seen_inbound_id=seen,
            to=Priority.P3,
            reason=reason,
            note="",
        )
        needs_listen = matter.ticket.needs_listen
        sla.as_if_always(session, ticket_id, priority=asked.to, needs_listen=needs_listen)
        self._lower(session, matter, asked, newest=newest, actor=actor, now=now)
        why, by = sla_rules.Void.FALSE_ALARM, actor.user_id
        sla.void_late(session, ticket_id, why=why, actor=by, now=now)
        if reason is not LowerReason.QUESTION:
            sla.void(session, ticket_id, why=why, actor=by, now=now)
        facts = {"reason": reason.value, "through_inbound": newest}
        ledger.record(session, Event.FALSE_ALARM, at=now, actor=by, ticket_id=ticket_id, facts=facts)

    def _lower(
        self, session: Session, matter: Matter, asked: Lowering, *, newest: int, actor: Actor, now: datetime
    ) -> None:
        said, reason, by = rules.lowered(matter.about, asked.reason), asked.reason.value, actor.user_id
        examples.keep(session, matter, right=asked.to, meaning=said.meaning, reason=reason, actor=by, now=now)
        note = redacted(asked.note.strip(), names=names_of(session, matter))
        tickets.lower(session, matter.ticket, asked.to, reason=reason, note=note, actor=by, now=now)
        conversation = matter.conversation
        conversation.judged_through_inbound_id = max(conversation.judged_through_inbound_id, newest)
        if asked.to.rank > Priority.P1.rank and answers.overtaken(session, matter.ticket.id):
            self._end_second_first_response(session, matter, by=by, now=now)
        following.follow(session, matter, said, voice=self.voice, by=verdicts.PERSON, now=now)
        tickets.show(session, matter.ticket, channel=self.channel, outbox=self.outbox, now=now)

    def _end_second_first_response(self, session: Session, matter: Matter, *, by: str, now: datetime) -> None:
        """The raise that asked for it was a mistake; where nothing else waits, neither does its text."""
        why, first = sla_rules.Void.FALSE_ALARM, (sla_rules.Metric.FIRST_RESPONSE,)
        sla.void(session, matter.ticket.id, why=why, actor=by, now=now, metrics=first)
        if not contacts.unanswered_block(session, matter.conversation):
            drafts.drop_ours(session, matter.ticket.id, by=by, now=now)

    def _raise(
        self,
        session: Session,
        matter: Matter,
        to: Priority,
        *,
        by: str,
        actor: str,
        now: datetime,
        needs_look: bool = False,
        reasons: Sequence[str] = (),
    ) -> None:
        ticket, rings = matter.ticket, to.rank <= Priority.P1.rank
        ran = answers.first_response_runs(session, ticket.id)
        tickets.raise_to(session, ticket, to, now=now, actor=actor)
        sla.unvoid(session, ticket.id, of=[sla_rules.Void.FALSE_ALARM])
        answers.meet_by_what_stands(session, ticket.id)
        said = rules.raised(matter.about, to)
        anew = rings and not ran and answers.any_stands(session, ticket.id)
        if anew:
            sla.first_response_anew(
                session, ticket.id, priority=to, needs_listen=ticket.needs_listen, started_at=now
            )
        following.follow(
            session,
            matter,
            said,
            voice=self.voice,
            by=by,
            now=now,
            needs_look=needs_look,
            reasons=reasons,
            anew=anew,
        )
        tickets.show(session, matter.ticket, channel=self.channel, outbox=self.outbox, now=now, fresh=rings)


def may_lower(session: Session, actor: Actor, *, now: datetime, act: Act = Act.LOWER) -> Given:
    """Raises MayNotArrange or FounderOnly."""
    told = given(session, actor, act, now=now)
    refuse(told, actor)
    return told
