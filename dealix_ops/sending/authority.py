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
    PROPOSE = "propose"
    REJECT = "reject"
    OPEN_PAGE = "open_page"
    MARK_SENT = "mark_sent"
    NOT_SENT = "not_sent"
    UNDO = "undo"


OF_EVERY_APPROVER = frozenset({Act.PROPOSE, Act.OPEN_PAGE, Act.MARK_SENT, Act.NOT_SENT})
"""They state a fact, look at what is approved already, or leave a text for somebody else's yes."""


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


def may_end(role: Role, *, priority: Priority, confirmed: bool) -> Answer:
    """Closing a ticket. Of a P0 only what the customer confirmed: lowering is the founder's too."""
    if role is Role.STRANGER:
        return Answer.NOT_AN_APPROVER
    if role is Role.FOUNDER or confirmed or priority is not Priority.P0:
        return Answer.YES
    return Answer.FOUNDER_ONLY


def may(
    role: Role,
    act: Act,
    *,
    priority: Priority,
    waited: timedelta,
    own: bool = False,
    delicate: bool = False,
) -> Answer:
    """An empty list of founders and operators means nobody. `own`: the approval is this person's.

    `delicate`: the customer threatens to publish, to sue, to leave, or asks for their data.
    """
    if role is Role.STRANGER:
        return Answer.NOT_AN_APPROVER
    if role is Role.FOUNDER or act in OF_EVERY_APPROVER:
        return Answer.YES
    if act is Act.UNDO:
        return Answer.YES if own else Answer.FOUNDER_ONLY
    if priority is not Priority.P0 and not delicate:
        return Answer.YES
    if priority is Priority.P0 and act is Act.APPROVE and waited >= HOLDING_AFTER:
        return Answer.YES
    return Answer.FOUNDER_ONLY
