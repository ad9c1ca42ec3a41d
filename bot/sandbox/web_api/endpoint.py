"""One HTTP endpoint for every method: token, faults, call, log."""

import asyncio
import hmac
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from bot.manifest import scopes
from bot.sandbox.arguments import Arguments, read_arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.errors import RateLimited, SlackRefusal
from bot.sandbox.faults import Fault, FaultKind
from bot.sandbox.lost_reply import LostReply
from bot.sandbox.web_api.table import METHODS

Json = dict[str, Any]


async def web_api(request: Request) -> Response:
    """Answer POST or GET /api/<method>."""
    box: Sandbox = request.app.state.box
    box.address = str(request.base_url).rstrip("/")
    method = request.path_params["method"]
    args = await read_arguments(request)
    token = _token(request, args)
    record = box.journal.call(method, args.values)
    fault = box.faults.strike(method)
    response = _fail_first(fault) or _perform(box, method, args, token)
    if fault and fault.kind is FaultKind.SLOW:
        await asyncio.sleep(fault.delay_s)
    if fault and fault.kind is FaultKind.LOST_REPLY:
        response = LostReply(response)
    record["outcome"], record["http_status"] = _outcome(response, fault), response.status_code
    box.changes.note("call", method=method)
    return response


def _token(request: Request, args: Arguments) -> str:
    # The token leaves the arguments at once: the call log is shown to people.
    field = str(args.values.pop("token", "") or "")
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer.strip() if scheme.lower() == "bearer" else field


def _fail_first(fault: Fault | None) -> Response | None:
    match fault.kind if fault else None:
        case FaultKind.RATELIMITED:
            return refused(RateLimited(fault.retry_after if fault else 1))
        case FaultKind.SERVER_ERROR:
            return PlainTextResponse("upstream is unwell", status_code=503)
        case FaultKind.ERROR:
            return refused(SlackRefusal(fault.error if fault else ""))
    return None


def _perform(box: Sandbox, method: str, args: Arguments, token: str) -> Response:
    try:
        _refuse_stranger(box, method, token)
        granted = {"x-oauth-scopes": ",".join(scopes())} if method == "auth.test" else None
        return JSONResponse({"ok": True, **METHODS[method](box, args)}, headers=granted)
    except SlackRefusal as refusal:
        return refused(refusal)


def _refuse_stranger(box: Sandbox, method: str, token: str) -> None:
    if method not in METHODS:
        raise SlackRefusal("unknown_method")
    if not token:
        raise SlackRefusal("not_authed")
    if not hmac.compare_digest(token.encode(), box.settings.bot_token.encode()):
        raise SlackRefusal("invalid_auth")


def refused(refusal: SlackRefusal) -> JSONResponse:
    """Answer ok=false, with 429 and Retry-After for a rate limit (contract section 5)."""
    body: Json = {"ok": False, "error": refusal.code}
    if refusal.messages:
        body["response_metadata"] = {"messages": list(refusal.messages)}
    if isinstance(refusal, RateLimited):
        return JSONResponse(body, status_code=429, headers={"Retry-After": str(refusal.retry_after)})
    return JSONResponse(body)


def _outcome(response: Response, fault: Fault | None) -> str:
    answer = response.answer if isinstance(response, LostReply) else response
    text = bytes(answer.body).decode()
    what = "ok" if '"ok":true' in text else text
    return f"{what} ({fault.kind})" if fault else what
