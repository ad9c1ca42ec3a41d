"""The same small workspace on either side: ours, and the one that `emulate` imitates."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx

from bot.sandbox import fixtures
from bot.sandbox.server import SandboxServer
from bot.sandbox.workspace import Content
from tests.bot.sandbox.support import BOT_TOKEN

Json = dict[str, Any]

HUMAN_TOKEN = "xoxp" + "-human"
ADMIN = "U000000001"
APP = {"app_id": "A000000009", "bot_id": "B000000009", "bot_user_id": "U000000009", "bot_name": "dealix"}
SEED: Json = {
    "slack": {
        "users": [{"name": "noura"}],
        "oauth_apps": [
            {
                **APP,
                "client_id": "1.2",
                "client_secret": "no",
                "name": "dealix",
                "redirect_uris": [],
                "scopes": [],
            }
        ],
        "tokens": [
            {"token": BOT_TOKEN, "user_id": APP["bot_user_id"], "type": "bot", **APP},
            {"token": HUMAN_TOKEN, "user_id": ADMIN},
        ],
    }
}
ROW = [{"type": "section", "text": {"type": "mrkdwn", "text": "نص"}}]
HOME = {"type": "home", "blocks": ROW}
MODAL = {"type": "modal", "title": {"type": "plain_text", "text": "عنوان"}, "blocks": ROW}


@dataclass(kw_only=True)
class World:
    """What a case may name; the bot sits in `room` with `inside`, not in `theirs` (private) nor in `open`."""

    url: str
    bot: str
    inside: str
    outside: str
    trigger: Callable[[], str]
    room: str = ""
    archived: str = ""
    theirs: str = ""
    open: str = ""
    own: str = ""
    foreign: str = ""
    http: httpx.Client = field(default_factory=httpx.Client)

    def call(self, method: str, args: Json, *, token: str = BOT_TOKEN) -> Json:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer: Json = self.http.post(f"{self.url}/api/{method}", json=args, headers=headers).json()
        return answer

    def ask(self, method: str, args: Json, *, token: str = BOT_TOKEN) -> str:
        """What Slack says in a word: ok, or its error."""
        answer = self.call(method, args, token=token)
        return "ok" if answer["ok"] else str(answer["error"])

    def furnish(self) -> None:
        """By calls that both sides understand."""
        self.room = self.call("conversations.create", {"name": "room"})["channel"]["id"]
        self.call("conversations.invite", {"channel": self.room, "users": self.inside})
        self.own = self.call("chat.postMessage", {"channel": self.room, "text": "لنا"})["ts"]
        self.archived = self.call("conversations.create", {"name": "old"})["channel"]["id"]
        self.call("conversations.archive", {"channel": self.archived})
        self.call("views.publish", {"user_id": self.inside, "view": HOME})


@contextmanager
def sandbox(server: SandboxServer) -> Iterator[World]:
    box = server.box
    world = World(
        url=server.base_url,
        bot=fixtures.BOT_USER_ID,
        inside=fixtures.FOUNDER,
        outside=fixtures.STRANGER,
        trigger=lambda: box.handles.new_trigger(fixtures.FOUNDER),
    )
    with world.http:
        world.furnish()
        for name, private in (("theirs", True), ("open", False)):
            made = box.workspace.create_channel(name, is_private=private)
            made.members = {fixtures.FOUNDER}
            setattr(world, name, made.id)
        room = box.workspace.channel(world.room)
        world.foreign = box.workspace.post(room, user=fixtures.FOUNDER, content=Content(text="لهم")).ts
        yield world


@contextmanager
def emulated(url: str) -> Iterator[World]:
    def trigger() -> str:
        return str(world.call("views.generateTriggerId", {"user_id": ADMIN})["trigger_id"])

    world = World(url=url, bot=APP["bot_user_id"], inside=ADMIN, outside="", trigger=trigger)
    with world.http:
        people = world.call("users.list", {})["members"]
        world.outside = next(one["id"] for one in people if one["name"] == "noura")
        world.furnish()
        for name, private in (("theirs", True), ("open", False)):
            args = {"name": name, "is_private": private}
            made = world.call("conversations.create", args, token=HUMAN_TOKEN)
            setattr(world, name, made["channel"]["id"])
        said = {"channel": world.room, "text": "لهم"}
        world.foreign = world.call("chat.postMessage", said, token=HUMAN_TOKEN)["ts"]
        yield world
