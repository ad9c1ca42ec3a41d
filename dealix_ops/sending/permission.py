"""What the table says of this person now: who stands in for the founder is read at each decision."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from dealix_ops.delegation import service as delegation
from dealix_ops.delegation.service import StandIn
from dealix_ops.sending import errors
from dealix_ops.sending.authority import AT_ONCE, PASSED_ON, Act, Actor, Answer, may
from dealix_ops.vocabulary import Priority


@dataclass(frozen=True)
class Given:
    """`under` is set where only the founder's delegation makes the answer a yes."""

    answer: Answer
    act: Act
    under: StandIn | None = None

    def note(self, session: Session, *, ticket_id: int, now: datetime) -> None:
        """Once the decision is made; a look decides nothing."""
        if self.under is not None:
            delegation.note(session, self.under, self.act, ticket_id=ticket_id, now=now)


def given(
    session: Session,
    actor: Actor,
    act: Act,
    *,
    now: datetime,
    priority: Priority = Priority.P0,
    waited: timedelta = AT_ONCE,
    own: bool = False,
    delicate: bool = False,
) -> Given:
    answer = may(actor.role, act, priority=priority, waited=waited, own=own, delicate=delicate)
    if answer is Answer.FOUNDER_ONLY and act in PASSED_ON:
        under = delegation.stand_in(session, actor, now=now)
        return Given(Answer.YES, act, under) if under else Given(answer, act)
    return Given(answer, act)


def refuse(told: Given, actor: Actor) -> None:
    """Raises FounderOnly, and MayNotArrange for a stranger."""
    if told.answer is Answer.FOUNDER_ONLY:
        raise errors.FounderOnly(actor.user_id)
    if told.answer is Answer.NOT_AN_APPROVER:
        raise errors.MayNotArrange(actor.user_id)
