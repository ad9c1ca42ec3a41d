"""What triage said of a ticket, kept with the version of the rules that said it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class TriageVerdict(Base):
    """One row a reading of the unanswered block; the newest counts."""

    __tablename__ = "triage_verdict"

    id: Mapped[int] = mapped_column(primary_key=True)
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    through_inbound_id: Mapped[int] = mapped_column(ForeignKey("inbound.id"))
    rules_version: Mapped[str] = mapped_column(String(32))
    priority: Mapped[str] = mapped_column(String(2))
    meaning: Mapped[str] = mapped_column(String(32))
    p0_sound: Mapped[str | None] = mapped_column(String(16))
    topic: Mapped[str] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(16))
    needs_look: Mapped[bool]
    verdict: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime]
