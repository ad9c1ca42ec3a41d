"""Who decides for the founder for a while."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base

STANDING = text("ended_at IS NULL")


class Delegation(Base):
    """It holds from `given_at` up to `until` unless somebody ended it before; no job ends it.

    `ended_at` is also set, to `until`, once somebody noticed that it ran out: one at a time a person.
    """

    __tablename__ = "delegation"
    __table_args__ = (
        Index(
            "uq_delegation_standing",
            "delegate",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegate: Mapped[str] = mapped_column(String(64), index=True)
    given_by: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime]
    until: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[str | None] = mapped_column(String(64))
