"""Facts in; text, and the one time it promises, out: one function for each kind of draft."""

from collections.abc import Callable
from datetime import datetime

from dealix_ops.drafts import answers, copy_answers, copy_ar, copy_ask, copy_en, copy_lines, copy_matter
from dealix_ops.drafts.copy_matter import Said
from dealix_ops.drafts.facts import About, ComposedDraft, DraftFacts, DraftKind
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.names import dialable
from dealix_ops.drafts.saying import (
    about,
    ask,
    by_word_only,
    greeting,
    noun_of,
    promise,
    say,
    subject_of,
    topic_of,
)
from dealix_ops.vocabulary import Meaning, Priority, Topic

__all__ = ["About", "ComposedDraft", "DraftFacts", "compose", "compose_answer", "compose_first_response"]

_ASKS_ONE_THING = frozenset({
    Topic.UNAUTHORISED_SEND,
    Topic.UNAUTHORISED_CHARGE,
    Topic.OUTAGE,
    Topic.LOGIN,
    Topic.DELIVERABLE_LATE,
})  # fmt: skip


def compose(kind: DraftKind, facts: DraftFacts) -> ComposedDraft:
    """A text that passes every gate, except for the gap a person must fill where the answer is unknown."""
    return _COMPOSERS[kind](facts)


def compose_first_response(facts: DraftFacts) -> ComposedDraft:
    """For P3 the first response is the answer itself."""
    courteous = answers.courtesy(facts)
    if courteous is not None:
        return ComposedDraft("\n".join([greeting(facts), *courteous]), None)
    body, words = _body(facts)
    lines = [greeting(facts), *body]
    if words is None:
        return ComposedDraft("\n".join(lines), None)
    line, promised = promise(facts, words)
    phone = dialable(facts.on_call_phone)
    if phone is not None and facts.priority is Priority.P0 and not by_word_only(facts):
        line += " " + say(facts, copy_lines.PHONE).format(phone=phone)
    return ComposedDraft("\n".join([*lines, line]), promised)


def compose_answer(facts: DraftFacts) -> ComposedDraft:
    """A later answer: where our facts do not know it, only a person does, so its heart is a gap."""
    hello = greeting(facts, copy_lines.NEXT_GREETING)
    courteous = answers.courtesy(facts)
    if courteous is not None:
        return ComposedDraft("\n".join([hello, *courteous]), None, DraftKind.ANSWER)
    calm = facts.priority is Priority.P3 and bool(facts.asked) and not facts.delicate
    if calm and answers.known_lines(facts):
        found = answers.answer(facts)
        return _with_promise(facts, hello, found.lines, found.promise, DraftKind.ANSWER)
    gap = say(facts, copy_answers.NEXT_GAP).format(gap=answers.gap(facts))
    answers_all = facts.priority is Priority.P3 and not facts.delicate
    words = None if answers_all else copy_lines.PROMISE[facts.priority]
    return _with_promise(facts, hello, [gap], words, DraftKind.ANSWER)


def _update(facts: DraftFacts) -> ComposedDraft:
    gap = copy_en.GAP_NEWS if facts.language is DraftLanguage.EN else copy_ar.GAP_NEWS
    news = say(facts, copy_answers.UPDATE).format(noun=_noun(facts), gap=gap)
    return _with_promise(facts, greeting(facts), [news], copy_lines.PROMISE[facts.priority], DraftKind.UPDATE)


def _ask_info(facts: DraftFacts) -> ComposedDraft:
    need = say(facts, copy_answers.ASK_INFO).format(noun=_noun(facts))
    one = facts.named in copy_ask.ASK_NAMED or topic_of(facts) in _ASKS_ONE_THING
    gap = copy_en.GAP_QUESTION if facts.language is DraftLanguage.EN else copy_ar.GAP_QUESTION
    body = [need, ask(facts, copy_ask.ASK_LATER) if one else gap]
    return _with_promise(facts, greeting(facts), body, copy_lines.PROMISE[facts.priority], DraftKind.ASK_INFO)


def _resolution(facts: DraftFacts) -> ComposedDraft:
    """Asks for the closing confirmation; a question promises nothing."""
    before = say(facts, copy_answers.RESOLUTION).format(noun=_noun(facts))
    lines = [greeting(facts), before, say(facts, copy_answers.RESOLUTION_ASK)]
    return ComposedDraft("\n".join(lines), None, DraftKind.RESOLUTION)


def _nothing(_facts: DraftFacts) -> ComposedDraft:
    return ComposedDraft("", None, DraftKind.NONE)


