"""Ids that callers name: ours are whole numbers, any other is a name of theirs and known to nobody."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field
from sqlalchemy.orm import Session

from dealix_ops.contacts import customers
from dealix_ops.tickets.models import Ticket

LONGEST_ID = 100
LARGEST_ID = 2**31 - 1


def storable(value: Any) -> Any:
    """PostgreSQL has no place for NUL, and nobody misses it."""
    return value.replace("\x00", "") if isinstance(value, str) else value


def whole(value: Any) -> Any:
    """To JSON 3.0 is a whole number; to strict Python it is none."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Id = Annotated[
    Annotated[str, Field(max_length=LONGEST_ID)]
    | Annotated[int, Field(ge=0, le=LARGEST_ID), BeforeValidator(whole)],
    BeforeValidator(storable),
]


def number_of(given: str | int) -> int | None:
    """What may be an id of ours; looked up before it counts."""
    if isinstance(given, str):
        if not (given.isascii() and given.isdigit() and len(given) <= len(str(LARGEST_ID))):
            return None
        given = int(given)
    return given if 0 < given <= LARGEST_ID else None


def known_customer(session: Session, given: str | int) -> int | None:
    number = number_of(given)
    return number if number is not None and customers.is_known(session, number) else None


def known_ticket(session: Session, given: str | int) -> int | None:
    number = number_of(given)
    return number if number is not None and session.get(Ticket, number) is not None else None
