"""What a person said about a day, where the libraries only estimate."""

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class CalendarDay(Base):
    __tablename__ = "calendar_day"

    day: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    name_ar: Mapped[str] = mapped_column(String(60))
    told_by: Mapped[str] = mapped_column(String(64))
    told_at: Mapped[datetime]
