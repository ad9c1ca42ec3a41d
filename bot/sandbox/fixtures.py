"""The stable inhabitants of the workspace; tests and the demo name them by these constants."""

from dataclasses import dataclass
from types import MappingProxyType

TEAM_ID = "T0DEALIX"
TEAM_DOMAIN = "dealix-sandbox"
APP_ID = "A0DEALIX"
BOT_ID = "B0DEALIX"
BOT_USER_ID = "U0DEALIXBOT"
BOT_NAME = "dealix"

FOUNDER = "U0FOUNDER"
OPERATOR = "U0OPERATOR"
STRANGER = "U0STRANGER"

SUPPORT = "C0SUPPORT"
APPROVALS = "C0APPROVALS"
OPS = "C0OPS"
SUCCESS = "C0SUCCESS"
REVENUE = "C0REVENUE"
ALERTS = "C0ALERTS"
CHANNEL_IDS = MappingProxyType(
    {
        "support": SUPPORT,
        "approvals": APPROVALS,
        "ops": OPS,
        "success": SUCCESS,
        "revenue": REVENUE,
        "alerts": ALERTS,
    }
)

PRIVATE = frozenset({APPROVALS, OPS, SUCCESS, REVENUE, ALERTS})

WABA_ID = "100200300400"
PHONE_NUMBER_ID = "555000111222"
DISPLAY_PHONE_NUMBER = "966110000001"
MAIL_ADDRESS = "care@dealix.example"
CUSTOMER_WA_ID = "966500000001"
CUSTOMER_NAME = "عميل تجريبي"
CUSTOMERS = MappingProxyType(
    {"966500000001": "نورة", "966500000002": "خالد", "966500000003": "ريم", "966500000004": "أبو فهد"}
)
"""Who is in the phone before anybody wrote: number and name."""


@dataclass(frozen=True, slots=True)
class User:
    """A member as users.info shows one; `name` is the legacy handle, `real_name` what people read."""

    id: str
    name: str
    real_name: str
    is_bot: bool = False


USERS = (
    User(FOUNDER, "sami", "سامي العتيبي"),
    User(OPERATOR, "noura", "نورة القحطاني"),
    User(STRANGER, "stranger", "زائر بلا صلاحية"),
    User(BOT_USER_ID, BOT_NAME, "Dealix Ops", is_bot=True),
)
