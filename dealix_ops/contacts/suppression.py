"""Addresses that asked to be forgotten, known only by hashes: whoever begins to write asks here first."""

import hmac
import secrets
from collections.abc import Callable
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
    return suppressed(session)(address)


def suppressed(session: Session) -> Callable[[str], bool]:
    """For many addresses. A handful of rows, each with its own salt, so each is asked."""
    rows = session.execute(select(Suppression.salt, Suppression.digest)).all()

    def is_one(address: str) -> bool:
        plain = _plain(address)
        return any(hmac.compare_digest(mark(plain, salt), digest) for salt, digest in rows)

    return is_one


def _plain(address: str) -> str:
    """«+9665…» and «9665…» are one number, and a mail address has no capitals."""
    return address.strip().lower().removeprefix("+")
