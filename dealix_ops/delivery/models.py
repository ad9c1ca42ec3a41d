"""A service under way for a customer: when it began, what was asked for, and which steps are done."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class ServiceDelivery(Base):
    """`started_at` is T+0 of the plan; `handed_over_at` ends it.

    One of a kind runs for a customer at a time.
    """

    __tablename__ = "service_delivery"
    __table_args__ = (
        Index(
            "uq_service_delivery_running",
            "customer_id",
            "service_key",
            unique=True,
            sqlite_where=text("handed_over_at IS NULL"),
            postgresql_where=text("handed_over_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    service_key: Mapped[str] = mapped_column(String(40))
    started_at: Mapped[datetime]
    started_by: Mapped[str] = mapped_column(String(64))
    intake: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    intake_at: Mapped[datetime | None]
    intake_by: Mapped[str | None] = mapped_column(String(64))
    delivered_at: Mapped[datetime | None]
    handed_over_at: Mapped[datetime | None]


class DeliveryStep(Base):
    """A step that somebody said is done."""

    __tablename__ = "delivery_step"

    delivery_id: Mapped[int] = mapped_column(
        ForeignKey("service_delivery.id"), primary_key=True, autoincrement=False
    )
    step: Mapped[str] = mapped_column(String(24), primary_key=True)
    done_at: Mapped[datetime]
    done_by: Mapped[str] = mapped_column(String(64))
