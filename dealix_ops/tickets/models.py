"""A matter of one contact, with its priority; and several of them that one customer's people told."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Matter(Base):
    """Tickets of several persons of one customer about the same: one card, and each keeps its own answer.

    `lead_ticket_id` is the ticket whose card stands for all of them.
    """

    __tablename__ = "matter"

    id: Mapped[int] = mapped_column(primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"), index=True)
    lead_ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    opened_at: Mapped[datetime]


class Ticket(Base):
    """`opened_at` is the customer's time, `p0_since` ours: when the ticket first stood before us as a P0.

    `card_version` grows with every change its card must show; a render of an older version is skipped.
    `claimed_by` is the Slack user who said «استلمتها», `listened_by` who listened to what cannot be read.
    `closed_as` is how it ended and `closed_why` a person's word about it, a code or one written line.
    `closing_inbound_id` is the line that reads like the customer's yes to closing; `shown_at` the time for
    which the newest drawing of the card was asked, `late_told_for` the due time whose breach was told.
    `matter_id` is the matter it shares a card with, `merged_into_id` the ticket that took its lines over.
    """

    __tablename__ = "ticket"

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"), index=True)
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    linked_ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    status: Mapped[str] = mapped_column(String(16), index=True)
    priority: Mapped[str] = mapped_column(String(2))
    needs_listen: Mapped[bool]
    card_version: Mapped[int] = mapped_column(default=1)
    opened_at: Mapped[datetime] = mapped_column(index=True)
    p0_since: Mapped[datetime | None]
    claimed_by: Mapped[str | None] = mapped_column(String(64))
    claimed_at: Mapped[datetime | None]
    resolved_at: Mapped[datetime | None]
    closed_as: Mapped[str | None] = mapped_column(String(24))
    closed_why: Mapped[str | None] = mapped_column(String(200))
    closing_asked_at: Mapped[datetime | None]
    closing_inbound_id: Mapped[int | None]
    listened_by: Mapped[str | None] = mapped_column(String(64))
    listened_at: Mapped[datetime | None]
    shown_at: Mapped[datetime | None]
    late_told_for: Mapped[datetime | None]
    matter_id: Mapped[int | None] = mapped_column(index=True)
    joined_at: Mapped[datetime | None]
    joined_by: Mapped[str | None] = mapped_column(String(64))
    merged_into_id: Mapped[int | None]
