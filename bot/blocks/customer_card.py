"""The customer's own card and the list of customers: ephemeral, for whoever decides."""

from collections.abc import Sequence
from datetime import date, datetime

from bot.blocks import copy_ar, customer_line, day_words
from bot.blocks import customer_copy_ar as copy
from bot.blocks.text import Block, actions, button, foreign, foreign_name, person, section
from bot.ids import Action
from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.contacts.customers import NAME_LIMIT
from dealix_ops.language.display import isolate
from dealix_ops.language.times_ar import MONTHS
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.customer_cards import (
    CustomerLine,
    CustomerView,
    OptInView,
    PersonView,
    ProposalView,
)
from dealix_ops.vocabulary import Means

SHORT_NAME = 40
LISTED = 60
IN_A_SECTION = 15
TICKETS_NAMED = 5
WAYS_SHOWN = 4
PERSONS_IN_A_SECTION = 5


def render(view: CustomerView, now: datetime) -> SlackMessage:
    name = foreign_name(view.name, NAME_LIMIT)
    blocks = [
        section(_facts(view, name, now)),
        *(section(lines) for lines in _persons(view)),
        actions(
            [
                button(copy.EDIT, Action.CUSTOMER_EDIT, str(view.customer_id)),
                button(copy.OPT_IN, Action.CUSTOMER_OPT_IN, str(view.customer_id)),
            ]
        ),
    ]
    for proposal in view.proposals:
        blocks += _proposal(proposal)
    for one in view.persons:
        blocks += _joined(one)
    return SlackMessage(text=copy.HEAD.format(name=name).strip("*"), blocks=blocks[:45])


def listed(customers: Sequence[CustomerLine], now: datetime) -> SlackMessage:
    if not customers:
        return SlackMessage(text=copy.NO_CUSTOMERS)
    head = copy.LIST_HEAD.format(count=len(customers))
    lines = [head, *(_line(one, now) for one in customers[:LISTED])]
    if len(customers) > LISTED:
        lines.append(copy.LIST_MORE.format(count=len(customers) - LISTED))
    cut = range(0, len(lines), IN_A_SECTION)
    return SlackMessage(text=head, blocks=[section(lines[at : at + IN_A_SECTION]) for at in cut])


def _line(one: CustomerLine, now: datetime) -> str:
    parts = [copy.LIST_LINE.format(name=foreign_name(one.name, SHORT_NAME))]
    parts += customer_line.terms(one.terms, now)
    if one.open_tickets:
        count = one.open_tickets
        parts.append(copy.ONE_OPEN if count == 1 else customer_line.open_tickets(count))
    return " · ".join(parts)


def _facts(view: CustomerView, name: str, now: datetime) -> list[str]:
    lines = [copy.HEAD.format(name=name)]
    if view.code:
        lines.append(copy.CODE.format(code=foreign_name(view.code, SHORT_NAME)))
    agreed = customer_line.terms(view.terms, now)
    if view.terms.contract_on is not None:
        agreed.append(f"{copy.FIELD_CONTRACT} {_day(view.terms.contract_on)}")
    lines.append(f"العقد: {' · '.join(agreed)}" if agreed else copy.NO_TERMS)
    owner = view.terms.owner
    lines.append(copy.OWNER.format(person=person(owner)) if owner else copy.NO_OWNER)
    lines += [_tickets(view), *_last_problem(view, now)]
    lines += [_risk(view), copy.HEALTH_NOT_MEASURED, _onboarding(view), _connectors(view)]
    return lines


def _tickets(view: CustomerView) -> str:
    if not view.open_tickets:
        return copy.NO_OPEN_TICKETS
    named = "، ".join(f"ت-{ticket_id}" for ticket_id in view.open_tickets[:TICKETS_NAMED])
    left = len(view.open_tickets) - TICKETS_NAMED
    return copy.OPEN_TICKETS.format(tickets=f"{named} {copy.MORE.format(count=left)}" if left > 0 else named)


def _last_problem(view: CustomerView, now: datetime) -> list[str]:
    last = view.last_problem
    if last is None:
        return []
    ago = customer_line.ago(last.opened_at, now)
    return [copy.LAST_PROBLEM.format(topic=copy_ar.TOPIC[last.topic], ago=ago, ticket=last.ticket_id)]


