"""A signed request to each of our own doors, from outside: does the secret here open the door there?

Nothing a door gets from here opens a ticket: Slack's handshake and Meta's are questions, the alert is of a
kind that nobody subscribes to. A form and a mail have no such harmless kind: those doors are asked unsigned
and must refuse.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import quote

from pydantic import SecretStr

from dealix_ops.doctor.findings import Finding, State
from dealix_ops.features import feature_states
from dealix_ops.settings import Settings

REFUSED = 401
OK = 200
HINTS = {
    401: ": the web process runs with another secret than this machine's settings",
    403: ": the web process runs with another secret than this machine's settings",
    404: ": the web process was started without this feature's settings, or the address is another program's",
    502: ": the host answers, but our web process is not running behind it",
    503: ": the host answers, but our web process is not running behind it",
}
OURS = "doctor-"
"""How the id of our own signed alert begins: its coming in is no sign of life from Sentry."""

Ask = Callable[["Knock"], tuple[int | None, str]]


@dataclass(frozen=True)
class Knock:
    """`answer` is what the body must hold; None where the status says it all."""

    feature: str
    method: str
    path: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    answer: str | None = None


def knocks(settings: Settings, *, now: datetime) -> list[Knock]:
    """One for each way in that is on."""
    on = {state.name for state in feature_states(settings) if state.enabled}
    made = [_slack(settings, now), _whatsapp(settings), _sentry(settings, now)]
    made += [
        Knock("mail", "POST", "/api/webhooks/mail", REFUSED),
        Knock("forms", "POST", f"/api/webhooks/forms/{secrets.token_urlsafe(24)}", REFUSED),
        Knock("api", "GET", "/api/v1/customer-ops/support/priorities", REFUSED),
    ]
    return [knock for knock in made if knock.feature in on]


def finding(knock: Knock, ask: Ask) -> Finding:
    status, body = ask(knock)
    what = f"round trip {knock.feature}"
    if status is None:
        return Finding(what, State.FAIL, f"nobody answered ({body})")
    if status != knock.status:
        hint = HINTS.get(status, "") if knock.status != REFUSED else ""
        return Finding(what, State.FAIL, f"answered {status} where {knock.status} was due{hint}")
    if knock.answer is not None and knock.answer not in body:
        return Finding(what, State.FAIL, "answered, but not what it was asked: is it ours?")
    said = "refuses strangers" if status == REFUSED else "the secret opens the door"
    return Finding(what, State.OK, said)


def _slack(settings: Settings, now: datetime) -> Knock:
    challenge, at = secrets.token_hex(8), str(int(now.timestamp()))
    raw = json.dumps({"type": "url_verification", "challenge": challenge}).encode()
    signed = b"v0:" + at.encode() + b":" + raw
    headers = {
        "content-type": "application/json",
        "x-slack-request-timestamp": at,
        "x-slack-signature": "v0=" + _hex(settings.slack_signing_secret, signed),
    }
    return Knock("slack", "POST", "/slack/events", OK, headers, raw, challenge)


def _whatsapp(settings: Settings) -> Knock:
    challenge, token = secrets.token_hex(8), _plain(settings.whatsapp_verify_token)
    query = f"hub.mode=subscribe&hub.verify_token={quote(token, safe='')}&hub.challenge={challenge}"
    return Knock("whatsapp", "GET", f"/api/webhooks/whatsapp?{query}", OK, answer=challenge)


def _sentry(settings: Settings, now: datetime) -> Knock:
    raw = json.dumps({"action": "doctor", "data": {}}).encode()
    return signed_for_sentry(settings, raw, resource="doctor", now=now)


def signed_for_sentry(settings: Settings, raw: bytes, *, resource: str, now: datetime) -> Knock:
    """As Sentry's integration signs it, under an id that begins like ours."""
    headers = {
        "content-type": "application/json",
        "request-id": OURS + secrets.token_hex(16),
        "sentry-hook-resource": resource,
        "sentry-hook-timestamp": str(int(now.timestamp())),
        "sentry-hook-signature": _hex(settings.sentry_client_secret, raw),
    }
    return Knock("sentry_alerts", "POST", "/api/webhooks/sentry", OK, headers, raw)


def _hex(secret: SecretStr | None, signed: bytes) -> str:
    return hmac.new(_plain(secret).encode(), signed, hashlib.sha256).hexdigest()


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
