"""Does a step of the story in the newcomer's place: through the same doors, slowly enough to be watched."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from bot.sandbox import fixtures
from bot.sandbox.box import Sandbox
from bot.sandbox.control import hands, phone, sentry
from bot.sandbox.control.fields import Fields
from bot.sandbox.elements import walk
from bot.sandbox.errors import ControlRefusal
from bot.sandbox.guide import copy_ar as copy
from bot.sandbox.guide.steps import done, posted, words_of
from bot.sandbox.workspace import Message

Json = dict[str, Any]
T = TypeVar("T")

PATIENCE_S = 30.0
BREATH_S = 0.6
BETWEEN_LINES_S = 0.05
NOURA, KHALID, REEM, FAHD = fixtures.CUSTOMERS
COMPLAINT = "هلا، فتحت اللوحة وطلعت لي أسماء متدربين مو عندنا وأرقام جوالاتهم، وش السالفة؟"
TEN_LINES = (
    "السلام عليكم",
    "عندي سؤال عن الفاتورة",
    "حقت الشهر هذا",
    "دفعتها أمس بالتحويل",
    "ولا زالت تظهر غير مدفوعة",
    "رقمها 2043",
    "وصلني تذكير اليوم",
    "أرسلت لكم الإيصال على البريد",
    "متى تتحدث عندكم؟",
    "وشكراً مقدماً",
)
QUESTION = "السلام عليكم، كيف أضيف مستخدماً جديداً إلى حسابنا؟"
STORM = 60


class Player:
    """One step at a time; `base_url` is where the product finds the sandbox."""

    def __init__(self, box: Sandbox, base_url: str) -> None:
        self._box = box
        self._base_url = base_url
        self._steps: dict[str, Callable[[], Awaitable[None]]] = {
            copy.LEAK: self._leak,
            copy.BURST: self._burst,
            copy.VOICE: self._voice,
            copy.STORM: self._storm,
            copy.OUTAGE: self._outage,
        }

    async def play(self, step: str) -> None:
        """Raises NotSeen where the product did not do its part in time."""
        await self._steps[step]()
        await self._until(lambda: all(done(self._box)[step]), "اكتمال الخطوة")

    async def _leak(self) -> None:
        await self._writes(NOURA, COMPLAINT)
        await self._press("draft.approve", NOURA)
        await self._press("draft.mark_sent", NOURA)

    async def _burst(self) -> None:
        for line in TEN_LINES:
            await self._writes(KHALID, line)
            await asyncio.sleep(BETWEEN_LINES_S)

    async def _voice(self) -> None:
        who = {"wa_id": REEM, "name": fixtures.CUSTOMERS[REEM]}
        await phone.media(self._fields(kind="audio", seconds=42, **who))

    async def _storm(self) -> None:
        issue = str(5_540_100 + len(self._box.journal.deliveries))
        await sentry.storm(self._fields(issue_id=issue, count=STORM))

    async def _outage(self) -> None:
        self._box.faults.plan({"method": "slack.*", "kind": "server_error", "times": 10_000})
        self._box.changes.note("fault")
        try:
            await self._writes(FAHD, QUESTION)
            await self._until(lambda: done(self._box)[copy.OUTAGE][1], copy.STEPS[-1].parts[1])
            await asyncio.sleep(BREATH_S)
        finally:
            self._box.faults.planned.clear()
            self._box.changes.note("fault")

    async def _writes(self, wa_id: str, text: str) -> None:
        await phone.text(self._fields(text=text, wa_id=wa_id, name=fixtures.CUSTOMERS[wa_id]))

    async def _press(self, action: str, wa_id: str) -> None:
        """As the founder, on the newest message about the customer that offers it."""
        name = fixtures.CUSTOMERS[wa_id]
        message = await self._until(lambda: self._offering(action, name), f"زر {action}")
        await asyncio.sleep(BREATH_S)
        where = {"channel": message.channel, "ts": message.ts}
        await hands.click(self._fields(user=fixtures.FOUNDER, action_id=action, **where))

    def _offering(self, action: str, name: str) -> Message | None:
        about = [one for one in posted(self._box, fixtures.APPROVALS) if name in words_of(one)]
        actions = ((one, element["action_id"]) for one in about for _, element in walk(one.content.blocks))
        return next((one for one, offered in reversed(list(actions)) if offered == action), None)

    async def _until(self, look: Callable[[], T | None], what: str) -> T:
        deadline = asyncio.get_running_loop().time() + PATIENCE_S
        while True:
            revision = self._box.changes.revision
            if seen := look():
                return seen
            left = deadline - asyncio.get_running_loop().time()
            if left <= 0:
                raise ControlRefusal("not_seen", copy.NOT_SEEN.format(what=what))
            await self._box.changes.wait_beyond(revision, timeout_s=left)

    def _fields(self, **values: Any) -> Fields:
        return Fields(self._box, values, base_url=self._base_url)
