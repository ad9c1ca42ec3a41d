"""How grave an incident is, when one is declared, its clocks. Figures: product facts, incidents."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from dealix_ops.vocabulary import Meaning, Severity, Topic

MANY_CUSTOMERS = 5
PDPL_NOTICE_WITHIN = timedelta(hours=72)
"""From awareness, where personal data leaked."""
BOUNCE_LIMIT, COMPLAINT_LIMIT, BLOCK_LIMIT = 0.05, 0.003, 0.03
FEWEST_SENDS = 50
"""Below it a rate says nothing about a channel."""


@dataclass(frozen=True)
class Clocks:
    """`post_mortem` is None where one is optional."""

    first_action: timedelta
    update_every: timedelta
    post_mortem: timedelta | None


CLOCKS: dict[Severity, Clocks] = {
    Severity.SEV1: Clocks(timedelta(minutes=15), timedelta(minutes=30), timedelta(hours=24)),
    Severity.SEV2: Clocks(timedelta(minutes=30), timedelta(minutes=60), timedelta(hours=48)),
    Severity.SEV3: Clocks(timedelta(minutes=120), timedelta(minutes=240), None),
}

HARMLESS = (Meaning.QUESTION, Meaning.THANKS, Meaning.CLOSED, Meaning.TECHNICAL_401)
NO_MATTER = (Topic.OTHER, Topic.THANKS, Topic.PRICING, Topic.HOW_TO)
"""What nobody could report of the same thing."""
SIMILAR_WITHIN = timedelta(hours=2)
"""Reports of five customers that are further apart are five matters."""
APART = timedelta(hours=24)
"""After so long without a report, another customer's leak is another one: with its own room and its own
72 hours."""
MANY_USERS_OF_ERROR = 25
MANY_ISSUES, ISSUES_WITHIN = 10, timedelta(hours=1)
"""Different grave issues of one project and rule: an outage, whatever each of them says."""
KEY_LIMIT = 255


class Status(StrEnum):
    OPEN = "open"
    RESOLVED = "resolved"


class Kind(StrEnum):
    LEAK = "leak"
    UNAUTHORISED_SEND = "unauthorised_send"
    OUTAGE = "outage"
    ALERT = "alert"
    OTHER = "other"


EACH_BY_ITSELF = (Kind.LEAK, Kind.UNAUTHORISED_SEND)
"""Each has its own cause and its own notice; of an outage there is one."""


class Cause(StrEnum):
    """Who saw it: triage in customers' words, Sentry, or somebody who pressed."""

    TICKETS = "tickets"
    ALERT = "alert"
    PERSON = "person"


class Step(StrEnum):
    """Of the response plan, in `PLAN`'s order; the words are in `copy_ar`."""

    FREEZE = "freeze"
    TELL = "tell"
    CHANNEL = "channel"
    LEDGER = "ledger"
    NOTICE = "notice"
    CRISIS_CELL = "crisis_cell"
    UPDATES = "updates"
    POST_MORTEM = "post_mortem"
    LEGAL = "legal"


_COMMON = (Step.FREEZE, Step.TELL, Step.CHANNEL, Step.LEDGER, Step.NOTICE)
PLAN: dict[Severity, tuple[Step, ...]] = {
    Severity.SEV1: (*_COMMON, Step.CRISIS_CELL, Step.UPDATES, Step.POST_MORTEM, Step.LEGAL),
    Severity.SEV2: (*_COMMON, Step.UPDATES, Step.POST_MORTEM),
    Severity.SEV3: (*_COMMON, Step.UPDATES, Step.POST_MORTEM),
}
"""One key for each line of `copy_ar.plan`."""


@dataclass(frozen=True)
class Report:
    """A grave ticket as triage, or somebody after it, read it."""

    topic: Topic
    meaning: Meaning
    leak: bool
    unauthorised_send: bool

    @property
    def kind(self) -> Kind:
        if self.leak:
            return Kind.LEAK
        if self.unauthorised_send:
            return Kind.UNAUTHORISED_SEND
        return Kind.OUTAGE if self.topic is Topic.OUTAGE else Kind.OTHER

    @property
    def key(self) -> str:
        """Reports of one key are one incident while it is open."""
        if self.kind in (Kind.LEAK, Kind.UNAUTHORISED_SEND, Kind.OUTAGE):
            return f"kind:{self.kind}"
        return f"topic:{self.topic}:{self.meaning}"


@dataclass(frozen=True)
class Issue:
    """A Sentry issue in production; `alike` are the tickets of all grave ones of its project and rule."""

    level: str | None
    users: int
    grew: bool
    alike: tuple[int, ...]


@dataclass(frozen=True)
class Sends:
    """What came of the messages that a channel sent."""

    sent: int
    bounced: int = 0
    complained: int = 0
    blocked: int = 0


def severity(*, has_data_leak: bool, has_unauthorized_send: bool, affected_customers: int) -> Severity:
    """A leak or a send that nobody approved is SEV1, whatever the number of customers."""
    if has_data_leak or has_unauthorized_send:
        return Severity.SEV1
    return Severity.SEV2 if affected_customers >= MANY_CUSTOMERS else Severity.SEV3


def of_report(report: Report, *, customers: int) -> Severity | None:
    """None: a person declares it. `customers` reported the same within `SIMILAR_WITHIN`."""
    found = severity(
        has_data_leak=report.leak,
        has_unauthorized_send=report.unauthorised_send,
        affected_customers=customers,
    )
    return None if found is Severity.SEV3 else found


def of_issue(issue: Issue) -> Severity | None:
    """SEV2 at most: only a person, or a customer's words, say that data leaked."""
    broken = issue.level in ("fatal", "critical")
    if broken and (issue.users >= MANY_CUSTOMERS or issue.grew):
        return Severity.SEV2
    if issue.level == "error" and issue.users >= MANY_USERS_OF_ERROR:
        return Severity.SEV2
    return Severity.SEV2 if len(issue.alike) >= MANY_ISSUES else None


def group_key(project: str | None, rule: str | None) -> str:
    """Issues of one project and rule are one incident while it is open."""
    return f"sentry:{project or '-'}:{rule or '-'}"[:KEY_LIMIT]


def key_after(key: str, incident_id: int | str) -> str:
    """Of the same kind of matter, while that incident is open and has nothing to do with it."""
    return f"{key}:after:{incident_id}"


def apart(kind: Kind, last_report_at: datetime, *, now: datetime) -> bool:
    """For a customer who is not in the incident yet."""
    return kind in EACH_BY_ITSELF and now - last_report_at > APART


def freezes(of: Severity) -> bool:
    """What one customer meets does not stop the work for the others."""
    return of is not Severity.SEV3


def first_action_due(of: Severity, declared_at: datetime) -> datetime:
    return declared_at + CLOCKS[of].first_action


def must_freeze(sends: Sends) -> bool:
    """Initiated sends of the channel stop; approved answers stay possible by hand."""
    if sends.sent < FEWEST_SENDS:
        return False
    over = (
        sends.bounced > BOUNCE_LIMIT * sends.sent,
        sends.complained > COMPLAINT_LIMIT * sends.sent,
        sends.blocked > BLOCK_LIMIT * sends.sent,
    )
    return any(over)
