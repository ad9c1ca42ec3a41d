"""What must appear, minute by minute, as the specification says it: plain lists, nothing of the product.

It hears what people did (a line came, a draft stands, a text was approved, handed over, sent, a ticket
ended) and says at every minute which scheduled messages are due. Sentences: docs/sla.md,
docs/operations.md (ticks and jobs), docs/digest.md, founder A13, A15, A16, A25, E.
"""

from dataclasses import dataclass, field, replace

from tests.quarter.calendar import DAY, HOUR, Days
from tests.quarter.naive_nights import Draft, HandOff, in_the_morning, morning_after

FIRST = {"P0": 30, "P1": 120, "P2": 480, "P3": 1440}
RESOLUTION = {"P0": 240, "P1": 1440, "P2": 72 * HOUR, "P3": 168 * HOUR}
WORKING = ("P2", "P3")
RINGS = ("P0", "P1")
ON_CALL, FOUNDER = "U_OPERATOR", "U_FOUNDER"

Said = tuple[str, int, str]
"""Kind, ticket, and what else it names."""


@dataclass
class Line:
    at: float
    answered: bool = False


@dataclass
class Promise:
    due: float
    made: float
    reminded: bool = False
    broken: bool = False
    kept: bool = False
    by: str = ""


@dataclass
class Ticket:
    id: int
    priority: str
    lines: list[Line]
    first_due: float = 0.0
    next_due: float | None = None
    responded: bool = False
    is_open: bool = True
    taken_by: str | None = None
    draft: Draft | None = None
    expired: int | None = None
    hand_offs: dict[int, HandOff] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    done: dict[tuple[str, float], str] = field(default_factory=dict)
    waits_since: float | None = None
    waits: list[tuple[float, float]] = field(default_factory=list)
    resolution_due: float = 0.0
    responded_at: float | None = None
    ended_at: float | None = None
    void: bool = False

    def oldest(self) -> Line | None:
        return next((line for line in self.lines if not line.answered), None)

    def rests(self) -> bool:
        """Nothing can be due until somebody does something."""
        waits = any(one.kept_until is not None for one in self.hand_offs.values())
        done = all(one.over or one.at is None for one in self.hand_offs.values())
        return not self.is_open and done and not waits