_COMPOSERS: dict[DraftKind, Callable[[DraftFacts], ComposedDraft]] = {
    DraftKind.FIRST_RESPONSE: compose_first_response,
    DraftKind.ANSWER: compose_answer,
    DraftKind.UPDATE: _update,
    DraftKind.ASK_INFO: _ask_info,
    DraftKind.RESOLUTION: _resolution,
    DraftKind.NONE: _nothing,
}


def _with_promise(
    facts: DraftFacts, hello: str, body: list[str], words: Said | None, kind: DraftKind
) -> ComposedDraft:
    promised: datetime | None = None
    lines = [hello, *body]
    if words is not None:
        line, promised = promise(facts, words)
        lines.append(line)
    return ComposedDraft("\n".join(lines), promised, kind)


def _noun(facts: DraftFacts) -> str:
    reported = facts.meaning is not Meaning.QUESTION or facts.priority is not Priority.P3
    return (noun_of(facts) if reported else subject_of(facts)) or say(facts, copy_matter.NEUTRAL)


def _body(facts: DraftFacts) -> tuple[list[str], Said | None]:
    """The lines between greeting and promise, how the promise is put; None where nothing is left to come."""
    words = copy_lines.PROMISE[facts.priority]
    if by_word_only(facts):
        asks = facts.meaning is Meaning.QUESTION
        return _by_word(facts), copy_lines.PROMISE_ANSWER if asks else words
    if facts.priority is Priority.P0:
        return _emergency(facts), words
    if facts.delicate:
        return _calm(facts), words
    if facts.priority is Priority.P3:
        found = answers.answer(facts)
        return found.lines, found.promise
    received = _received(facts, say(facts, copy_lines.POSTURE[facts.priority]))
    return [received, *_sympathy(facts), ask(facts)], words


def _calm(facts: DraftFacts) -> list[str]:
    """Somebody threatens to publish, to sue, to leave: no defence, no offer, no refund, no admission."""
    question = facts.meaning is Meaning.QUESTION
    noun = subject_of(facts) if question else noun_of(facts)
    received = say(facts, copy_answers.CALM).format(about=about(facts, noun))
    step = copy_answers.CALM_DATA if facts.data_request else copy_answers.CALM_CALL
    return [received, say(facts, step)]


def _sympathy(facts: DraftFacts) -> list[str]:
    if facts.frozen:
        return [say(facts, copy_lines.FROZEN)]
    # Whoever sent us a password was not inconvenienced by us; whoever threatens hears no excuse.
    if facts.delicate or topic_of(facts) is Topic.SECRET_SHARED:
        return []
    light = facts.priority is Priority.P2
    return [say(facts, copy_lines.REGRET_EFFORT if light else copy_lines.REGRET)]


def _received(facts: DraftFacts, posture: str) -> str:
    if topic_of(facts) is Topic.SECRET_SHARED:
        noun = say(facts, copy_matter.MATTER[Topic.SECRET_SHARED])
        return say(facts, copy_lines.RECEIVED_SECRET).format(noun=noun, posture=posture)
    said = say(facts, copy_lines.RECEIVED_MESSAGE)
    return said.format(about=about(facts, noun_of(facts)), posture=posture)


def _emergency(facts: DraftFacts) -> list[str]:
    if topic_of(facts) is Topic.SECRET_SHARED:
        received = _received(facts, say(facts, copy_lines.EMERGENCY_MESSAGE))
    else:
        posture = say(facts, copy_lines.EMERGENCY_REPORT)
        said = say(facts, copy_lines.RECEIVED_REPORT)
        received = said.format(about=about(facts, noun_of(facts)), posture=posture)
    return [received, *_sympathy(facts), ask(facts)]


def _by_word(facts: DraftFacts) -> list[str]:
    """The priority came from a word, so the text answers what was meant and alarms nobody."""
    if facts.meaning is Meaning.QUESTION:
        said = say(facts, copy_lines.RECEIVED_QUESTION)
        asked = said.format(about=about(facts, subject_of(facts)))
        return [asked, say(facts, copy_ask.ASK_BEHIND_QUESTION)]
    if facts.meaning is Meaning.TECHNICAL_401:
        named = copy_matter.NAMED[facts.named] if facts.named else copy_matter.SUBJECT[Topic.CONNECTOR]
        noun = say(facts, named)
        said = say(facts, copy_lines.RECEIVED_401).format(noun=noun)
        return [said, say(facts, copy_ask.ASK[Topic.CONNECTOR])]
    return [_received(facts, say(facts, copy_lines.POSTURE[Priority.P0])), ask(facts)]
