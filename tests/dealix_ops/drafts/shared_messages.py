"""The shared examples as the product reads and drafts them, at a fixed hour and for a fixed sender."""

from dataclasses import dataclass
from functools import cache

from dealix_ops.drafts.compose import compose
from dealix_ops.drafts.facts import ComposedDraft, DraftFacts, DraftKind
from dealix_ops.drafts.language import DraftLanguage, language_of
from dealix_ops.drafts.reading import read_words
from dealix_ops.triage.rules import classify
from dealix_ops.triage.training.examples import DATA, Example, read_file
from dealix_ops.triage.verdict import Verdict
from dealix_ops.vocabulary import Language, Risk

from .facts import facts

FILES = ("shared.txt", "shared_rest.txt")
NAMES = {DraftLanguage.AR: "نورة", DraftLanguage.EN: "Noura"}


@dataclass(frozen=True)
class Drafted:
    """A message with what triage and the drafting made of it."""

    text: str
    written_in: Language
    verdict: Verdict
    facts: DraftFacts
    draft: ComposedDraft


@cache
def drafted() -> tuple[Drafted, ...]:
    """All 320, in the order of the files."""
    return tuple(_drafted(one) for name in FILES for one in read_file(DATA / name))


def _drafted(example: Example) -> Drafted:
    text = example.text
    verdict, language = classify([text]), language_of([text])
    known = facts(
        priority=verdict.priority,
        meaning=verdict.meaning,
        p0_sound=verdict.p0_sound,
        topic=verdict.topic,
        formal=verdict.language is Language.AR_MSA,
        language=language,
        contact_name=NAMES[language],
        speaker_name="سالم",
        on_call_phone=None,
        delicate=bool(verdict.risks),
        data_request=set(verdict.risks) == {Risk.DATA_REQUEST},
    )
    known = read_words(known, [text])
    return Drafted(text, verdict.language, verdict, known, compose(DraftKind.FIRST_RESPONSE, known))