class Naive:
    def __init__(self) -> None:
        self.days = Days()
        self.tickets: dict[int, Ticket] = {}
        self._awake: dict[int, Ticket] = {}

    def of(self, ticket_id: int) -> Ticket:
        """For somebody who does something with it."""
        self._awake[ticket_id] = self.tickets[ticket_id]
        return self.tickets[ticket_id]

    # What people did.

    def opened(self, ticket_id: int, priority: str, at: float) -> None:
        self.tickets[ticket_id] = Ticket(ticket_id, priority, [Line(at)])
        ticket = self.of(ticket_id)
        ticket.first_due = self._due(priority, at, FIRST)
        ticket.resolution_due = self._due(priority, at, RESOLUTION)

    def line(self, ticket_id: int, at: float) -> None:
        ticket = self.of(ticket_id)
        ticket.lines.append(Line(at))
        for hand_off in ticket.hand_offs.values():
            if hand_off.kept_until is not None and not hand_off.over:
                hand_off.over = hand_off.fell = True
                if hand_off.draft is not None:
                    ticket.draft = replace(hand_off.draft, since=at)
        self._await(ticket)
        if ticket.waits_since is not None:
            ticket.waits.append((ticket.waits_since, at))
            ticket.waits_since = None
            ticket.resolution_due = self._resolution(ticket)

    def approved(self, ticket: Ticket, approval: int, at: float) -> None:
        hand_off = HandOff(len(ticket.lines), at, ticket.draft)
        ticket.draft, ticket.hand_offs[approval] = None, hand_off
        morning = morning_after(at, self.days)
        owed = any(not promise.kept and promise.due <= morning for promise in ticket.promises if morning)
        if ticket.priority in WORKING and not owed:
            hand_off.kept_until = morning

    def answered(self, ticket: Ticket, covers: int, at: float) -> None:
        ticket.responded_at = at if ticket.responded_at is None else ticket.responded_at
        for line in ticket.lines[:covers]:
            line.answered = True
        ticket.responded = True
        self._await(ticket)
        for promise in ticket.promises:
            promise.kept = True

    def told(self) -> None:
        """A day is another one than was thought: running clocks may be due later, never earlier."""
        for ticket in self.tickets.values():
            if ticket.priority in WORKING and ticket.is_open:
                again = self._due(ticket.priority, ticket.lines[0].at, FIRST)
                ticket.first_due = max(ticket.first_due, again)
                ticket.resolution_due = max(ticket.resolution_due, self._resolution(ticket))
                self._await(ticket)

    def _await(self, ticket: Ticket) -> None:
        oldest = ticket.oldest()
        waits = ticket.responded and oldest is not None
        ticket.next_due = self._due(ticket.priority, oldest.at, FIRST) if waits and oldest else None

    def _due(self, priority: str, start: float, targets: dict[str, int]) -> float:
        if priority in WORKING:
            return self.days.after(start, targets[priority])
        return start + targets[priority]

    def _resolution(self, ticket: Ticket) -> float:
        """Stands still while only the customer can go on."""
        work: float = RESOLUTION[ticket.priority]
        start = ticket.lines[0].at
        for since, until in ticket.waits:
            gone = self.days.worked(start, since) if ticket.priority in WORKING else since - start
            if gone >= work:
                break
            work, start = work - gone, until
        return self.days.after(start, work) if ticket.priority in WORKING else start + work

    # What is due at this minute.

    def minute(self, now: int) -> list[Said]:
        said: list[Said] = []
        for ticket in list(self._awake.values()):
            if ticket.is_open:
                said += [*self._clock(ticket, now), *self._draft(ticket, now), *self._promised(ticket, now)]
            hand_offs, waits = list(ticket.hand_offs.values()), ticket.draft is not None
            said += [(kind, ticket.id, "") for kind in in_the_morning(hand_offs, now, waits=waits)]
            said += self._handed(ticket, now)
            if ticket.rests():
                del self._awake[ticket.id]
        return said

    def _clock(self, ticket: Ticket, now: int) -> list[Said]:
        if ticket.priority not in RINGS:
            return []
        due = ticket.next_due if ticket.responded else ticket.first_due
        if due is None:
            return []
        target = FIRST[ticket.priority]
        said: list[Said] = []
        if now > due and ("breach", due) not in ticket.done:
            ticket.done["breach", due] = ""
            said.append(("breach", ticket.id, "next_reply" if ticket.responded else "first_response"))
        if now > due + target / 2:
            said += self._call(ticket, "next_person", due)
        elif due - target * 0.2 <= now <= due:
            said += self._call(ticket, "pressing", due)
        return said

    def _call(self, ticket: Ticket, kind: str, due: float) -> list[Said]:
        if (kind, due) in ticket.done:
            return []
        before = ticket.done.get(("pressing", due))
        first = ticket.taken_by or ON_CALL
        after = FOUNDER if before == ON_CALL else ON_CALL
        whom = after if kind == "next_person" and before else first
        ticket.done[kind, due] = whom
        return [(kind, ticket.id, whom)]

    def _draft(self, ticket: Ticket, now: int) -> list[Said]:
        draft = ticket.draft
        if draft is None or ticket.priority in RINGS:
            return []
        if now - draft.since >= RESOLUTION[ticket.priority]:
            ticket.draft, ticket.expired = None, draft.id
            return [("expired", ticket.id, "")]
        enough = self.days.worked(draft.since, now) >= FIRST[ticket.priority] / 2
        if enough and not draft.nudged and self.days.is_work(now) and not self.days.is_rest(now):
            draft.nudged = True
            return [("draft_nudge", ticket.id, "")]
        return []

    def _promised(self, ticket: Ticket, now: int) -> list[Said]:
        said: list[Said] = []
        for promise in ticket.promises:
            if promise.kept:
                continue
            if now > promise.due and not promise.broken:
                promise.broken = promise.reminded = True
                said.append(("promise_broken", ticket.id, ""))
            elif now >= promise.due - 10 > promise.made and not promise.reminded:
                promise.reminded = True
                said.append(("promise_soon", ticket.id, ""))
        return said

    def _handed(self, ticket: Ticket, now: int) -> list[Said]:
        said: list[Said] = []
        for hand_off in ticket.hand_offs.values():
            if hand_off.at is None or hand_off.over:
                continue
            loud = ticket.priority in RINGS
            if hand_off.reminded_at is None:
                if now >= hand_off.at + (5 if loud else 20) and (loud or not self.days.is_rest(now)):
                    hand_off.reminded_at = now
                    said.append(("hand_off_nudge", ticket.id, ""))
            elif hand_off.asked_again_at is not None:
                if now >= hand_off.asked_again_at + 2 * DAY:
                    hand_off.over = True
                    said.append(("not_sent", ticket.id, ""))
            elif now >= hand_off.reminded_at + DAY and not self.days.is_rest(now):
                hand_off.asked_again_at = now
                said.append(("hand_off_again", ticket.id, ""))
        return said
