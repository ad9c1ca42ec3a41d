"""The real product under a moving clock: people act, the clock ticks, and we read what it said."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from sqlalchemy import select

from dealix_ops.durable.models import OutboxRow
from dealix_ops.errors import OpsError
from dealix_ops.ledger.models import LedgerEntry
from dealix_ops.sending.hand_offs import Sent
from dealix_ops.sending.outside import OutsideMeans, OutsideReport
from dealix_ops.sla import calendars
from dealix_ops.tickets import service as tickets
from dealix_ops.tickets.models import Ticket
from dealix_ops.vocabulary import Priority
from dealix_ops.working_hours import shifts
from dealix_ops.working_time import service as working_time
from dealix_ops.working_time.rules import DayKind, Hours
from scheduler.jobs import TICKS
from tests.bot.edge import Edge
from tests.dealix_ops.endings import hands
from tests.dealix_ops.sla.test_breaches import P1, P2
from tests.docs.cards import text_of
from tests.quarter import founder
from tests.quarter.calendar import minute_of, moment
from tests.quarter.naive import Said
from tests.quarter.naive_success import Contract
from tests.quarter.scenario import CUSTOMERS, Act
from tests.support import deliveries
from tests.support.house import CHANNEL, FOUNDER, LEAK, OPERATOR

HOURS = Hours(ordinary=shifts("09:00-17:00"), ramadan=shifts("10:00-16:00,21:00-24:00"))
TEXTS = {"P0": LEAK, "P1": P1, "P2": P2, "P3": hands.CALM}
EACH_STEP = (
    "sla.calendar",
    "sla.breach",
    "sla.call",
    "promises.remind",
    "hand_off.morning",
    "hand_off.nudge",
    "drafts.nudge",
    "drafts.expire",
)
NOW_AND_THEN = ("jobs.due", "durable.due", "tickets.renew")
OF_GUARDS = re.compile("ضابط |أوقفنا ما نبدأ به")
"""Invariants and the verdict, which are not compared."""
NOTICES = {
    r"يقترب موعده": "pressing",
    r"متأخر وما زال العميل ينتظر": "next_person",
    r"وعدنا العميل بخبر": "promise_soon",
    r"فات وعدنا": "promise_broken",
    r"المسودة بانتظار قرارك": "draft_nudge",
    r"لم نسلّم النص المعتمد ليلاً: كتب": "new_look",
}
OUTCOMES = {"sla.breached": "breach", "draft.expired": "expired", "draft.counts_as_not_sent": "not_sent"}

Heard = tuple[str, int | None, float, dict[str, object]]
"""A ledger entry: event, ticket, minute, facts."""
Seen = tuple[str, int, str, list[str]]
"""Kind, ticket, whom it calls, and its lines with the notification first."""


class Driven:
    def __init__(self, edge: Edge, contracts: Iterable[Contract], begun: int) -> None:
        self.edge, self.house = edge, edge.house
        calm = frozenset({Priority.P2, Priority.P3})
        edge.database.info = {calendars.INFO: calendars.Working(calm, HOURS)}
        self._ticks = {tick.id: tick for tick in TICKS}
        self._read = self._posted = self._newest = 0
        self._handed: dict[int, int] = {}
        self.ticket_of: dict[int, int] = {}
        self.refused: list[tuple[Act, str]] = []
        self._acts: dict[str, Callable[[Act, int], None]] = {
            "adds": self._adds,
            "takes": self._takes,
            "approves": self._approves,
            "sent": self._sent,
            "called": self._called,
            "needs_none": self._needs_none,
            "ends": self._ends,
            "asks": self._asks,
        }
        self.edge.clock.now = moment(begun)
        founder.imports(edge, contracts)
        self._proposed: list[int] = []

    # The clock.

    def ticks(self, minute: int, *, all_of_them: bool) -> None:
        self.edge.clock.now = max(moment(minute), self.edge.clock.now)
        for name in (*NOW_AND_THEN, *EACH_STEP) if all_of_them else EACH_STEP:
            self._ticks[name].run(self.edge.product)
        self.house.run_all()

    # People.

    def does(self, act: Act) -> None:
        self.edge.clock.now = max(moment(act.minute), self.edge.clock.now)
        if act.what == "writes":
            self._writes(act)
        else:
            try:
                self._acts[act.what](act, self.ticket_of[act.person])
            except (
                OpsError
            ) as refused:  # somebody presses what is over: the product says so, and nothing happens
                self.refused.append((act, type(refused).__name__))
        self.house.run_all()
        self.house.settle(20)

    def tells(self, day: date, kind: str, minute: int) -> None:
        self.edge.clock.now = max(moment(minute), self.edge.clock.now)
        told = {"off": DayKind.HOLIDAY, "ramadan": DayKind.RAMADAN}[kind]
        with self.edge.database.transaction() as session:
            working_time.tell(session, day, told, "إجازة", actor="U1", now=self.edge.clock())

    def founder(self, does: Callable[[Edge], None], minute: int) -> None:
        self.edge.clock.now = max(moment(minute), self.edge.clock.now)
        does(self.edge)

    def declines(self, edge: Edge) -> None:
        """None of what we would begin ourselves is sent."""
        founder.declines(edge, self._proposed)
        self._proposed = []

    def _line(self, act: Act, text: str) -> None:
        written = moment(act.minute if act.written_at is None else act.written_at)
        who = {"wa_id": f"9665{act.person:08}", "name": f"شخص {act.person}"}
        self.house.receive(deliveries.text(text, at=written, **who))
        self.house.run_all()
        with self.edge.database.transaction() as session:
            ticket = session.scalars(select(Ticket).order_by(Ticket.id.desc())).first()
            assert ticket is not None
            if ticket.customer_id is None:
                ticket.customer_id = act.person % CUSTOMERS + 1
        self._newest = ticket.id

    def _writes(self, act: Act) -> None:
        self._line(act, TEXTS[str(act.value)])
        self.ticket_of[act.person] = self._newest

    def _adds(self, act: Act, _ticket_id: int) -> None:
        self._line(act, "طيب متى؟")

    def _takes(self, act: Act, ticket_id: int) -> None:
        who = FOUNDER if act.value == "founder" else OPERATOR
        with self.edge.database.transaction() as session:
            ticket = session.get_one(Ticket, ticket_id)
            tickets.claim(session, ticket, actor=who.user_id, now=self.edge.clock())

    def _approves(self, _act: Act, ticket_id: int) -> None:
        """As it stands where it is whole, else as a person writes it."""
        view = self.house.card(ticket_id)
        if view.draft is None or view.draft.status != "proposed":
            return
        if "⟦" in view.draft.text:
            self.house.edit(view.draft.token, hands.ANSWER, seen=view.through_inbound_id)
        else:
            self.house.approve(view.draft.token)

    def _sent(self, act: Act, ticket_id: int) -> None:
        token = hands.newest_approval(self.house, ticket_id)
        said = Sent(moment(act.minute) - timedelta(minutes=int(act.value)))
        with self.edge.database.transaction() as session:
            self.house.decisions.hand_offs.mark_sent(
                session, token, said, actor=FOUNDER, now=self.edge.clock()
            )

    def _called(self, act: Act, ticket_id: int) -> None:
        with self.edge.database.transaction() as session:
            seen, now = self.house.card(ticket_id).through_inbound_id, self.edge.clock()
            report = OutsideReport(ticket_id, seen, OutsideMeans.CALL, now, "اتصلنا وشرحنا الوضع")
            self.house.decisions.outside.record(session, report, actor=FOUNDER, now=now)

    def _needs_none(self, _act: Act, ticket_id: int) -> None:
        with self.edge.database.transaction() as session:
            pressed, now = hands.pressed(self.house, ticket_id), self.edge.clock()
            hands.endings(self.house).no_reply(session, pressed, why=None, actor=FOUNDER, now=now)

    def _ends(self, _act: Act, ticket_id: int) -> None:
        with self.edge.database.transaction() as session:
            pressed, now = hands.pressed(self.house, ticket_id), self.edge.clock()
            hands.endings(self.house).close_otherwise(
                session, pressed, why="انتهى الأمر هاتفياً", actor=FOUNDER, now=now
            )

    def _asks(self, _act: Act, ticket_id: int) -> None:
        hands.ask(self.house, ticket_id=ticket_id)

    # What it said.

    def heard(self) -> list[Heard]:
        """Entries of the ledger since the last look."""
        with self.edge.database.reading() as session:
            query = select(LedgerEntry).where(LedgerEntry.id > self._read).order_by(LedgerEntry.id)
            rows = session.scalars(query).all()
        self._read = rows[-1].id if rows else self._read
        self._proposed += [row.ticket_id or 0 for row in rows if row.event == "initiated.proposed"]
        return [
            (row.event, row.ticket_id, minute_of(row.at), {**row.facts, "actor": row.actor}) for row in rows
        ]

    def said(self) -> list[Seen]:
        """Scheduled messages in Slack since the last look: kind, ticket, whom or what, and the lines."""
        posted = self.house.strict.posted[self._posted :]
        self._posted += len(posted)
        if not posted:
            return []
        with self.edge.database.reading() as session:
            asked = [one.outbox_id for one in posted]
            rows = {row.id: row for row in session.scalars(select(OutboxRow).where(OutboxRow.id.in_(asked)))}
        found = []
        for one in posted:
            row = rows[one.outbox_id]
            lines = text_of(self.house.strict.shown[one.ts])
            said = self._kind(row.kind, dict(row.payload), one.text)
            if said is not None:
                found.append((*said, [one.text, *lines]))
        return found

    def _kind(self, kind: str, payload: dict[str, object], text: str) -> Said | None:
        if kind in ("slack.digest", "slack.weekly"):
            return (str(payload["part"]), 0, "")
        if kind == "slack.hand_off":
            approval = int(str(payload["approval_id"]))
            self._handed[approval] = self._handed.get(approval, 0) + 1
            times = self._handed[approval]
            again = {2: "hand_off_nudge", 3: "hand_off_again"}.get(times, "hand_off_too_often")
            return None if times == 1 else (again, self._ticket_of_approval(approval), "")
        if kind != "slack.notice":
            return None
        if payload["channel"] != CHANNEL:
            return None if OF_GUARDS.match(text) else ("notice", 0, text.split("\n")[0])
        [named] = [name for pattern, name in NOTICES.items() if re.search(pattern, text)] or ["notice"]
        whom = re.findall(r"<@(U_\w+)>", text)[-1] if named in ("pressing", "next_person") else ""
        return (named, int(str(payload.get("ticket_id") or 0)), whom)

    def _ticket_of_approval(self, approval: int) -> int:
        with self.edge.database.reading() as session:
            query = select(LedgerEntry.ticket_id).where(LedgerEntry.event == "draft.handed_off")
            rows = session.execute(query.add_columns(LedgerEntry.facts)).all()
        return next(int(ticket) for ticket, facts in rows if facts["approval"] == approval)
