"""What `/dealix بانتظاري`, «مواعيد», «خطر» and «تجديد» answer: for one person, and never more than fits."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from bot.blocks import customer_copy_ar, day_words
from bot.blocks import daily_copy_ar as copy
from bot.blocks import ticket_copy_ar as ticket_copy
from bot.blocks.customer_search import Place, address
from bot.blocks.text import section
from dealix_ops.customer_success import copy_ar as success_copy
from dealix_ops.language.numbers_ar import Noun
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.kept import KeptText
from dealix_ops.reports.renewals import AtRisk, Renewal
from dealix_ops.reports.standing import Standing
from dealix_ops.sla.rules import Due

SHOWN = 20
SHOWN_NEXT = 10
IN_A_SECTION = 8
"""With a link in each, more might burst it."""
Linked = Callable[[Standing], str]


def waiting(
    standing: Sequence[Standing], link: Linked, now: datetime, *, kept: Sequence[KeptText] = ()
) -> SlackMessage:
    """Below it what is decided, and given in the morning."""
    later = day_words.kept(kept)
    if not standing and not later:
        return SlackMessage(copy.LIST_WAITING_NONE)
    if not standing:
        return _listed([[copy.LIST_WAITING_NONE, *later]])
    told = (_ticket(one, day_words.until(one.due, now).strip(" ،"), link) for one in standing)
    head = copy.LIST_WAITING.format(count=copy.counted(len(standing), Noun.TICKET))
    return _listed([_part(head, told, len(standing)), *([later] if later else [])])


def dues(late: Sequence[Standing], coming: Sequence[Standing], link: Linked, now: datetime) -> SlackMessage:
    """Both in the order in which they are to be read."""
    overdue = (_ticket(one, _late(one.late(now), now), link) for one in late)
    head = copy.LIST_LATE.format(count=copy.counted(len(late), Noun.TICKET)) if late else copy.LIST_LATE_NONE
    next_ = (_ticket(one, _next(one.due, now), link) for one in coming[:SHOWN_NEXT])
    ahead = copy.LIST_NEXT if coming else copy.LIST_NEXT_NONE
    return _listed([_part(head, overdue, len(late)), [ahead, *next_]])


def risks(found: Sequence[AtRisk] | None) -> SlackMessage:
    if not found:
        return SlackMessage(copy.LIST_RISKS_UNKNOWN if found is None else copy.LIST_RISKS_NONE)
    head = copy.LIST_RISKS.format(count=copy.counted(len(found), Noun.CUSTOMER))
    told = (
        copy.LIST_RISK.format(
            name=day_words.customer(one.name),
            score=one.score,
            why=day_words.every_why(one),
            todo=success_copy.action(one.level, one.signals).rstrip("."),
        )
        for one in found
    )
    return _listed([_part(head, told, len(found))])


def renewals(found: Sequence[Renewal], places: Mapping[int, Place], domain: str) -> SlackMessage:
    """With how far our own message came, and the way to its card."""
    if not found:
        return SlackMessage(copy.LIST_RENEWALS_NONE)
    head = copy.LIST_RENEWALS.format(count=copy.counted(len(found), Noun.CUSTOMER))
    told = (
        copy.LIST_RENEWAL.format(
            name=day_words.customer(one.name),
            when=day_words.renewal_when(one),
            amount=day_words.amount(one),
            todo=day_words.renewal_todo(one),
            letter=_letter(one, places, domain),
        )
        for one in found
    )
    return _listed([_part(head, told, len(found))])


def _letter(one: Renewal, places: Mapping[int, Place], domain: str) -> str:
    told = day_words.letter(one)
    card = address(places.get(one.ticket_id or 0), domain)
    parts = [*([told] if told else []), *([f"<{card}|{customer_copy_ar.TO_CARD}>"] if card else [])]
    return "".join(f" · {part}" for part in parts)


def linked(places: Mapping[int, Place], domain: str) -> Linked:
    """The way to a ticket's card, where it has one and Slack told us the workspace's name."""

    def link(one: Standing) -> str:
        found = address(places.get(one.ticket_id), domain)
        return f" · <{found}|{customer_copy_ar.TO_CARD}>" if found else ""

    return link


def _ticket(one: Standing, told: str, link: Linked) -> str:
    line = copy.LIST_LINE.format(
        ticket=one.ticket_id, name=day_words.name_of(one), priority=one.priority.name_ar
    )
    return f"{line} · {told}{link(one)}" if told else f"{line}{link(one)}"


def _late(due: Due | None, now: datetime) -> str:
    if due is None:
        return ""
    return f"{ticket_copy.CLOCK[due.metric]} متأخر {day_words.span(now - due.due_at)}"


def _next(due: Due | None, now: datetime) -> str:
    return f"{ticket_copy.CLOCK[due.metric]}{day_words.until(due, now)}" if due is not None else ""


def _part(head: str, told: Iterable[str], count: int) -> list[str]:
    more = [copy.LIST_MORE.format(count=count - SHOWN)] if count > SHOWN else []
    return [f"*{head}*", *list(told)[:SHOWN], *more]


def _listed(parts: Sequence[list[str]]) -> SlackMessage:
    cut = (part[at : at + IN_A_SECTION] for part in parts for at in range(0, len(part), IN_A_SECTION))
    return SlackMessage(text=parts[0][0].strip("*"), blocks=[section(some) for some in cut])
