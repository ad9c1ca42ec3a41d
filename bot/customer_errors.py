"""Refusals around customers and persons, in a person's words."""

from bot.blocks import customer_copy_ar as copy
from bot.blocks.text import foreign_name, person
from dealix_ops.contacts import errors
from dealix_ops.contacts.customers import NAME_LIMIT
from dealix_ops.errors import OpsError
from dealix_ops.language.times_ar import clock_ar

PLAIN: dict[type[OpsError], str] = {
    errors.PersonsTied: copy.TIED,
    errors.PersonsOfTwoCustomers: copy.TWO_CUSTOMERS,
    errors.OptInGone: copy.OPT_IN_GONE,
}


def text_of(error: OpsError, *, reader: str, mentions: bool) -> str | None:
    """None for an error of another noun."""
    match error:
        case errors.LinkMoved(by=by) if by == reader:
            return copy.MOVED_BY_YOU.format(at=clock_ar(error.at))
        case errors.PersonsJudgedBefore(by=by) if by == reader:
            return copy.SAID_BY_YOU.format(at=clock_ar(error.at))
        case errors.CustomerChanged(by=by) if by == reader:
            return copy.CHANGED_BY_YOU.format(at=clock_ar(error.at))
        case errors.LinkMoved():
            said = copy.MOVED if error.customer else copy.MOVED_OFF
            name = foreign_name(error.customer or "", NAME_LIMIT)
            return said.format(person=_who(error.by, mentions), at=clock_ar(error.at), customer=name)
        case errors.PersonsJudgedBefore():
            said = copy.SAID_SAME if error.is_same else copy.SAID_NOT_SAME
            return said.format(person=_who(error.by, mentions), at=clock_ar(error.at))
        case errors.CustomerChanged():
            at = clock_ar(error.at)
            return copy.CHANGED_MEANWHILE.format(person=_who(error.by, mentions), at=at)
    return PLAIN.get(type(error))


def _who(by: str, mentions: bool) -> str:
    """A file and the system are no person to mention."""
    return person(by) if mentions and by.startswith(("U", "W")) else "زميلك"
