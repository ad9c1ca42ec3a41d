"""Sentry's deliveries: white-listed fields of one alert, or the bare fact that something else came.

Shapes: Sentry's integration platform, webhooks of an internal integration, as of 2026. Frames, request,
headers, cookies and the person an error happened to are never read, so they cannot be kept.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from dealix_ops import own_errors
from dealix_ops.intake.fields import dicts, digest, fitting, get, not_future, text
from dealix_ops.intake.item import Item, ItemKind
from dealix_ops.vocabulary import Source

SOURCE = Source.SENTRY
STALE = timedelta(minutes=5)
LEVELS = frozenset({"fatal", "error", "warning", "info", "debug", "sample"})
TITLE, LABEL, ADDRESS = 300, 200, 500
"""Letters kept of a text, of a name, of an address."""
LARGEST = 10**15
MOST_USERS = 2**31 - 1
_IDENT = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
_SLUG = re.compile(r"/projects/[^/]+/([^/]+)/events/")

Body = dict[str, Any]


@dataclass(frozen=True)
class Hook:
    """The headers of one delivery; the signature covers none of them."""

    resource: str
    request_id: str | None
    timestamp: str | None


def item(payload: Any, *, hook: Hook, received_at: datetime) -> Item:
    """Work where it is an alert whose subject has an id; anything else is recorded without its content."""
    resource, action = hook.resource.casefold(), text(get(payload, "action")) or ""
    installation = ident(get(get(payload, "installation"), "uuid")) or "unknown"
    read = ALERTS.get((resource, action))
    alert = read(get(payload, "data"), action) if read else None
    subject = alert.pop("subject") if alert else None
    hooked_at = _epoch(hook.timestamp)
    said = _said_at(alert or {}, action, hooked_at) or received_at
    body: Body = {
        "resource": resource[:LABEL],
        "action": action[:LABEL],
        "installation": {"id": installation},
    }
    body |= {"hook": _hook(hook, hooked_at, received_at)}
    return Item(
        kind=ItemKind.ALERT if subject else ItemKind.OTHER,
        external_id=fitting(_external_id(payload, hook)),
        conversation_key=fitting(f"{SOURCE}:{installation}:{subject}") if subject else f"{SOURCE}:none",
        body=body | {"alert": alert} if subject else body,
        occurred_at=not_future(said, received_at),
    )


def ident(value: Any) -> str | None:
    """An id of Sentry's, text or number; what cannot be one is none."""
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < LARGEST:
        return str(value)
    return value if isinstance(value, str) and _IDENT.fullmatch(value) else None


