"""What must always hold and did not for a while."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base

STANDING = text("mended_at IS NULL")


class InvariantBreak(Base):
    """From when it was found until it was found mended; one at a time of a name. `rows` as it was found."""

    __tablename__ = "invariant_break"
    __table_args__ = (
        Index(
            "uq_invariant_break_standing",
            "name",
            unique=True,
            sqlite_where=STANDING,
            postgresql_where=STANDING,
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(48))
    rows: Mapped[int]
    found_at: Mapped[datetime]
    mended_at: Mapped[datetime | None]
