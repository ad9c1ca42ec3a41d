"""Append-only rows: the triggers that make them so are in migration 0002."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from dealix_ops.database import Base


class LedgerEntry(Base):
    """One decision, refusal, state change or delivery outcome: ids and keyed hashes, never a text or a name.

    No second unique key may be added: `INSERT OR REPLACE` on it would delete a row past the triggers.
    """

    __tablename__ = "ledger_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    event: Mapped[str] = mapped_column(String(64))
    actor: Mapped[str] = mapped_column(String(64))
    ticket_id: Mapped[int | None] = mapped_column(index=True)
    facts: Mapped[dict[str, Any]] = mapped_column(JSON)


class LedgerSeal(Base):
    """Chains the entries: each hash covers its entry and the hash before it."""

    __tablename__ = "ledger_seal"

    position: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    entry_id: Mapped[int] = mapped_column(ForeignKey("ledger_entry.id"), index=True)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
