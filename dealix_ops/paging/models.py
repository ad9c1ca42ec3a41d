"""An alarm that rings until somebody takes it, whom it called, who is on call, and what drills showed."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base

STANDING = text("ended_at IS NULL")


class Page(Base):
    """One alarm of a ticket, an incident, or a drill. `step` is the last one called, -1 before the first.

    `answered_before`: nobody waited for an answer when it began, so that none ends it. `called_at` is when
    its last step was called, `token` names it on a button.
    """

    __tablename__ = "page"
    __table_args__ = (
        UniqueConstraint("ticket_id", "started_at"),
        Index(
            "uq_page_incident_standing",
            "incident_id",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8))
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"))
    incident_id: Mapped[int | None]
    token: Mapped[str] = mapped_column(String(32), unique=True)
    started_at: Mapped[datetime]
    answered_before: Mapped[bool]
    step: Mapped[int]
    called_at: Mapped[datetime | None]
    holding_shown: Mapped[bool]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_as: Mapped[str | None] = mapped_column(String(16))
    taken_by: Mapped[str | None] = mapped_column(String(64))


class PageCall(Base):
    """One way at one step, to one person where the way has persons; `left_at` is when it really left."""

    __tablename__ = "page_call"
    __table_args__ = (UniqueConstraint("page_id", "step", "way", "whom"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[int] = mapped_column(ForeignKey("page.id"))
    step: Mapped[int]
    way: Mapped[str] = mapped_column(String(8))
    whom: Mapped[str] = mapped_column(String(64))
    asked_at: Mapped[datetime]
    left_at: Mapped[datetime | None]


class DutyTurn(Base):
    """Who is on call from `began_at` on; the newest one that still holds counts, before the settings.

    `until` is None where it holds until somebody changes it.
    """

    __tablename__ = "duty_turn"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[str] = mapped_column(String(64))
    given_by: Mapped[str] = mapped_column(String(64))
    began_at: Mapped[datetime]
    until: Mapped[datetime | None]
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_by: Mapped[str | None] = mapped_column(String(64))


class Drill(Base):
    """Evidence that an alarm reached a person, or an error reached Slack; `way` says over what.

    `reference` is the event's id, the page's id, or None; `ended_at` is when it was reached or given up.
    """

    __tablename__ = "drill"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(8), index=True)
    way: Mapped[str] = mapped_column(String(16))
    reference: Mapped[str | None] = mapped_column(String(64), unique=True)
    began_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    passed: Mapped[bool | None]
    by: Mapped[str | None] = mapped_column(String(64))
