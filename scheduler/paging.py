"""Alarms of grave matters ring, and once a month somebody is reminded to try whether they do."""

from datetime import datetime

from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.paging import copy_ar, drills, service, standing
from dealix_ops.ports.work import Effect, EffectKind


def ring(product: Product) -> None:
    """Begin, call and end; each alarm in a transaction of its own, so that none waits for another's fault."""
    paging = product.paging
    with product.database.reading() as session:
        fresh = standing.candidates(session)
    for ticket_id in fresh:
        with product.database.transaction() as session:
            paging.open(session, ticket_id, now=product.clock())
    with product.database.reading() as session:
        ringing = service.standing_pages(session)
    for page_id in ringing:
        with product.database.transaction() as session:
            paging.step(session, page_id, now=product.clock())


def remind(product: Product, session: Session, slot: datetime) -> None:
    """Nobody tried the alarm for a month."""
    if drills.is_owed(session, now=slot):
        room = product.operations_channel
        payload = {"channel": room, "text": copy_ar.drill_owed()}
        product.queues.add(session, Effect(EffectKind.NOTICE, room, payload), now=product.clock())
