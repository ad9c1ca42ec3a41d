"""What stands frozen, and the founder's word that it goes on; nothing lifts by itself."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.freezes import service as freezes
from dealix_ops.freezes.models import Freeze
from dealix_ops.incidents import entries, joining, showing
from dealix_ops.incidents.entries import EntryKind
from dealix_ops.incidents.errors import NothingFrozen
from dealix_ops.incidents.service import Incidents
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, Answer, allows, may


def freeze(
    session: Session, *, customer_id: int | None, why: str, actor: Actor, now: datetime
) -> tuple[Freeze, bool]:
    """By hand, for one customer or for all; and whether it is new. Raises MayNotArrange."""
    if not allows(actor.role, Act.INCIDENT):
        raise errors.MayNotArrange(actor.user_id)
    scope = freezes.EVERYTHING if customer_id is None else freezes.of_customer(customer_id)
    by_hand = [one for one in freezes.standing(session) if one.scope == scope and one.incident_id is None]
    if by_hand:
        return by_hand[0], False
    return freezes.start(session, scope, by=actor.user_id, now=now, why=why or None), True


def lift(
    session: Session, found: Sequence[Freeze], incidents: Incidents, *, actor: Actor, now: datetime
) -> list[Freeze]:
    """Those that stood until now. Raises MayNotArrange, FounderOnly, NothingFrozen."""
    answer = may(actor.role, Act.UNFREEZE)
    if answer is not Answer.YES:
        founders = answer is Answer.FOUNDER_ONLY
        raise (errors.FounderOnly if founders else errors.MayNotArrange)(actor.user_id)
    lifted = []
    for one in sorted(found, key=lambda one: (one.incident_id or 0, one.id)):
        incident = joining.locked(session, one.incident_id) if one.incident_id is not None else None
        row = session.get_one(Freeze, one.id, with_for_update=True, populate_existing=True)
        if not freezes.lift(session, row, by=actor.user_id, now=now):
            continue
        lifted.append(row)
        if incident is not None:
            entries.add(session, incident, EntryKind.UNFROZEN, at=now, actor=actor.user_id)
            channel, outbox = incidents.channel, incidents.outbox
            showing.redraw(session, incident, channel=channel, outbox=outbox, now=now)
    if not lifted:
        raise NothingFrozen("lifted before")
    return lifted
