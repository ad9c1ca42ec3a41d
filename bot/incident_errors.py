"""Refusals around incidents, in a person's words."""

from bot import incident_close_errors
from bot.blocks import incident_run_copy_ar as run_copy
from bot.blocks import incidents_copy_ar as copy
from bot.blocks.text import escape, person
from dealix_ops.errors import OpsError
from dealix_ops.incidents import errors, pdpl
from dealix_ops.language.display import isolate
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.ledger import service as ledger

RUN: dict[type[OpsError], str] = {
    errors.SnoozedEnough: run_copy.SNOOZED_ENOUGH,
    errors.ReasonMissing: run_copy.REASON_MISSING,
    errors.SeverityStands: run_copy.SEVERITY_STANDS,
    errors.NotOnTheTeam: run_copy.NOT_ON_TEAM,
    errors.ClockNotRunning: run_copy.CLOCK_NOT_RUNNING,
    errors.NothingLeft: run_copy.NOTHING_LEFT_TO_SETTLE,
}


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case errors.AlreadyDeclared():
            return copy.ALREADY.format(id=error.incident_id)
        case errors.IncidentOver():
            return copy.IS_OVER.format(at=pdpl.at_ar(error.at))
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
            told = RUN.get(type(error)) or _of_notice(error, mentions=mentions)
            return told or incident_close_errors.text_of(error, mentions=mentions)


def _of_notice(error: OpsError, *, mentions: bool) -> str | None:
    match error:
        case errors.NotFiled():
            return run_copy.NOT_WHOLE if error.partial else run_copy.NOT_FILED
        case errors.AwareUnusable():
            earliest, latest = pdpl.at_ar(error.earliest), pdpl.at_ar(error.latest)
            return run_copy.AWARE_UNUSABLE.format(earliest=earliest, latest=latest)
        case errors.FiledUnusable():
            return run_copy.FILED_UNUSABLE_AGAIN if error.again else run_copy.FILED_UNUSABLE
        case errors.FiledMeanwhile():
            return run_copy.FILED_MEANWHILE.format(
                who=person(error.by) if mentions else "زميلك",
                at=pdpl.at_ar(error.at),
                reference=isolate(escape(error.reference)) if mentions else error.reference,
            )
    return None
