"""One line of a customer while it is processed: who wrote it, where, and how it was read."""

from dataclasses import dataclass
from datetime import datetime

from dealix_ops.contacts.models import Contact, Conversation, Message
from dealix_ops.endings import questions
from dealix_ops.intake.item import MessageFacts
from dealix_ops.intake.models import Inbound
from dealix_ops.sla import rules as sla_rules
from dealix_ops.tickets.models import Ticket
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.triage.verdict import Verdict, as_json
from dealix_ops.triage.version import triage_version


@dataclass(frozen=True)
class Arrival:
    """`verdict` is of the whole unanswered block that the line ends."""

    inbound: Inbound
    facts: MessageFacts
    contact: Contact
    conversation: Conversation
    verdict: Verdict
    now: datetime

    @property
    def line(self) -> questions.Line:
        return line_of(self.facts)

    @property
    def started_at(self) -> datetime:
        """From when the clocks of this line run."""
        inbound = self.inbound
        return sla_rules.clock_start(occurred_at=inbound.occurred_at, received_at=inbound.received_at)

    def message(self, ticket: Ticket) -> Message:
        return Message(
            conversation_id=self.conversation.id,
            ticket_id=ticket.id,
            inbound_id=self.inbound.id,
            kind=self.facts.kind[:32],
            text=self.facts.text,
            secret_found=self.inbound.secret_found,
            occurred_at=self.inbound.occurred_at,
            details=self.facts.details.as_json(),
        )

    def reading(self, ticket: Ticket) -> TriageVerdict:
        verdict = self.verdict
        return TriageVerdict(
            ticket_id=ticket.id,
            through_inbound_id=self.inbound.id,
            rules_version=triage_version(),
            priority=verdict.priority.value,
            meaning=verdict.meaning.value,
            p0_sound=verdict.p0_sound.value if verdict.p0_sound else None,
            topic=verdict.topic.value,
            language=verdict.language.value,
            needs_look=verdict.needs_look,
            verdict=as_json(verdict),
            made_at=self.now,
        )


def line_of(facts: MessageFacts) -> questions.Line:
    return questions.Line(facts.kind, facts.text, said_by_others=facts.details.forwarded)
