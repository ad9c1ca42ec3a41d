"""Who writes to us, for which customer, where, and what they wrote."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class Customer(Base):
    """A company that we serve; its persons are contacts.

    `code` is what another system calls it, `bundle_id` a key of the catalogue, `monthly_sar` whole riyals,
    `owner` the Slack user who looks after it, `check_in` how often we propose one (of itself where empty).
    """

    __tablename__ = "customer"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120), unique=True)
    created_at: Mapped[datetime]
    code: Mapped[str | None] = mapped_column(String(64), index=True, unique=True)
    bundle_id: Mapped[str | None] = mapped_column(String(40))
    monthly_sar: Mapped[int | None]
    contract_on: Mapped[date | None]
    renews_on: Mapped[date | None]
    owner: Mapped[str | None] = mapped_column(String(64))
    check_in: Mapped[str | None] = mapped_column(String(12))


class CustomerChannel(Base):
    """A Slack channel in which one customer writes to us."""

    __tablename__ = "customer_channel"

    channel: Mapped[str] = mapped_column(String(64), primary_key=True)
    customer_id: Mapped[int] = mapped_column(ForeignKey("customer.id"))
    mapped_by: Mapped[str] = mapped_column(String(64))
    mapped_at: Mapped[datetime]


class Contact(Base):
    """A person outside. WhatsApp may withhold either of its ids, so both are nullable and each is unique.

    `key` is what any other source knows the person by; `email` and `phone` are where they may be answered
    and say nothing of who they are: a form takes any address that is typed into it. `known_name` is what we
    call the person, and stands before whatever name a message brings. A person may have several rows, one
    for each way they write (`SamePerson`): an answer goes the way that the question came. `erased_at`:
    everything of theirs is gone, and the row stays for the ids in the ledger.
    """

    __tablename__ = "contact"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str | None] = mapped_column(String(320), index=True, unique=True)
    wa_id: Mapped[str | None] = mapped_column(String(64), unique=True)
    wa_user_id: Mapped[str | None] = mapped_column(String(160), unique=True)
    email: Mapped[str | None] = mapped_column(String(254))
    phone: Mapped[str | None] = mapped_column(String(32))
    customer_id: Mapped[int | None] = mapped_column(ForeignKey("customer.id"), index=True)
    profile_name: Mapped[str | None] = mapped_column(Text)
    known_name: Mapped[str | None] = mapped_column(Text)
    ledger_key: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime]
    erased_at: Mapped[datetime | None]


class Suppression(Base):
    """An address that asked to be forgotten: nobody begins to write to it, and no row tells which it is.

    The salt is of this row alone, so that no table of all numbers can be made in advance.
    """

    __tablename__ = "suppression"

    id: Mapped[int] = mapped_column(primary_key=True)
    salt: Mapped[bytes] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class SamePerson(Base):
    """Somebody's word that two contacts are one person, or are not; the smaller id stands first."""

    __tablename__ = "same_person"
    __table_args__ = (CheckConstraint("first_id < second_id", name="in_order"),)

    first_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), primary_key=True, autoincrement=False)
    second_id: Mapped[int] = mapped_column(
        ForeignKey("contact.id"), primary_key=True, autoincrement=False, index=True
    )
    is_same: Mapped[bool]
    said_by: Mapped[str] = mapped_column(String(64))
    said_at: Mapped[datetime]


class OptIn(Base):
    """What shows that a person agreed to our messages at one address; only its withdrawal is added.

    `evidence` is how and in which words; `given_on` the day in Riyadh. It holds for this address only.
    """

    __tablename__ = "opt_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"), index=True)
    channel: Mapped[str] = mapped_column(String(16))
    address: Mapped[str] = mapped_column(String(254))
    evidence: Mapped[str] = mapped_column(String(300))
    given_on: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(String(64))
    recorded_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_by: Mapped[str | None] = mapped_column(String(64))


class Conversation(Base):
    """One sender at one of our addresses; `key` is the `conversation_key` of its inbound rows.

    Lines up to `judged_through_inbound_id` were weighed by a founder, so by themselves they raise nothing.
    Lines that somebody took out of it stand in one of their own, `split_from_id`, with the later ones that
    speak of them; whoever split them had seen the whole up to `split_through_inbound_id`.
    """

    __tablename__ = "conversation"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(320), unique=True)
    source: Mapped[str] = mapped_column(String(16))
    contact_id: Mapped[int] = mapped_column(ForeignKey("contact.id"))
    our_address: Mapped[str | None] = mapped_column(String(254))
    answered_through_inbound_id: Mapped[int] = mapped_column(default=0)
    judged_through_inbound_id: Mapped[int] = mapped_column(default=0, server_default="0")
    split_from_id: Mapped[int | None] = mapped_column(index=True)
    split_through_inbound_id: Mapped[int | None]
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
    occurred_at: Mapped[datetime] = mapped_column(index=True)
    details: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
