"""Whom of a customer we would write to, and how; nobody is written to before a person approves."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.contacts import service as contacts
from dealix_ops.contacts import suppression
from dealix_ops.contacts.models import Contact
from dealix_ops.sending import initiating
from dealix_ops.sending.occasions import PROMOTIONAL, Occasion
from dealix_ops.vocabulary import Means, Source

SOURCE = {Means.WHATSAPP: Source.WHATSAPP, Means.MAIL: Source.MAIL}


@dataclass(frozen=True)
class Recipient:
    contact: Contact
    means: Means

    @property
    def source(self) -> Source:
        return SOURCE[self.means]


def choose(session: Session, customer_id: int, occasion: Occasion) -> Recipient | None:
    """A person with a yes on WhatsApp, else one by mail, else a number whose yes is still to be recorded.

    None where nobody of the customer's left a number or an address.
    """
    query = select(Contact).where(Contact.customer_id == customer_id, Contact.erased_at.is_(None))
    people = [
        (contact, means)
        for contact in session.scalars(query.order_by(Contact.id))
        for means in SOURCE
        if _reaches(session, contact, means)
    ]
    ranked = [(_rank(session, contact, means, occasion), contact, means) for contact, means in people]
    best = min(ranked, key=lambda one: (one[0], one[1].id), default=None)
    return Recipient(best[1], best[2]) if best is not None else None


def _rank(session: Session, contact: Contact, means: Means, occasion: Occasion) -> int:
    if initiating.has_opt_in(session, contact, means):
        return 0 if means is Means.WHATSAPP else 1
    if means is Means.MAIL and occasion not in PROMOTIONAL:
        return 2
    return 3 if means is Means.WHATSAPP else 4


def _reaches(session: Session, contact: Contact, means: Means) -> bool:
    address = initiating.address_of(contact, means)
    # By its source the means must come out the same: what is approved is bound to it.
    reached = address is not None and contacts.means_of(contact, SOURCE[means]) is means
    return reached and address is not None and not suppression.is_suppressed(session, address)
