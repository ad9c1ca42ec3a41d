"""How facts become words: the entry of the right language and tone, the noun, the greeting, the promise."""

import re
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from dealix_ops.drafts import copy_ask, copy_lines, copy_matter
from dealix_ops.drafts.asked import Asked
from dealix_ops.drafts.copy_matter import Said
from dealix_ops.drafts.facts import DraftFacts
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.matter import DELIVERED
from dealix_ops.drafts.names import display_name, first_name
from dealix_ops.drafts.promises import promise_ar, promise_en, promised_by
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Topic

_TOPIC_OF_MEANING = {
    Meaning.LEAK: Topic.DATA_EXPOSURE,
    Meaning.UNAUTHORISED_SEND: Topic.UNAUTHORISED_SEND,
    Meaning.UNAUTHORISED_CHARGE: Topic.UNAUTHORISED_CHARGE,
    Meaning.OUTAGE: Topic.OUTAGE,
}
_LATIN = re.compile(r"[A-Za-z][A-Za-z .'\-]*")


def say(facts: DraftFacts, said: Said) -> str:
    formal, friendly, english = said
    if facts.language is DraftLanguage.EN:
        return english
    return formal if facts.formal else friendly


def by_word_only(facts: DraftFacts) -> bool:
    return facts.priority is Priority.P0 and facts.p0_sound is P0Sound.WORD


def topic_of(facts: DraftFacts) -> Topic:
    if facts.topic in (Topic.OTHER, Topic.THANKS):
        return _TOPIC_OF_MEANING.get(facts.meaning, Topic.OTHER)
    return facts.topic


def greeting(facts: DraftFacts, words: Said | None = None) -> str:
    """A name in the other script is left out of an English line; Arabic takes both."""
    if words is None:
        words = copy_lines.GREETING_BACK if facts.salaam else copy_lines.GREETING
    name, speaker = first_name(facts.contact_name), display_name(facts.speaker_name)
    if facts.language is DraftLanguage.EN:
        name, speaker = _if_latin(name), _if_latin(speaker)
    return say(facts, words).format(
        name=say(facts, copy_lines.NAME).format(name=name) if name else "",
        speaker=say(facts, copy_lines.SPEAKER).format(speaker=speaker)
        if speaker
        else say(facts, copy_lines.SPEAKER_UNNAMED),
    )


def noun_of(facts: DraftFacts) -> str | None:
    """What was reported, None where nothing known is named."""
    if facts.data_request:
        return say(facts, copy_matter.DATA_REQUEST)
    if facts.named is not None:
        grave = facts.priority.rank <= Priority.P1.rank and not by_word_only(facts)
        stopped = grave or (facts.late and facts.named in DELIVERED)
        nouns = copy_matter.STOPPED if stopped else copy_matter.NAMED
        return say(facts, nouns.get(facts.named) or copy_matter.NAMED[facts.named])
    noun = copy_matter.MATTER.get(topic_of(facts))
    return say(facts, noun) if noun else None


def subject_of(facts: DraftFacts) -> str | None:
    """What a question is about, None where nothing known is named."""
    if facts.data_request:
        return say(facts, copy_matter.DATA_REQUEST)
    for asked in facts.asked or ():
        if asked in copy_matter.OPEN_SUBJECT and not (asked is Asked.CHANNEL and facts.named):
            return say(facts, copy_matter.OPEN_SUBJECT[asked])
    if facts.named is not None:
        return say(facts, copy_matter.NAMED[facts.named])
    noun = copy_matter.SUBJECT.get(topic_of(facts))
    return say(facts, noun) if noun else None


def about(facts: DraftFacts, noun: str | None) -> str:
    return say(facts, copy_lines.ABOUT).format(noun=noun) if noun else ""


def ask(facts: DraftFacts, instead: Mapping[Topic, Said] = MappingProxyType({})) -> str:
    """`instead` holds what is put otherwise than in a first response."""
    if facts.named is not None and facts.named in copy_ask.ASK_NAMED:
        return say(facts, copy_ask.ASK_NAMED[facts.named])
    topic = topic_of(facts)
    if topic is Topic.LOGIN and facts.named is not None:
        topic = Topic.OUTAGE  # signing in was only tried
    return say(facts, instead.get(topic) or copy_ask.ASK.get(topic, copy_ask.ASK[Topic.OTHER]))


def promise(facts: DraftFacts, words: Said) -> tuple[str, datetime]:
    """The line that promises, and until when."""
    promised = promised_by(facts.priority, facts.now, due_at=facts.due_at)
    when_said = promise_en if facts.language is DraftLanguage.EN else promise_ar
    return say(facts, words).format(when=when_said(facts.priority, promised, facts.now)), promised


def _if_latin(name: str | None) -> str | None:
    return name if name is not None and _LATIN.fullmatch(name) else None
