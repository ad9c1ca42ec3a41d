"""Who a card names, and how a phone says it aloud."""

from bot.blocks import copy_ar
from bot.blocks.text import foreign, foreign_name, person, spoken
from dealix_ops.reports.people import Who
from dealix_ops.vocabulary import Source

NAME_LIMIT = 40


def name_of(who: Who) -> str:
    unnamed = person(who.slack_user) if who.slack_user else copy_ar.NO_NAME
    return foreign_name(who.name or "", NAME_LIMIT) or unnamed


def source_of(who: Who) -> str:
    in_slack = who.source is Source.SLACK and who.our_address
    return f"{copy_ar.SOURCE[who.source]} <#{who.our_address}>" if in_slack else copy_ar.SOURCE[who.source]


def spoken_name(who: Who) -> str:
    """The company where it is known: by it a founder decides whether to stop the car."""
    names = (spoken(foreign(name or "", NAME_LIMIT)) for name in (who.customer, who.name))
    return next(filter(None, names), copy_ar.NO_NAME)


def short_name(who: Who) -> str:
    """One name for a card of one line: the company, else the person."""
    return foreign_name(who.customer, NAME_LIMIT) if who.customer else name_of(who)


def line_of(who: Who) -> str:
    """The company first where it is known; a colleague who wrote it down is not the customer."""
    writer = f"{copy_ar.COLLEAGUE} {name_of(who)}" if who.colleague else name_of(who)
    source = source_of(who)
    if who.customer is None:
        return f"العميل: {writer} · {source} · {copy_ar.NOT_LINKED}"
    return f"العميل: {foreign_name(who.customer, NAME_LIMIT)} · {writer} · {source}"
