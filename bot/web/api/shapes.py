"""What every request and answer of the API has in common: strict types, bounded texts, no wish to send."""

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.web.api.identifiers import Id, storable, whole
from dealix_ops.sla.rules import TARGETS
from dealix_ops.vocabulary import Priority, Severity

JSON = "application/json"
LONGEST_TEXT = 20_000
LONGEST_LINE = 200
LONGEST_NOTE = 2_000
MOST = 1_000_000
MOST_MONEY = 1_000_000_000_000


# Bounds stand before the function, else OpenAPI would not tell of them.
Line = Annotated[str, Field(max_length=LONGEST_LINE), BeforeValidator(storable)]
Note = Annotated[str, Field(max_length=LONGEST_NOTE), BeforeValidator(storable)]
Words = Annotated[str, Field(max_length=LONGEST_TEXT), BeforeValidator(storable)]
Count = Annotated[int, Field(ge=0, le=MOST), BeforeValidator(whole)]
Amount = Annotated[float, Field(ge=0, le=MOST)]
Money = Annotated[float, Field(ge=0, le=MOST_MONEY)]
OfPriority = Annotated[Priority, Field(strict=False)]
OfSeverity = Annotated[Severity, Field(strict=False)]
BundleId = Literal[
    "growth_starter",
    "data_to_revenue",
    "executive_growth_os",
    "partnership_growth",
    "full_growth_control_tower",
]
"""Held against the catalogue by a test."""


class Asked(BaseModel):
    """A request: numbers are numbers, and what we do not know is left alone."""

    model_config = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


class AskedFor(Asked):
    """A request that may name a customer we know: then what it computes is kept too."""

    customer_id: Id = Field("", examples=[1])


class Answered(BaseModel):
    model_config = ConfigDict(allow_inf_nan=False, json_schema_serialization_defaults_required=True)


class Proposes(Answered):
    """An action for a person to decide; nothing here is sent by itself, whoever asks."""

    approval_required: Literal[True] = True
    live_send_allowed: Literal[False] = False


class Recorded(Proposes):
    """`recorded`: this request changed something that is stored; false for a repetition or a stranger."""

    recorded: bool = False


class Sla(Answered):
    first_response_minutes: int
    resolution_hours: int


def sla_of(priority: Priority) -> Sla:
    target = TARGETS[priority]
    return Sla(
        first_response_minutes=int(target.first_response.total_seconds() // 60),
        resolution_hours=int(target.resolution.total_seconds() // 3600),
    )