def instant(value: Any) -> datetime | None:
    """ISO 8601, in UTC where no zone is said."""
    if not isinstance(value, str):
        return None
    try:
        said = datetime.fromisoformat(value)
        return (said if said.tzinfo else said.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def number(value: Any, *, largest: int = LARGEST) -> int | None:
    """A count, which Sentry writes as text in one place and as a number in the other."""
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 18:
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        return None
    return min(value, largest)


def _event(data: Any, key: str) -> Body:
    event = get(data, key)
    tags = _tags(get(event, "tags"))
    issue = ident(get(event, "issue_id"))
    slug = _SLUG.search(text(get(event, "url")) or "")
    return {
        "subject": issue,
        "id": issue,
        "event": {"id": ident(get(event, "event_id"))},
        "title": _cut(get(event, "title"), TITLE),
        "culprit": _cut(get(event, "culprit"), LABEL),
        "level": _level(get(event, "level"), tags.get("level")),
        "environment": _cut(tags.get("environment"), LABEL) or _cut(get(event, "environment"), LABEL),
        "project": _cut(slug[1] if slug else ident(get(event, "project")), LABEL),
        "release": _cut(get(event, "release"), LABEL),
        "datetime": _cut(get(event, "datetime"), LABEL),
        "web_url": _address(get(event, "web_url")),
        "own": tags.get(own_errors.TAG[0]) == own_errors.TAG[1],
    }


def _event_alert(data: Any, _action: str) -> Body:
    rule = _cut(get(data, "triggered_rule"), LABEL) or _cut(get(get(data, "issue_alert"), "title"), LABEL)
    return _event(data, "event") | {"rule": rule}


def _error(data: Any, _action: str) -> Body:
    return _event(data, "error")


def _issue(data: Any, action: str) -> Body:
    issue = get(data, "issue")
    known = ident(get(issue, "id"))
    project = get(issue, "project")
    return {
        "subject": known,
        "id": known,
        "title": _cut(get(issue, "title"), TITLE),
        "culprit": _cut(get(issue, "culprit"), LABEL),
        "level": _level(get(issue, "level"), None),
        "project": _cut(get(project, "slug"), LABEL) or _cut(get(project, "name"), LABEL),
        "count": number(get(issue, "count")),
        "users": number(get(issue, "userCount"), largest=MOST_USERS),
        "first_seen": _cut(get(issue, "firstSeen"), LABEL),
        "last_seen": _cut(get(issue, "lastSeen"), LABEL),
        # Only the time of its creation is in it; when somebody resolved it, the header alone says.
        "datetime": _cut(get(issue, "firstSeen"), LABEL) if action == "created" else None,
        "status": _cut(get(issue, "status"), LABEL),
        "substatus": _cut(get(issue, "substatus"), LABEL),
        "web_url": _address(get(issue, "web_url")) or _address(get(issue, "permalink")),
    }


def _metric(data: Any, action: str) -> Body:
    metric = get(data, "metric_alert")
    rule = get(metric, "alert_rule")
    known = ident(get(metric, "identifier")) or ident(get(metric, "id"))
    projects = get(metric, "projects") or get(rule, "projects")
    names = [part for part in projects if isinstance(part, str)] if isinstance(projects, list) else []
    began = _cut(get(metric, "date_detected"), LABEL) or _cut(get(metric, "date_started"), LABEL)
    return {
        "subject": f"metric:{known}" if known else None,
        "id": known,
        "title": _cut(get(metric, "title"), TITLE) or _cut(get(data, "description_title"), TITLE),
        "level": action if action in ("critical", "warning") else None,
        "environment": _cut(get(rule, "environment"), LABEL),
        "project": _cut(", ".join(names), LABEL),
        "rule": _cut(get(rule, "name"), LABEL),
        "first_seen": _cut(get(metric, "date_started"), LABEL),
        "datetime": _cut(get(metric, "date_closed"), LABEL) if action == "resolved" else began,
        "web_url": _address(get(data, "web_url")),
    }


ALERTS: Mapping[tuple[str, str], Callable[[Any, str], Body]] = {
    ("event_alert", "triggered"): _event_alert,
    ("error", "created"): _error,
    **dict.fromkeys(
        [
            ("issue", action)
            for action in ("created", "resolved", "unresolved", "ignored", "archived", "assigned")
        ],
        _issue,
    ),
    **dict.fromkeys([("metric_alert", action) for action in ("critical", "warning", "resolved")], _metric),
}


def _said_at(alert: Body, action: str, hooked_at: datetime | None) -> datetime | None:
    """The event's own time; a metric's incident has one time for every step, so the header's comes first."""
    own = instant(alert.get("datetime"))
    is_step = action in ("critical", "warning", "resolved")
    return (hooked_at or own) if is_step else (own or hooked_at)


def _external_id(payload: Any, hook: Hook) -> str:
    if hook.request_id:
        return f"request:{hook.request_id}"
    return f"digest:{digest([hook.resource, payload])}"


def _hook(hook: Hook, hooked_at: datetime | None, received_at: datetime) -> Body:
    """An old delivery is taken like any other, and it is noted how old it was."""
    late = received_at - hooked_at if hooked_at else timedelta(0)
    noted = {"late_s": int(late.total_seconds())} if abs(late) > STALE else {}
    return {"timestamp": (hook.timestamp or "")[:LABEL] or None} | noted


def _epoch(value: str | None) -> datetime | None:
    if value is None or not (value.isascii() and value.isdigit()) or len(value) > 11:
        return None
    return datetime.fromtimestamp(int(value), UTC)


def _tags(value: Any) -> dict[str, str]:
    """A list of pairs; some builds write objects with `key` and `value`."""
    pairs: list[Any] = [(one.get("key"), one.get("value")) for one in dicts(value)]
    if isinstance(value, list):
        pairs += [part for part in value if isinstance(part, list) and len(part) == 2]
    return {key: said for key, said in pairs if isinstance(key, str) and isinstance(said, str)}


def _level(*given: Any) -> str | None:
    return next((level for level in given if isinstance(level, str) and level in LEVELS), None)


def _cut(value: Any, limit: int) -> str | None:
    return (text(value) or "")[:limit] or None


def _address(value: Any) -> str | None:
    """Only what a browser opens safely; a cut address would lead elsewhere."""
    address = text(value) or ""
    return address if address.startswith("https://") and len(address) <= ADDRESS else None
