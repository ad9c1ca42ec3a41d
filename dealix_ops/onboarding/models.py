"""How far a customer has come: one row a customer, one row a step that was touched."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Onboarding(Base):
    __tablename__ = "onboarding"

    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), primary_key=True, autoincrement=False)
    bundle_id: Mapped[str | None] = mapped_column(String(40))
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(String(64))


class OnboardingStep(Base):
    """`changed_by` is who said last how it stands."""

    __tablename__ = "onboarding_step"

    customer_id: Mapped[int] = mapped_column(
        ForeignKey("onboarding.customer_id"), primary_key=True, autoincrement=False
    )
    step_id: Mapped[str] = mapped_column(String(24), primary_key=True)
    completed: Mapped[bool]
    notes: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[datetime]
    changed_by: Mapped[str] = mapped_column(String(64))
