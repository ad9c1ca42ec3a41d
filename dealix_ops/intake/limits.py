"""How much a public door takes: counted in the rows themselves, so that every process counts the same."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.intake import form as forms
from dealix_ops.intake.models import Inbound
from dealix_ops.intake.storing import one_at_a_time

FORM_LIMIT = 60
FORM_SPAN = timedelta(minutes=1)


def form_is_full(session: Session, form: str, *, now: datetime) -> bool:
    """60 submissions of a form in the last minute, spam among them; processes count one after the other."""
    one_at_a_time(session.connection(), {forms.prefix_of(form)})
    query = (
        select(func.count())
        .select_from(Inbound)
        .where(
            Inbound.source == forms.SOURCE.value,
            Inbound.received_at > now - FORM_SPAN,
            Inbound.conversation_key.startswith(forms.prefix_of(form), autoescape=True),
        )
    )
    return (session.scalar(query) or 0) >= FORM_LIMIT
