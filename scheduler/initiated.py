"""What the clock proposes of our own accord: renewals and reviews as drafts, the rest as two lists."""

from datetime import date, datetime

from sqlalchemy.orm import Session

from dealix_ops.bootstrap import Product
from dealix_ops.clock import riyadh
from dealix_ops.durable import digest_effects
from dealix_ops.durable.digest_effects import Part
from dealix_ops.initiated import rules, service
from dealix_ops.initiated.rules import IsOpen
from dealix_ops.reports import initiated
from dealix_ops.sending.stopping import Stopping
from dealix_ops.working_time import service as working_time


def propose(product: Product, session: Session, _slot: datetime) -> None:
    """Only on a working day, which takes care of the days without work behind it."""
    now, is_open = product.clock(), working_time.is_open(session)
    for customer_id, due in list(service.due_today(session, riyadh(now).date(), is_open)):
        product.proposing.propose(session, customer_id, due, now=now)


def list_check_ins(product: Product, session: Session, _slot: datetime) -> None:
    """On the first working day of the week, where anybody is to be met."""
    today, is_open = _today(product, session)
    if rules.is_first_of_week(today, is_open) and initiated.check_ins(session, today, is_open):
        _post(product, session, Part.CHECK_INS)


def list_packs(product: Product, session: Session, _slot: datetime) -> None:
    """On the first working day of the month, where anybody's Proof Pack is missing."""
    today, is_open = _today(product, session)
    if rules.is_first_of_month(today, is_open) and initiated.packs_due(session, today):
        _post(product, session, Part.PACKS)


def renew(product: Product) -> None:
    """Approvals that may not leave any more, cards of messages that lost their reason or whose customer wrote
    since; one lock at a time."""
    proposing, stopping = product.proposing, Stopping(product.decisions.way_out)
    with product.database.reading() as session:
        stopped = stopping.due(session, now=product.clock())
    for approval_id in stopped:
        with product.database.transaction() as session:
            stopping.stop(session, approval_id, now=product.clock())
    with product.database.reading() as session:
        outdated = proposing.outdated(session, now=product.clock())
    for ticket_id in outdated:
        with product.database.transaction() as session:
            proposing.renew(session, ticket_id, now=product.clock())


def _today(product: Product, session: Session) -> tuple[date, IsOpen]:
    return riyadh(product.clock()).date(), working_time.is_open(session)


def _post(product: Product, session: Session, part: Part) -> None:
    now = product.clock()
    told = digest_effects.effect(part, channel=product.proposing.channel, since=now)
    product.queues.add(session, told, now=now)
