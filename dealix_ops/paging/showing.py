"""What an alarm says of its matter: a number, how grave, and which kind; never a customer's word."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from dealix_ops.paging.models import Page
from dealix_ops.paging.rules import Kind, PageView
from dealix_ops.triage.models import TriageVerdict
from dealix_ops.vocabulary import Priority, Topic


def view(
    session: Session, page: Page, *, step: int, late: timedelta | None, called: tuple[str, ...] = ()
) -> PageView:
    return PageView(
        page_id=page.id,
        kind=Kind(page.kind),
        ticket_id=page.ticket_id,
        incident_id=page.incident_id,
        topic=_topic(session, page.ticket_id),
        token=page.token,
        started_at=page.started_at,
        step=step,
        late=late,
        called=called,
    )


def _topic(session: Session, ticket_id: int | None) -> Topic | None:
    """Of the newest reading that made it a P0."""
    if ticket_id is None:
        return None
    query = select(TriageVerdict.topic).where(
        TriageVerdict.ticket_id == ticket_id, TriageVerdict.priority == Priority.P0.value
    )
    topic = session.scalar(query.order_by(TriageVerdict.id.desc()).limit(1))
    return Topic(topic) if topic is not None else None
