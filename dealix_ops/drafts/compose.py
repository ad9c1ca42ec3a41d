"""The proposed first response: facts in, Arabic text and its one promise out."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from dealix_ops.catalogue.plans import MONTHLY_PLANS, PILOT
from dealix_ops.drafts import copy_ar
from dealix_ops.drafts.names import dialable, display_name, first_name
from dealix_ops.drafts.promises import promise_ar, promised_by
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Topic


@dataclass(frozen=True)
class About:
    """What the customer's words are about; `formal` mirrors standard Arabic."""

    meaning: Meaning
    p0_sound: P0Sound | None
    topic: Topic
    formal: bool


@dataclass(frozen=True)
class DraftFacts:
    """What is known and true at the moment of drafting.

    `formal` mirrors e-mail and standard Arabic; `contact_name` is foreign text; `frozen` only if a freeze row
    exists; `now` and `due_at` are aware UTC, `due_at` the working-calendar target of a P2 or P3.
    """

    priority: Priority
    meaning: Meaning
    p0_sound: P0Sound | None
    topic: Topic
    formal: bool
    contact_name: str | None
    speaker_name: str | None
    on_call_phone: str | None
    frozen: bool
    now: datetime
    due_at: datetime | None = None


@dataclass(frozen=True)
class ComposedDraft:
    """A proposed text; `promised_by` counts from the drafting, None where nothing is promised."""

    text: str
    promised_by: datetime | None
    kind: Literal["first_response", "answer"] = "first_response"


_TOPIC_OF_MEANING = {
    Meaning.LEAK: Topic.DATA_EXPOSURE,
    Meaning.UNAUTHORISED_SEND: Topic.UNAUTHORISED_SEND,
    Meaning.UNAUTHORISED_CHARGE: Topic.UNAUTHORISED_CHARGE,
    Meaning.OUTAGE: Topic.OUTAGE,
}


def compose_first_response(facts: DraftFacts) -> ComposedDraft:
    """A text that passes every gate, except for the gap a person must fill where the answer is unknown."""
    courtesy = _courtesy(facts)
    if courtesy is not None:
        return ComposedDraft("\n".join([_greeting(facts), *courtesy]), None)
    if facts.priority is Priority.P0:
        body = _by_word(facts) if _by_word_only(facts) else _emergency(facts)
    elif facts.priority is Priority.P3:
        body = _answer(facts)
    else:
        body = _matter(facts)
    promised = promised_by(facts.priority, facts.now, due_at=facts.due_at)
    when = promise_ar(facts.priority, promised, facts.now)
    lines = [_greeting(facts), *body, _promise(facts, when)]
    phone = dialable(facts.on_call_phone)
    if phone is not None and facts.priority is Priority.P0 and not _by_word_only(facts):
        lines[-1] += " " + _say(facts, copy_ar.PHONE).format(phone=phone)
    return ComposedDraft("\n".join(lines), promised)


def compose_answer(facts: DraftFacts) -> ComposedDraft:
    """The frame of a later answer: only a person knows what to say next, so its heart is a gap."""
    greeting = _greeting(facts, copy_ar.NEXT_GREETING)
    courtesy = _courtesy(facts)
    if courtesy is not None:
        return ComposedDraft("\n".join([greeting, *courtesy]), None, "answer")
    promised = promised_by(facts.priority, facts.now, due_at=facts.due_at)
    when = promise_ar(facts.priority, promised, facts.now)
    gap = _say(facts, copy_ar.NEXT_GAP).format(gap=copy_ar.GAP)
    promise = _say(facts, copy_ar.PROMISE[facts.priority]).format(when=when)
    return ComposedDraft("\n".join([greeting, gap, promise]), promised, "answer")


def _say(facts: DraftFacts, pair: copy_ar.Pair) -> str:
    return pair[0] if facts.formal else pair[1]


def _by_word_only(facts: DraftFacts) -> bool:
    return facts.priority is Priority.P0 and facts.p0_sound is P0Sound.WORD


def _topic(facts: DraftFacts) -> Topic:
    if facts.topic in (Topic.OTHER, Topic.THANKS):
        return _TOPIC_OF_MEANING.get(facts.meaning, Topic.OTHER)
    return facts.topic


def _greeting(facts: DraftFacts, words: copy_ar.Pair = copy_ar.GREETING) -> str:
    name = first_name(facts.contact_name)
    speaker = display_name(facts.speaker_name)
    return _say(facts, words).format(
        name=f" {copy_ar.TITLE} {name}" if name else "",
        speaker=copy_ar.SPEAKER.format(speaker=speaker) if speaker else _say(facts, copy_ar.SPEAKER_UNNAMED),
    )


