"""Sentry's deliveries as its integration platform makes them (contracts/sentry.md sections 3 to 6)."""

import secrets
from datetime import UTC, datetime
from typing import Any

Json = dict[str, Any]

INSTALLATION = "5b1f0c2e-0000-4000-8000-9a6d1c3f7e11"
SENTRY = {"type": "application", "id": "sentry", "name": "Sentry"}
ACTIONS = {"event_alert": "triggered", "error": "created", "issue": "created", "metric_alert": "critical"}
"""What each resource says where nothing else is asked for."""
ORGANISATION = "https://sentry.io/organizations/acme"


def delivery(resource: str, issue_id: str, *, action: str, at: float, environment: str, fields: Json) -> Json:
    """The whole body; `fields` go over those of the event, issue or metric."""
    moment = datetime.fromtimestamp(at, UTC).isoformat().replace("+00:00", "Z")
    made = {"event_alert": _event, "error": _event, "issue": _issue, "metric_alert": _metric}[resource]
    subject = made(issue_id, moment, environment) | fields
    return {
        "action": action,
        "actor": SENTRY,
        "installation": {"uuid": INSTALLATION},
        "data": _data(resource, subject, action),
    }


def _data(resource: str, subject: Json, action: str) -> Json:
    if resource == "event_alert":
        return {"triggered_rule": "API 5xx burst", "event": subject}
    if resource == "metric_alert":
        title = f"{action.title()}: {subject['title']}"
        return {"metric_alert": subject, "description_title": title, "web_url": f"{ORGANISATION}/alerts/18/"}
    return {resource: subject}


def _event(issue_id: str, moment: str, environment: str) -> Json:
    event_id = secrets.token_hex(16)
    return {
        "event_id": event_id,
        "issue_id": issue_id,
        "project": 4501,
        "title": "TimeoutError: upstream took 31s",
        "level": "error",
        "culprit": "billing.tasks in charge",
        "platform": "python",
        "environment": None,
        "release": "dealix@1.8.2",
        "datetime": moment,
        "tags": [["environment", environment], ["level", "error"], ["handled", "no"]],
        "user": {"id": "u_77", "email": "noura@example.sa", "ip_address": "203.0.113.9"},
        "request": {"url": "https://app.example.sa/pay", "cookies": [["session", "s3cr3t-cookie"]]},
        "exception": {
            "values": [
                {"type": "TimeoutError", "stacktrace": {"frames": [{"vars": {"card": "4-local-variable"}}]}}
            ]
        },
        "url": f"https://sentry.io/api/0/projects/acme/api/events/{event_id}/",
        "web_url": f"{ORGANISATION}/issues/{issue_id}/events/{event_id}/",
        "issue_url": f"https://sentry.io/api/0/organizations/acme/issues/{issue_id}/",
    }


def _issue(issue_id: str, moment: str, _environment: str) -> Json:
    return {
        "id": issue_id,
        "shortId": "API-7K",
        "title": "TimeoutError: upstream took 31s",
        "culprit": "billing.tasks in charge",
        "level": "error",
        "status": "unresolved",
        "substatus": "new",
        "statusDetails": {},
        "count": "3",
        "userCount": 2,
        "firstSeen": moment,
        "lastSeen": moment,
        "permalink": None,
        "project": {"id": "4501", "name": "api", "slug": "api", "platform": "python"},
        "assignedTo": None,
        "web_url": f"{ORGANISATION}/issues/{issue_id}/",
    }


def _metric(identifier: str, moment: str, environment: str) -> Json:
    return {
        "id": "88",
        "identifier": identifier,
        "title": "p95 latency",
        "status": 20,
        "projects": ["api"],
        "date_created": moment,
        "date_detected": moment,
        "date_started": moment,
        "date_closed": None,
        "alert_rule": {"id": "7", "name": "p95 latency", "environment": environment, "projects": ["api"]},
    }
