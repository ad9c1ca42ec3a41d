"""A tiny Slack that only opens and changes modals: it refuses what Slack would, and can be late or broken."""

import json
import threading
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bot.sandbox.block_rules import view_problems

Json = dict[str, Any]
LONGEST_WAIT_S = 10


class SlackDoor:
    """`mood` is `open`, `late` (answers when released), `shut` (expired trigger) or `broken` (no answer)."""

    def __init__(self) -> None:
        opened = Route("/api/views.open", self._open, methods=["POST"])
        changed = Route("/api/views.update", self._open, methods=["POST"])
        self.app = Starlette(routes=[opened, changed])
        self.released = threading.Event()
        self.views: list[Json] = []
        self.problems: list[str] = []
        self.mood = "open"

    def forget(self) -> None:
        self.released.set()
        self.released = threading.Event()
        self.views, self.problems, self.mood = [], [], "open"

    @property
    def view(self) -> Json:
        """The newest modal."""
        return self.views[-1]

    async def _open(self, request: Request) -> Response:
        view: Json = await _view_of(request)
        if self.mood == "late":
            await run_in_threadpool(self.released.wait, LONGEST_WAIT_S)
        if self.mood == "shut":
            return JSONResponse({"ok": False, "error": "expired_trigger_id"})
        if self.mood == "broken":
            return Response("<html>bad gateway</html>", status_code=502, media_type="text/html")
        problems = view_problems(view)
        self.problems += problems
        self.views.append(view)
        return JSONResponse({"ok": not problems, "error": "invalid_arguments", "view": {"id": "V1"}})


async def _view_of(request: Request) -> Json:
    """The SDK sends JSON or a form, as its version pleases; the view in a form is JSON once more."""
    if "json" in request.headers["content-type"]:
        view = (await request.json())["view"]
    else:
        view = str((await request.form())["view"])
    decoded: Json = json.loads(view) if isinstance(view, str) else view
    return decoded


def shown(view: Json) -> str:
    """What a person reads above the field."""
    return "\n".join(block["text"]["text"] for block in view["blocks"] if block["type"] == "section")


def small_print(view: Json) -> str:
    """The context lines."""
    return "\n".join(
        element["text"]
        for block in view["blocks"]
        if block["type"] == "context"
        for element in block["elements"]
    )


def field_text(view: Json) -> str:
    """What stands in the field."""
    element = next(b["element"] for b in view["blocks"] if b.get("block_id", "").split(".")[0] == "text")
    return str(element.get("initial_value", ""))
