"""The OpenAPI document with its problems and whole paths, and a page that lists it without any script."""

from collections.abc import Callable
from functools import partial
from html import escape
from typing import Any

from fastapi import FastAPI

from bot.web.api import examples, problems
from bot.web.api.guard import REQUEST_ID
from dealix_ops.connectors import rules as connectors
from dealix_ops.connectors.rules import ConnectorState
from dealix_ops.errors import OpsError
from dealix_ops.onboarding import rules as onboarding
from dealix_ops.onboarding.rules import StepId

PREFIX = "/api/v1/customer-ops"
TITLE = "Dealix Ops: customer operations"
DESCRIPTION = (
    "عمليات العملاء: التهيئة والقنوات والدعم والمهل والحوادث والنجاح. لا يُرسل شيء إلى عميل من هنا: "
    "كل إجراء مقترح يحمل `approval_required: true` و`live_send_allowed: false`."
)
OF_EVERY = (401, 413, 429, 500)
OF_BODIES = (400, 415, 422)
OF_STATES = (409,)
OF_NAMES = (404, 422)
MOVES: dict[str, Callable[[], None]] = {
    "/onboarding/update-step": partial(
        onboarding.require_possible,
        StepId.FIRST_SERVICE_RUN,
        completed=True,
        ready_for_first_service=False,
    ),
    "/connectors/update": partial(
        connectors.require_way, ConnectorState.DISABLED, ConnectorState.CONNECTED_DRAFT_ONLY
    ),
}
"""Where a rule of the state may say no, and how it does."""
WRONG_BODY = {
    "field": "body",
    "message": "Input should be a valid dictionary or object to extract fields from",
}
WRONG_NAME: dict[str, dict[str, str]] = {
    "/support/first-response/{priority}": {
        "field": "path.priority",
        "message": "Input should be 'P0', 'P1', 'P2' or 'P3'",
    },
    "/incidents/response-plan/{severity}": {
        "field": "path.severity",
        "message": "Input should be 'SEV1', 'SEV2' or 'SEV3'",
    },
}
EXAMPLE_ID = "7f1c0f0e5b0d4c7c9a51f6d2c1b0e9a3"
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "RFC 9457, with the request's id and a code in one word.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "code", "request_id"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string", "description": "بالعربية"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "request_id": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
    },
}


def whole(app: FastAPI) -> dict[str, Any]:
    """As served at `/openapi.json`: the paths are what a caller types."""
    made = app.openapi()
    schemas = made["components"]["schemas"]
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    paths = {
        PREFIX + path: {method: _told(operation, path, method) for method, operation in methods.items()}
        for path, methods in made["paths"].items()
    }
    return {**made, "paths": paths}


def _told(operation: dict[str, Any], path: str, method: str) -> dict[str, Any]:
    statuses = list(OF_EVERY)
    statuses += OF_BODIES if method == "post" else ()
    statuses += OF_STATES if path in MOVES else ()
    statuses += OF_NAMES if "{" in path else ()
    named = {REQUEST_ID: {"description": "Yours where well-formed, else ours.", "schema": {"type": "string"}}}
    operation = examples.placed(operation)
    fine = {**operation["responses"]["200"], "headers": named}
    refused = {f"{status}": _problem(status, named, _example(status, path)) for status in sorted(statuses)}
    return {**operation, "responses": {"200": fine, **refused}}


def _example(status: int, path: str) -> dict[str, Any]:
    """As it is really answered; of a 422 the simplest, a body that is no object."""
    if status == 409:
        return problems.conflict(_refusal(MOVES[path]), request_id=EXAMPLE_ID)
    errors = [WRONG_NAME.get(path, WRONG_BODY)] if status == 422 else None
    return problems.body(status, request_id=EXAMPLE_ID, errors=errors)


def _refusal(rule: Callable[[], None]) -> OpsError:
    try:
        rule()
    except OpsError as refusal:
        return refusal
    raise AssertionError(f"{rule} refuses nothing")


def _problem(status: int, named: dict[str, Any], example: dict[str, Any]) -> dict[str, Any]:
    headers = dict(named)
    if status == 429:
        headers["Retry-After"] = {"description": "Seconds.", "schema": {"type": "integer"}}
    if status == 401:
        headers["WWW-Authenticate"] = {"schema": {"type": "string"}}
    return {
        "description": problems.TITLES[status],
        "headers": headers,
        "content": {
            problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
        },
    }


def page(document: dict[str, Any], *, nonce: str) -> str:
    rows = "".join(
        f"<tr><td dir=ltr><code>{method.upper()} {escape(path)}</code></td>"
        f"<td dir=ltr>{escape(operation['description'].partition(chr(10))[0])}</td></tr>"
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    return (
        "<!doctype html><html lang=ar dir=rtl><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>واجهة عمليات العملاء</title><style nonce='{nonce}'>"
        "body{font:16px/1.6 system-ui;margin:2rem auto;"
        "max-width:60rem;padding:0 1rem}td{padding:.3rem .6rem;border-bottom:1px solid #ccc}</style>"
        f"<h1>واجهة عمليات العملاء</h1><p>{escape(DESCRIPTION)}</p>"
        "<p>المفتاح في الترويسة: <code dir=ltr>Authorization: Bearer …</code>. "
        f"الوصف الكامل: <a href=/openapi.json>openapi.json</a></p><table>{rows}</table></html>"
    )
