"""Effects on the outside as rows, who works on them, and the pace they keep."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKeyConstraint, Index, Integer, String, false, func
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base
from dealix_ops.ports.work import CUSTOMER_BOUND, DurableRow

_BOUND_KINDS = ", ".join(f"'{kind}'" for kind in sorted(CUSTOMER_BOUND))


class OutboxRow(DurableRow, Base):
    """The database itself refuses a customer-bound row without an approval for that text and recipient.

    `due_at`: it waits for that time and no job holds it yet; None once it was handed to the workers, at
    `ready_at`."""

    __tablename__ = "outbox"
    __table_args__ = (
        ForeignKeyConstraint(
            ["approval_id", "text_hash", "recipient_id", "channel"],
            ["approval.id", "approval.text_hash", "approval.recipient_id", "approval.channel"],
            name="fk_outbox_approval",
        ),
        CheckConstraint(
            f"kind NOT IN ({_BOUND_KINDS}) OR (approval_id IS NOT NULL AND text_hash IS NOT NULL"
            " AND recipient_id IS NOT NULL AND channel IS NOT NULL)",
            name="customer_bound_is_approved",
        ),
        Index(None, "status", "id"),
        Index(None, "draws", "status"),
        {"sqlite_autoincrement": True},  # a job is named after its row: an id may never return
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(32))
    payload: Mapped[dict[str, Any]] = mapped_column(JSON)
    draws: Mapped[str | None] = mapped_column(String(64))
    due_at: Mapped[datetime | None] = mapped_column(index=True)
    ready_at: Mapped[datetime | None]
    external_id: Mapped[str | None] = mapped_column(String(128))
    approval_id: Mapped[int | None]
    text_hash: Mapped[str | None] = mapped_column(String(64))
    recipient_id: Mapped[int | None]
    channel: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[datetime]


READY_SINCE = func.coalesce(OutboxRow.ready_at, OutboxRow.created_at)
"""How old its work is: what waited for its time is as young as that."""
WAITS_FOR_NO_TIME = OutboxRow.due_at.is_not(None).is_(false())
"""Not `due_at IS NULL`, for which SQLite takes the index of `due_at`: it holds everything that ever left."""


class Worker(Base):
    """A process that beats while it lives; a silent one loses its work to the others."""

    __tablename__ = "worker"

    id: Mapped[str] = mapped_column(String(64), primary_key=True)
    role: Mapped[str] = mapped_column(String(16))
    host: Mapped[str] = mapped_column(String(255))
    started_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    stopped_at: Mapped[datetime | None]


class HomeTab(Base):
    """A person's Home tab, from the first time they opened it.

    `asked` and `shown` are fingerprints of what the newest drawing was asked for and of what stands there,
    `hash` is Slack's own name for that; `planned_at` is when the newest drawing may leave.
    """

    __tablename__ = "home_tab"

    user_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    opened_at: Mapped[datetime] = mapped_column(index=True)
    planned_at: Mapped[datetime | None]
    asked: Mapped[str | None] = mapped_column(String(64))
    shown: Mapped[str | None] = mapped_column(String(64))
    hash: Mapped[str | None] = mapped_column(String(128))


class SlackPace(Base):
    """When the next message may be posted to a channel."""

    __tablename__ = "slack_pace"

    channel: Mapped[str] = mapped_column(String(64), primary_key=True)
    next_at: Mapped[datetime]


class SlackCard(Base):
    """The one live message that shows an entity, the version it shows and the one it was posted with."""

    __tablename__ = "slack_card"

    entity: Mapped[str] = mapped_column(String(16), primary_key=True)
    entity_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(String(64))
    ts: Mapped[str] = mapped_column(String(32))
    version: Mapped[int]
    posted_version: Mapped[int]


class SlackFile(Base):
    """The uploaded picture of a message, so that a message posted at the second try uploads no second one."""

    __tablename__ = "slack_file"

    outbox_id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    file_id: Mapped[str] = mapped_column(String(32))


class ListedTicket(Base):
    """A new ticket whose card is a line of the message «وعندك N غيرها» at `ts`, as of `version`.

    `asked`: somebody asked for its own card, which takes it off the list.
    """

    __tablename__ = "listed_ticket"
    __table_args__ = (Index(None, "channel", "ts"),)

    ticket_id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    channel: Mapped[str] = mapped_column(String(64))
    ts: Mapped[str] = mapped_column(String(32))
    version: Mapped[int]
    asked: Mapped[bool] = mapped_column(default=False)
