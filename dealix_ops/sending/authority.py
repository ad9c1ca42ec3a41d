"""Who may decide what: pure, the whole of it, so that it can be printed and tested; nobody else decides."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from dealix_ops.vocabulary import Priority

HOLDING_AFTER = timedelta(minutes=10)
"""A P0 the founder left this long may be answered by an operator with the unedited holding text."""
AT_ONCE = timedelta(0)


class Role(StrEnum):
    FOUNDER = "founder"
    OPERATOR = "operator"
    STRANGER = "stranger"


class Act(StrEnum):
    """Everything that somebody must be allowed to do; `bot/blocks/permissions.py` has the Arabic."""

    APPROVE = "approve"
    EDIT = "edit"
    PROPOSE = "propose"
    REJECT = "reject"
    UNDO = "undo"
    GIVE_NOW = "give_now"
    OPEN_PAGE = "open_page"
    MARK_SENT = "mark_sent"
    NOT_SENT = "not_sent"
    ANSWERED_OUTSIDE = "answered_outside"
    SAVED_REPLIES = "saved_replies"
    CLAIM = "claim"
    ASSIGN = "assign"
    RAISE = "raise"
    LOWER = "lower"
    FALSE_ALARM = "false_alarm"
    LISTEN = "listen"
    SHOW_TEXT = "show_text"
    ASK_CLOSING = "ask_closing"
    CLOSE = "close"
    REOPEN = "reopen"
    MERGE = "merge"
    SEE_LISTS = "see_lists"
    LINK_CUSTOMER = "link_customer"
    MAP_CHANNEL = "map_channel"
    ON_BEHALF = "on_behalf"
    CUSTOMER_FIELDS = "customer_fields"
    ONBOARDING = "onboarding"
    CONNECTOR_STATE = "connector_state"
    PROOF_RECORD = "proof_record"
    DELIVERY = "delivery"
    SELF_GROWTH = "self_growth"
    PLAN = "plan"
    INITIATE = "initiate"
    CALENDAR = "calendar"
    DUTY = "duty"
    DELEGATE = "delegate"
    MONEY = "money"
    INCIDENT = "incident"
    UNFREEZE = "unfreeze"
    PUBLISH = "publish"
    LIVE_SEND = "live_send"


class Limit(StrEnum):
    """What stands between an operator and an act; a founder has no limit, a stranger no right."""

    NONE = "none"
    GRAVE = "grave"  # not over a P0, and not where the customer threatens or asks for their data
    HOLDING = "holding"  # as GRAVE; a P0's unedited holding text once the founder left it `HOLDING_AFTER`
    OWN = "own"  # only what this person approved
    FOUNDER = "founder"


LIMITS: dict[Act, Limit] = dict.fromkeys(Act, Limit.NONE) | {
    Act.APPROVE: Limit.HOLDING,
    Act.EDIT: Limit.GRAVE,
    Act.REJECT: Limit.GRAVE,
    Act.CLOSE: Limit.GRAVE,
    Act.UNDO: Limit.OWN,
    Act.LOWER: Limit.FOUNDER,
    Act.FALSE_ALARM: Limit.FOUNDER,
    Act.CALENDAR: Limit.FOUNDER,
    Act.DELEGATE: Limit.FOUNDER,
    Act.MONEY: Limit.FOUNDER,
    Act.UNFREEZE: Limit.FOUNDER,
    Act.PUBLISH: Limit.FOUNDER,
    Act.LIVE_SEND: Limit.FOUNDER,
}

PASSED_ON = frozenset({Act.APPROVE, Act.EDIT, Act.REJECT, Act.UNDO, Act.LOWER, Act.FALSE_ALARM, Act.CLOSE})
"""What a founder's delegation adds to an operator's rights.

Delegation itself, money, a freeze, live sends and the calendar stay with the founder.
"""


class Answer(StrEnum):
    YES = "yes"
    FOUNDER_ONLY = "founder_only"
    NOT_AN_APPROVER = "not_an_approver"


@dataclass(frozen=True)
class Actor:
    """A Slack user, with the role that the settings gave at the time of the press.

    `founders` are those of the settings then: a delegation by anybody else is none.
    """

    user_id: str
    role: Role
    founders: frozenset[str] = frozenset()


def may(
    role: Role,
    act: Act,
    *,
    priority: Priority = Priority.P0,
    waited: timedelta = AT_ONCE,
    own: bool = False,
    delicate: bool = False,
) -> Answer:
    """An empty list of founders and operators means nobody. `own`: the approval is this person's.

    `delicate`: the customer threatens to publish, to sue, to leave, or asks for their data.
    """
    if role is Role.STRANGER:
        return Answer.NOT_AN_APPROVER
    if role is Role.FOUNDER:
        return Answer.YES
    is_p0 = priority is Priority.P0
    match LIMITS[act]:
        case Limit.NONE:
            free = True
        case Limit.GRAVE:
            free = not is_p0 and not delicate
        case Limit.HOLDING:
            free = waited >= HOLDING_AFTER if is_p0 else not delicate
        case Limit.OWN:
            free = own
        case Limit.FOUNDER:
            free = False
    return Answer.YES if free else Answer.FOUNDER_ONLY


def is_limited(role: Role) -> bool:
    """Whether the matter decides: a founder may and a stranger may not, whatever it is about."""
    return role is Role.OPERATOR


def allows(role: Role, act: Act) -> bool:
    """For what depends on nothing but who asks."""
    return may(role, act) is Answer.YES
