"""What is known of one alert, however often it came: one row a conversation."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Alert(Base):
    """`alerts` are those that reached us, `count` is the source's own figure.

    `decided` and `decided_at` are the newest word on how it stands, `happened_at` the newest occurrence;
    `described_at` is how old its texts are. `token` names this round of it on a button.
    """

    __tablename__ = "alert"

    conversation_id: Mapped[int] = mapped_column(
        ForeignKey("conversation.id"), primary_key=True, autoincrement=False
    )
    ticket_id: Mapped[int | None] = mapped_column(ForeignKey("ticket.id"), index=True, unique=True)
    token: Mapped[str] = mapped_column(String(32), index=True, unique=True)
    metric: Mapped[bool]
    own: Mapped[bool] = mapped_column(default=False)
    title: Mapped[str | None] = mapped_column(Text)
    culprit: Mapped[str | None] = mapped_column(Text)
    level: Mapped[str | None] = mapped_column(String(16))
    environment: Mapped[str | None] = mapped_column(Text)
    project: Mapped[str | None] = mapped_column(Text)
    rule: Mapped[str | None] = mapped_column(Text)
    release: Mapped[str | None] = mapped_column(Text)
    web_url: Mapped[str | None] = mapped_column(Text)
    alerts: Mapped[int] = mapped_column(default=0)
    count: Mapped[int | None] = mapped_column(BigInteger)
    users: Mapped[int | None]
    state: Mapped[str] = mapped_column(String(16))
    decided: Mapped[str | None] = mapped_column(String(16))
    decided_at: Mapped[datetime | None]
    happened_at: Mapped[datetime | None]
    described_at: Mapped[datetime]
    first_seen: Mapped[datetime]
    last_seen: Mapped[datetime]
