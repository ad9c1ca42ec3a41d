"""Prints `docs/states.md` from the code and from what no code can say: `python -m tests.docs.states`."""

from dataclasses import dataclass
from pathlib import Path

from bot.ids import Action
from dealix_ops.drafts.service import DraftStatus
from dealix_ops.ledger.events import Event
from dealix_ops.tickets.states import WAYS, Move

PAGE = Path(__file__).parents[2] / "docs" / "states.md"
EVERYBODY, FOUNDER, NOBODY = "founder, operator", "founder", "the product"
P0_FOUNDER = "founder, operator; of a P0 the founder"
NOTHING = "nothing"


@dataclass(frozen=True)
class Told:
    """Of one move or one state: who, by which button, and what everybody sees of it."""

    who: str
    buttons: tuple[Action, ...]
    customer: str
    card: str
    events: tuple[Event, ...]


MOVES: dict[Move, Told] = {
    Move.CLAIM: Told(
        EVERYBODY, (Action.TICKET_CLAIM,), NOTHING, "«يتابعها … منذ …»", (Event.TICKET_CLAIMED,)
    ),
    Move.JUDGE: Told(
        "raise: founder, operator; lower and «إنذار كاذب»: founder",
        (Action.TICKET_RAISE, Action.TICKET_LOWER, Action.TICKET_FALSE_ALARM),
        NOTHING,
        "priority, clocks and draft follow; who changed it, from what, why",
        (Event.TICKET_RAISED, Event.TICKET_LOWERED, Event.FALSE_ALARM),
    ),
    Move.ASK_CLOSING: Told(
        "proposed by founder, operator; it waits once the question was sent",
        (Action.TICKET_RESOLVE, Action.DRAFT_MARK_SENT),
        "our question whether it is settled, after its approval",
        "«بانتظار تأكيد العميل منذ …»",
        (Event.CLOSING_ASKED,),
    ),
    Move.NOT_ASKED: Told(
        EVERYBODY, (Action.DRAFT_NOT_SENT,), NOTHING, "open, as before", (Event.TICKET_REOPENED,)
    ),
    Move.WROTE_AGAIN: Told(
        NOBODY, (), NOTHING, "open with the new line and an answer draft", (Event.TICKET_REOPENED,)
    ),
    Move.CONFIRM: Told(
        EVERYBODY,
        (Action.TICKET_CLOSE,),
        NOTHING,
        "«أُغلقت: أكّد العميل»; before it the customer's line as the proposal",
        (Event.TICKET_CLOSED, Event.RESOLUTION_MET),
    ),
    Move.CLOSE_SILENT: Told(
        P0_FOUNDER,
        (Action.TICKETS_CLOSE_SILENT,),
        NOTHING,
        "«أُغلقت: صمت بعد السؤال»",
        (Event.TICKET_CLOSED, Event.RESOLUTION_MET),
    ),
    Move.CLOSE_OTHERWISE: Told(
        P0_FOUNDER,
        (Action.TICKET_CLOSE_OTHER,),
        NOTHING,
        "«أُغلقت: …» with the written reason",
        (Event.TICKET_CLOSED, Event.RESOLUTION_MET),
    ),
    Move.NO_REPLY: Told(
        P0_FOUNDER,
        (Action.TICKET_NO_REPLY,),
        NOTHING,
        "«بلا رد: …» with its reason; the clocks count as neither",
        (Event.TICKET_CLOSED, Event.CLOCK_VOID),
    ),
    Move.PROSPECT: Told(
        P0_FOUNDER,
        (Action.TICKET_NOT_CUSTOMER,),
        "the answer, if somebody approves it",
        "«أُغلقت: فرصة», with its draft still to approve; a line in the revenue channel",
        (Event.TICKET_CLOSED, Event.CLOCK_VOID),
    ),
    Move.SPAM: Told(
        P0_FOUNDER,
        (Action.TICKET_NOT_CUSTOMER,),
        NOTHING,
        "«أُغلقت: رسالة مزعجة»",
        (Event.TICKET_CLOSED, Event.CLOCK_VOID),
    ),
    Move.SOURCE_ENDS: Told(
        NOBODY,
        (),
        NOTHING,
        "the alert's card says that it is over",
        (Event.TICKET_RESOLVED, Event.RESOLUTION_MET),
    ),
    Move.MERGE: Told(
        EVERYBODY,
        (Action.TICKET_MERGE,),
        NOTHING,
        "«ضُمّت إلى تذكرة ت-…»; the other has its lines, the higher priority, the earlier clock, a new draft",
        (Event.TICKET_CLOSED, Event.TICKET_MERGED, Event.CLOCK_VOID),
    ),
    Move.JOIN: Told(
        "the product; founder, operator",
        (Action.TICKET_MERGE,),
        NOTHING,
        "«ضُمّت إلى بطاقة ت-…»; that card says «بلّغ عنها أيضاً: …» and offers «اعتماد الردّين»",
        (Event.TICKET_JOINED,),
    ),
    Move.SPLIT: Told(
        EVERYBODY,
        (Action.TICKET_SPLIT,),
        NOTHING,
        "a person's ticket on its own card, or chosen lines as their own ticket; what stays is read anew",
        (Event.TICKET_LEFT, Event.TICKET_SPLIT),
    ),
    Move.REOPEN: Told(
        "founder, operator; an alert's by its source alone, a merged ticket's never: «افصل»",
        (Action.TICKET_REOPEN,),
        NOTHING,
        "as before the end: the draft proposed again, the clocks from their old start",
        (Event.TICKET_REOPENED,),
    ),
}

