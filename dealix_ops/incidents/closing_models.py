"""How incidents end, as rows: what people wrote of them, the review's files, what is left to do."""

from datetime import date, datetime

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class IncidentText(Base):
    """What a person wrote of an incident; `section` is a `post_mortem.Section`. The newest counts, none is
    ever altered."""

    __tablename__ = "incident_text"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    section: Mapped[str] = mapped_column(String(16))
    text: Mapped[str] = mapped_column(Text)
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class IncidentFile(Base):
    """One version of the review as it went into Slack; `gaps` are the sections that were open in it.

    `file_id` is Slack's once it has the bytes, `code` its word where it took no file: then `shown_at` is when
    the text itself stood there.
    """

    __tablename__ = "incident_file"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    text: Mapped[str] = mapped_column(Text)
    gaps: Mapped[list[str]] = mapped_column(JSON)
    made_at: Mapped[datetime]
    made_by: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[str | None] = mapped_column(String(32))
    code: Mapped[str | None] = mapped_column(String(64))
    shown_at: Mapped[datetime | None]


class IncidentAction(Base):
    """What somebody does so that it does not happen again; `ended_as` is done or dropped, with `why`."""

    __tablename__ = "incident_action"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    what: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(String(64))
    due_on: Mapped[date]
    added_at: Mapped[datetime]
    added_by: Mapped[str] = mapped_column(String(64))
    ended_at: Mapped[datetime | None] = mapped_column(index=True)
    ended_by: Mapped[str | None] = mapped_column(String(64))
    ended_as: Mapped[str | None] = mapped_column(String(8))
    why: Mapped[str | None] = mapped_column(Text)


class IncidentChase(Base):
    """What was said once; the key names what, of which incident or whom, and when it was due."""

    __tablename__ = "incident_chase"

    key: Mapped[str] = mapped_column(String(96), primary_key=True)
    at: Mapped[datetime]


class IncidentFollowUp(Base):
    """To whom a draft was made when it was over: `key` is a conversation or a customer, `of` its end."""

    __tablename__ = "incident_follow_up"
    __table_args__ = (UniqueConstraint("incident_id", "of", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    of: Mapped[datetime]
    key: Mapped[str] = mapped_column(String(32))
    ticket_id: Mapped[int] = mapped_column(ForeignKey("ticket.id"))
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(64))


class IncidentConfirmation(Base):
    """A named person's word before one version of the review may be published; `by` wrote it down."""

    __tablename__ = "incident_confirmation"
    __table_args__ = (UniqueConstraint("incident_id", "version", "kind"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"))
    version: Mapped[int]
    kind: Mapped[str] = mapped_column(String(16))
    person: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(64))
