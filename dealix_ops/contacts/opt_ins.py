"""What shows that a person agreed to be written to at one address, and that they no longer do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.errors import OptInGone
from dealix_ops.contacts.models import Contact, OptIn
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ledger.rules import mark
from dealix_ops.vocabulary import Means

EVIDENCE_LIMIT = 300


@dataclass(frozen=True, kw_only=True)
class Evidence:
    """`words` is how it was given: a form's sentence, a message, a signed contract."""

    channel: Means
    address: str
    words: str
    given_on: date


def record(session: Session, contact: Contact, given: Evidence, *, actor: str, now: datetime) -> bool:
    """False where the same is recorded already and stands."""
    words = given.words[:EVIDENCE_LIMIT]
    same = (OptIn.address == given.address, OptIn.evidence == words, OptIn.given_on == given.given_on)
    query = select(OptIn.id).where(OptIn.contact_id == contact.id, OptIn.withdrawn_at.is_(None), *same)
    if session.scalar(query.limit(1)) is not None:
        return False
    session.add(
        OptIn(
            contact_id=contact.id,
            channel=given.channel.value,
            address=given.address,
            evidence=words,
            given_on=given.given_on,
            recorded_by=actor,
            recorded_at=now,
        )
    )
    session.flush()
    facts = {
        "contact": contact.id,
        "channel": given.channel.value,
        "address": mark(given.address, contact.ledger_key),
        "evidence": mark(words, contact.ledger_key),
        "given_on": given.given_on.isoformat(),
    }
    ledger.record(session, Event.OPT_IN_RECORDED, at=now, actor=actor, facts=facts)
    return True


def withdraw(session: Session, opt_in_id: int, *, actor: str, now: datetime) -> OptIn:
    """At once, and it stays readable that it was given. Raises OptInGone."""
    row = session.get(OptIn, opt_in_id, with_for_update=True, populate_existing=True)
    if row is None or row.withdrawn_at is not None:
        raise OptInGone("no opt-in that stands")
    row.withdrawn_at, row.withdrawn_by = now, actor
    facts = {"contact": row.contact_id, "opt_in": row.id}
    ledger.record(session, Event.OPT_IN_WITHDRAWN, at=now, actor=actor, facts=facts)
    return row


def standing(session: Session, contact_ids: Iterable[int]) -> list[OptIn]:
    """Those that nobody withdrew, newest first."""
    query = select(OptIn).where(OptIn.contact_id.in_(list(contact_ids)), OptIn.withdrawn_at.is_(None))
    return list(session.scalars(query.order_by(OptIn.id.desc())))
