"""`/metrics` for Prometheus: this process's answers, and what the database says of everybody's work."""

from ipaddress import ip_address

from fastapi import APIRouter, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from bot.web.api.keys import Keys
from bot.web.observing import Observed
from dealix_ops.bootstrap import Product
from dealix_ops.durable import figures
from dealix_ops.durable.figures import Figures, Labelled

PASSED_ON = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
GAUGES = (
    ("waiting", "Rows that a worker could take or holds", ("table",)),
    ("oldest_seconds", "Age of the oldest of them", ("table",)),
    ("dead_letters", "Rows that a person must look at", ("table",)),
    ("inbound_recent", "The newest 2,000 of what came in", ("source", "status")),
    ("inbound_seconds", "From arrival to processed, among those", ("source", "quantile")),
    ("effects_recent", "The newest 2,000 effects", ("kind", "status")),
    ("effect_seconds", "From decided to done in Slack, among those", ("kind", "quantile")),
    ("beat_age_seconds", "Since the newest sign of life", ("role",)),
)


def router(product: Product, observed: Observed) -> APIRouter:
    settings = product.settings
    keys = Keys(tuple(key.get_secret_value() for key in settings.api_keys or ()))

    routes = APIRouter()

    @routes.get("/metrics")
    async def metrics(request: Request) -> Response:
        """With a key of the API; without one in development, from this machine."""
        known = keys.owner(request.headers.get("authorization")) is not None
        if not known and (settings.production or not _is_here(request)):
            return Response(status_code=401, headers={"WWW-Authenticate": "Bearer"})
        registry = CollectorRegistry()
        up = Gauge("dealix_database_up", "Whether the database answered", registry=registry)
        try:
            found = await product.database.read(lambda session: figures.look(session, now=product.clock()))
        except SQLAlchemyError:  # an exhausted pool is no DBAPIError
            up.set(0)
        else:
            up.set(1)
            _fill(registry, found)
        told = generate_latest(observed.registry) + generate_latest(registry)
        headers = {"Cache-Control": "no-store", "Content-Type": CONTENT_TYPE_LATEST}
        return Response(told, headers=headers)

    return routes


def _is_here(request: Request) -> bool:
    """Not what a tunnel or a proxy on this machine passes on for somebody."""
    if any(name in request.headers for name in PASSED_ON):
        return False
    try:
        return request.client is not None and ip_address(request.client.host).is_loopback
    except ValueError:
        return False


def _fill(registry: CollectorRegistry, found: Figures) -> None:
    for name, said, labels in GAUGES:
        gauge = Gauge(f"dealix_{name}", said, labels, registry=registry)
        values: Labelled = getattr(found, name)
        for values_of_labels, value in values.items():
            gauge.labels(*values_of_labels).set(value)
    Gauge("dealix_ledger_unsealed", "Entries not yet in the chain", registry=registry).set(
        found.ledger_unsealed
    )
