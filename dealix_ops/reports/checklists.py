"""What the checklist of a customer's onboarding shows."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from dealix_ops.connectors import service as connectors
from dealix_ops.contacts.models import Customer
from dealix_ops.onboarding import service, showing
from dealix_ops.onboarding.errors import NotBegun
from dealix_ops.onboarding.rules import StepId
from dealix_ops.onboarding.service import StepState


@dataclass(frozen=True)
class ChecklistView:
    """`name` is foreign text; steps that nobody touched are missing in `steps`."""

    customer_id: int
    version: int
    name: str
    steps: dict[StepId, StepState]
    stands: service.Summary
    connectors: connectors.Summary


def checklist(session: Session, customer_id: int) -> ChecklistView:
    """Raises NotBegun."""
    stands = service.summary(session, customer_id)
    if stands is None:
        raise NotBegun(f"no onboarding of customer {customer_id}")
    return ChecklistView(
        customer_id=customer_id,
        version=showing.version(session, customer_id),
        name=session.get_one(Customer, customer_id).name,
        steps=service.standing(session, customer_id).steps,
        stands=stands,
        connectors=connectors.summary(session, customer_id),
    )
