"""What people did, as the ledger keeps it, told to the naive one; what the product decided stays apart."""

from datetime import datetime

from tests.quarter.calendar import minute_of
from tests.quarter.driving import OUTCOMES, Heard
from tests.quarter.naive import Naive, Promise, Said, Ticket
from tests.quarter.naive_nights import Draft


def hear(naive: Naive, heard: list[Heard], *, line_at: float | None) -> list[Said]:
    """`line_at`: when the customer wrote, where somebody did just now. Returns what the product decided."""
    said: list[Said] = []
    for event, ticket_id, at, facts in heard:
        if event == "initiated.proposed":
            said.append((str(facts["occasion"]), 0, f"customer={facts['customer']}"))
        elif event in OUTCOMES:
            said.append((OUTCOMES[event], ticket_id or 0, str(facts.get("metric", ""))))
        elif event == "draft.handed_off" and _late(naive, ticket_id, at, facts):
            said.append(("given", ticket_id or 0, ""))
            _person(naive, event, ticket_id or 0, at, facts)
        elif event == "ticket.opened" and ticket_id:
            naive.opened(ticket_id, str(facts["priority"]), at if line_at is None else line_at)
        elif ticket_id in naive.tickets:
            _person(naive, event, ticket_id, at, facts)
    return said


def _late(naive: Naive, ticket_id: int | None, at: float, facts: dict[str, object]) -> bool:
    """By day a hand-off follows its approval at once."""
    if ticket_id not in naive.tickets:
        return False
    return at > naive.tickets[ticket_id].hand_offs[int(str(facts["approval"]))].approved_at + 5


def _person(naive: Naive, event: str, ticket_id: int, at: float, facts: dict[str, object]) -> None:
    ticket = naive.of(ticket_id)
    if event.startswith("draft."):
        _draft(naive, ticket, event, at, facts)
    elif event == "promise.made":
        ticket.promises.append(Promise(minute_of(datetime.fromisoformat(str(facts["due_at"]))), made=at))
    elif event == "ticket.answered_outside":
        ticket.draft = None
        naive.answered(ticket, len(ticket.lines), at)
    elif event == "ticket.claimed":
        ticket.taken_by = str(facts["actor"])
    elif event == "ticket.closing_asked":
        ticket.waits_since = at
    elif event == "ticket.closed":
        ticket.is_open, ticket.draft = False, None
        ticket.ended_at, ticket.void = at, facts["closed_as"] == "no_reply_needed"


def _draft(naive: Naive, ticket: Ticket, event: str, at: float, facts: dict[str, object]) -> None:
    if event == "draft.proposed":
        before, drawn = ticket.draft, int(str(facts["draft"]))
        if drawn == ticket.expired:  # drawn anew in the minute in which its time is over: no other draft
            return
        ticket.draft = Draft(drawn, at)
        if before is not None:  # redrawn while nobody decided: it waits since the first of them
            ticket.draft.since, ticket.draft.nudged = before.since, before.nudged
    elif event in ("draft.approved", "draft.edited_and_approved"):
        naive.approved(ticket, int(str(facts["approval"])), at)
    elif event == "draft.handed_off":
        ticket.hand_offs[int(str(facts["approval"]))].at = at
    elif event == "draft.sent":
        hand_off = ticket.hand_offs[int(str(facts["approval"]))]
        hand_off.over = True
        sent_at = minute_of(datetime.fromisoformat(str(facts["sent_at"])))
        naive.answered(ticket, hand_off.covers, sent_at)
