"""Connectors over the API: the catalogue, how a customer stands, one state at a time."""

from typing import Annotated, Literal

from fastapi import APIRouter, Request
from pydantic import Field
from sqlalchemy.orm import Session

from bot.web.api.examples import sampled, shown
from bot.web.api.identifiers import known_customer, number_of
from bot.web.api.office import Office, Telling
from bot.web.api.shapes import Answered, Asked, AskedFor, Note, Recorded
from dealix_ops.catalogue.connectors import CONNECTORS, Mode
from dealix_ops.connectors import copy_ar, rules, service
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.language.masking import mask_secrets

OfState = Annotated[ConnectorState, Field(strict=False)]
ConnectorKey = Literal[
    "gmail",
    "google_calendar",
    "google_sheets",
    "moyasar",
    "whatsapp_cloud",
    "website_forms",
    "linkedin_lead_forms",
    "google_business_profile",
    "crm_generic",
    "google_meet",
    "instagram_graph",
]
"""Held against the catalogue by a test."""


class Status(Asked):
    state: OfState
    notes: Note = ""


Statuses = Annotated[
    dict[str, Status | OfState],
    Field(
        max_length=50,
        description="By connector key: the state, or an object with `state` and `notes`. "
        "Connectors that are missing have not been started; keys that are none of the eleven are left alone.",
        examples=[{"gmail": "connected_draft_only", "whatsapp_cloud": {"state": "configuring"}}],
    ),
]


class AskedSummary(AskedFor):
    statuses: Statuses = Field(default_factory=dict)


class AskedUpdate(AskedFor):
    connector_key: ConnectorKey = Field(examples=["whatsapp_cloud"])
    state: OfState = Field(examples=["connected_draft_only"])
    notes: Note = Field("", examples=["رُبط الرقم وجُرّبت مسودة"])
    statuses: Statuses = Field(default_factory=dict)


class Kind(Answered):
    connector_key: str
    name: str
    default_mode: Mode
    phase: int
    blocks_first_service: bool
    live_flag: str | None
    scopes: list[str]
    limit_ar: str
    troubleshooting_ar: list[str]


class Catalogue(Answered):
    total: int
    connectors: list[Kind]


class Connector(Answered):
    connector_key: str
    name: str
    state: ConnectorState
    state_ar: str
    notes: str
    blocks_first_service: bool


class Summary(Recorded):
    customer_id: str | int
    total: int
    connected: int
    blocking_missing: list[str]
    ready_for_first_service: bool
    connectors: list[Connector]


class Updated(Summary):
    statuses: dict[str, Status]


DEMO: dict[str, Status] = {
    "gmail": Status(state=ConnectorState.CONNECTED_DRAFT_ONLY),
    "google_calendar": Status(state=ConnectorState.CONNECTED_DRAFT_ONLY),
    "moyasar": Status(state=ConnectorState.CONFIGURING, notes="بانتظار رابط الدفع من العميل"),
    "whatsapp_cloud": Status(state=ConnectorState.NOT_STARTED),
}


def routes(office: Office) -> APIRouter:
    router = APIRouter(prefix="/connectors", tags=["connectors"])

    @router.get("/catalog", **shown(catalogue()))
    async def catalog() -> Catalogue:
        """The eleven connectors: default mode, phase, live flag, limits and what helps."""
        return catalogue()

    @router.post("/summary", **shown(summarised(sampled(AskedSummary), {}), to=AskedSummary))
    async def summarise(asked: AskedSummary) -> Summary:
        """How a customer stands; what is given is laid over what is stored of a customer we know."""
        return summarised(asked, await stored_statuses(office, asked.customer_id))

    @router.post("/update", **shown(moved(sampled(AskedUpdate), {}), to=AskedUpdate, stored=True))
    async def update(request: Request, asked: AskedUpdate) -> Updated:
        """One connector into another state; of a known customer it is stored, with its history.

        409 where there is no way from its state to that one, and for a live mode of a known customer's:
        that is a founder's own decision.
        """

        def move(telling: Telling, customer_id: int) -> Updated:
            answer = moved(asked, statuses_of(telling.session, customer_id))
            answer.recorded = service.move(
                telling.session,
                customer_id,
                asked.connector_key,
                state=asked.state,
                notes=mask_secrets(asked.notes)[0],
                actor=telling.actor,
                now=telling.now,
            )
            return answer

        return await office.for_customer(request, asked.customer_id, move) or moved(asked, {})

    @router.get("/demo", **shown(summary("demo", DEMO)))
    async def demo() -> Summary:
        """A summary of a made-up customer."""
        return summary("demo", DEMO)

    return router


def catalogue() -> Catalogue:
    kinds = [
        Kind(
            connector_key=kind.key,
            name=kind.name,
            default_mode=kind.mode,
            phase=kind.phase,
            blocks_first_service=kind.blocks_first_service,
            live_flag=kind.live_flag,
            scopes=list(kind.scopes),
            limit_ar=copy_ar.LIMITS[kind.key],
            troubleshooting_ar=list(copy_ar.FIXES[kind.key]),
        )
        for kind in CONNECTORS
    ]
    return Catalogue(total=len(kinds), connectors=kinds)


def plain(given: dict[str, Status | ConnectorState]) -> dict[str, Status]:
    """Of the eleven only."""
    keys = {kind.key for kind in CONNECTORS}
    return {
        key: one if isinstance(one, Status) else Status(state=one)
        for key, one in given.items()
        if key in keys
    }


async def stored_statuses(office: Office, customer_id: str | int) -> dict[str, Status]:
    """Empty for whom we do not know."""
    if number_of(customer_id) is None:
        return {}

    def look(session: Session) -> dict[str, Status]:
        known = known_customer(session, customer_id)
        return statuses_of(session, known) if known is not None else {}

    return await office.database.read(look)


def statuses_of(session: Session, customer_id: int) -> dict[str, Status]:
    found = service.standings(session, customer_id)
    return {key: Status(state=one.state, notes=one.notes) for key, one in found.items()}


def states_of(statuses: dict[str, Status]) -> dict[str, ConnectorState]:
    return {key: status.state for key, status in statuses.items()}


def summary(customer_id: str | int, statuses: dict[str, Status]) -> Summary:
    ready = rules.readiness(states_of(statuses))
    nothing = Status(state=ConnectorState.NOT_STARTED)
    connectors = [
        Connector(
            connector_key=kind.key,
            name=kind.name,
            state=(status := statuses.get(kind.key, nothing)).state,
            state_ar=copy_ar.STATES[status.state],
            notes=status.notes,
            blocks_first_service=kind.blocks_first_service,
        )
        for kind in CONNECTORS
    ]
    return Summary(
        customer_id=customer_id,
        total=len(connectors),
        connected=len(ready.connected),
        blocking_missing=list(ready.blocking_missing),
        ready_for_first_service=ready.ready_for_first_service,
        connectors=connectors,
    )


def summarised(asked: AskedSummary, stored: dict[str, Status]) -> Summary:
    return summary(asked.customer_id, {**stored, **plain(asked.statuses)})


def moved(asked: AskedUpdate, stored: dict[str, Status]) -> Updated:
    """Raises NoWayThere."""
    statuses = {**stored, **plain(asked.statuses)}
    was = statuses.get(asked.connector_key)
    rules.require_way(was.state if was else ConnectorState.NOT_STARTED, asked.state)
    statuses[asked.connector_key] = Status(state=asked.state, notes=mask_secrets(asked.notes)[0])
    return Updated(**dict(summary(asked.customer_id, statuses)), statuses=statuses)
