"""Errors as RFC 9457 says: a title for people in Arabic, a detail and a code for whoever mends it."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from dealix_ops.errors import OpsError

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "الطلب غير مقروء",
    401: "المفتاح ناقص أو غير صحيح",
    404: "غير موجود",
    405: "الطريقة غير مسموحة هنا",
    408: "وصل الطلب أبطأ من المسموح",
    409: "الحالة الحالية لا تسمح بهذا",
    413: "الطلب أكبر من المسموح",
    415: "نوع المحتوى غير مدعوم",
    422: "بيانات الطلب غير صحيحة",
    429: "طلبات كثيرة، حاول بعد قليل",
    500: "خلل عندنا، وسُجّل برقم الطلب",
}
DETAILS = {
    400: "The body is not readable JSON.",
    401: "Send a valid key as `Authorization: Bearer <key>`.",
    404: "There is nothing at this address.",
    405: "This address takes another method; see `Allow`.",
    408: "The body was not whole in time.",
    409: "The state as it is does not allow this.",
    413: "The body has more bytes than this API takes.",
    415: "Send the body as `application/json`.",
    422: "The request does not fit the schema; `errors` names each field.",
    429: "The rate of this key is used up; wait as long as `Retry-After` says.",
    500: "Something failed on our side; quote `request_id`.",
}
CODES = {
    400: "unreadable",
    401: "unauthorized",
    404: "not_found",
    405: "method_not_allowed",
    408: "too_slow",
    409: "conflict",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "too_many_requests",
    500: "internal_error",
}
MOST_ERRORS = 20


def problem(
    status: int,
    *,
    request_id: str,
    errors: list[dict[str, str]] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    told = body(status, request_id=request_id, errors=errors)
    return JSONResponse(told, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def body(
    status: int,
    *,
    request_id: str,
    detail: str | None = None,
    code: str | None = None,
    errors: list[dict[str, str]] | None = None,
) -> dict[str, Any]:
    """Never quotes what was sent. `code` is the fact in one word, by default the status's."""
    known = status if status in TITLES else 400
    told: dict[str, Any] = {
        "type": "about:blank",
        "title": TITLES[known],
        "status": status,
        "detail": detail or DETAILS[known],
        "code": code or CODES[known],
        "request_id": request_id,
    }
    return told | ({"errors": errors} if errors else {})


def install(app: FastAPI) -> None:
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(OpsError, _conflict)
    app.add_exception_handler(Exception, _broken)


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    if any(one["type"] == "json_invalid" for one in found):
        return problem(400, request_id=_id(request))
    told = [
        {"field": ".".join(map(str, one["loc"])), "message": str(one["msg"])} for one in found[:MOST_ERRORS]
    ]
    return problem(422, request_id=_id(request), errors=told)


async def _refused(request: Request, error: Exception) -> JSONResponse:
    status = error.status_code if isinstance(error, HTTPException) else 400
    headers = error.headers if isinstance(error, HTTPException) else None
    return problem(status, request_id=_id(request), headers=headers)


async def _conflict(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse(conflict(error, request_id=_id(request)), status_code=409, media_type=MEDIA_TYPE)


def conflict(error: Exception, *, request_id: str) -> dict[str, Any]:
    """A rule of ours says no: the request is right, its time is not. Its words hold nothing of a caller."""
    name = type(error).__name__
    code = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
    return body(409, request_id=request_id, detail=str(error), code=code)


async def _broken(request: Request, _error: Exception) -> JSONResponse:
    """Starlette raises it once more afterwards, so that the log and Sentry learn of it."""
    return problem(500, request_id=_id(request))


def _id(request: Request) -> str:
    return str(request.state.request_id)
