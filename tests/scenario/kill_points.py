"""Moments at which the only process dies; each plays up to its moment, kills, starts again, and says no more.

Where the moment lies inside an exchange with Slack, a planned failure holds the exchange open, and the kill
waits until the sandbox has seen the call.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from bot.sandbox import fixtures
from bot.sandbox.story import ADDED
from tests.scenario.books import eventually
from tests.scenario.matter import HAND_OFF, Matter

HOLD_S = 8.0
"""Longer than the moment needs; the sandbox answers nobody after it."""


def again(matter: Matter) -> None:
    matter.run.kill()
    matter.driver.clear_faults()
    matter.run.start()


def card_stands(matter: Matter) -> None:
    assert matter.writes()["status"] == 200
    matter.card()


def handed_off(matter: Matter) -> None:
    card_stands(matter)
    matter.approve()
    matter.text_below(matter.hand_off())


def webhook_in_flight(matter: Matter) -> None:
    """Stored, perhaps not answered: Meta delivers again what it got no answer for."""
    stored = "SELECT 1 FROM inbound WHERE conversation_key LIKE %s"
    with ThreadPoolExecutor(1) as meta:
        first = meta.submit(matter.writes)
        eventually(lambda: matter.books.rows(stored, f"%:{matter.wa_id}"), "a stored message")
        again(matter)
        first.result()
    assert matter.writes()["status"] == 200


def webhook_acknowledged(matter: Matter) -> None:
    assert matter.writes()["status"] == 200
    again(matter)


def card_refused(matter: Matter) -> None:
    """The work is there and Slack takes nothing: no card stands yet."""
    matter.driver.fault("chat.postMessage", "server_error", times=100)
    matter.writes()
    called = matter.driver.calls
    matter.wait(lambda: any(matter.name in str(call) for call in called("chat.postMessage")), "a call")
    again(matter)


def card_unconfirmed(matter: Matter) -> None:
    """The card stands in the channel, and the process dies waiting for Slack's answer."""
    matter.driver.fault("chat.postMessage", "slow", delay_s=HOLD_S)
    card_stands(matter)
    again(matter)


def card_reply_lost(matter: Matter) -> None:
    """The answer was lost, and the look whether the card stands failed too."""
    matter.driver.fault("chat.postMessage", "lost_reply")
    matter.driver.fault("conversations.history", "server_error", times=100)
    looks = len(matter.driver.calls("conversations.history"))
    card_stands(matter)
    matter.wait(lambda: len(matter.driver.calls("conversations.history")) > looks, "a look")
    again(matter)


def before_approval(matter: Matter) -> None:
    """A press while nobody is there; the founder presses again."""
    card_stands(matter)
    matter.run.kill()
    answer = matter.driver.click(fixtures.FOUNDER, matter.card(), "draft.approve")
    assert answer["failure"] == "connection_failed"
    matter.run.start()
    matter.approve()


def approval_in_flight(matter: Matter) -> None:
    """Committed, perhaps not answered; the founder presses again what seems to have failed."""
    card_stands(matter)
    card = matter.card()
    with ThreadPoolExecutor(1) as founder:
        pressed = founder.submit(matter.driver.click, fixtures.FOUNDER, card, "draft.approve")
        eventually(matter.approvals, "an approval")
        again(matter)
        if pressed.result()["status"] != 200:
            matter.driver.click(fixtures.FOUNDER, card, "draft.approve", stale=True)


def approval_acknowledged(matter: Matter) -> None:
    card_stands(matter)
    matter.approve()
    again(matter)


def modal_open(matter: Matter) -> None:
    """The modal of a process that died is saved through the next one."""
    card_stands(matter)
    matter.press("draft.edit", matter.card())
    view = matter.driver.open_view(fixtures.FOUNDER)
    again(matter)
    saved = matter.save(view, edited_text(matter))
    assert saved["status"] == 200
    assert not saved["response_action"]


def edit_saved(matter: Matter) -> None:
    card_stands(matter)
    matter.press("draft.edit", matter.card())
    saved = matter.save(matter.driver.open_view(fixtures.FOUNDER), edited_text(matter))
    assert saved["status"] == 200
    again(matter)


def hand_off_unconfirmed(matter: Matter) -> None:
    card_stands(matter)
    matter.driver.fault("chat.postMessage", "slow", delay_s=HOLD_S)
    matter.approve()
    matter.wait(lambda: matter.standing(HAND_OFF), "a hand-off")
    again(matter)


def text_unconfirmed(matter: Matter) -> None:
    card_stands(matter)
    matter.driver.fault("chat.postMessage", "slow")  # the hand-off passes
    matter.driver.fault("chat.postMessage", "slow", delay_s=HOLD_S)
    matter.approve()
    matter.text_below(matter.hand_off())
    again(matter)


def after_hand_off(matter: Matter) -> None:
    handed_off(matter)
    again(matter)


def mark_sent_in_flight(matter: Matter) -> None:
    """The press waits for the database, Slack waits no longer than three seconds, and the process dies."""
    handed_off(matter)
    with matter.books.held():
        answer = matter.driver.click(fixtures.FOUNDER, matter.hand_off(), "draft.mark_sent")
        assert answer["failure"] == "http_timeout"
        matter.run.kill()
    matter.run.start()


def mark_sent_acknowledged(matter: Matter) -> None:
    handed_off(matter)
    matter.press("draft.mark_sent", matter.hand_off())
    again(matter)


def card_update_unconfirmed(matter: Matter) -> None:
    card_stands(matter)
    updates = len(matter.driver.calls("chat.update"))
    matter.driver.fault("chat.update", "slow", delay_s=HOLD_S)
    matter.approve()
    matter.wait(lambda: len(matter.driver.calls("chat.update")) > updates, "an update")
    again(matter)


def edited_text(matter: Matter) -> str:
    proposed = matter.books.column(
        "SELECT text FROM draft_version JOIN draft ON draft.id = draft_id WHERE ticket_id = %s",
        *matter.tickets(),
    )
    return f"{proposed[0]}\n{ADDED}"


KillPoint = Callable[[Matter], None]
UNTIL_THE_DECISION: tuple[KillPoint, ...] = (
    webhook_in_flight,
    webhook_acknowledged,
    card_refused,
    card_unconfirmed,
    card_reply_lost,
    before_approval,
    approval_in_flight,
    approval_acknowledged,
)
AFTER_THE_DECISION: tuple[KillPoint, ...] = (
    modal_open,
    edit_saved,
    card_update_unconfirmed,
    hand_off_unconfirmed,
    text_unconfirmed,
    after_hand_off,
    mark_sent_in_flight,
    mark_sent_acknowledged,
)
