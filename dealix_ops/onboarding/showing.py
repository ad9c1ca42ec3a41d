"""The checklist's one message: asked for with every change, and where nobody pressed a button."""

from collections.abc import Sequence
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
    return begun.card_version + connectors.versions(session, [customer_id])[customer_id]


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
    shown = session.scalars(select(Onboarding).where(Onboarding.asked_version.is_not(None))).all()
    return [one.customer_id for one in _outdated(session, shown, now)]


def renew(session: Session, customer_id: int, *, channel: str, outbox: Outbox, now: datetime) -> None:
    """Once: two clocks may come here at the same moment."""
    customers.locked(session, customer_id)
    begun = session.get_one(Onboarding, customer_id, populate_existing=True)
    if not _outdated(session, [begun], now):
        return
    if _standing_still(session, [begun], now):
        begun.looked_on = riyadh(now).date()
        begun.card_version += 1
    ask(session, customer_id, channel=channel, outbox=outbox, now=now)


def _outdated(session: Session, shown: Sequence[Onboarding], now: datetime) -> list[Onboarding]:
    """All asked together: the clock looks every thirty seconds, at each that was ever shown."""
    moved = connectors.versions(session, [one.customer_id for one in shown])
    still = _standing_still(session, shown, now)
    return [one for one in shown if one.customer_id in still or _is_behind(one, moved[one.customer_id])]


def _is_behind(begun: Onboarding, moved: int) -> bool:
    asked = begun.asked_version
    return asked is not None and begun.card_version + moved > asked


def _standing_still(session: Session, shown: Sequence[Onboarding], now: datetime) -> set[int]:
    """And nobody said so today."""
    today = riyadh(now).date()
    untold = [one.customer_id for one in shown if one.looked_on != today]
    return {
        customer_id
        for customer_id, stands in service.summaries(session, untold).items()
        if stands.current is not None and rules.still_since(stands.moved_at, now) > 0
    }
