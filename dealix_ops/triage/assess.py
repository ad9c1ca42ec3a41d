"""One text to one verdict, before the lines of a block are put together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dealix_ops.triage import copy_ar
from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.counting import affected_customers
from dealix_ops.triage.explain import calm_reasons, grave_reasons, lesser_reasons
from dealix_ops.triage.meaning import benign_meaning, earnest_meaning
from dealix_ops.triage.model.kinds import GRAVE, LEAKS, SENDS, Kind
from dealix_ops.triage.risks import is_forwarded, risks_in
from dealix_ops.triage.study import Study, study
from dealix_ops.triage.topic import topic_of_calm, topic_of_grave, topic_of_lesser
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Risk, Severity, Topic

if TYPE_CHECKING:
    from dealix_ops.triage.model.inference import Model, Opinion

SEV2_FROM_CUSTOMERS = 5
_BY_LAW = 0.99
_WITH_A_PATTERN = 0.5
"""A pattern of the rules that says P0 too makes half the model's certainty enough."""
_CALM_ENOUGH = 0.5
"""Less than this is not calm where a pattern of the rules tells a fault."""
_TERSE = 2
_LOOK_BELOW = 0.6
_LOOK_AT_GRAVE_FROM = 0.15
_GRAVE_ENOUGH_TO_NAME = 0.2
_FIRES = frozenset((Risk.PUBLICATION, Risk.AUTHORITY, Risk.REPEATED))
"""Whoever threatens with these has a grievance, even where the words do not tell which."""
_RIVALS = ("competitor", "competitors", "rival", "rivals")
_KINDS_OF = {priority: tuple(kind for kind in Kind if kind.priority is priority) for priority in Priority}
_OF_HIT = {
    Meaning.LEAK: Kind.LEAK,
    Meaning.UNAUTHORISED_SEND: Kind.SEND,
    Meaning.UNAUTHORISED_CHARGE: Kind.CHARGE,
}


def severity_of(priority: Priority, *, leak: bool, send: bool, customers: int) -> Severity | None:
    """Only P0 and P1 are incidents (product facts, section 4)."""
    if priority.rank > Priority.P1.rank:
        return None
    if leak or send:
        return Severity.SEV1
    return Severity.SEV2 if customers >= SEV2_FROM_CUSTOMERS else Severity.SEV3


def assess(text: str, model: "Model", *, secret_found: bool = False, arabizi: bool = False) -> Verdict:
    """A secret or a fail-safe word is P0 by law; else the model decides, with the rules as its eyes."""
    case = study(text, arabizi=arabizi)
    said = any(word.isalnum() for word in case.reading.words)
    opinion = model.judge(case.seen)
    from_here = model.card.p0_from * (_WITH_A_PATTERN if case.alarms else 1)
    rings = said and opinion.grave >= from_here
    if rings or case.hits or secret_found:
        return _grave(case, opinion, model, rings=rings, secret_found=secret_found)
    if not said:
        return _plain(
            case, Priority.P3, Meaning.OTHER, Topic.OTHER, sure=_BY_LAW, reasons=(copy_ar.EMPTY_REASON,)
        )
    return _lesser(case, opinion, model)


def _grave(case: Study, opinion: "Opinion", model: "Model", *, rings: bool, secret_found: bool) -> Verdict:
    harmless = benign_meaning(case.reading, case.hits, case.taken_back) if case.hits else None
    word_only = harmless is not None and not rings and not secret_found
    kinds = _kinds_told(case, opinion, model, rings=rings, earnest=harmless is None)
    meaning = harmless if word_only and harmless else kinds[0].meaning if kinds else Meaning.OTHER
    leak, send = any(kind in LEAKS for kind in kinds), any(kind in SENDS for kind in kinds)
    customers = 1 if word_only else affected_customers(case.reading, everyone=meaning is Meaning.OUTAGE)
    sure = _BY_LAW if case.hits or secret_found else round(opinion.grave, 2)
    return Verdict(
        priority=Priority.P0,
        severity=severity_of(Priority.P0, leak=leak, send=send, customers=customers),
        meaning=meaning,
        p0_sound=P0Sound.WORD if word_only else P0Sound.MEANING,
        has_data_leak=leak,
        has_unauthorized_send=send,
        affected_customers=customers,
        needs_look=word_only or sure < _LOOK_BELOW or meaning is Meaning.OTHER,
        confidence=sure,
        language=case.reading.language,
        topic=Topic.SECRET_SHARED if secret_found and not kinds else topic_of_grave(meaning),
        reasons=grave_reasons(case, model, kinds, word_only=word_only, secret_found=secret_found),
        risks=risks_in(case.reading),
        forwarded=is_forwarded(case.reading),
    )


