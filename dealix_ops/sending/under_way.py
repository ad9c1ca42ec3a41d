"""Which approved texts wait for somebody to say that they left, asked so that history costs nothing."""

from datetime import UTC, datetime

from sqlalchemy import ColumnElement, and_, select

from dealix_ops.drafts.models import Draft
from dealix_ops.drafts.service import UNDER_WAY
from dealix_ops.sending.models import Approval, HandOff

LONG_AGO = datetime.min.replace(tzinfo=UTC)
UNTIL_MORNING = select(HandOff.approval_id).where(HandOff.morning_at > LONG_AGO)
"""Approvals of a night whose morning is not over; by their own index, where a plan may start elsewhere."""


def waits() -> ColumnElement[bool]:
    """For queries of `Approval` with its `HandOff`.

    The draft's state is what an index knows of it: nothing is marked as sent or taken back without it.
    """
    approved = select(Draft.id).where(Draft.status.in_([status.value for status in UNDER_WAY]))
    return and_(Approval.draft_id.in_(approved), HandOff.sent_at.is_(None), Approval.withdrawn_at.is_(None))
