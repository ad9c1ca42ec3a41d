"""Refusals around what must be listened to, in a person's words."""

from bot.blocks import media_copy_ar as words
from bot.blocks.text import person
from dealix_ops.errors import OpsError
from dealix_ops.judging.errors import AlreadyListened, NothingToHear, UnheardSince
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.media.errors import NothingToAskAgain


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case AlreadyListened():
            at = clock_ar(error.at)
            if error.by == reader:
                return words.LISTENED_YOURSELF.format(at=at)
            return words.LISTENED_BEFORE.format(person=person(error.by) if mentions else "زميلك", at=at)
        case UnheardSince():
            return words.UNHEARD_SINCE
        case NothingToHear():
            return words.NOTHING_TO_HEAR
        case NothingToAskAgain():
            return words.NOTHING_TO_ASK_AGAIN
    return None
