"""The eleven connectors by the phase in which they come: the one place that names them and their rules."""

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """How a connector works by default; none of them sends by itself."""

    DRAFT_ONLY = "draft_only"
    APPROVED_EXECUTE = "approved_execute"
    MANUAL = "manual"
    INGEST_ONLY = "ingest_only"


@dataclass(frozen=True)
class ConnectorKind:
    """A kind of channel a customer may connect; `phase` 1 is offered first.

    `live_flag` is the setting without which it never acts live; None where there is no live way at all.
    """

    key: str
    name: str
    phase: int
    mode: Mode = Mode.DRAFT_ONLY
    blocks_first_service: bool = False
    live_flag: str | None = None
    scopes: tuple[str, ...] = ()


CONNECTORS: tuple[ConnectorKind, ...] = (
    ConnectorKind(
        "gmail", "Gmail", 1, live_flag="GMAIL_ALLOW_LIVE_SEND", scopes=("gmail.compose", "gmail.modify")
    ),
    ConnectorKind(
        "google_calendar",
        "Google Calendar",
        1,
        live_flag="CALENDAR_ALLOW_LIVE_INSERT",
        scopes=("calendar.events",),
    ),
    ConnectorKind(
        "google_sheets",
        "Google Sheets",
        1,
        Mode.APPROVED_EXECUTE,
        scopes=("spreadsheets.readonly", "spreadsheets"),
    ),
    ConnectorKind("moyasar", "Moyasar", 1, Mode.MANUAL),
    ConnectorKind(
        "whatsapp_cloud",
        "WhatsApp Cloud",
        1,
        blocks_first_service=True,
        live_flag="WHATSAPP_ALLOW_LIVE_SEND",
    ),
    ConnectorKind("website_forms", "Website forms", 1, Mode.APPROVED_EXECUTE),
    ConnectorKind("linkedin_lead_forms", "LinkedIn Lead Forms", 2, Mode.INGEST_ONLY),
    ConnectorKind(
        "google_business_profile",
        "Google Business Profile",
        2,
        live_flag="GBP_ALLOW_LIVE_REPLY",
        scopes=("business.manage",),
    ),
    ConnectorKind("crm_generic", "CRM", 2),
    ConnectorKind(
        "google_meet",
        "Google Meet",
        2,
        Mode.INGEST_ONLY,
        scopes=("meetings.space.readonly", "conference.transcripts (read)"),
    ),
    ConnectorKind("instagram_graph", "Instagram", 3, Mode.INGEST_ONLY),
)
FIRST_PHASE: tuple[ConnectorKind, ...] = tuple(kind for kind in CONNECTORS if kind.phase == 1)
BLOCKING: tuple[str, ...] = tuple(kind.key for kind in CONNECTORS if kind.blocks_first_service)
