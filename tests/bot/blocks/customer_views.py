"""A customer's checklist and connectors at several stages, for the docs and the tests of their blocks."""

from datetime import timedelta

from dealix_ops.catalogue.connectors import CONNECTORS
from dealix_ops.connectors.proofs import Told
from dealix_ops.connectors.rules import ConnectorState, Lacks, Proof
from dealix_ops.connectors.service import Change, Standing
from dealix_ops.connectors.service import Summary as ConnectorSummary
from dealix_ops.onboarding.rules import STEPS, progress
from dealix_ops.onboarding.service import StepState, Summary
from dealix_ops.reports.checklists import ChecklistView
from dealix_ops.reports.connections import Connection, ConnectionsView, ConnectionView
from tests.bot.blocks.views import NOW

NAME = "نخبة الخليج"


def checklist(
    *, done: int, days: int = 0, name: str = NAME, note: str = "", ready: bool = False
) -> ChecklistView:
    """Its first steps finished by the founder, the last of them so many days ago."""
    at = NOW - timedelta(days=days)
    finished = {step.id: StepState(True, "", "U_FOUNDER", at) for step in STEPS[:done]}
    current = progress(set(finished)).current
    open_ones = {step.id: StepState(False, note) for step in STEPS[done : done + 1]}
    stands = Summary(
        bundle_id="growth_starter" if done > 1 else None,
        done=done,
        total=len(STEPS),
        percent=100 * done / len(STEPS),
        current=next((step.id for step in STEPS if step.id == current), None),
        started_at=at,
        moved_at=at,
    )
    missing = () if ready else ("WhatsApp Cloud",)
    connectors = ConnectorSummary(
        11, 2 if ready else 1, int(ready), ("Moyasar",) * (done == 4), missing, ready
    )
    return ChecklistView(1, 1, name, {**finished, **open_ones}, stands, connectors)


CHECKLISTS = (
    ("تهيئة بدأت", checklist(done=0)),
    ("تهيئة تنتظر اختيار الباقة", checklist(done=1, note="العميل يفاضل بين باقتين")),
    ("تهيئة في منتصفها ولم تتحرك", checklist(done=4, days=3, note="بانتظار ملف العملاء")),
    ("تهيئة اكتملت", checklist(done=8, ready=True)),
)


def connections(*, name: str = NAME, note: str = "ربطناه مع العميل") -> ConnectionsView:
    """WhatsApp proved, Gmail being set up, the others not begun."""
    shown = {one.connection.kind.key: one.connection for one in (whatsapp(name, note), gmail(name, note))}
    rows = tuple(shown.get(kind.key, Connection(kind, None, None)) for kind in CONNECTORS)
    return ConnectionsView(1, name, rows, ConnectorSummary(11, 1, 1, (), (), True))


def whatsapp(name: str = NAME, note: str = "") -> ConnectionView:
    kind = next(kind for kind in CONNECTORS if kind.key == "whatsapp_cloud")
    standing = Standing(ConnectorState.CONNECTED_DRAFT_ONLY, note, NOW, "U_OPERATOR", NOW)
    seen = Proof(True, last_signed_in=NOW, last_draft=NOW, last_out=NOW, answered=True, token_ok=True)
    told = Told(seen, True, False, "", NOW, "U_OPERATOR")
    changes = _change(kind.key, ConnectorState.CONFIGURING, ConnectorState.CONNECTED_DRAFT_ONLY, note)
    return ConnectionView(1, name, Connection(kind, standing, told), (), (changes,))


def gmail(name: str = NAME, note: str = "") -> ConnectionView:
    kind = next(kind for kind in CONNECTORS if kind.key == "gmail")
    standing = Standing(ConnectorState.CONFIGURING, note, NOW, "api:k1", None)
    told = Told(Proof(False), True, True, note, NOW, "U_OPERATOR")
    change = _change(kind.key, ConnectorState.NOT_STARTED, ConnectorState.CONFIGURING, note)
    return ConnectionView(1, name, Connection(kind, standing, told), tuple(Lacks), (change,) * 7)


def _change(key: str, was: ConnectorState, to: ConnectorState, note: str) -> Change:
    return Change(key, was, to, note, NOW, "U_OPERATOR")
