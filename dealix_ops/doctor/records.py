"""What the rows tell `dealix doctor`: who was heard last, what left last, who is at work."""

from datetime import datetime, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dealix_ops.doctor import knocks
from dealix_ops.doctor.findings import Finding, State
from dealix_ops.durable import takeover, workers
from dealix_ops.durable.models import OutboxRow
from dealix_ops.features import FEATURE_OF, feature_states
from dealix_ops.intake.models import Inbound
from dealix_ops.media.models import Media
from dealix_ops.media.rules import MediaStatus
from dealix_ops.ports.work import WorkStatus
from dealix_ops.settings import Settings
from dealix_ops.vocabulary import Source

UNHEARD = {
    Source.WHATSAPP: (
        ": did Meta verify <address>/api/webhooks/whatsapp, and is the field «messages» subscribed? A wrong"
        " WHATSAPP_APP_SECRET shows as 401 in Meta's webhook page"
    ),
    Source.SLACK: (
        ": did Slack verify the Request URL <address>/slack/events? A wrong SLACK_SIGNING_SECRET shows as 401"
        " there; it stands under Basic Information, App Credentials"
    ),
    Source.MAIL: ": does the forwarder post to <address>/api/webhooks/mail with one of MAIL_WEBHOOK_SECRETS?",
    Source.FORM: ": does the website post to <address>/api/webhooks/forms/<key>?",
}
"""Where to look; Sentry's silence is good news, and a colleague needs no door."""
HOW_TO_START = {
    workers.WORKER: "no card leaves: start `dealix worker`, or `dealix serve` for all three in one",
    workers.CLOCK: "nothing is reminded of and no breach is told: start `dealix clock`, or `dealix serve`",
}
MEDIA_LOOK_BACK = timedelta(days=1)
TIME_FORMAT = "%Y-%m-%d %H:%M UTC"


def of_people(settings: Settings) -> Finding:
    """Who is in no list decides nothing, and from outside that looks like buttons that do not work."""
    founders, operators = len(settings.founder_ids), len(settings.operator_ids)
    if founders:
        return Finding("who decides", State.OK, f"founders: {founders}, operators: {operators}")
    why = "DEALIX_FOUNDER_IDS is empty: what only a founder may approve waits for ever"
    return Finding("who decides", State.FAIL, why if operators else f"{why}, and so does the rest")


def of_sources(session: Session, settings: Settings) -> list[Finding]:
    """Each source: on, or off and why; and when something signed came in last."""
    features = {state.name: state for state in feature_states(settings)}
    not_ours = ~Inbound.external_id.startswith(f"request:{knocks.OURS}", autoescape=True)
    newest = select(Inbound.source, func.max(Inbound.received_at)).where(not_ours)
    rows = session.execute(newest.group_by(Inbound.source))
    heard = {source: at for source, at in rows}  # noqa: C416  a Row is no pair to mypy
    return [
        _source(source, features[feature].enabled, features[feature].why, heard.get(source.value))
        for source, feature in FEATURE_OF.items()
    ]


def of_effects(session: Session) -> list[Finding]:
    """The newest of each kind that left."""
    query = select(OutboxRow.kind, func.max(OutboxRow.finished_at)).where(
        OutboxRow.status == WorkStatus.DONE.value
    )
    left = session.execute(query.group_by(OutboxRow.kind).order_by(OutboxRow.kind)).all()
    if not left:
        return [Finding("last sent", State.WARN, "nothing has left yet")]
    return [Finding(f"last sent: {kind}", State.OK, _at(at)) for kind, at in left]


def of_media(session: Session, settings: Settings, *, now: datetime) -> Finding:
    """Customers' files: fetched or not and why, and where somebody could listen to them."""
    state = next(one for one in feature_states(settings) if one.name == "media")
    if not state.enabled:
        return Finding("media", State.OFF, f"{state.why}: voice notes and images are not fetched")
    if settings.public_url is None:
        why = "fetched, but DEALIX_PUBLIC_URL is not set: nobody can listen to them"
        return Finding("media", State.WARN, why)
    query = select(func.count()).select_from(Media).join(Inbound, Inbound.id == Media.inbound_id)
    recent = query.where(
        Media.status == MediaStatus.FAILED.value, Inbound.received_at > now - MEDIA_LOOK_BACK
    )
    failed = session.scalar(recent) or 0
    if failed:
        return Finding("media", State.WARN, f"{failed} not fetched in the last day, each card says why")
    return Finding("media", State.OK, f"fetched, kept for {settings.media_days} days")


def of_work(session: Session, *, now: datetime, silent_after: timedelta) -> list[Finding]:
    """Are workers and clock alive, and is anything dead or waiting for a person?"""
    found = []
    for role in (workers.WORKER, workers.CLOCK):
        alive = len(workers.live(session, role=role, now=now, silent_after=silent_after))
        state = State.OK if alive else State.FAIL
        why = f"{alive} alive" if alive else f"none is running, {HOW_TO_START[role]}"
        found.append(Finding(role, state, why))
    letters = takeover.dead_letters(session)
    why = f"{len(letters)}: dealix deadletters list" if letters else "none"
    found.append(Finding("dead letters", State.WARN if letters else State.OK, why))
    return found


def _source(source: Source, enabled: bool, why: str, heard_at: datetime | None) -> Finding:
    what = f"source {source.value}"
    if not enabled:
        return Finding(what, State.OFF, why)
    if heard_at is None:
        return Finding(what, State.WARN, f"on, but nothing has come in yet{UNHEARD.get(source, '')}")
    return Finding(what, State.OK, f"on, last signed in {_at(heard_at)}")


def _at(at: datetime | None) -> str:
    return at.strftime(TIME_FORMAT) if at else "never"
