"""A calm message is answered, not acknowledged: from the catalogue where it knows, else with a gap."""

from dataclasses import dataclass

from dealix_ops.catalogue.bundles import Bundle
from dealix_ops.catalogue.connectors import CONNECTORS, ConnectorKind
from dealix_ops.catalogue.plans import MONTHLY_PLANS, PILOT, Plan
from dealix_ops.drafts import copy_answers, copy_ar, copy_en
from dealix_ops.drafts.asked import ANSWERED, Asked
from dealix_ops.drafts.copy_matter import Said
from dealix_ops.drafts.facts import DraftFacts
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.saying import about, by_word_only, say, subject_of, topic_of
from dealix_ops.vocabulary import Meaning, Priority, Topic


@dataclass(frozen=True)
class Answer:
    """Lines between greeting and promise. What answers promises nothing: there is no next time to keep."""

    lines: list[str]
    promise: Said | None


def gap(facts: DraftFacts) -> str:
    return copy_en.GAP if facts.language is DraftLanguage.EN else copy_ar.GAP


def courtesy(facts: DraftFacts) -> list[str] | None:
    """Thanks and closed matters get thanks back, unless the block also holds something that waits."""
    if facts.priority is not Priority.P3 and not by_word_only(facts):
        return None
    if facts.meaning is Meaning.CLOSED:
        return _both(facts, copy_answers.CLOSED)
    says_thanks = facts.topic is Topic.THANKS and facts.meaning is Meaning.OTHER
    if facts.meaning is Meaning.THANKS or says_thanks:
        return _both(facts, copy_answers.THANKS)
    if Asked.GREETING in (facts.asked or ()):
        return _both(facts, copy_answers.GREETED)
    if Asked.NOTICE in (facts.asked or ()) and not _ours(facts):
        return _both(facts, copy_answers.NOTICE)
    return None


def answer(facts: DraftFacts) -> Answer:
    """Of a P3; what we do not know stays a visible gap."""
    asked = facts.asked or ()
    if Asked.SUGGESTION in asked:
        return _wish(facts, copy_answers.SUGGESTION, copy_answers.PROMISE_SUGGESTION)
    if Asked.REQUEST in asked:
        return _wish(facts, copy_answers.REQUEST, copy_answers.PROMISE_REQUEST)
    if Asked.ERRATUM in asked:
        return Answer(_both(facts, copy_answers.ERRATUM), copy_answers.PROMISE_REQUEST)
    known = known_lines(facts)
    if not known:
        return Answer([_open(facts), say(facts, copy_answers.ANSWER_MORE)], None)
    if Asked.REST in asked:
        rest = say(facts, copy_answers.REST_GAP).format(gap=gap(facts))
        return Answer([*known, rest], None)
    if Asked.PRICES in _ours(facts):
        return Answer(known, None)
    return Answer([*known, say(facts, copy_answers.ANSWER_MORE)], None)


def _wish(facts: DraftFacts, pair: tuple[Said, Said], promise: Said) -> Answer:
    """What is wished for is named where it has a name; "how to use it" names nothing."""
    noun = subject_of(facts) if facts.named is not None else None
    first, second = pair
    return Answer([say(facts, first).format(about=about(facts, noun)), say(facts, second)], promise)


def known_lines(facts: DraftFacts) -> list[str]:
    """The facts of ours that answer what is asked, at most three lines; empty where none does."""
    ours = _ours(facts)
    lines: list[str] = []
    if Asked.BUNDLES in ours and facts.bundles:
        named = [_priced(facts, bundle.name, _price(facts, bundle)) for bundle in facts.bundles]
        lines.append(_listed(facts, named) + ".")
    elif Asked.PRICES in ours:
        lines += _prices(facts)
    elif Asked.TERMS in ours:
        plans = _listed(facts, [_plan(facts, plan) for plan in MONTHLY_PLANS])
        lines.append(say(facts, copy_answers.TERMS).format(plans=plans))
    if Asked.PILOT in ours and Asked.PRICES not in ours:
        price = _price(facts, PILOT)
        lines.append(say(facts, copy_answers.PILOT).format(name=PILOT.name, price=price))
    if Asked.APPROVAL in ours:
        lines.append(say(facts, copy_answers.APPROVAL))
    if Asked.CONNECTORS in ours:
        lines.append(_connectors(facts))
    return lines[:2] if Asked.REST in (facts.asked or ()) else lines[:3]


def _ours(facts: DraftFacts) -> tuple[Asked, ...]:
    """`asked` is None where nobody read the words: then the topic alone says what is wanted."""
    if facts.asked is None:
        return (Asked.PRICES,) if topic_of(facts) is Topic.PRICING else ()
    return tuple(asked for asked in facts.asked if asked in ANSWERED)


def _prices(facts: DraftFacts) -> list[str]:
    plans = _listed(facts, [_plan(facts, plan) for plan in MONTHLY_PLANS]) + "."
    if Asked.REST in (facts.asked or ()):
        return [plans]
    pilot = say(facts, copy_answers.PRICING_PILOT).format(name=PILOT.name, price=_price(facts, PILOT))
    return [say(facts, copy_answers.PRICING_THANKS), plans, pilot]


def _connectors(facts: DraftFacts) -> str:
    comma = ", " if facts.language is DraftLanguage.EN else "، "
    first = comma.join(_name(facts, kind) for kind in CONNECTORS if kind.phase == 1)
    later = comma.join(_name(facts, kind) for kind in CONNECTORS if kind.phase > 1)
    return say(facts, copy_answers.CONNECTORS).format(first=first, later=later)


def _name(facts: DraftFacts, kind: ConnectorKind) -> str:
    said = copy_answers.CONNECTOR_NAMES.get(kind.key)
    return say(facts, said) if said else kind.name


def _plan(facts: DraftFacts, plan: Plan) -> str:
    return _priced(facts, plan.name, _price(facts, plan))


def _priced(facts: DraftFacts, name: str, price: str) -> str:
    return say(facts, copy_answers.PLAN).format(name=name, price=price)


def _price(facts: DraftFacts, sold: Plan | Bundle) -> str:
    return sold.price_en() if facts.language is DraftLanguage.EN else sold.price_ar()


def _listed(facts: DraftFacts, parts: list[str]) -> str:
    return say(facts, copy_answers.NEXT_IN_LIST).join(parts)


def _open(facts: DraftFacts) -> str:
    subject = about(facts, subject_of(facts))
    words = copy_answers.ANSWER_GAP if facts.meaning is Meaning.QUESTION else copy_answers.MESSAGE_GAP
    return say(facts, words).format(about=subject, gap=gap(facts))


def _both(facts: DraftFacts, pair: tuple[Said, Said]) -> list[str]:
    return [say(facts, said) for said in pair]
