"""The twenty-four hours of a service, what is asked before, the hand-over after. Figures: product facts."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from dealix_ops.delivery.errors import IntakeUnusable, NotTheNext
from dealix_ops.language.amounts import riyals

LONGEST = 300
LARGEST_SAR = 1_000_000_000


class Step(StrEnum):
    """In this order: five of the plan, then five of the hand-over to customer success."""

    KICK_OFF = "kick_off"
    DIAGNOSIS = "diagnosis"
    DRAFTING = "drafting"
    APPROVAL_PACK = "approval_pack"
    PROOF_PACK_V1 = "proof_pack_v1"
    PROOF_ACCEPTED = "proof_accepted"
    REVIEW_30_MIN = "review_30_min"
    CADENCE_ON = "cadence_on"
    UPGRADE_PROPOSED = "upgrade_proposed"
    LEDGER_UPDATED = "ledger_updated"


DUE_AFTER: dict[Step, timedelta] = {
    Step.KICK_OFF: timedelta(0),
    Step.DIAGNOSIS: timedelta(hours=1),
    Step.DRAFTING: timedelta(hours=6),
    Step.APPROVAL_PACK: timedelta(hours=18),
    Step.PROOF_PACK_V1: timedelta(hours=24),
}
"""The plan, from T+0h to T+24h by the wall."""
HAND_OVER: tuple[Step, ...] = tuple(step for step in Step if step not in DUE_AFTER)


class IntakeField(StrEnum):
    """Block and action ids of the form, and keys of what is kept of it."""

    COMPANY_NAME = "company_name"
    WEBSITE = "website"
    SECTOR = "sector"
    CITY = "city"
    PRIMARY_OFFER = "primary_offer"
    IDEAL_CUSTOMER = "ideal_customer"
    AVG_DEAL_VALUE_SAR = "avg_deal_value_sar"
    HAS_CONTACT_LIST = "has_contact_list"
    CHANNELS_AVAILABLE = "channels_available"
    WHATSAPP_OPT_IN_STATUS = "whatsapp_opt_in_status"
    APPROVAL_OWNER = "approval_owner"
    EXCLUSIONS = "exclusions"


class OptIn(StrEnum):
    """Whether those on WhatsApp have agreed, and can be shown to have."""

    DOCUMENTED = "documented"
    PARTLY = "partly"
    NONE = "none"


class HasList(StrEnum):
    YES = "yes"
    NO = "no"


class Wrong(StrEnum):
    """What is wrong with a field; the words are in `bot/blocks`."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    NO_ADDRESS = "no_address"
    NO_AMOUNT = "no_amount"
    NO_CHOICE = "no_choice"


OPTIONAL = frozenset({IntakeField.WEBSITE, IntakeField.AVG_DEAL_VALUE_SAR})
"""Exclusions are asked for in words: «لا أحد» is an answer, silence is none."""
_CHOICES: dict[IntakeField, type[StrEnum]] = {
    IntakeField.HAS_CONTACT_LIST: HasList,
    IntakeField.WHATSAPP_OPT_IN_STATUS: OptIn,
}


@dataclass(frozen=True)
class Due:
    """A step of the plan with its time; `late` is open and past it."""

    step: Step
    due_at: datetime
    done_at: datetime | None
    late: bool


def plan(started_at: datetime, done: Mapping[Step, datetime], *, now: datetime) -> tuple[Due, ...]:
    return tuple(
        Due(step, started_at + after, done.get(step), step not in done and now > started_at + after)
        for step, after in DUE_AFTER.items()
    )


def current(done: Collection[Step]) -> Step | None:
    """The first step that is open; None where all ten are done."""
    return next((step for step in Step if step not in done), None)


def require_next(step: Step, done: Collection[Step]) -> None:
    """Raises NotTheNext."""
    if step is not current(done):
        raise NotTheNext(step.value)


def whatsapp_allowed(opt_in: OptIn) -> bool:
    """Drafts for WhatsApp are written only where every number has its agreement on paper."""
    return opt_in is OptIn.DOCUMENTED


def intake(typed: Mapping[str, str]) -> dict[str, str | int | None]:
    """The form as it is kept. Raises IntakeUnusable with every field that is wrong."""
    kept: dict[str, str | int | None] = {}
    wrong: dict[str, str] = {}
    for field in IntakeField:
        said = " ".join(typed.get(field, "").split())
        found = _wrong(field, said)
        if found is not None:
            wrong[field.value] = found.value
        elif field is IntakeField.AVG_DEAL_VALUE_SAR:
            kept[field.value] = riyals(said)
        else:
            kept[field.value] = said or None
    if wrong:
        raise IntakeUnusable(wrong)
    return kept


def _wrong(field: IntakeField, said: str) -> Wrong | None:
    if not said:
        return None if field in OPTIONAL else Wrong.MISSING
    if len(said) > LONGEST:
        return Wrong.TOO_LONG
    choices = _CHOICES.get(field)
    if choices is not None and said not in list(choices):
        return Wrong.NO_CHOICE
    if field is IntakeField.WEBSITE and not _is_address(said):
        return Wrong.NO_ADDRESS
    if field is IntakeField.AVG_DEAL_VALUE_SAR and not _is_amount(said):
        return Wrong.NO_AMOUNT
    return None


def _is_amount(said: str) -> bool:
    try:
        return 0 < (riyals(said) or 0) <= LARGEST_SAR
    except ValueError:
        return False


def _is_address(said: str) -> bool:
    """«dealix.sa» and «https://dealix.sa/ar», not a sentence and no other scheme."""
    try:
        place = urlsplit(said if "://" in said else f"https://{said}")
    except ValueError:
        return False
    host = place.hostname or ""
    return place.scheme in ("http", "https") and "." in host.strip(".") and " " not in said
