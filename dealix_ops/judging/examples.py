"""What a person's judgement teaches: kept in its transaction, told to training later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.judging import verdicts
from dealix_ops.judging.case import Matter, names_of
from dealix_ops.judging.models import TriageExample
from dealix_ops.judging.redaction import redacted
from dealix_ops.vocabulary import Language, Meaning, Priority


@dataclass(frozen=True)
class Learnt:
    """One example as training reads it."""

    text: str
    language: Language
    priority: Priority
    meaning: Meaning


def words_of(session: Session, matter: Matter, *, after: int = 0) -> str:
    """The block as the card shows it, or what of it came after a line; no secrets, identifiers and names."""
    lines = verdicts.block(session, matter.conversation, matter.ticket)
    text = "\n".join(line.text for line in lines if line.inbound_id > after and line.text.strip())
    return redacted(text, names=names_of(session, matter))


def keep(
    session: Session,
    matter: Matter,
    *,
    right: Priority,
    meaning: Meaning,
    reason: str | None,
    actor: str,
    now: datetime,
) -> None:
    """Nothing where there are no words: a voice note teaches a reader of texts nothing."""
    text, reading = words_of(session, matter), matter.reading
    if not text or reading is None:
        return
    example = TriageExample(
        ticket_id=matter.ticket.id,
        through_inbound_id=verdicts.newest_line(session, matter.ticket),
        text=text,
        language=reading.language,
        given_priority=matter.ticket.priority,
        right_priority=right.value,
        meaning=meaning.value,
        reason=reason,
        actor=actor,
        classifier=verdicts.classifier_of(session, matter.ticket),
        made_at=now,
    )
    session.add(example)


def all_of(session: Session) -> Iterator[Learnt]:
    """Oldest first; of a block that was judged twice, the last word."""
    last: dict[tuple[int, int], TriageExample] = {}
    for row in session.scalars(select(TriageExample).order_by(TriageExample.id)):
        last[row.ticket_id, row.through_inbound_id] = row
    for row in last.values():
        yield Learnt(row.text, Language(row.language), Priority(row.right_priority), Meaning(row.meaning))
