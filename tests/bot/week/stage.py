"""The hands of founder and operator.

A person presses what really stands on a message, by its label; a label that is not there fails the step.
"""

import re

from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending.authority import Actor
from tests.bot.edge import Json
from tests.bot.listeners.hands import command
from tests.bot.week import screen
from tests.bot.week.screen import OnSlack
from tests.bot.week.town import NAMES, Town
from tests.bot.week.town import Person as Person
from tests.support.house import CHANNEL, FOUNDER

GAP = re.compile("⟦[^⟧]*⟧")
SAME_SITE = {"sec-fetch-site": "same-origin"}


class Stage(Town):
    async def press(self, on: OnSlack, label: str, choice: str | None = None, *, by: str = "") -> None:
        """A button; or, with `choice`, one option of the menu that says `label`."""
        user = by or FOUNDER.user_id
        found = [one for one in screen.elements(on.message) if screen.label(one) == label]
        assert found, (
            f"«{label}» does not stand on {on.name}: {[screen.label(o) for o in screen.elements(on.message)]}"
        )
        told = f"[{label}]" if choice is None else f"[{label}] ← «{choice}»"
        self.said.happened(self.clock(), f"{NAMES.get(user, user)} يضغط {told} على {on.name}")
        payload = screen.pressed(found[0], choice, on.ts, user)
        self.pressed |= screen.ids(payload)
        answer = await self.edge.interact(payload)
        assert answer.status == 200, answer.text
        self._look_at_modal()
        self.work()

    def choices(self, on: OnSlack, label: str) -> list[str]:
        """The options of a menu, as a person reads them."""
        return [
            text
            for one in screen.elements(on.message)
            if screen.label(one) == label
            for text in screen.options(one)
        ]

    def buttons(self, on: OnSlack) -> list[str]:
        return [screen.label(one) for one in screen.elements(on.message)]

    def choices_of_modal(self, label: str) -> list[str]:
        assert self.view is not None
        shown = OnSlack("", "النافذة", SlackMessage(text="", blocks=self.view["blocks"]))
        return self.choices(shown, label)

    def options_of(self, field: str) -> dict[str, str]:
        """Of a menu in the open modal."""
        assert self.view is not None
        [found] = [block["element"] for block in self.view["blocks"] if block.get("block_id") == field]
        return screen.options(found)

    async def submit(self, values: Json, *, by: str = "", told: str = "") -> None:
        """Sends the modal that stands open, with what was typed or chosen in it."""
        assert self.view is not None, "no modal stands open"
        user, button = by or FOUNDER.user_id, self.view["submit"]["text"]
        self.said.happened(
            self.clock(), " ".join(filter(None, (f"{NAMES.get(user, user)} يضغط [{button}]", told)))
        )
        self.pressed.add(self.view["callback_id"])
        answer = await self.edge.submit(self.view, values, user=user)
        assert answer.status == 200, answer.text
        body = answer.json if answer.text else {}
        match body.get("response_action"):
            case "errors":
                for text in body["errors"].values():
                    self.said.after(f"تبقى النافذة وما كُتب فيها، وتحت الحقل: «{text}»")
            case "update":
                self.view = body["view"]
                self.said.modal(body["view"])
            case _:
                self.view = None
        self.work()

    def _look_at_modal(self) -> None:
        assert self.door.problems == []
        if len(self.door.views) > self._opened:
            self._opened, self.view = len(self.door.views), self.door.view
            self.said.modal(self.view)

    def refused(self, who: Actor, sentence: str) -> None:
        """The last thing that somebody alone was told."""
        _, user, text = self.house.strict.whispers[-1]
        assert (user, text) == (who.user_id, sentence)

    async def opens_page(self, ticket_id: int, *, by: str = "") -> str:
        """[افتح صفحة الإرسال]: copies the text there and opens WhatsApp; returns the page's address."""
        await self.press(self.hand_off(ticket_id), "افتح صفحة التسليم", by=by)
        path = screen.address(self.whisper().message)
        with self.said.quietly():
            await self.press(self.whisper(), "افتح الصفحة", by=by)  # Slack tells us, whoever opens a link
        page = await self.edge.http.get(path)
        assert page.status_code == 200
        opened = await self.edge.http.post(path, data={"act": "opened"}, headers=SAME_SITE)
        assert opened.status_code == 204
        self.work()
        return screen.page_text(page.text)

    async def sends(self, ticket_id: int, *, by: str = "") -> None:
        """The page, WhatsApp, and «أرسلتها»: what reaches the customer is what stood on the page."""
        text = await self.opens_page(ticket_id, by=by)
        self.leaves(ticket_id, text)
        await self.press(self.hand_off(ticket_id), "أرسلتها", by=by)

    async def asks_whether_settled(self, ticket_id: int, *, by: str = "") -> None:
        """«حُلّت», and the question it proposes is approved and sent."""
        card = self.card(ticket_id)
        menu = "⋯" if "⋯" in [screen.label(one) for one in screen.elements(card.message)] else "المزيد …"
        await self.press(card, menu, "حُلّت", by=by)
        self.show(self.card(ticket_id))
        await self.press(self.card(ticket_id), "اعتماد", by=by)
        await self.sends(ticket_id, by=by)

    async def answers(self, ticket_id: int, *, by: str = "", filled: str = "") -> None:
        """The draft as it stands, or with its gap filled; then the page and «أرسلتها»."""
        text = self.proposed(ticket_id)
        if GAP.search(text) is None:
            await self.press(self.card(ticket_id), "اعتماد", by=by)
        else:
            await self.press(self.card(ticket_id), "تعديل", by=by)
            await self.submit({"text": GAP.sub(filled, text)}, by=by, told=f"وفي مكان الفراغ: «{filled}»")
        await self.sends(ticket_id, by=by)

    async def speaks_command(self, words: str, *, by: str = "") -> OnSlack:
        """`/dealix …`; what is answered, only the person sees."""
        user = by or FOUNDER.user_id
        self.said.happened(self.clock(), f"{NAMES.get(user, user)} يكتب: /dealix {words}")
        answer = (await command(self.edge, words, user=user, channel=CHANNEL)).json
        told = OnSlack("", "القائمة", SlackMessage(text=answer["text"], blocks=answer.get("blocks")))
        self.show(told)
        return told

    def leaves(self, ticket_id: int, text: str) -> None:
        """By a person's thumb, from the company's phone."""
        self.reached.append((ticket_id, text))
        quoted = "\n".join(f"> {line}" for line in text.split("\n"))
        self.said.after(f"يخرج من جوال الشركة:\n\n{quoted}\n")
