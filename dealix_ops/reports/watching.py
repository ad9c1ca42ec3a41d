"""Who watches over a grave matter besides the settings' lists, and when its holding text opens for operators.

Read once, looked at later: whether a turn or a delegation still holds is decided by the time of drawing.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.delegation import service as delegation
from dealix_ops.delegation.service import StandIn
from dealix_ops.drafts import service as drafts
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.paging import duty
from dealix_ops.paging.duty import Turn
from dealix_ops.sending.authority import HOLDING_AFTER
from dealix_ops.sending.case import left_since
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class Watch:
    """`holding_from`: from then on an operator may approve the text as it stands; None where never."""

    turns: tuple[Turn, ...] = ()
    stand_ins: tuple[StandIn, ...] = ()
    holding_from: datetime | None = None

    def on_call(self, settled: Collection[str], now: datetime) -> frozenset[str]:
        return duty.counting(self.turns, settled, now=now)

    def deciding(self, founders: Collection[str], now: datetime) -> frozenset[str]:
        """Founders, and who stands in for one of them now."""
        standing = (one for one in self.stand_ins if one.given_by in founders and now < one.until)
        return frozenset({*founders, *(one.delegate for one in standing)})

    def holding_open(self, now: datetime) -> bool:
        return self.holding_from is not None and now >= self.holding_from


UNWATCHED = Watch()


def of_ticket(session: Session, ticket: Ticket) -> Watch:
    turns, stand_ins = tuple(duty.unended(session)), tuple(delegation.unended(session))
    return Watch(turns, stand_ins, _holding_from(session, ticket))


def _holding_from(session: Session, ticket: Ticket) -> datetime | None:
    draft = drafts.latest(session, ticket.id)
    proposed = draft is not None and draft.status == DraftStatus.PROPOSED.value
    if draft is None or not proposed or ticket.priority != Priority.P0.value or ticket.claimed_by is not None:
        return None
    since = left_since(session, ticket, drafts.version_of(session, draft.id, draft.version))
    return since + HOLDING_AFTER if since is not None else None
