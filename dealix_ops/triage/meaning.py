"""What a fail-safe phrase means in its place: always P0, loud only in earnest or in doubt."""

from collections.abc import Sequence

from dealix_ops.triage.concepts import Concept
from dealix_ops.triage.derive import TakenBack
from dealix_ops.triage.failsafe import Hit
from dealix_ops.triage.lexicon import Reading
from dealix_ops.vocabulary import Meaning

C = Concept


def _words(written: str) -> frozenset[str]:
    return frozenset(written.split())


_MOST_EXCUSED = 20
_BESIDE_A_STATUS = 9
_NEGATION_REACH = 3
_LIGHT_WORDS = _words(
    "طلع صار حصل حدث كان يكن يوجد فيه في اي هناك وجود was were a an any is been the there no not ever real "
    "actual such "
    "had had been ولا ولله الحمد فعلا"
)
_CONTRAST = frozenset(("لكن", "ولكن", "بس", "وبس", "but", "however", "yet", "bs", "bas", "lakin"))
_BARE_ASK = frozenset(("هل", "?"))


def benign_meaning(reading: Reading, hits: Sequence[Hit], taken_back: TakenBack) -> Meaning | None:
    """The harmless meaning shared by all the hits, or None as soon as one may be in earnest."""
    if len(hits) > _MOST_EXCUSED:  # nobody asks that often, and looking at each would cost the square
        return None
    meanings = [_benign(reading, hit, taken_back) for hit in hits]
    return meanings[0] if meanings and all(meanings) else None


def _benign(reading: Reading, hit: Hit, taken_back: TakenBack) -> Meaning | None:
    if _is_technical(reading, hit):
        return Meaning.TECHNICAL_401
    sentence = reading.sentence[hit[0]]
    if hit[0] in taken_back.supposed:
        return Meaning.QUESTION
    if _is_negated(reading, hit) or _is_closed(reading, hit):
        return Meaning.CLOSED
    if _is_question(reading, hit, sentence):
        return Meaning.QUESTION
    thanked = [start for start, _ in reading.spans(C.THANKS) if reading.sentence[start] == sentence]
    if any(start < hit[0] for start in thanked) and not _stands_in(reading, sentence, C.FACT):
        return Meaning.THANKS
    return None


def _is_technical(reading: Reading, hit: Hit) -> bool:
    """«unauthorized» as a server's answer: a status beside it, and nobody sent, charged or let in."""
    if hit[2] is not Meaning.OTHER or reading.has(C.STRANGER, C.CARD, C.MONEY, C.HACK, C.OTHER_PARTY):
        return False
    near = range(hit[0] - _BESIDE_A_STATUS, hit[1] + _BESIDE_A_STATUS)
    return any(start in near for start, _ in reading.spans(C.HTTP)) and not _followed_by_deed(reading, hit)


def _followed_by_deed(reading: Reading, hit: Hit) -> bool:
    deed = reading.words[hit[1] : hit[1] + 2]
    return any(
        word.startswith(("send", "sent", "access", "login", "charge", "transaction", "use")) for word in deed
    )


def _is_negated(reading: Reading, hit: Hit) -> bool:
    negations = {end for _, end in reading.spans(C.NEG)}
    for back in range(_NEGATION_REACH):
        at = hit[0] - back
        if at < 1 or reading.sentence[at - 1] != reading.sentence[hit[0]]:
            return False
        if at in negations:
            return True
        if reading.words[at - 1] not in _LIGHT_WORDS:
            return False
    return False


def _is_closed(reading: Reading, hit: Hit) -> bool:
    """A calming cue in the sentence, unless «لكن» parts it from a phrase that follows."""
    for start, end in reading.spans(C.FALSE_ALARM, C.CLOSED):
        between = reading.words[end : hit[0]]
        if reading.sentence[start] == reading.sentence[hit[0]] and not _CONTRAST.intersection(between):
            return True
    return False


def _is_question(reading: Reading, hit: Hit, sentence: int) -> bool:
    if _stands_in(reading, sentence, C.NO_CONSENT):
        return False
    general = [
        reading.quote(span) for span in reading.spans(C.GENERIC_ASK) if reading.sentence[span[0]] == sentence
    ]
    if hit[2] is Meaning.LEAK and all(words in _BARE_ASK for words in general):
        return False  # «هل فيه تسريب؟» may well be asked by somebody who has just seen one
    return bool(general) and not (hit[2] is Meaning.LEAK and _stands_in(reading, sentence, C.FACT))


def _stands_in(reading: Reading, sentence: int, *concepts: C) -> bool:
    return any(reading.sentence[start] == sentence for start, _ in reading.spans(*concepts))


def earnest_meaning(reading: Reading, hits: Sequence[Hit]) -> Meaning:
    """What the first telling phrase says when nothing takes it back."""
    for hit in hits:
        if hit[2] is not Meaning.OTHER:
            return hit[2]
    after = [word for hit in hits[:_MOST_EXCUSED] for word in reading.words[hit[1] : hit[1] + 3]]
    if any(
        word.startswith(("charg", "transact", "payment", "debit", "deduct", "withdraw")) for word in after
    ):
        return Meaning.UNAUTHORISED_CHARGE
    if any(word.startswith(("send", "sent", "message", "email", "campaign")) for word in after):
        return Meaning.UNAUTHORISED_SEND
    if any(
        word.startswith(("access", "login", "sign", "person", "user", "device", "entry")) for word in after
    ):
        return Meaning.LEAK
    return Meaning.OTHER
