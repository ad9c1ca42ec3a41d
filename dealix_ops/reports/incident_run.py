"""What an incident's messages show of how it is run: who does what, what is next, the authority's clock."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.incidents import pdpl, roles, updates
from dealix_ops.incidents.models import Incident
from dealix_ops.incidents.roles import Seat


@dataclass(frozen=True)
class NoticeView:
    """`may_harm`: None while nobody decided. `filed_at`: the newest filing; `partial`: it was a part, whose
    rest is owed unless `settled_by` said that there is none."""

    may_harm: bool | None
    aware_at: datetime
    due_at: datetime
    filed_at: datetime | None
    reference: str
    partial: bool
    settled_by: str | None

    @property
    def owed(self) -> bool:
        """Undecided too: the clock runs as if data may be harmed."""
        whole = self.filed_at is not None and not self.partial
        return self.may_harm is not False and not whole and self.settled_by is None


@dataclass(frozen=True)
class RunView:
    """`promised`: the next update is due by a ticket's clock, the stricter one."""

    next_update_at: datetime
    promised: bool
    roles: tuple[tuple[Seat, str], ...]
    notice: NoticeView | None


def run(session: Session, incident: Incident) -> RunView:
    following = updates.due(session, incident)
    held = tuple(roles.of(session, incident.id).items())
    return RunView(following.due_at, following.promised, held, _notice(session, incident))


def _notice(session: Session, incident: Incident) -> NoticeView | None:
    clock = pdpl.clock(session, incident)
    if clock is None:
        return None
    last = clock.filed[-1] if clock.filed else None
    return NoticeView(
        clock.may_harm,
        clock.aware_at,
        clock.due_at,
        last.filed_at if last else None,
        last.reference if last else "",
        bool(clock.filed) and not clock.is_filed,
        clock.settled_by,
    )
