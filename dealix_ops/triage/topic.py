"""The matter a first response may name; neutral whenever the words do not settle it."""

from collections.abc import Sequence

from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.lexicon import Reading
from dealix_ops.triage.matching import Match
from dealix_ops.triage.patterns import TOPICS
from dealix_ops.vocabulary import Meaning, Topic

C = Concept

_BY_MEANING = {
    Meaning.LEAK: Topic.DATA_EXPOSURE,
    Meaning.UNAUTHORISED_SEND: Topic.UNAUTHORISED_SEND,
    Meaning.UNAUTHORISED_CHARGE: Topic.UNAUTHORISED_CHARGE,
    Meaning.OUTAGE: Topic.OUTAGE,
    Meaning.TECHNICAL_401: Topic.CONNECTOR,
    Meaning.THANKS: Topic.THANKS,
}
_HOW = frozenset(("كيف", "شلون", "how", "keef", "kaif", "اقدر", "نقدر"))


def topic_of_grave(meaning: Meaning) -> Topic:
    return _BY_MEANING.get(meaning, Topic.OTHER)


def topic_of_lesser(found: Sequence[Match]) -> Topic:
    """Only what a pattern saw is named; the model alone knows that something stopped, not what."""
    return next((TOPICS[pattern.name_ar] for pattern, _ in found if pattern.name_ar in TOPICS), Topic.OTHER)


def topic_of_calm(reading: Reading, meaning: Meaning) -> Topic:
    """Thanks beside a question is a question."""
    if meaning is Meaning.THANKS:
        return Topic.THANKS
    if meaning is not Meaning.QUESTION or reading.has(C.SPAM):
        return Topic.OTHER
    if reading.has(C.PRICE):
        return Topic.PRICING
    return Topic.HOW_TO if any(word in _HOW for word in reading.words) else Topic.OTHER