DRAFTS: dict[DraftStatus, Told] = {
    DraftStatus.PROPOSED: Told(
        NOBODY,
        (),
        NOTHING,
        "the whole text with «اعتماد» and «تعديل»; a newer line makes it stale, which is not stored",
        (Event.DRAFT_PROPOSED,),
    ),
    DraftStatus.APPROVED: Told(
        "founder, operator; a P0 as in decision 6",
        (Action.DRAFT_APPROVE,),
        NOTHING,
        "«اعتمدها … · بانتظار التسليم»; a P2's or P3's at night «تُسلَّم 9:00 ص» with «سلّمها الآن»",
        (Event.DRAFT_APPROVED,),
    ),
    DraftStatus.EDITED: Told(
        "founder, operator; a P0 the founder",
        (Action.DRAFT_EDIT, Action.DRAFT_NEW),
        NOTHING,
        "«عدّلها واعتمدها …»",
        (Event.DRAFT_EDITED,),
    ),
    DraftStatus.REJECTED: Told(
        "founder, operator; a P0 the founder",
        (Action.DRAFT_REJECT,),
        NOTHING,
        "«استبعدها … (السبب)» with «رد جديد»",
        (Event.DRAFT_REJECTED,),
    ),
    DraftStatus.HANDED_OFF: Told(
        NOBODY,
        (Action.DRAFT_GIVE_NOW,),
        NOTHING,
        "«سُلّمت … وبانتظار الإرسال»; the hand-off stands; what waits for the morning, by the press",
        (Event.HANDED_OFF, Event.GIVEN_AT_NIGHT),
    ),
    DraftStatus.SENT: Told(
        EVERYBODY,
        (Action.DRAFT_MARK_SENT,),
        "the text, sent by a person's hand",
        "«أُرسلت …»",
        (Event.MARKED_SENT, Event.FIRST_RESPONSE_MET),
    ),
    DraftStatus.WITHDRAWN: Told(
        "whoever approved it, or a founder; the clock where what nobody asked for may not leave, or the"
        " customer wrote before the morning in which it was to be given",
        (Action.DRAFT_UNDO,),
        NOTHING,
        "the text waits for a decision again, as a newer draft",
        (Event.APPROVAL_WITHDRAWN,),
    ),
    DraftStatus.EXPIRED: Told(
        NOBODY,
        (),
        NOTHING,
        "«انتهى وقتها» with «مسودة جديدة»: it waited as long as the matter should have taken (P2, P3), a"
        " person's text whose promised time passed, or an approved one not said to be sent in three days",
        (Event.DRAFT_EXPIRED, Event.NOT_SENT_IN_TIME),
    ),
    DraftStatus.ANSWERED_OUTSIDE: Told(
        EVERYBODY,
        (Action.TICKET_CALLED, Action.TICKET_ANSWERED_ELSEWHERE),
        "what was said on the phone",
        "«أُجيب خارجها: …»",
        (Event.ANSWERED_OUTSIDE, Event.FIRST_RESPONSE_MET),
    ),
    DraftStatus.NO_REPLY_NEEDED: Told(
        P0_FOUNDER,
        (
            Action.TICKET_NO_REPLY,
            Action.TICKET_NOT_CUSTOMER,
            Action.TICKET_CLOSE,
            Action.TICKET_CLOSE_OTHER,
            Action.TICKETS_CLOSE_SILENT,
        ),
        NOTHING,
        "the ticket's end; «تراجع» brings the draft back",
        (Event.TICKET_CLOSED,),
    ),
}

