"""Addresses that asked to be forgotten, known only by hashes: whoever begins to write asks here first."""

import hmac
import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts.models import Suppression
from dealix_ops.ledger.rules import mark

SALT_BYTES = 32


def suppress(session: Session, address: str, *, now: datetime) -> None:
    """Once for each address, however often it is erased."""
    if not is_suppressed(session, address):
        salt = secrets.token_bytes(SALT_BYTES)
        session.add(Suppression(salt=salt, digest=mark(_plain(address), salt), at=now))
        session.flush()


def is_suppressed(session: Session, address: str) -> bool:
    """A handful of rows, each with its own salt, so each is asked."""
    plain = _plain(address)
    rows = session.execute(select(Suppression.salt, Suppression.digest))
    return any(hmac.compare_digest(mark(plain, salt), digest) for salt, digest in rows)


def _plain(address: str) -> str:
    """«+9665…» and «9665…» are one number, and a mail address has no capitals."""
    return address.strip().lower().removeprefix("+")
