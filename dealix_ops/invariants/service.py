"""Tell once that something does not hold, and once that it holds again: derived from the rows of both."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.invariants import copy_ar
from dealix_ops.invariants.models import STANDING, InvariantBreak
from dealix_ops.invariants.rules import Broken, Invariant
from dealix_ops.language.display import isolate
from dealix_ops.language.times_ar import deadline_ar
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.ports.work import Effect, EffectKind, Outbox


@dataclass(frozen=True)
class Watching:
    """`channel` is where the product speaks of itself."""

    outbox: Outbox
    channel: str

    def compare(self, session: Session, found: Mapping[Invariant, int], *, now: datetime) -> list[Invariant]:
        """`found`: how many rows break each. What broke or was mended just now; two clocks tell it once."""
        told: list[Invariant] = []
        for which, rows in found.items():
            stood = _standing(session, which)
            if rows and stood is None and _found(session, which, rows, now):
                what = copy_ar.WRONG[which]
                text = copy_ar.FOUND.format(what=what, rows=rows, command=isolate(copy_ar.COMMAND))
                facts = {"invariant": which.value, "rows": rows}
                ledger.record(session, Event.INVARIANT_BROKEN, at=now, facts=facts)
                self._say(session, text, now)
                told.append(which)
            elif not rows and stood is not None:
                stood.mended_at = now
                text = copy_ar.MENDED.format(
                    what=copy_ar.WRONG[which], at=deadline_ar(stood.found_at, now).removeprefix("قبل ")
                )
                ledger.record(session, Event.INVARIANT_MENDED, at=now, facts={"invariant": which.value})
                self._say(session, text, now)
                told.append(which)
        return told

    def _say(self, session: Session, text: str, now: datetime) -> None:
        payload = {"channel": self.channel, "text": text}
        self.outbox.add(session, Effect(EffectKind.NOTICE, self.channel, payload), now=now)


def standing(session: Session) -> list[Broken]:
    """What does not hold at this moment, as the clock last looked."""
    query = select(InvariantBreak).where(InvariantBreak.mended_at.is_(None)).order_by(InvariantBreak.id)
    return [Broken(Invariant(row.name), row.rows, row.found_at) for row in session.scalars(query)]


def _standing(session: Session, which: Invariant) -> InvariantBreak | None:
    query = select(InvariantBreak).where(
        InvariantBreak.name == which.value, InvariantBreak.mended_at.is_(None)
    )
    return session.scalars(query.with_for_update()).one_or_none()


def _found(session: Session, which: Invariant, rows: int, now: datetime) -> bool:
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    row = dialect.insert(InvariantBreak).values(name=which.value, rows=rows, found_at=now)
    once = row.on_conflict_do_nothing(index_elements=["name"], index_where=STANDING)
    return session.scalar(once.returning(InvariantBreak.id)) is not None
