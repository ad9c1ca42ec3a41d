"""Rows of an incident under way: what was reminded of, put off, decided and filed, and who does what."""

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class IncidentReminder(Base):
    """Said once: of this kind, for what was due at this time. Two clocks cannot both write it."""

    __tablename__ = "incident_reminder"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(String(24), primary_key=True)
    due_at: Mapped[datetime] = mapped_column(primary_key=True)
    said_at: Mapped[datetime]


class IncidentSnooze(Base):
    """«أجّل 15 دقيقة»: the next update is due at `until`, unless something stricter is."""

    __tablename__ = "incident_snooze"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(64))
    until: Mapped[datetime]
    why: Mapped[str] = mapped_column(Text)


class IncidentSeverity(Base):
    """One change of how grave it is; a raise needs no reason."""

    __tablename__ = "incident_severity"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(64))
    was: Mapped[str] = mapped_column(String(4))
    to: Mapped[str] = mapped_column(String(4))
    why: Mapped[str | None] = mapped_column(Text)


class IncidentRole(Base):
    """Who holds a `roles.Seat`; the ledger keeps who held it before."""

    __tablename__ = "incident_role"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, autoincrement=False)
    role: Mapped[str] = mapped_column(String(16), primary_key=True)
    user_id: Mapped[str] = mapped_column(String(64))
    given_at: Mapped[datetime]
    given_by: Mapped[str] = mapped_column(String(64))


class IncidentHarm(Base):
    """Whether personal data may be harmed, as a person decided last."""

    __tablename__ = "incident_harm"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, autoincrement=False)
    may_harm: Mapped[bool]
    why: Mapped[str] = mapped_column(Text)
    decided_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(String(64))


class IncidentNotice(Base):
    """One part of the authority's notice that only a person can tell; `part` is a `pdpl_rules.Part`."""

    __tablename__ = "incident_notice"

    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), primary_key=True, autoincrement=False)
    part: Mapped[str] = mapped_column(String(24), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    by: Mapped[str] = mapped_column(String(64))


class IncidentFiling(Base):
    """«رُفع البلاغ»: a person filed it with the authority; `partial`: the rest is owed."""

    __tablename__ = "incident_filing"

    id: Mapped[int] = mapped_column(primary_key=True)
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    filed_at: Mapped[datetime]
    reference: Mapped[str] = mapped_column(String(64))
    partial: Mapped[bool]
    by: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]
