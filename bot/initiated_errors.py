"""Refusals of messages that answer nobody, in a person's words."""

from bot.blocks import initiated_copy_ar as words
from dealix_ops.errors import OpsError
from dealix_ops.sending import errors


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case errors.OccasionOver():
            return f"{words.OVER[error.why]}."
        case errors.MayNotWrite():
            return words.REFUSED[error.barrier]
    return None
