"""What a monitor may know of the work: counts, ages and times from rows; no id and nobody's words.

Each question is answered from an index or from the newest rows, so that asking costs the same after years.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.durable import rows
from dealix_ops.durable.models import READY_SINCE, WAITS_FOR_NO_TIME, OutboxRow, Worker
from dealix_ops.durable.takeover import BURIED
from dealix_ops.intake.models import Inbound
from dealix_ops.ledger import service as ledger
from dealix_ops.ports.work import WorkStatus

NEWEST = 2_000
QUANTILES = (0.5, 0.95, 0.99)
DONE = WorkStatus.DONE.value

Labelled = Mapping[tuple[str, ...], float]


@dataclass(frozen=True)
class Figures:
    """`recent`: among the newest rows of a table. Seconds run from a row's birth to its end."""

    waiting: Labelled
    oldest_seconds: Labelled
    dead_letters: Labelled
    inbound_recent: Labelled
    inbound_seconds: Labelled
    effects_recent: Labelled
    effect_seconds: Labelled
    ledger_unsealed: int
    beat_age_seconds: Labelled


def look(session: Session, *, now: datetime) -> Figures:
    came = _newest(session, Inbound, Inbound.source, Inbound.received_at)
    left = _newest(session, OutboxRow, OutboxRow.kind, READY_SINCE)
    waiting, oldest = _waiting(session, now)
    beats = select(Worker.role, func.max(Worker.beat_at)).where(Worker.stopped_at.is_(None))
    return Figures(
        waiting=waiting,
        oldest_seconds=oldest,
        dead_letters={
            (table,): session.scalar(select(func.count()).where(model.status.in_(BURIED))) or 0
            for table, model in rows.TABLES.items()
        },
        inbound_recent=Counter((one.name, one.status) for one in came),
        inbound_seconds=_seconds(came),
        effects_recent=Counter((one.name, one.status) for one in left),
        effect_seconds=_seconds(left),
        ledger_unsealed=ledger.unsealed(session),
        beat_age_seconds={
            (role,): (now - beat).total_seconds()
            for role, beat in session.execute(beats.group_by(Worker.role))
        },
    )


def _newest(session: Session, model: Any, name: Any, born_at: Any) -> list[Any]:
    query = select(name.label("name"), model.status, born_at.label("born_at"), model.finished_at)
    return list(session.execute(query.order_by(model.id.desc()).limit(NEWEST)))


def _waiting(session: Session, now: datetime) -> tuple[Labelled, Labelled]:
    """What a worker could take or holds; what waits for its time is not late."""
    counts: dict[tuple[str, ...], float] = {}
    oldest: dict[tuple[str, ...], float] = {}
    for table, model in rows.TABLES.items():
        born_at = READY_SINCE if model is OutboxRow else Inbound.received_at
        query = select(func.count(), func.min(born_at)).where(model.status.in_(rows.OPEN))
        if model is OutboxRow:
            query = query.where(WAITS_FOR_NO_TIME)
        found = session.execute(query).one()
        first: datetime | None = found[1]
        counts[table,] = found[0]
        oldest[table,] = (now - first).total_seconds() if first is not None else 0
    return counts, oldest


def _seconds(found: list[Any]) -> Labelled:
    took: dict[str, list[float]] = defaultdict(list)
    for one in found:
        if one.status == DONE and one.finished_at is not None:
            took[one.name].append((one.finished_at - one.born_at).total_seconds())
    return {
        (name, str(quantile)): sorted(times)[int(quantile * (len(times) - 1))]
        for name, times in took.items()
        for quantile in QUANTILES
    }
