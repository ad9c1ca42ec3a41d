"""One leak from a customer's words to its end, as people play it; whoever's press fails presses again."""

import time
from collections.abc import Callable
from typing import Any

from bot.sandbox import fixtures
from bot.sandbox.driver import NothingCame, SandboxSaidNo
from tests.faults.checker import OPEN_WORK
from tests.scenario.books import Books, eventually
from tests.scenario.struck_run import StruckRun
from tests.support.house import LEAK

Json = dict[str, Any]
PATIENCE_S = 180.0
AGAIN_S = 0.3
TICKET, ROOM = "ticket", "incident_room"
"""Entities of `slack_card`."""


class IncidentStory:
    def __init__(self, run: StruckRun, books: Books) -> None:
        self._driver, self._books = run.driver, books

    def opens(self) -> None:
        """A customer writes at night: one incident with its room, its summary and its question about data."""
        customer = {"name": "سارة", "wa_id": "966500000501", "message_id": "wamid.LEAK"}
        self._until(
            lambda: self._driver.customer_writes(LEAK, **customer),
            lambda: self._books.rows("SELECT 1 FROM inbound WHERE external_id = %s", "message:wamid.LEAK"),
        )
        for act in ("channel", "topic", "members", "summary", "pin"):
            self._sees("SELECT 1 FROM incident_opening WHERE act = %s AND state = 'done'", act)
        self._sees("SELECT 1 FROM incident_reminder WHERE kind = 'harm.0'")
        self.quiet()

    def is_taken(self) -> None:
        query = "SELECT token FROM page JOIN page_call ON page.id = page_id WHERE left_at IS NOT NULL"
        [(token,), *_] = self._sees(query)
        called = self._sees_message(lambda one: f'"{token}"' in str(one).replace("'", '"'), "alerts")
        self._presses("page.take", called, "SELECT 1 FROM page WHERE ended_at IS NOT NULL", fixtures.OPERATOR)
        self._presses("draft.approve", self._card(TICKET), "SELECT 1 FROM approval")

    def runs(self) -> None:
        """Two hours in which nobody writes: asked, reminded, called late; then an update and a decision."""
        for leap in (*["ten_minutes"] * 4, "hour"):
            self._passes(leap)
        self._sees("SELECT 1 FROM incident_reminder WHERE kind = 'update.late'")
        self._sends(
            "incident.update",
            {"text": "أغلقنا العرض ونفحص من اطّلع"},
            "SELECT 1 FROM incident_entry WHERE kind = 'updated'",
        )
        asked = self._sees_message(lambda one: "incident.harm_yes" in str(one), self.room())
        self._sends(
            "incident.harm_yes",
            {"why": "ظهرت أسماء وأرقام جوالات"},
            "SELECT 1 FROM incident_harm WHERE may_harm",
            on=asked,
        )
        self._passes("day")
        self._sees("SELECT 1 FROM incident_reminder WHERE kind = 'pdpl.24'")

    def ends(self) -> None:
        """Resolved, unfrozen, reviewed, an action that is chased until it is done."""
        over = "SELECT 1 FROM incident WHERE status = 'resolved'"
        self._sends("incident.resolve", {"summary": "أُغلق مصدر الظهور", "go_on": "yes"}, over)
        lifted = 'SELECT 1 FROM "freeze" WHERE lifted_at IS NOT NULL'
        self._presses("incident.unfreeze", self.summary(), lifted)
        self._sends(
            "incident.action_add",
            {"what": "مراجعة صلاحيات المشاركة", "owner": fixtures.OPERATOR},
            "SELECT 1 FROM incident_action",
        )
        said = {"root_cause": "خطأ في صلاحية المشاركة", "went_well": "أُغلق سريعاً", "went_wrong": "تأخر الخبر"}
        self._sends("incident.review", said, "SELECT 1 FROM incident_text WHERE section = 'root_cause'")
        self._presses("incident.review_file", self.summary(), "SELECT 1 FROM incident_file")
        self._sees("SELECT 1 FROM incident_file WHERE shown_at IS NOT NULL")
        self._sends(
            "incident.follow_up", {"line": "أُصلح الخلل، ونعتذر لكم."}, "SELECT 1 FROM incident_follow_up"
        )

    def is_chased(self) -> None:
        """On the working day before the action is due, in the morning, once."""
        for _ in range(12):
            self._passes("tomorrow")
            self._passes("hour")
            if self._books.rows("SELECT 1 FROM incident_chase WHERE key LIKE %s", "actions:%"):
                return
        raise AssertionError("nobody was asked about the action")

    def quiet(self) -> None:
        eventually(lambda: not self._books.rows(OPEN_WORK), "all work done", timeout_s=PATIENCE_S)

    def room(self) -> str:
        [(room,)] = self._sees("SELECT channel_id FROM incident WHERE channel_id IS NOT NULL")
        return str(room)

    def summary(self) -> Json:
        return self._card(ROOM)

    def _card(self, entity: str) -> Json:
        query = "SELECT channel, ts FROM slack_card WHERE entity = %s"
        [(channel, ts)] = self._sees(query, entity)
        return {"channel": channel, "ts": ts}

    def _passes(self, leap: str) -> None:
        """While nothing is on its way; the clocks have looked once more when this returns."""
        self.quiet()
        self._driver.move_clock(leap)
        for _ in range(2):  # each beat is longer than the clocks' ticks here
            self._beats()
        self.quiet()

    def _beats(self) -> None:
        beat = "SELECT max(beat_at) FROM worker WHERE role = 'clock'"
        seen = self._books.rows(beat)
        eventually(lambda: self._books.rows(beat) > seen, "a beat of a clock", timeout_s=PATIENCE_S)

    def _presses(self, action: str, message: Json, done: str, user: str = fixtures.FOUNDER) -> None:
        self._until(
            lambda: self._driver.click(user, message, action, stale=True), lambda: self._books.rows(done)
        )

    def _sends(self, action: str, values: Json, done: str, *, on: Json | None = None) -> None:
        """Opens the form and sends it; a form that a process took with it is opened again."""
        user = fixtures.FOUNDER

        def act() -> Json:
            for view in reversed(self._driver.views(user)):
                self._driver.close_view(user, view)
            answer = self._driver.click(user, on or self.summary(), action, stale=True)
            view = self._driver.open_view(user, timeout=3.0)
            return self._driver.submit(user, view, values) or answer

        self._until(act, lambda: self._books.rows(done))

    def _until(self, act: Callable[[], Json], happened: Callable[[], Any]) -> None:
        deadline = time.monotonic() + PATIENCE_S
        last: object = None
        while not happened():
            assert time.monotonic() < deadline, last
            try:
                last = act()
            except (NothingCame, SandboxSaidNo) as error:  # not there yet, or gone with a process
                last = error
                time.sleep(AGAIN_S)

    def _sees(self, query: str, *values: object) -> list[Any]:
        return eventually(lambda: self._books.rows(query, *values), query, timeout_s=PATIENCE_S)

    def _sees_message(self, is_it: Callable[[Json], bool], channel: str) -> Json:
        found = self._driver.wait_until(
            lambda: [one for one in self._driver.messages(channel) if is_it(one)], "a message", PATIENCE_S
        )
        return found[-1]
