"""The checklist's one message: asked for with every change, and where nobody pressed a button."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.clock import riyadh
from dealix_ops.connectors import service as connectors
from dealix_ops.contacts import customers
from dealix_ops.onboarding import rules, service
from dealix_ops.onboarding.models import Onboarding
from dealix_ops.ports.work import Effect, EffectKind, Outbox


def version(session: Session, customer_id: int) -> int:
    """Its own changes and those of the customer's connectors, which stand on it too."""
    begun = session.get_one(Onboarding, customer_id)
    return begun.card_version + connectors.version(session, customer_id)


def ask(
    session: Session, customer_id: int, *, channel: str, outbox: Outbox, now: datetime, fresh: bool = False
) -> None:
    """`fresh`: posted anew at the bottom, for whoever asked to see it. The caller has the customer's lock."""
    begun = session.get_one(Onboarding, customer_id)
    if fresh:
        begun.card_version += 1
    begun.asked_version = version(session, customer_id)
    payload = {
        "customer_id": customer_id,
        "channel": channel,
        "version": begun.asked_version,
        "fresh": fresh,
    }
    effect = Effect(EffectKind.CHECKLIST_CARD, channel, payload, draws=f"onboarding:{customer_id}")
    outbox.add(session, effect, now=now)


def is_shown(session: Session, customer_id: int) -> bool:
    """Whether somebody asked for its message once."""
    begun = session.get(Onboarding, customer_id)
    return begun is not None and begun.asked_version is not None


def outdated(session: Session, *, now: datetime) -> list[int]:
    """Customers whose message shows less than is known: moved over the API, or standing still since."""
    shown = session.scalars(select(Onboarding).where(Onboarding.asked_version.is_not(None)))
    return [one.customer_id for one in shown if _is_outdated(session, one, now)]


def renew(session: Session, customer_id: int, *, channel: str, outbox: Outbox, now: datetime) -> None:
    """Once: two clocks may come here at the same moment."""
    customers.locked(session, customer_id)
    begun = session.get_one(Onboarding, customer_id, populate_existing=True)
    if not _is_outdated(session, begun, now):
        return
    if _stands_still(session, begun, now):
        begun.looked_on = riyadh(now).date()
        begun.card_version += 1
    ask(session, customer_id, channel=channel, outbox=outbox, now=now)


def _is_outdated(session: Session, begun: Onboarding, now: datetime) -> bool:
    asked = begun.asked_version
    behind = asked is not None and version(session, begun.customer_id) > asked
    return behind or _stands_still(session, begun, now)


def _stands_still(session: Session, begun: Onboarding, now: datetime) -> bool:
    """And nobody said so today."""
    if begun.looked_on == riyadh(now).date():
        return False
    stands = service.summary(session, begun.customer_id)
    return stands is not None and stands.current is not None and rules.still_since(stands.moved_at, now) > 0
