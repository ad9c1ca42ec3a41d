"""Refusals around the end of an incident, in a person's words."""

from bot.blocks import incident_close_copy_ar as copy
from bot.blocks.incident_close import missing_ar
from bot.blocks.text import person
from dealix_ops.errors import OpsError
from dealix_ops.incidents import errors, pdpl


def text_of(error: OpsError, *, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case errors.Unanswered():
            return copy.UNANSWERED_REFUSED.format(count=error.count)
        case errors.Unresolved():
            return copy.IS_OPEN
        case errors.NothingFrozen():
            return copy.NOTHING_FROZEN
        case errors.ActionEnded():
            who = person(error.by) if mentions else "زميلك"
            return copy.ACTION_BEFORE.format(who=who, at=pdpl.at_ar(error.at))
        case errors.DueStands():
            return copy.DUE_SAME
        case errors.NotYetPublic():
            return copy.NOT_PUBLIC_NOW.format(missing=missing_ar(error.missing))
    return None
