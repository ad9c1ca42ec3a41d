"""Why a press on an incident did not stand."""

from datetime import datetime

from dealix_ops.errors import OpsError


class AlreadyDeclared(OpsError):
    """An open incident holds this matter."""

    def __init__(self, incident_id: int) -> None:
        super().__init__(f"incident {incident_id} is open for it")
        self.incident_id = incident_id


class IncidentOver(OpsError):
    """It was resolved before the press."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__("the incident is resolved")
        self.by = by
        self.at = at


class StepDoneBefore(OpsError):
    """Somebody marked this step of the plan first."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__("the step is done")
        self.by = by
        self.at = at


class NotAFalseAlarm(OpsError):
    """A report of it still stands as grave."""


class NotFiled(OpsError):
    """Nobody said when the authority's notice was filed, and under which number; or a part of it is owed."""

    def __init__(self, *, partial: bool) -> None:
        super().__init__("a notice is filed with its number, not ticked")
        self.partial = partial


class SnoozedEnough(OpsError):
    """The update was put off as often as it may be."""


class SnoozePastPromise(OpsError):
    """A customer was promised something before the time it would be put off to."""

    def __init__(self, due_at: datetime) -> None:
        super().__init__("a promise is due before")
        self.due_at = due_at


class ReasonMissing(OpsError):
    """What relaxes a clock needs one."""


class SeverityStands(OpsError):
    """It has this severity already."""


class NotOnTheTeam(OpsError):
    """A role of an incident is held by a founder or an operator."""


class AwareUnusable(OpsError):
    """We cannot have learnt of it then."""

    def __init__(self, earliest: datetime, latest: datetime) -> None:
        super().__init__("no time at which we can have learnt of it")
        self.earliest = earliest
        self.latest = latest


class FiledUnusable(OpsError):
    """Filed before we knew of it, before what it completes, or in the future; or without its number."""

    def __init__(self, *, again: bool) -> None:
        super().__init__("no number, or a time that cannot be")
        self.again = again


class FiledMeanwhile(OpsError):
    """Somebody wrote down a filing while this form was open."""

    def __init__(self, *, by: str, at: datetime, reference: str) -> None:
        super().__init__("a filing was written down meanwhile")
        self.by = by
        self.at = at
        self.reference = reference


class ClockNotRunning(OpsError):
    """Nobody decided that personal data may be harmed."""


class NothingLeft(OpsError):
    """Nothing was filed in part, or its rest is filed or was said not to be owed."""


class Unanswered(OpsError):
    """Reports of it wait for a first response; the founder may end it all the same."""

    def __init__(self, count: int) -> None:
        super().__init__(f"{count} reports are unanswered")
        self.count = count


class Unresolved(OpsError):
    """It is still open."""


class NothingFrozen(OpsError):
    """Nothing of that stands frozen any more."""


class ActionEnded(OpsError):
    """Somebody said before that it is done or dropped."""

    def __init__(self, *, by: str, at: datetime) -> None:
        super().__init__("the action is ended")
        self.by = by
        self.at = at


class DueStands(OpsError):
    """The action is due on this day already."""


class NotYetPublic(OpsError):
    """A review may not leave the house; `missing` says what stands before it."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        super().__init__("not for the public: " + ", ".join(missing))
        self.missing = missing
