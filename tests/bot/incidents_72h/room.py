"""People in front of an incident's room: what is said there, what they press, what they fill in."""

from datetime import datetime, timedelta
from typing import Any

from dealix_ops.ports.slack import Line, SlackMessage
from scheduler import incidents
from tests.bot import edge as edges
from tests.bot.edge import Answer, Edge, Json
from tests.bot.listeners.hands import command, tell
from tests.bot.listeners.slack_door import SlackDoor
from tests.bot.week import screen
from tests.bot.week.transcript import Transcript, readable
from tests.docs.cards import text_of
from tests.support.house import CHANNEL, FOUNDER

STEPS = ((timedelta(hours=3, minutes=30), 5), (timedelta(hours=10, minutes=20), 10), (timedelta(days=9), 30))
"""How often the clock looks: every so many minutes until then; all due times stand on these marks."""


class Incident72h:
    """`heard` is every new message where the incident stands: Riyadh's time and the text, once each."""

    def __init__(self, edge: Edge, door: SlackDoor) -> None:
        self.edge, self.door = edge, door
        self.said = Transcript()
        self.heard: list[tuple[datetime, str]] = []
        self._seen: set[str] = set()
        self._began = edge.clock()

    @property
    def now(self) -> datetime:
        return self.edge.clock()

    def work(self) -> None:
        """The clock's tick, the workers, and what is new to read."""
        incidents.remind(self.edge.product)
        self.edge.house.run_all()
        for post in self.edge.house.slack.posted:
            here = post.channel.startswith("C_ROOM")
            pinned = any(post.ts in made.pinned for made in self.edge.house.rooms.made)
            if here and not pinned and post.ts not in self._seen:
                self._seen.add(post.ts)
                self._hear(post.at, self.edge.house.strict.shown[post.ts])
        assert self.edge.house.strict.refusals == []

    def until(self, moment: datetime) -> None:
        """Every few minutes the clock looks; what waits for its time is done at that time."""
        while self.now < moment:
            passed = self.now - self._began
            step = timedelta(minutes=next(minutes for end, minutes in STEPS if passed < end))
            self.edge.house.settle(min(step, moment - self.now).total_seconds())
            self.work()

    def summary(self) -> SlackMessage:
        """The pinned one, as it stands."""
        (made,) = self.edge.house.rooms.made
        return self.edge.house.strict.shown[made.pinned[0]]

    async def press(self, label: str, choice: str | None = None, *, by: str = FOUNDER.user_id) -> Answer:
        """The newest button of this name in the room."""
        posted = [one for one in self.edge.house.slack.posted if one.channel.startswith("C_ROOM")]
        for post in reversed(posted):
            shown = self.edge.house.strict.shown[post.ts]
            found = [one for one in screen.elements(shown) if screen.label(one) == label]
            if found:
                payload = screen.pressed(found[0], choice, post.ts, by)
                payload["channel"] = {"id": post.channel, "name": "inc"}
                answer = await self.edge.interact(payload)
                assert (answer.status, self.door.problems) == (200, [])
                self.work()
                return answer
        raise AssertionError(f"«{label}» stands nowhere in the room")

    async def submit(self, values: Json, *, by: str = FOUNDER.user_id) -> dict[str, str]:
        """The newest modal; the errors that it shows."""
        answer = await self.edge.interact(filled(self.door.view, values, user=by))
        assert answer.status == 200, answer.text
        self.work()
        body = answer.json if answer.text else {}
        errors: dict[str, str] = body.get("errors", {})
        return errors

    async def pins(self, text: str, *, by: str, reaction: str = "reaction_added") -> None:
        """📌 on what somebody wrote in the room a moment ago."""
        (made,) = self.edge.house.rooms.made
        ts = f"{self.now.timestamp():.0f}.000900"
        self.edge.house.rooms.lines[(made.id, ts)] = Line(ts, by, text, None)
        item = {"type": "message", "channel": made.id, "ts": ts}
        await tell(self.edge, {"type": reaction, "reaction": "pushpin", "user": by, "item": item})
        self.work()

    async def speaks(self, words: str, *, by: str = FOUNDER.user_id) -> str:
        answer = await command(self.edge, words, user=by, channel=CHANNEL)
        self.work()
        if not answer.text.startswith("{"):
            return answer.text
        told = SlackMessage(answer.json["text"], answer.json.get("blocks"))
        return readable("\n".join(text_of(told) if told.blocks else [told.text]))

    def _hear(self, at: datetime, message: SlackMessage) -> None:
        lines = [line for line in text_of(message) if line] if message.blocks else message.text.split("\n")
        text = readable("\n".join(lines))
        self.heard.append((at, text))
        self.said.happened(at, f"في غرفة الحادث:\n\n```text\n{text}\n```\n")


def filled(view: Json, values: Json, *, user: str) -> Json:
    """As Slack sends a modal back: by block, what stands in each field, typed or offered."""
    state: Json = {}
    left = dict(values)
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        element = block["element"]
        name = element["action_id"]
        state[block["block_id"]] = {name: _given(element, left.pop(name, None))}
    assert left == {}, f"no such field: {left}"
    body = edges.submission(view, {}, user=user)
    body["view"]["state"]["values"] = state
    return body


def _given(element: Json, value: Any) -> Json:
    match element["type"]:
        case "static_select":
            chosen = {"value": value} if value else element.get("initial_option")
            return {"type": "static_select", "selected_option": chosen}
        case "checkboxes":
            return {"type": "checkboxes", "selected_options": [{"value": "yes"}] if value else []}
        case "datetimepicker":
            at = int(value.timestamp()) if value else element.get("initial_date_time")
            return {"type": "datetimepicker", "selected_date_time": at}
        case "users_select":
            return {"type": "users_select", "selected_user": value or element.get("initial_user")}
        case _:
            text = element.get("initial_value") if value is None else value
            return {"type": "plain_text_input", "value": text}