def _risk(view: CustomerView) -> str:
    risk = view.risk
    if risk is None:
        return copy.NO_RISK_READ
    level = copy.RISK_LEVEL[risk.level]
    if not risk.score:
        return copy.RISK.format(level=level, score=risk.score)
    return copy.RISK_WHY.format(level=level, score=risk.score, why=day_words.why(risk))


def _onboarding(view: CustomerView) -> str:
    if view.onboarding is None:
        return copy.NO_ONBOARDING
    if view.onboarding.percent >= 100:
        return copy.ONBOARDING_DONE
    return copy.ONBOARDING.format(percent=f"{view.onboarding.percent:g}")


def _connectors(view: CustomerView) -> str:
    total = len(CONNECTORS)
    line = copy.CONNECTORS.format(count=view.connected, total=total) if view.connected else copy.NO_CONNECTORS
    if not view.missing:
        return line
    missing = "، ".join(map(isolate, view.missing))
    return f"{line} · {copy.BLOCKING.format(missing=missing)}"


def _persons(view: CustomerView) -> list[list[str]]:
    """In sections that Slack takes, however much is known of each."""
    if not view.persons:
        return [[copy.NO_PERSONS]]
    lines = [copy.PERSONS, *(_person(one) for one in view.persons)]
    lines += [copy.PERSONS_MORE.format(count=view.persons_left)] if view.persons_left else []
    return [lines[at : at + PERSONS_IN_A_SECTION] for at in range(0, len(lines), PERSONS_IN_A_SECTION)]


def _person(one: PersonView) -> str:
    """`foreign` masks: a number keeps three digits, an address its host."""
    ways = "".join(f" · {foreign(way.address, SHORT_NAME)}" for way in one.ways[:WAYS_SHOWN])
    if len(one.ways) > WAYS_SHOWN:
        ways += f" {copy.MORE.format(count=len(one.ways) - WAYS_SHOWN)}"
    # The newest of a channel says that it stands.
    newest = {given.channel: given for given in reversed(one.opt_ins)}
    agreed = "، ".join(_opt_in(given) for given in newest.values()) or copy.NOT_OPTED_IN
    return f"{copy.PERSON.format(name=_named(one.name), addresses=ways)} · {agreed}"


def _opt_in(given: OptInView) -> str:
    return copy.OPTED_IN.format(channel=copy.CHANNEL[Means(given.channel)], on=_day(given.given_on))


def _proposal(one: ProposalView) -> list[Block]:
    ways = [_who(name, way) for name, way in zip(one.names, one.ways, strict=True)]
    line = copy.PROPOSED.format(first=ways[0], second=ways[1], sign=copy.SIGN[one.sign])
    value = pair_value(one.pair)
    buttons = [
        button(copy.SAME, Action.PERSONS_SAME, value),
        button(copy.NOT_SAME, Action.PERSONS_NOT_SAME, value),
    ]
    return [section([line]), actions(buttons)]


def _joined(one: PersonView) -> list[Block]:
    """What somebody said can be taken back from here."""
    found: list[Block] = []
    for pair, first, second in one.pairs:
        line = copy.JOINED.format(first=_who(one.name, first), second=_who(None, second))
        taken_back = button(copy.NOT_SAME, Action.PERSONS_NOT_SAME, pair_value(pair))
        found += [section([line]), actions([taken_back])]
    return found


def pair_value(pair: tuple[int, int]) -> str:
    return f"{pair[0]}.{pair[1]}"


def pair_of(value: str) -> tuple[int, int]:
    """Two zeros, which nobody has as an id, for anything that `pair_value` did not write."""
    first, _, second = value.partition(".")
    known = all(one.isascii() and one.isdecimal() and len(one) < 10 for one in (first, second))
    return (int(first), int(second)) if known else (0, 0)


def _who(name: str | None, way: str) -> str:
    known = [foreign_name(name, SHORT_NAME)] if name else []
    return " ".join([*known, foreign(way, SHORT_NAME)]).strip() or copy.NO_NAME


def _named(name: str | None) -> str:
    return (foreign_name(name, SHORT_NAME) if name else "") or copy.NO_NAME


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
