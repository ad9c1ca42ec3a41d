"""From facts to the text that is proposed; a fact that is missing is a gap that the gate refuses."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from dealix_ops.clock import RIYADH
from dealix_ops.customer_success.rules import ANNUAL_DISCOUNT_PERCENT
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.names import display_name, first_name
from dealix_ops.initiated import copy_ar, copy_en
from dealix_ops.initiated.facts import Facts, annual
from dealix_ops.language.numbers_ar import Noun, count_ar
from dealix_ops.language.times_ar import date_ar
from dealix_ops.language.times_en import MONTHS
from dealix_ops.sending.occasions import Occasion


def compose(occasion: Occasion, facts: Facts) -> str:
    write = _COMPOSERS[occasion]
    return "\n".join([_greeting(facts), *write(facts)])


def _greeting(facts: Facts) -> str:
    copy = _copy(facts)
    name, speaker = first_name(facts.contact_name), display_name(facts.speaker_name)
    if facts.language is DraftLanguage.EN:
        name, speaker = _if_latin(name), _if_latin(speaker)
    return copy.GREETING.format(
        name=copy.NAME.format(name=name) if name else "",
        speaker=copy.SPEAKER.format(speaker=speaker) if speaker else copy.SPEAKER_UNNAMED,
    )


def _renewal_30(facts: Facts) -> list[str]:
    copy = _copy(facts)
    renews = copy.RENEWS.format(day=_day(facts, facts.renews_on))
    pack = copy.PACK_COMES if facts.pack_on is not None else copy.PACK_GAP
    return [renews, pack, copy.REVIEW_ASKED]


def _renewal_7(facts: Facts) -> list[str]:
    copy = _copy(facts)
    lines = [copy.RENEWS_AT.format(day=_day(facts, facts.renews_on), price=_price(facts))]
    # Nothing more is sold to who has seen no proof yet.
    if facts.pack_on is not None and facts.monthly_sar is not None:
        whole, reduced = annual(facts.monthly_sar)
        offer = {"whole": _money(facts, whole), "reduced": _money(facts, reduced)}
        return [*lines, copy.ANNUAL.format(percent=ANNUAL_DISCOUNT_PERCENT, **offer), copy.WHICH]
    return [*lines, copy.BEFORE_THAT]


def _renewal_day(facts: Facts) -> list[str]:
    copy = _copy(facts)
    renews = copy.RENEWS_THANKS.format(day=_day(facts, facts.renews_on))
    return [renews, copy.INVOICE.format(price=_price(facts)), copy.CHANGE_FIRST]


def _check_in(facts: Facts) -> list[str]:
    copy = _copy(facts)
    return [copy.CHECK_IN, *_numbered(facts, [_pack(facts), _chance(facts), *_open(facts), _next(facts)])]


def _summary(facts: Facts) -> list[str]:
    copy = _copy(facts)
    points = [_pack(facts), _summed(facts), *_open(facts), _next(facts)]
    return [copy.SUMMARY, *(f"{place}. {point}" for place, point in enumerate(points, 1)), copy.SUMMARY_END]


def _review(facts: Facts) -> list[str]:
    copy = _copy(facts)
    invited = copy.REVIEW.format(day=_day(facts, facts.due_on))
    return [
        invited,
        *_numbered(facts, [_pack(facts), _done(facts), *_open(facts), copy.NEXT_QUARTER]),
        copy.WHEN,
    ]


def _incident(facts: Facts) -> list[str]:
    return [facts.line or _copy(facts).LINE_GAP]


def _numbered(facts: Facts, points: list[str]) -> list[str]:
    asked = [*points, _copy(facts).HELP]
    return [f"{place}. {point}" for place, point in enumerate(asked, start=1)]


def _pack(facts: Facts) -> str:
    copy = _copy(facts)
    return copy.PACK.format(day=_day(facts, facts.pack_on)) if facts.pack_on is not None else copy.PACK_NONE


def _chance(facts: Facts) -> str:
    copy = _copy(facts)
    if not facts.opportunities and not facts.meetings:
        return copy.CHANCE_GAP
    return copy.CHANCES.format(opportunities=facts.opportunities, meetings=facts.meetings)


def _summed(facts: Facts) -> str:
    copy = _copy(facts)
    if not facts.opportunities and not facts.meetings:
        return copy.SUMMED_GAP
    return copy.SUMMED.format(opportunities=facts.opportunities, meetings=facts.meetings)


def _done(facts: Facts) -> str:
    copy = _copy(facts)
    if not facts.opportunities and not facts.meetings:
        return copy.DONE_GAP
    return copy.DONE.format(opportunities=facts.opportunities, meetings=facts.meetings)


def _open(facts: Facts) -> list[str]:
    """What waits with us, said by us first; else when we answered last, where we did."""
    copy = _copy(facts)
    if facts.open_tickets:
        arabic = facts.language is DraftLanguage.AR
        count = count_ar(facts.open_tickets, Noun.TICKET) if arabic else str(facts.open_tickets)
        return [copy.OPEN.format(count=count)]
    if facts.last_answer_on is not None:
        return [copy.ANSWERED.format(day=_day(facts, facts.last_answer_on))]
    return []


def _next(facts: Facts) -> str:
    """The plans of the catalogue are written in Arabic."""
    copy = _copy(facts)
    if facts.next_step is None or facts.language is DraftLanguage.EN:
        return copy.NEXT_GAP
    return copy.NEXT.format(step=facts.next_step)


def _price(facts: Facts) -> str:
    if facts.monthly_sar is None:
        return _copy(facts).PRICE_GAP
    return _money(facts, Decimal(facts.monthly_sar))


def _money(facts: Facts, amount: Decimal) -> str:
    return _copy(facts).AMOUNT.format(amount=f"{amount:,.2f}")


def _day(facts: Facts, day: date | None) -> str:
    if day is None:
        return _copy(facts).DAY_GAP
    if facts.language is DraftLanguage.EN:
        return f"{day.day} {MONTHS[day.month - 1]}"
    return date_ar(datetime.combine(day, time(12), tzinfo=RIYADH))


def _copy(facts: Facts) -> copy_ar.Copy:
    return copy_en.COPY if facts.language is DraftLanguage.EN else copy_ar.COPY


def _if_latin(name: str | None) -> str | None:
    return name if name is not None and name.isascii() else None


_COMPOSERS: dict[Occasion, Callable[[Facts], list[str]]] = {
    Occasion.RENEWAL_30: _renewal_30,
    Occasion.RENEWAL_7: _renewal_7,
    Occasion.RENEWAL_DAY: _renewal_day,
    Occasion.CHECK_IN: _check_in,
    Occasion.SUMMARY: _summary,
    Occasion.QBR: _review,
    Occasion.INCIDENT: _incident,
}
