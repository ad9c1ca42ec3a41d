"""The OpenAPI document with its problems and whole paths, and a page that lists it without any script."""

from html import escape
from typing import Any

from fastapi import FastAPI

from bot.web.api import problems
from bot.web.api.guard import REQUEST_ID

PREFIX = "/api/v1/customer-ops"
TITLE = "Dealix Ops: customer operations"
DESCRIPTION = (
    "عمليات العملاء: التهيئة والقنوات والدعم والمهل والحوادث والنجاح. لا يُرسل شيء إلى عميل من هنا: "
    "كل إجراء مقترح يحمل `approval_required: true` و`live_send_allowed: false`."
)
OF_EVERY = (401, 413, 422, 429, 500)
OF_BODIES = (400, 415)
OF_STATES = (409,)
OF_NAMES = (404,)
MOVES = ("/onboarding/update-step", "/connectors/update")
"""Where a rule of the state may say no."""
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
    fine = {**operation["responses"]["200"], "headers": named}
    refused = {f"{status}": _problem(status, named) for status in sorted(statuses)}
    return {**operation, "responses": {"200": fine, **refused}}


def _problem(status: int, named: dict[str, Any]) -> dict[str, Any]:
    headers = dict(named)
    if status == 429:
        headers["Retry-After"] = {"description": "Seconds.", "schema": {"type": "integer"}}
    if status == 401:
        headers["WWW-Authenticate"] = {"schema": {"type": "string"}}
    return {
        "description": problems.TITLES[status],
        "headers": headers,
        "content": {problems.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def page(document: dict[str, Any]) -> str:
    rows = "".join(
        f"<tr><td dir=ltr><code>{method.upper()} {escape(path)}</code></td>"
        f"<td dir=ltr>{escape(operation['description'].partition(chr(10))[0])}</td></tr>"
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )
    return (
        "<!doctype html><html lang=ar dir=rtl><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        "<title>واجهة عمليات العملاء</title><style>body{font:16px/1.6 system-ui;margin:2rem auto;"
        "max-width:60rem;padding:0 1rem}td{padding:.3rem .6rem;border-bottom:1px solid #ccc}</style>"
        f"<h1>واجهة عمليات العملاء</h1><p>{escape(DESCRIPTION)}</p>"
        "<p>المفتاح في الترويسة: <code dir=ltr>Authorization: Bearer …</code>. "
        f"الوصف الكامل: <a href=/openapi.json>openapi.json</a></p><table>{rows}</table></html>"
    )