def _courtesy(facts: DraftFacts) -> list[str] | None:
    """Thanks and closed matters get thanks back, unless the block also holds something that waits."""
    if facts.priority is not Priority.P3 and not _by_word_only(facts):
        return None
    if facts.meaning is Meaning.CLOSED:
        return [_say(facts, copy_ar.CLOSED), _say(facts, copy_ar.CLOSED_CLOSE)]
    says_thanks = facts.topic is Topic.THANKS and facts.meaning is Meaning.OTHER
    if facts.meaning is Meaning.THANKS or says_thanks:
        return [_say(facts, copy_ar.THANKS), _say(facts, copy_ar.THANKS_CLOSE)]
    return None


def _about(facts: DraftFacts, nouns: dict[Topic, copy_ar.Pair]) -> str:
    noun = nouns.get(_topic(facts))
    return _say(facts, copy_ar.ABOUT).format(noun=_say(facts, noun)) if noun else ""


def _ask(facts: DraftFacts) -> str:
    return _say(facts, copy_ar.ASK.get(_topic(facts), copy_ar.ASK[Topic.OTHER]))


def _sympathy(facts: DraftFacts) -> list[str]:
    if facts.frozen:
        return [_say(facts, copy_ar.FROZEN)]
    # Whoever sent us a password was not inconvenienced by us.
    return [] if _topic(facts) is Topic.SECRET_SHARED else [_say(facts, copy_ar.REGRET)]


def _received(facts: DraftFacts, posture: str) -> str:
    if _topic(facts) is Topic.SECRET_SHARED:
        noun = _say(facts, copy_ar.MATTER[Topic.SECRET_SHARED])
        return copy_ar.RECEIVED_SECRET.format(noun=noun, posture=posture)
    return copy_ar.RECEIVED_MESSAGE.format(about=_about(facts, copy_ar.MATTER), posture=posture)


def _emergency(facts: DraftFacts) -> list[str]:
    if _topic(facts) is Topic.SECRET_SHARED:
        received = _received(facts, copy_ar.EMERGENCY_MESSAGE)
    else:
        received = copy_ar.RECEIVED_REPORT.format(
            about=_about(facts, copy_ar.MATTER), posture=copy_ar.EMERGENCY_REPORT
        )
    return [received, *_sympathy(facts), _ask(facts)]


def _by_word(facts: DraftFacts) -> list[str]:
    """The priority came from a word, so the text answers what was meant and alarms nobody."""
    if facts.meaning is Meaning.QUESTION:
        asked = _say(facts, copy_ar.RECEIVED_QUESTION).format(about=_about(facts, copy_ar.SUBJECT))
        return [asked, _say(facts, copy_ar.ASK_BEHIND_QUESTION)]
    if facts.meaning is Meaning.TECHNICAL_401:
        return [_say(facts, copy_ar.RECEIVED_401), _say(facts, copy_ar.ASK[Topic.CONNECTOR])]
    return [_received(facts, _say(facts, copy_ar.POSTURE[Priority.P0])), _ask(facts)]


def _matter(facts: DraftFacts) -> list[str]:
    received = _received(facts, _say(facts, copy_ar.POSTURE[facts.priority]))
    return [received, *_sympathy(facts), _ask(facts)]


def _answer(facts: DraftFacts) -> list[str]:
    """A P3 is answered, not acknowledged; what we do not know stays a visible gap."""
    if _topic(facts) is Topic.PRICING:
        plans = [copy_ar.PLAN.format(name=plan.name, price=plan.price_ar()) for plan in MONTHLY_PLANS]
        pilot = _say(facts, copy_ar.PRICING_PILOT).format(name=PILOT.name, price=PILOT.price_ar())
        return [_say(facts, copy_ar.PRICING_THANKS), copy_ar.PLAN_NEXT.join(plans) + ".", pilot]
    about = _about(facts, copy_ar.SUBJECT)
    answer = _say(facts, copy_ar.ANSWER_GAP).format(about=about, gap=copy_ar.GAP)
    return [answer, _say(facts, copy_ar.ANSWER_MORE)]


def _promise(facts: DraftFacts, when: str) -> str:
    if _by_word_only(facts) and facts.meaning is Meaning.QUESTION:
        return _say(facts, copy_ar.PROMISE_ANSWER).format(when=when)
    return _say(facts, copy_ar.PROMISE[facts.priority]).format(when=when)
