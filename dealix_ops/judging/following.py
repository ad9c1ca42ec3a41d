"""What follows a judgement: clocks, the reading that the card explains, and the draft that waits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.compose import About
from dealix_ops.drafts.proposing import Voice, proposal
from dealix_ops.drafts.service import DraftKind
from dealix_ops.judging import verdicts
from dealix_ops.judging.case import Matter
from dealix_ops.ledger import service as ledger
from dealix_ops.sla import service as sla


def follow(
    session: Session,
    matter: Matter,
    said: About,
    *,
    voice: Voice,
    by: str,
    now: datetime,
    needs_look: bool = False,
    reasons: Sequence[str] = (),
    anew: bool = False,
) -> None:
    """What was met or approved stays. `anew`: an answered matter became grave, so a first response is
    proposed once more.
    """
    ticket = matter.ticket
    sla.retarget(session, ticket.id, priority=matter.priority, needs_listen=ticket.needs_listen, now=now)
    if matter.reading is not None:
        verdicts.add(
            session,
            matter.reading,
            by=by,
            through=verdicts.newest_line(session, ticket) or matter.reading.through_inbound_id,
            priority=matter.priority,
            said=said,
            needs_look=needs_look,
            reasons=reasons,
            now=now,
        )
    _propose_anew(session, matter, said, voice=voice, now=now, anew=anew)


def _propose_anew(
    session: Session, matter: Matter, said: About, *, voice: Voice, now: datetime, anew: bool
) -> None:
    waiting = drafts.waiting(session, matter.ticket.id)
    if (waiting is None and not anew) or (waiting is not None and waiting.author != ledger.SYSTEM):
        return
    newest = verdicts.newest_line(session, matter.ticket)
    made = proposal(
        session,
        matter.ticket,
        matter.contact,
        about=said,
        voice=voice,
        last_inbound_id=waiting.last_inbound_id if waiting is not None else newest,
        now=now,
        kind=DraftKind.FIRST_RESPONSE if anew else None,
    )
    contact_key = matter.contact.ledger_key
    drafts.propose(session, matter.ticket.id, made, now=now, contact_key=contact_key)
