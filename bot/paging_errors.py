"""What a person reads when «استلمتها» on an alarm came too late."""

from bot.blocks import paging_copy_ar as copy
from bot.blocks.text import person
from dealix_ops.errors import OpsError
from dealix_ops.language.times_ar import clock_ar
from dealix_ops.paging.errors import PageOver, PageUnknown


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    if isinstance(error, PageUnknown):
        return copy.UNKNOWN
    if not isinstance(error, PageOver):
        return None
    if error.by is None:
        return copy.OVER
    if error.by == reader:
        return copy.OVER_MINE.format(at=clock_ar(error.at))
    return copy.OVER_TAKEN.format(by=person(error.by) if mentions else "زميلك", at=clock_ar(error.at))
