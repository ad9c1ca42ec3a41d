"""What the endpoints work with, and the one way they store: only for somebody we know, in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from fastapi import Request
from sqlalchemy.orm import Session

from bot.web.api.identifiers import known_customer, known_ticket, number_of
from bot.web.api.shapes import Recorded
from dealix_ops.clock import Clock
from dealix_ops.computed import service as computed
from dealix_ops.computed.service import About, Kind
from dealix_ops.database import Database
from dealix_ops.drafts.proposing import Voice

Found = TypeVar("Found")


@dataclass(frozen=True)
class Telling:
    """One request's transaction: who tells, when."""

    session: Session
    actor: str
    now: datetime


@dataclass(frozen=True)
class Office:
    database: Database
    clock: Clock
    voice: Voice

    async def for_customer(
        self, request: Request, customer_id: str | int, work: Callable[[Telling, int], Found]
    ) -> Found | None:
        """None where nobody has this id."""
        if number_of(customer_id) is None:
            return None

        def tell(session: Session) -> Found | None:
            known = known_customer(session, customer_id)
            return None if known is None else work(self._telling(session, request), known)

        return await self.database.write(tell)

    async def keep(
        self,
        request: Request,
        kind: Kind,
        answer: Recorded,
        *,
        customer_id: str | int,
        ticket_id: str | int = "",
        facts: set[str],
    ) -> None:
        """Keep these fields of the answer, once, and say so on it; they hold none of the caller's words."""
        if number_of(customer_id) is None and number_of(ticket_id) is None:
            return

        def tell(session: Session) -> bool:
            about = About(known_customer(session, customer_id), known_ticket(session, ticket_id))
            if about == About():
                return False
            told = self._telling(session, request)
            plain = answer.model_dump(mode="json", include=facts)
            return computed.keep(session, kind, about, plain, actor=told.actor, now=told.now)

        answer.recorded = await self.database.write(tell)

    def _telling(self, session: Session, request: Request) -> Telling:
        return Telling(session, request.state.actor, self.clock())
