"""What a sent text promised."""

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Promise(Base):
    """The one time of one sent text; a ticket that is over owes nothing, whatever stands here.

    `kept_by` is the approval whose sending kept it, None also where a call did. `warned_at` and `told_at`:
    somebody was reminded before the time, and told that it passed.
    """

    __tablename__ = "promise"

    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id"), primary_key=True, autoincrement=False)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(64))
    due_at: Mapped[datetime]
    kept_at: Mapped[datetime | None]
    kept_by: Mapped[int | None]
    warned_at: Mapped[datetime | None]
    told_at: Mapped[datetime | None]
