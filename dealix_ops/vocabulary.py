"""The field's words as enums: one spelling for code, rows, API and documents.

Stored values are lower-case; priorities and severities keep their printed form. Lists and figures:
`docs/glossary.md` explains each term in Arabic and English.
"""

from enum import StrEnum


class Priority(StrEnum):
    """Of a ticket, gravest first."""

    P0 = "P0"
    P1 = "P1"
    P2 = "P2"
    P3 = "P3"

    @property
    def rank(self) -> int:
        """0 for P0 to 3 for P3: the smaller, the graver."""
        return int(self.value[1])

    @property
    def name_ar(self) -> str:
        return _PRIORITY_AR[self]


_PRIORITY_AR = {Priority.P0: "طارئ", Priority.P1: "عاجل", Priority.P2: "مهم", Priority.P3: "عادي"}


class Severity(StrEnum):
    """Of an incident."""

    SEV1 = "SEV1"
    SEV2 = "SEV2"
    SEV3 = "SEV3"


class Meaning(StrEnum):
    """What a message says happened; decides how loud a P0 is, never its priority."""

    LEAK = "leak"
    UNAUTHORISED_SEND = "unauthorised_send"
    UNAUTHORISED_CHARGE = "unauthorised_charge"
    OUTAGE = "outage"
    QUESTION = "question"
    THANKS = "thanks"
    CLOSED = "closed"
    TECHNICAL_401 = "technical_401"
    OTHER = "other"


class P0Sound(StrEnum):
    """A P0 by meaning rings; a P0 by a fail-safe word only has the same clocks but does not ring."""

    MEANING = "meaning"
    WORD = "word"


class Language(StrEnum):
    """Of a customer's message."""

    AR_SA = "ar-sa"
    AR_MSA = "ar-msa"
    EN = "en"
    MIXED = "mixed"
    ARABIZI = "arabizi"
    UNKNOWN = "unknown"


class Source(StrEnum):
    """The way a matter came in; `on_behalf` is typed in by a colleague, `sentry` is no person."""

    WHATSAPP = "whatsapp"
    SLACK = "slack"
    FORM = "form"
    MAIL = "mail"
    ON_BEHALF = "on_behalf"
    SENTRY = "sentry"


class Means(StrEnum):
    """How a person takes an approved text to the customer by hand."""

    WHATSAPP = "whatsapp"
    MAIL = "mail"
    COPY = "copy"


class Topic(StrEnum):
    """What a first response may name; at most twelve, `OTHER` gives the neutral text."""

    DATA_EXPOSURE = "data_exposure"
    UNAUTHORISED_SEND = "unauthorised_send"
    UNAUTHORISED_CHARGE = "unauthorised_charge"
    OUTAGE = "outage"
    LOGIN = "login"
    DELIVERABLE_LATE = "deliverable_late"
    CONNECTOR = "connector"
    INVOICE = "invoice"
    SECRET_SHARED = "secret_shared"  # noqa: S105  a topic, not a secret
    PRICING = "pricing"
    HOW_TO = "how_to"
    THANKS = "thanks"
    OTHER = "other"


class Risk(StrEnum):
    """What makes a message delicate whatever its priority: the founder approves its answer."""

    PUBLICATION = "publication"
    LAWYER = "lawyer"
    AUTHORITY = "authority"
    CANCELLATION = "cancellation"
    REPEATED = "repeated"
    DATA_REQUEST = "data_request"


class MediaFault(StrEnum):
    """Why there is no content; `bot/blocks/media.py` has the words."""

    NO_TOKEN = "no_token"  # noqa: S105  the name of a reason
    GONE = "gone"
    REFUSED = "refused"
    FOREIGN_HOST = "foreign_host"
    REDIRECTED = "redirected"
    TOO_LARGE = "too_large"
    WRONG_HASH = "wrong_hash"
    WRONG_TYPE = "wrong_type"
    NONSENSE = "nonsense"
    UNREACHABLE = "unreachable"
