"""Answers through a response url; slash-command answers follow the same rules (contract section 4)."""

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.sandbox import fixtures
from bot.sandbox.arguments import Arguments, read_arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.handles import ResponseUrl
from bot.sandbox.rendering import show_record
from bot.sandbox.web_api.content import read_content
from bot.sandbox.workspace import Message

GONE = frozenset({"no_such_url", "expired_url", "used_url"})


async def response_url(request: Request) -> Response:
    """Answer POST /response/<token>."""
    box: Sandbox = request.app.state.box
    args = await read_arguments(request)
    record = box.journal.call("response_url", args.values)
    try:
        respond(box, box.handles.redeem_url(request.path_params["token"]), args)
    except SlackRefusal as refusal:
        record["outcome"], record["http_status"] = refusal.code, 404 if refusal.code in GONE else 400
        return PlainTextResponse(refusal.code, status_code=record["http_status"])
    record["outcome"], record["http_status"] = "ok", 200
    return PlainTextResponse("ok")


def respond(box: Sandbox, url: ResponseUrl, args: Arguments) -> dict[str, Any] | None:
    """Post, replace or delete as asked; an ephemeral answer unless response_type is in_channel."""
    origin = _origin(box, url)
    if args.flag("delete_original"):
        if origin:
            box.workspace.remove(origin)
        return None
    content = read_content(box, args, where=url.channel)
    if args.flag("replace_original") and origin:
        box.workspace.edit(origin, content)
        return show_record(box.workspace, origin)
    is_public = args.text("response_type") == "in_channel"
    message = box.workspace.post(
        box.workspace.channel(url.channel),
        user=fixtures.BOT_USER_ID,
        content=content,
        thread_ts=args.text("thread_ts") or None,
        ephemeral_for=None if is_public else url.user,
    )
    return show_record(box.workspace, message)


def _origin(box: Sandbox, url: ResponseUrl) -> Message | None:
    if url.message_ts is None:
        return None
    public = box.workspace.channel(url.channel).messages.get(url.message_ts)
    hidden = (message for message in box.workspace.ephemerals if message.ts == url.message_ts)
    return public or next(hidden, None)