def _kinds_told(
    case: Study, opinion: "Opinion", model: "Model", *, rings: bool, earnest: bool
) -> tuple[Kind, ...]:
    """What happened, first what the fail-safe words say in earnest, then what the model reads beside them."""
    told: list[Kind] = []
    if case.hits and earnest:
        meaning = earnest_meaning(case.reading, case.hits)
        if meaning in _OF_HIT:
            told.append(_OF_HIT[meaning])
        elif opinion.grave >= _GRAVE_ENOUGH_TO_NAME:
            told.append(opinion.likeliest(GRAVE))
    if rings:
        told.append(opinion.likeliest(GRAVE))
        share = max(opinion.grave, 1e-9)
        shown = opinion.of(LEAKS) / share >= model.card.leak_from or _reached_a_competitor(case, told)
        told += [Kind.LEAK] if shown else []
        told += [Kind.SEND] if opinion.of(SENDS) / share >= model.card.send_from else []
    return tuple(dict.fromkeys(told))


def _reached_a_competitor(case: Study, told: Sequence[Kind]) -> bool:
    """Whatever was sent to one, he has now seen what was the client's."""
    return Kind.SEND in told and any("منافس" in word or word in _RIVALS for word in case.reading.words)


def _lesser(case: Study, opinion: "Opinion", model: "Model") -> Verdict:
    chances = {priority: opinion.of(kinds) for priority, kinds in _KINDS_OF.items()}
    terse = len(case.reading.words) <= _TERSE and case.reading.has(Concept.NOT_WORKING, Concept.STOPPED)
    doubted = bool(case.lesser) and chances[Priority.P3] < _CALM_ENOUGH
    possible = (Priority.P1, Priority.P2) if doubted else (Priority.P1, Priority.P2, Priority.P3)
    likeliest = max(possible, key=chances.__getitem__)
    priority = Priority.P1 if terse else likeliest  # «ما يفتح» alone says too little to be calm about
    if priority is Priority.P3 and _FIRES.intersection(risks_in(case.reading)):
        priority = Priority.P2
    kind = _said_plainly(case, opinion.likeliest(_KINDS_OF[priority]))
    calm = priority is Priority.P3
    found = () if calm else [match for match in case.lesser if match[0].priority is priority]
    topic = topic_of_calm(case.reading, kind.meaning) if calm else topic_of_lesser(found)
    reasons = calm_reasons(kind) if calm else lesser_reasons(case, model, kind, found)
    doubtful = terse or opinion.grave >= _LOOK_AT_GRAVE_FROM or bool(case.alarms)
    return _plain(
        case,
        priority,
        kind.meaning,
        topic,
        sure=round(chances[priority], 2),
        reasons=reasons,
        doubtful=doubtful,
    )


def _said_plainly(case: Study, kind: Kind) -> Kind:
    """«شكراً» is thanks to the rules, where it is too short to be more than calm to the model."""
    if kind is not Kind.CALM:
        return kind
    if case.reading.has(Concept.THANKS):
        return Kind.THANKS
    return Kind.QUESTION if case.reading.asks else kind


def _plain(
    case: Study,
    priority: Priority,
    meaning: Meaning,
    topic: Topic,
    *,
    sure: float,
    reasons: tuple[str, ...],
    doubtful: bool = False,
) -> Verdict:
    customers = 1 if priority is Priority.P3 else affected_customers(case.reading)
    return Verdict(
        priority=priority,
        severity=severity_of(priority, leak=False, send=False, customers=customers),
        meaning=meaning,
        p0_sound=None,
        has_data_leak=False,
        has_unauthorized_send=False,
        affected_customers=customers,
        needs_look=doubtful or sure < _LOOK_BELOW,
        confidence=sure,
        language=case.reading.language,
        topic=topic,
        reasons=(*reasons, copy_ar.TAKEN_BACK_REASON) if doubtful else reasons,
        risks=risks_in(case.reading),
        forwarded=is_forwarded(case.reading),
    )
