"""Where nothing may be sent that we begin ourselves, since when and by whom."""

from datetime import datetime

from sqlalchemy import String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Freeze(Base):
    """`scope` is `service.EVERYTHING`, or one of `service.of_customer` and `service.of_channel`.

    `incident_id` is set where an incident asked for it, `why` where a person did; it stands until somebody
    lifts it.
    """

    __tablename__ = "freeze"

    id: Mapped[int] = mapped_column(primary_key=True)
    scope: Mapped[str] = mapped_column(String(64), index=True)
    since: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(64))
    incident_id: Mapped[int | None] = mapped_column(index=True)
    why: Mapped[str | None] = mapped_column(Text)
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str | None] = mapped_column(String(64))
