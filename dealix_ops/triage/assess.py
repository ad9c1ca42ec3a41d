"""One text to one verdict, before the lines of a block are put together."""

from dealix_ops.triage import copy_ar, patterns
from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.counting import affected_customers
from dealix_ops.triage.derive import TakenBack, derive
from dealix_ops.triage.failsafe import Hit, find_hits
from dealix_ops.triage.lexicon import Reading, Span, read
from dealix_ops.triage.matching import match
from dealix_ops.triage.meaning import benign_meaning, earnest_meaning
from dealix_ops.triage.patterns import Pattern
from dealix_ops.triage.topic import topic_of_calm, topic_of_pattern, topic_of_phrase
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Language, Meaning, P0Sound, Priority, Severity, Topic

C = Concept

SEV2_FROM_CUSTOMERS = 5
_QUOTED = 40
_TERSE = 5
_LOOK_BELOW = 0.66
_HIGHEST = 0.97

Match = tuple[Pattern, tuple[Span, ...]]


def severity_of(priority: Priority, *, leak: bool, send: bool, customers: int) -> Severity | None:
    """Only P0 and P1 are incidents (product facts, section 4)."""
    if priority.rank > Priority.P1.rank:
        return None
    if leak or send:
        return Severity.SEV1
    return Severity.SEV2 if customers >= SEV2_FROM_CUSTOMERS else Severity.SEV3


def assess(text: str, *, language: Language, secret_found: bool = False, arabizi: bool = False) -> Verdict:
    """The gravest of: secret, fail-safe phrase, pattern of ideas; the calm default else."""
    reading = read(text, arabizi=arabizi or language is Language.ARABIZI)
    hits = find_hits(reading.words)
    taken_back = derive(reading)
    alarms = _matches(reading, patterns.P0_PATTERNS)
    if alarms or hits or secret_found:
        return _p0(reading, hits, alarms, taken_back, language=language, secret_found=secret_found)
    service = _matches(reading, patterns.P1_PATTERNS) or _p2_matches(reading)
    if not service and len(reading.words) <= _TERSE and reading.has(C.NOT_WORKING, C.STOPPED):
        service = [(patterns.TERSE_STOP, (reading.spans(C.NOT_WORKING, C.STOPPED)[0],))]
    if service:
        return _service(reading, service, language)
    return _calm(reading, taken_back, language)


def _matches(reading: Reading, table: tuple[Pattern, ...]) -> list[Match]:
    return [(pattern, spans) for pattern in table if (spans := match(reading, pattern))]


def _p2_matches(reading: Reading) -> list[Match]:
    """A wish in the sentence of the trouble makes it a request."""
    wished = {reading.sentence[start] for start, _ in reading.spans(C.WISH)}
    found = _matches(reading, patterns.P2_PATTERNS)
    return [(pattern, spans) for pattern, spans in found if reading.sentence[spans[0][0]] not in wished]


def _p0(
    reading: Reading,
    hits: list[Hit],
    alarms: list[Match],
    taken_back: TakenBack,
    *,
    language: Language,
    secret_found: bool,
) -> Verdict:
    benign = benign_meaning(reading, hits, taken_back) if hits and not alarms and not secret_found else None
    meanings = [pattern.meaning for pattern, _ in alarms]
    if hits and benign is None and benign_meaning(reading, hits, taken_back) is None:
        meanings.append(earnest_meaning(reading, hits))
    meaning = benign or next(iter(meanings), Meaning.OTHER)
    leak, send = Meaning.LEAK in meanings, Meaning.UNAUTHORISED_SEND in meanings
    customers = 1 if benign else affected_customers(reading, everyone=Meaning.OUTAGE in meanings)
    sure = _confidence(alarms) if alarms else 0.9
    reasons = [copy_ar.SECRET_REASON] if secret_found else []
    reasons += [_phrase_reason(reading, hit, word_only=benign is not None) for hit in hits[:3]]
    reasons += [_reason(reading, found) for found in alarms]
    return Verdict(
        priority=Priority.P0,
        severity=severity_of(Priority.P0, leak=leak, send=send, customers=customers),
        meaning=meaning,
        p0_sound=P0Sound.WORD if benign else P0Sound.MEANING,
        has_data_leak=leak,
        has_unauthorized_send=send,
        affected_customers=customers,
        needs_look=bool(benign) or sure < _LOOK_BELOW or meaning is Meaning.OTHER,
        confidence=sure,
        language=language,
        topic=Topic.SECRET_SHARED if secret_found and not meanings else topic_of_phrase(meaning),
        reasons=tuple(dict.fromkeys(reasons)),
    )


def _service(reading: Reading, found: list[Match], language: Language) -> Verdict:
    pattern = found[0][0]
    customers = affected_customers(reading)
    return Verdict(
        priority=pattern.priority,
        severity=severity_of(pattern.priority, leak=False, send=False, customers=customers),
        meaning=pattern.meaning,
        p0_sound=None,
        has_data_leak=False,
        has_unauthorized_send=False,
        affected_customers=customers,
        needs_look=_confidence(found) < _LOOK_BELOW,
        confidence=_confidence(found),
        language=language,
        topic=topic_of_pattern(pattern),
        reasons=tuple(dict.fromkeys(_reason(reading, one) for one in found)),
    )


def _calm(reading: Reading, taken_back: TakenBack, language: Language) -> Verdict:
    meaning, reason, sure = _calm_meaning(reading)
    doubtful = bool(taken_back.sentences) and reading.has(C.LEAK, C.HACK, C.NO_CONSENT)
    return Verdict(
        priority=Priority.P3,
        severity=None,
        meaning=meaning,
        p0_sound=None,
        has_data_leak=False,
        has_unauthorized_send=False,
        affected_customers=1,
        needs_look=doubtful or sure < _LOOK_BELOW,
        confidence=sure,
        language=language,
        topic=topic_of_calm(reading, meaning),
        reasons=(reason, copy_ar.TAKEN_BACK_REASON) if doubtful else (reason,),
    )


def _calm_meaning(reading: Reading) -> tuple[Meaning, str, float]:
    if not any(word.isalnum() for word in reading.words):
        return Meaning.OTHER, copy_ar.EMPTY_REASON, 0.9
    if reading.has(C.CLOSED):
        return Meaning.CLOSED, copy_ar.CLOSED_REASON, 0.75
    if reading.has(C.GENERIC_ASK, C.ASK, C.WISH, C.PRICE) or reading.asks:
        return Meaning.QUESTION, copy_ar.QUESTION_REASON, 0.75
    if reading.has(C.THANKS):
        return Meaning.THANKS, copy_ar.THANKS_REASON, 0.85
    return Meaning.OTHER, copy_ar.DEFAULT_REASON, 0.7 if reading.has(C.GREETING, C.SPAM) else 0.55


def _confidence(found: list[Match]) -> float:
    return round(min(_HIGHEST, max(pattern.sure for pattern, _ in found) + 0.04 * (len(found) - 1)), 2)


def _reason(reading: Reading, found: Match) -> str:
    pattern, spans = found
    quoted = " + ".join(_quote(reading, span) for span in sorted(set(spans)))
    return f"{quoted} ← {pattern.name_ar}"


def _phrase_reason(reading: Reading, hit: Hit, *, word_only: bool) -> str:
    name = copy_ar.FAILSAFE_NAMES[hit[2].value]
    return f"{_quote(reading, (hit[0], hit[1]))} ← {name}" + (f" ({copy_ar.WORD_ONLY})" if word_only else "")


def _quote(reading: Reading, span: Span) -> str:
    return f"«{reading.quote(span)[:_QUOTED]}»"
