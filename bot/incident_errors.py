"""Refusals around incidents, in a person's words."""

from bot import incident_close_errors
from bot.blocks import incident_run_copy_ar as run_copy
from bot.blocks import incidents_copy_ar as copy
from bot.blocks.text import person
from dealix_ops.errors import OpsError
from dealix_ops.incidents import errors
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ledger import service as ledger

RUN: dict[type[OpsError], str] = {
    errors.NotFiled: run_copy.NOT_FILED,
    errors.SnoozedEnough: run_copy.SNOOZED_ENOUGH,
    errors.ReasonMissing: run_copy.REASON_MISSING,
    errors.SeverityStands: run_copy.SEVERITY_STANDS,
    errors.NotOnTheTeam: run_copy.NOT_ON_TEAM,
    errors.AwareTooLate: run_copy.AWARE_TOO_LATE,
    errors.FiledUnusable: run_copy.FILED_UNUSABLE,
    errors.ClockNotRunning: run_copy.CLOCK_NOT_RUNNING,
}


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case errors.AlreadyDeclared():
            return copy.ALREADY.format(id=error.incident_id)
        case errors.IncidentOver():
            return copy.IS_OVER.format(at=clock_ar(error.at))
        case errors.StepDoneBefore():
            at = clock_ar(error.at)
            if error.by == ledger.SYSTEM:
                return copy.STEP_BY_US.format(at=at)
            by = person(error.by) if mentions and error.by != reader else "زميلك"
            return (
                copy.STEP_BY_YOU.format(at=at)
                if error.by == reader
                else copy.STEP_BEFORE.format(who=by, at=at)
            )
        case errors.NotAFalseAlarm():
            return copy.STILL_GRAVE
        case errors.SnoozePastPromise():
            return run_copy.PAST_PROMISE.format(deadline=f"قبل {clock_ar(error.due_at)}")
        case _:
            return RUN.get(type(error)) or incident_close_errors.text_of(error, mentions=mentions)
