"""What may be done at all, whoever asks: each action is a draft for a person's yes, or refused with a way.

Figures and lists: product facts 1, 4 and 7; `founder.md` A14.
"""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What people ask for; the first part can be planned, the second never is."""

    REPLY = "reply"
    MESSAGE = "message"
    FOLLOW_UP = "follow_up"
    CALL = "call"
    MEETING = "meeting"
    IMPORT_LIST = "import_list"
    RESEARCH = "research"
    INVOICE = "invoice"
    CONNECT = "connect"
    PROOF_PACK = "proof_pack"

    SCRAPE = "scrape"
    AUTO_DM = "auto_dm"
    AUTO_CONNECT = "auto_connect"
    CHARGE = "charge"
    SEND_UNAPPROVED = "send_unapproved"
    BULK = "bulk"
    USE_BOUGHT_LIST = "use_bought_list"
    WORK_AROUND_FREEZE = "work_around_freeze"


class Channel(StrEnum):
    WHATSAPP = "whatsapp"
    EMAIL = "email"
    SLACK = "slack"
    LINKEDIN = "linkedin"
    PHONE = "phone"


class Fact(StrEnum):
    """What is known of the target; what is not known is not so."""

    OPTED_IN = "opted_in"  # documented for that number
    CUSTOMER_WROTE = "customer_wrote"
    EACH_REVIEWED = "each_reviewed"
    OWN_LIST = "own_list"  # the customer's own, with their word for it
    FROZEN = "frozen"


class Refusal(StrEnum):
    """The family of a refusal, gravest first: of two the first is told."""

    FREEZE_BYPASS = "freeze_bypass"
    LIVE_CHARGE = "live_charge"
    BOUGHT_LIST = "bought_list"
    SCRAPING = "scraping"
    AUTO_CONNECT = "auto_connect"
    AUTO_DM = "auto_dm"
    BULK_WITHOUT_REVIEW = "bulk_without_review"
    SEND_WITHOUT_APPROVAL = "send_without_approval"
    COLD_WHATSAPP = "cold_whatsapp"
    UNKNOWN = "unknown"


NEVER: dict[Kind, Refusal] = {
    Kind.WORK_AROUND_FREEZE: Refusal.FREEZE_BYPASS,
    Kind.CHARGE: Refusal.LIVE_CHARGE,
    Kind.SCRAPE: Refusal.SCRAPING,
    Kind.USE_BOUGHT_LIST: Refusal.BOUGHT_LIST,
    Kind.AUTO_CONNECT: Refusal.AUTO_CONNECT,
    Kind.AUTO_DM: Refusal.AUTO_DM,
    Kind.SEND_UNAPPROVED: Refusal.SEND_WITHOUT_APPROVAL,
}
PLANNED = tuple(kind for kind in Kind if kind not in NEVER and kind is not Kind.BULK)
INITIATED = (Kind.MESSAGE, Kind.FOLLOW_UP, Kind.BULK)
"""They begin a talk nobody asked for: a freeze stops them, and WhatsApp wants the number's own yes."""


@dataclass(frozen=True)
class Action:
    """`kind` is None for what nobody knows; `target` an id of ours or a name, never read by a rule."""

    kind: Kind | None
    target: str = ""
    channel: Channel | None = None
    facts: frozenset[Fact] = frozenset()


@dataclass(frozen=True)
class Plan:
    """A proposal where `refused_for` is None; nothing is done by it either way."""

    action: Action
    refused_for: Refusal | None = None

    @property
    def approval_required(self) -> bool:
        return True

    @property
    def live_send_allowed(self) -> bool:
        return False


def propose(action: Action) -> Plan:
    """Asks nobody's role: no role makes these allowed."""
    return Plan(action, _refusal(action))


def _refusal(action: Action) -> Refusal | None:
    kind, facts = action.kind, action.facts
    if kind is None:
        return Refusal.UNKNOWN
    if kind in NEVER:
        return NEVER[kind]
    if kind in INITIATED and Fact.FROZEN in facts:
        return Refusal.FREEZE_BYPASS
    if kind is Kind.IMPORT_LIST and Fact.OWN_LIST not in facts:
        return Refusal.BOUGHT_LIST
    if kind is Kind.BULK and Fact.EACH_REVIEWED not in facts:
        return Refusal.BULK_WITHOUT_REVIEW
    asked_for = bool(facts & {Fact.OPTED_IN, Fact.CUSTOMER_WROTE})
    if kind in INITIATED and action.channel is Channel.WHATSAPP and not asked_for:
        return Refusal.COLD_WHATSAPP
    return None
