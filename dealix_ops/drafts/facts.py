"""What a draft is made from, and what comes out: plain values without a row behind them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dealix_ops.catalogue.bundles import Bundle
from dealix_ops.drafts.asked import Asked
from dealix_ops.drafts.language import DraftLanguage
from dealix_ops.drafts.matter import Named
from dealix_ops.vocabulary import Meaning, P0Sound, Priority, Topic


class DraftKind(StrEnum):
    """`resolution` asks whether the matter is settled; `none`: nothing is proposed and nothing waits."""

    FIRST_RESPONSE = "first_response"
    ANSWER = "answer"
    UPDATE = "update"
    ASK_INFO = "ask_info"
    RESOLUTION = "resolution"
    NONE = "none"


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
    exists; `now` and `due_at` are aware UTC, `due_at` the working-calendar target of a P2 or P3. `asked` is
    what our facts could answer, `named` the thing the customer names, `delicate` the calm variant,
    `salaam` a greeting of peace that wants its answer, `late` a delivery that was waited for.
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
    language: DraftLanguage = DraftLanguage.AR
    named: Named | None = None
    asked: tuple[Asked, ...] | None = None
    delicate: bool = False
    data_request: bool = False
    bundles: tuple[Bundle, ...] = ()
    salaam: bool = False
    late: bool = False


@dataclass(frozen=True)
class ComposedDraft:
    """A proposed text; `promised_by` counts from the drafting, None where nothing is promised."""

    text: str
    promised_by: datetime | None
    kind: DraftKind = DraftKind.FIRST_RESPONSE