HEAD = """# States

Printed from the code: `python -m tests.docs.states`. A test keeps this page and the code the same.

## Ticket

A ticket is `open`, `waiting` (we asked whether it is settled) or `resolved`. It ends with a reason
(`ticket.closed_as`), and never without the customer's confirmation or somebody's recorded reason.
`dealix_ops/tickets/states.py` refuses every other move; whoever presses too late reads who was first.

| Move | From | To | Ends as | Who | Button | Customer sees | Card shows | Ledger |
|---|---|---|---|---|---|---|---|---|
"""
MIDDLE = """
From `resolved`, a ticket whose closing question stands goes back to `waiting`. Nobody ends what needs
listening, and nobody ends a ticket whose approved text was not said to be sent or taken back.

### Several tickets, one matter

People of one linked customer who report the same (topic, meaning, and both grave or both not) within two
hours of the first share its card. Nothing else is shared: each has a ticket, clocks, a draft and an approval,
and the card's priority and clock are the gravest and the earliest of them. Where the leading ticket ends or
is taken out, the next one leads. What somebody took out joins no card by itself again.

Lines that were split off stand in a conversation of their own: what answers them answers nothing else. The
customer's next line comes to the matter of which it speaks: the one whose line it quotes, or the only one of
its topic, else the one in which somebody said something last, they or we, within three days. Every draft of
this customer counts as stale by it.

### What reads like a yes

A line that says nothing but «تمام», «انحلت», «الله يعطيكم العافية», "solved", "tamam" or 👍, or a thumb or a
heart under a message of ours (`dealix_ops/endings/confirmation.py`). It is only proposed; a person closes.

| We had | «انحلت», "works now" | «تمام», «شكراً», 👍 |
|---|---|---|
| asked whether it is settled | proposed | proposed |
| sent an answer, a P3's first response, or called | proposed | proposed |
| sent a holding text of a P0 to P2 | proposed | only read: nothing |
| not answered | nothing | nothing |

Any other line while we wait opens the ticket again. Thanks within three days of the end stay with what
ended. Silent means three working days in Riyadh since the question; weekends and holidays are none.

## Draft

| State | Who brings it there | Button | Customer sees | Card shows | Ledger |
|---|---|---|---|---|---|
"""


def page() -> str:
    return HEAD + "".join(map(_move, MOVES)) + MIDDLE + "".join(map(_draft, DRAFTS))


def _move(move: Move) -> str:
    way = WAYS[move]
    to = f"`{way.to}`" if way.to else "as it is"
    ends = f"`{way.closing}`" if way.closing else "–"
    return f"| `{move}` | {_ids(way.from_)} | {to} | {ends} | {_told(MOVES[move])} |\n"


def _draft(status: DraftStatus) -> str:
    return f"| `{status}` | {_told(DRAFTS[status])} |\n"


def _told(told: Told) -> str:
    cells = (told.who, _ids(told.buttons), told.customer, told.card, _ids(told.events))
    return " | ".join(cells)


def _ids(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "–"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
