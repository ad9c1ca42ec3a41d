"""Who writes to us, where, and what they wrote."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Contact(Base):
    """A person outside. WhatsApp may withhold either id, so both are nullable and each is unique."""

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    wa_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    wa_user_id: Mapped[str | None] = mapped_column(String(160), unique=True)
    profile_name: Mapped[str | None] = mapped_column(Text)
    ledger_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]


class Conversation(Base):
    """One sender at one of our numbers; `key` is the `conversation_key` of its inbound rows."""

    __tablename__ = "conversation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(320), unique=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    our_number: Mapped[str | None] = mapped_column(String(32))
    answered_through_inbound_id: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime]


class Message(Base):
    """What a customer wrote, masked. Its place in the conversation is `inbound_id`, its time the source's."""

    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("inbound_id"), Index(None, "conversation_id", "inbound_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    conversation_id: Mapped[int] = mapped_column(ForeignKey("conversation.id"))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"), index=True)
    inbound_id: Mapped[int] = mapped_column(ForeignKey("inbound.id"))
    kind: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    secret_found: Mapped[bool]
    occurred_at: Mapped[datetime]
