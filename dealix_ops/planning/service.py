"""Keep what was asked and what was said to it; nothing is ever done from here."""

import hashlib
from datetime import datetime

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from dealix_ops.claims.fold import reveal
from dealix_ops.language.masking import mask_identifiers, mask_secrets
from dealix_ops.ledger import service as ledger
from dealix_ops.ledger.events import Event
from dealix_ops.planning import reading
from dealix_ops.planning.models import ActionPlan
from dealix_ops.planning.rules import Plan, propose
from dealix_ops.sending import errors
from dealix_ops.sending.authority import Act, Actor, allows

WORDS_MAX = 500


def ask(session: Session, words: str, *, actor: Actor, now: datetime) -> Plan:
    """One row and one entry a person and wording: the second time nothing changes. Raises MayNotArrange."""
    if not allows(actor.role, Act.PLAN):
        raise errors.MayNotArrange(actor.user_id)
    plan = propose(reading.read(words))
    kind, refused_for = plan.action.kind, plan.refused_for
    masked, _ = mask_secrets(words)
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    plan_id = session.scalar(
        dialect.insert(ActionPlan)
        .values(
            digest=hashlib.sha256(f"{actor.user_id}\n{reveal(words).text}".encode()).hexdigest(),
            kind=kind.value if kind else None,
            refused_for=refused_for.value if refused_for else None,
            words=mask_identifiers(masked)[:WORDS_MAX],
            asked_by=actor.user_id,
            asked_at=now,
        )
        .on_conflict_do_nothing(index_elements=["digest"])
        .returning(ActionPlan.id)
    )
    if plan_id is not None:
        event = Event.PLAN_REFUSED if refused_for else Event.PLAN_PROPOSED
        facts = {"plan": plan_id, "kind": kind, "refused_for": refused_for}
        ledger.record(session, event, at=now, actor=actor.user_id, facts=facts)
    return plan
