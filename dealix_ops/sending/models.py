"""A named person's yes to one text for one recipient."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Approval(Base):
    """The four columns of the second unique key are what a customer-bound outbox row must point at."""

    __tablename__ = "approval"
    __table_args__ = (
        UniqueConstraint("draft_id", "version"),
        UniqueConstraint("id", "text_hash", "recipient_id", "channel", name="uq_approval_bound_to"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"))
    version: Mapped[int]
    token: Mapped[str] = mapped_column(String(32), unique=True)
    text: Mapped[str] = mapped_column(Text)
    text_hash: Mapped[str] = mapped_column(String(64))
    recipient_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    channel: Mapped[str] = mapped_column(String(16))
    last_inbound_id: Mapped[int] = mapped_column(ForeignKey("inbound.id"))
    edited: Mapped[bool]
    actor: Mapped[str] = mapped_column(String(64))
    approved_at: Mapped[datetime] = mapped_column(index=True)
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(64))


class HandOff(Base):
    """An approved text on its way by a person's hand; it stands in Slack from `handed_off_at` on.

    `met_first_response`: «أرسلتها» stopped the clock, so that «لم أرسلها» starts it again, and `not_sent_at`
    says when that was pressed last. `asked_again_at` is the last question before it counts as not sent.
    `shown_at` is the time for which its newest drawing was asked. `morning_at`: approved at night, it is
    given at that time, or it is said then that it was not (`mornings.py`); None by day, and once it is done.
    """

    __tablename__ = "hand_off"

    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), primary_key=True)
    card_version: Mapped[int] = mapped_column(default=1)
    handed_off_at: Mapped[datetime | None]
    sent_at: Mapped[datetime | None]
    sent_by: Mapped[str | None] = mapped_column(String(64))
    nudged_at: Mapped[datetime | None]
    asked_again_at: Mapped[datetime | None]
    met_first_response: Mapped[bool] = mapped_column(default=False, server_default=false())
    not_sent_at: Mapped[datetime | None]
    not_sent_by: Mapped[str | None] = mapped_column(String(64))
    shown_at: Mapped[datetime | None]
    morning_at: Mapped[datetime | None] = mapped_column(index=True)


class HandOffLink(Base):
    """The page of one hand-off for one Slack user; only the token's hash is kept."""

    __tablename__ = "hand_off_link"

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), index=True)
    slack_user: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    opened_at: Mapped[datetime | None]


class OutsideAnswer(Base):
    """A call, or an answer that did not go through us: a person's word with time, means and one line."""

    __tablename__ = "outside_answer"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    means: Mapped[str] = mapped_column(String(16))
    answered_at: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    through_inbound_id: Mapped[int] = mapped_column(ForeignKey("inbound.id"))
    recorded_at: Mapped[datetime]


class Initiated(Base):
    """A message of ours that answers nobody, once for each occasion of a customer.

    Its text is the draft of the closed ticket `ticket_id`, which nobody opened and which holds no line:
    `docs/decisions/0020-initiated-messages.md`. `until` is the last day on which it is of use, `renews_on`
    the day of the contract that it was written for, `told_inbound_id` the newest line of the customer that
    its card tells of.
    """

    __tablename__ = "initiated"
    __table_args__ = (UniqueConstraint("customer_id", "occasion", "due_on"),)

    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), primary_key=True, autoincrement=False)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    occasion: Mapped[str] = mapped_column(String(24))
    due_on: Mapped[date]
    until: Mapped[date]
    renews_on: Mapped[date | None]
    told_inbound_id: Mapped[int] = mapped_column(default=0)
    made_at: Mapped[datetime]
    over_as: Mapped[str | None] = mapped_column(String(8))
    over_at: Mapped[datetime | None]
