"""Who may decide what: pure, so that the whole table can be printed and tested."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from dealix_ops.vocabulary import Priority

HOLDING_AFTER = timedelta(minutes=10)
"""A P0 the founder left this long may be answered by an operator with the unedited holding text."""


class Role(StrEnum):
    FOUNDER = "founder"
    OPERATOR = "operator"
    STRANGER = "stranger"


class Act(StrEnum):
    APPROVE = "approve"
    EDIT = "edit"
    REJECT = "reject"
    MARK_SENT = "mark_sent"


class Answer(StrEnum):
    YES = "yes"
    FOUNDER_ONLY = "founder_only"
    NOT_AN_APPROVER = "not_an_approver"


@dataclass(frozen=True)
class Actor:
    """A Slack user, with the role that the settings gave at the time of the press."""

    user_id: str
    role: Role


def may_arrange(role: Role) -> bool:
    """Linking a matter or a channel to a customer, taking a matter over: founders and operators."""
    return role is not Role.STRANGER


def may(role: Role, act: Act, *, priority: Priority, waited: timedelta) -> Answer:
    """An empty list of founders and operators means nobody."""
    if role is Role.STRANGER:
        return Answer.NOT_AN_APPROVER
    if role is Role.FOUNDER or priority is not Priority.P0 or act is Act.MARK_SENT:
        return Answer.YES
    if act is Act.APPROVE and waited >= HOLDING_AFTER:
        return Answer.YES
    return Answer.FOUNDER_ONLY
