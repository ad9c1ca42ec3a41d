"""How far a customer has come: one row a customer, one row a step that was touched."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Onboarding(Base):
    """`card_version` rises with each change of it, `asked_version` is the newest that was asked to be drawn,
    None where it has no message; `looked_on` is the day in Riyadh on which its standstill was told.
    """

    __tablename__ = "onboarding"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    bundle_id: Mapped[str | None] = mapped_column(String(40))
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(String(64))
    card_version: Mapped[int] = mapped_column(default=0, server_default="0")
    asked_version: Mapped[int | None]
    looked_on: Mapped[date | None]


class OnboardingStep(Base):
    """`changed_by` wrote last, be it a note; `completed_by` is whose word finished it, None while open."""

    __tablename__ = "onboarding_step"

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("onboarding.customer_id"), primary_key=True, autoincrement=False
    )
    step_id: Mapped[str] = mapped_column(String(24), primary_key=True)
    completed: Mapped[bool]
    notes: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(64))
    completed_at: Mapped[datetime | None]
    completed_by: Mapped[str | None] = mapped_column(String(64))
