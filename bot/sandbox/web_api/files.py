"""files.*: the external upload, and the address that takes the bytes."""

from typing import Any

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from bot.sandbox import fixtures
from bot.sandbox.arguments import Arguments
from bot.sandbox.box import Sandbox
from bot.sandbox.errors import SlackRefusal
from bot.sandbox.workspace import Content

Json = dict[str, Any]
UPLOAD = "files.upload_address"  # the name for faults and the call log


def get_upload_url(box: Sandbox, args: Arguments) -> Json:
    """Name an address for the bytes; `length` is in bytes and not 0."""
    file = box.files.ask(
        filename=args.text("filename"), length=args.number("length", 0), alt_text=args.text("alt_txt")
    )
    return {"upload_url": f"{box.address}/upload/{file.key}", "file_id": file.id}


def complete_upload(box: Sandbox, args: Arguments) -> Json:
    """Finish files whose bytes came; without a channel nobody sees them yet.

    What Slack makes of a second time is not documented: here it is shared once more, the worse of the two.
    """
    wanted = args.structure("files")
    if not isinstance(wanted, list) or not wanted or not all(isinstance(one, dict) for one in wanted):
        raise SlackRefusal("invalid_arguments")
    channel = box.workspace.writable(args.text("channel_id")) if args.has("channel_id") else None
    done = [box.files.complete(str(one.get("id")), str(one.get("title") or "")) for one in wanted]
    shown = [{"id": file.id, "title": file.title} for file in done]
    if channel is not None:
        content = Content(text=args.text("initial_comment"), files=shown)
        thread_ts = args.text("thread_ts") or None
        box.workspace.post(channel, user=fixtures.BOT_USER_ID, content=content, thread_ts=thread_ts)
    return {"files": shown}


async def take_bytes(request: Request) -> Response:
    """Answer POST /upload/<key> with 200 where as many bytes came as were announced."""
    box: Sandbox = request.app.state.box
    record = box.journal.call(UPLOAD, {"path": request.url.path})
    body, file = await request.body(), box.files.at(request.path_params["key"])
    fault = box.faults.strike(UPLOAD)
    if fault is not None:
        status, said = 503, "upstream is unwell"
    elif file is None or file.complete or len(body) != file.length:
        status, said = 400, "no such upload, or another length than announced"
    else:
        file.content, status, said = body, 200, f"OK - {len(body)}"
    record["http_status"], record["outcome"] = status, said
    return PlainTextResponse(said, status_code=status)


async def show_bytes(request: Request) -> Response:
    """Answer GET /files/<file id> with the picture, for whoever looks at the sandbox."""
    box: Sandbox = request.app.state.box
    file = box.files.files.get(request.path_params["file_id"])
    if file is None or not file.complete:
        return Response(status_code=404)
    return Response(file.content, media_type="image/png")
