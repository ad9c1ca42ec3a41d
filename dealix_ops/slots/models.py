"""A time at which a job was due, and what became of it: the row decides who runs it."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class JobPlan(Base):
    """When a job is due next, as the clock last said."""

    __tablename__ = "job_plan"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    next_at: Mapped[datetime]


class JobSlot(Base):
    __tablename__ = "job_slot"

    job: Mapped[str] = mapped_column(String(40), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    outcome: Mapped[str] = mapped_column(String(8))
    decided_at: Mapped[datetime] = mapped_column(index=True)


class ClockTick(Base):
    """One row: when some clock last went over its jobs. A process that beats may still stand still."""

    __tablename__ = "clock_tick"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
