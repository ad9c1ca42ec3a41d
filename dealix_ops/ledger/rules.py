"""The arithmetic of the chain: what is hashed, and what a verification finds."""

import hashlib
import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

GENESIS = "0" * 64


class Event(StrEnum):
    """What the ledger can tell."""

    TICKET_OPENED = "ticket.opened"
    TICKET_RAISED = "ticket.raised"
    TICKET_LOWERED = "ticket.lowered"
    TICKET_CLAIMED = "ticket.claimed"
    TICKET_RESOLVED = "ticket.resolved"
    TICKET_REOPENED = "ticket.reopened"
    TICKET_LINKED = "ticket.linked_to_customer"
    TICKET_CLOSED = "ticket.closed"
    TICKET_JOINED = "ticket.joined_matter"
    TICKET_LEFT = "ticket.left_matter"
    TICKET_SPLIT = "ticket.split"
    TICKET_MERGED = "ticket.merged"
    CLOSING_ASKED = "ticket.closing_asked"
    FALSE_ALARM = "ticket.false_alarm"
    LISTENED = "ticket.listened"
    ANSWERED_OUTSIDE = "ticket.answered_outside"
    TEXT_SHOWN = "ticket.text_shown"
    MEDIA_STORED = "media.stored"
    MEDIA_FAILED = "media.not_fetched"
    MEDIA_ASKED_AGAIN = "media.asked_again"
    MEDIA_SHOWN = "media.shown"
    MEDIA_REMOVED = "media.removed"
    CHANNEL_MAPPED = "channel.mapped_to_customer"
    CHANNEL_UNMAPPED = "channel.unmapped"
    CUSTOMER_CHANGED = "customer.changed"
    CONTACT_LINKED = "contact.linked_to_customer"
    PERSONS_JUDGED = "contact.persons_judged"
    OPT_IN_RECORDED = "opt_in.recorded"
    OPT_IN_WITHDRAWN = "opt_in.withdrawn"
    DRAFT_PROPOSED = "draft.proposed"
    DRAFT_APPROVED = "draft.approved"
    DRAFT_EDITED = "draft.edited_and_approved"
    DRAFT_REJECTED = "draft.rejected"
    DECISION_REFUSED = "decision.refused"
    HANDED_OFF = "draft.handed_off"
    MARKED_SENT = "draft.sent"
    NOT_SENT = "draft.not_sent_after_all"
    APPROVAL_WITHDRAWN = "draft.approval_withdrawn"
    REPLY_SAVED = "saved_reply.saved"
    REPLY_REMOVED = "saved_reply.removed"
    CLOCK_VOID = "sla.void"
    CLOCK_PAUSED = "sla.paused"
    CLOCK_WENT_ON = "sla.went_on"
    CLOCK_MOVED = "sla.moved_by_calendar"
    CLOCK_CALLED = "sla.called"
    BREACHED = "sla.breached"
    FIRST_RESPONSE_MET = "sla.first_response_met"
    RESOLUTION_MET = "sla.resolution_met"
    LISTEN_MET = "sla.listen_met"
    ONBOARDING_STARTED = "onboarding.started"
    ONBOARDING_STEP = "onboarding.step_changed"
    CONNECTOR_CHANGED = "connector.state_changed"
    CONNECTOR_TESTED = "connector.tested"
    SLA_REPORTED = "sla.event_reported"
    CHECK_IN_PLANNED = "customer_success.check_in_planned"
    RISK_READ = "customer_success.risk_read"
    PLAN_STARTED = "customer_success.plan_started"
    ANSWER_COMPUTED = "answer.computed"
    TEXT_REFUSED = "text.refused_by_gate"
    PROOF_RECORDED = "proof.recorded"
    PROOF_VOIDED = "proof.voided"
    PROOF_PACK_FROZEN = "proof.pack_frozen"
    DELIVERY_STARTED = "delivery.started"
    DELIVERY_INTAKE = "delivery.intake_kept"
    DELIVERY_STEP = "delivery.step_done"
    DELIVERED = "delivery.done"
    HANDED_OVER = "delivery.handed_over"
    TARGET_ADDED = "self_growth.target_added"
    TARGET_MOVED = "self_growth.target_moved"
    DELEGATION_STARTED = "delegation.started"
    DELEGATION_ENDED = "delegation.ended"
    DECIDED_FOR_FOUNDER = "delegation.decided_under"
    PLAN_PROPOSED = "plan.proposed"
    PLAN_REFUSED = "plan.refused"
    CALENDAR_TOLD = "calendar.day_told"
    WORK_TAKEN_OVER = "work.taken_over"
    WORK_DEAD = "work.dead"
    WORK_REPLAYED = "work.replayed"


@dataclass(frozen=True)
class Entry:
    id: int
    at: datetime
    event: str
    actor: str
    ticket_id: int | None
    facts: Mapping[str, Any]


@dataclass(frozen=True)
class Seal:
    position: int
    entry_id: int
    prev_hash: str
    hash: str


@dataclass(frozen=True)
class Verification:
    """`unsealed` entries are recent, not wrong: the sealer runs every few seconds."""

    sealed: int
    unsealed: int
    head: str
    faults: tuple[str, ...]

    @property
    def intact(self) -> bool:
        return not self.faults


def mark(text: str, key: bytes) -> str:
    """A text as the ledger may hold it: provable while the contact's key exists, noise after erasure."""
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def seal_hash(entry: Entry, *, position: int, prev_hash: str) -> str:
    body = json.dumps(
        [
            position,
            prev_hash,
            entry.id,
            entry.at.astimezone(UTC).isoformat(),
            entry.event,
            entry.actor,
            entry.ticket_id,
            entry.facts,
        ],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return hashlib.sha256(body.encode()).hexdigest()


def chain(entries: Iterable[Entry], *, position: int, prev_hash: str) -> Iterator[Seal]:
    """Seals for entries in the order given, going on after `position`."""
    for offset, entry in enumerate(entries, start=1):
        here = seal_hash(entry, position=position + offset, prev_hash=prev_hash)
        yield Seal(position + offset, entry.id, prev_hash, here)
        prev_hash = here


def verify(pairs: Iterable[tuple[Seal, Entry | None]], *, unsealed: int) -> Verification:
    """Walk the chain from the first seal; every broken link is named, not only the first."""
    faults: list[str] = []
    head, count = GENESIS, 0
    seen: set[int] = set()
    for count, (seal, entry) in enumerate(pairs, start=1):
        if seal.position != count:
            faults.append(f"seal {count}: position {seal.position} stands here")
        if seal.prev_hash != head:
            faults.append(f"seal {seal.position}: does not continue the one before it")
        if seal.entry_id in seen:
            faults.append(f"seal {seal.position}: entry {seal.entry_id} is sealed twice")
        seen.add(seal.entry_id)
        if entry is None:
            faults.append(f"seal {seal.position}: entry {seal.entry_id} is gone")
        elif seal.hash != seal_hash(entry, position=seal.position, prev_hash=seal.prev_hash):
            faults.append(f"seal {seal.position}: entry {seal.entry_id} was altered")
        head = seal.hash
    return Verification(count, unsealed, head, tuple(faults))
