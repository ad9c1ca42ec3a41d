"""«المزيد»: a choice is the press of its own button, for whoever may press it, and can be made again."""

import pytest
from sqlalchemy import select

from bot import slack_app
from bot.blocks import ticket_menu
from bot.ids import LISTENED, Action
from bot.listeners.commands import Commands
from bot.listeners.desk import Desk
from bot.listeners.more import HearingApp
from dealix_ops.durable.models import OutboxRow
from dealix_ops.gateways.slack_modals import modal_client
from dealix_ops.ports.work import EffectKind
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority
from tests.bot.edge import BOT_TOKEN, SIGNING_SECRET, Answer, Edge, press
from tests.bot.listeners.slack_door import SlackDoor, shown
from tests.bot.listeners.test_decide import events, whispers
from tests.support.house import FOUNDER, OPERATOR, STRANGER

CALM = "متى موعد التقرير الشهري؟"
UNKNOWN = "الزر لا يخص بطاقة معروفة، فلم ننفّذ شيئاً."


def calm(edge: Edge) -> None:
    edge.house.customer_writes(CALM)
    edge.house.run_all()


async def choose(
    edge: Edge, value: str, *, user: str = FOUNDER.user_id, kind: str = "static_select"
) -> Answer:
    """On the card as it stands in the channel."""
    card = next(one for one in edge.house.slack.posted if one.thread_ts is None)
    payload = press(Action.TICKET_MORE, "", user=user)
    payload["container"] |= {"message_ts": card.ts, "channel_id": card.channel}
    payload["actions"][0] |= {"type": kind, "selected_option": {"value": value}}
    del payload["actions"][0]["value"]
    return await edge.interact(payload)


class TestChoose:
    async def test_choice_does_what_its_button_would(self, each_desk: Edge) -> None:
        calm(each_desk)
        answer = await choose(each_desk, "ticket.raise|1.P3.P0", user=OPERATOR.user_id)
        assert (answer.status, answer.text) == (200, "")
        assert each_desk.house.card().priority is Priority.P0
        assert ("ticket.raised", OPERATOR.user_id) in events(each_desk)

    async def test_choice_opens_the_modal_of_its_button(self, desk: Edge, door: SlackDoor) -> None:
        calm(desk)
        await choose(desk, f"draft.reject|{desk.house.token()}")
        assert door.view["title"]["text"] == "لا ترسل هذا"

    async def test_small_menu_of_a_decided_card_is_heard_too(self, desk: Edge) -> None:
        calm(desk)
        await choose(desk, "ticket.raise|1.P3.P1", kind="overflow")
        assert desk.house.card().priority is Priority.P1

    async def test_authority_is_that_of_the_button(self, desk: Edge) -> None:
        calm(desk)
        before = desk.house.card().version
        await choose(desk, "ticket.raise|1.P3.P0", user=STRANGER.user_id)
        assert desk.house.card().priority is Priority.P3
        assert [user for user, _ in whispers(desk)] == [STRANGER.user_id]
        assert desk.house.card().version == before

    @pytest.mark.parametrize(
        "value",
        ["", "|", "ticket.nonsense|1", "draft.approve|x", "ticket.raise", "ticket.more|ticket.more|1"],
    )
    async def test_choice_that_no_menu_offers_changes_nothing_and_says_so(
        self, desk: Edge, value: str
    ) -> None:
        calm(desk)
        assert (await choose(desk, value)).status == 200
        assert desk.house.card().priority is Priority.P3
        assert whispers(desk) == [(FOUNDER.user_id, UNKNOWN)]

    async def test_menu_is_drawn_anew_so_that_the_same_choice_can_be_made_again(
        self, desk: Edge, door: SlackDoor
    ) -> None:
        calm(desk)
        edits = desk.house.slack.posted[0].edits
        value = f"draft.reject|{desk.house.token()}"
        await choose(desk, value)
        desk.house.run_all()
        assert desk.house.slack.posted[0].edits == edits + 1
        await choose(desk, value)
        assert len(door.views) == 2

    async def test_overflow_keeps_no_choice_and_needs_no_drawing(self, desk: Edge) -> None:
        calm(desk)
        before = desk.house.card().version
        await choose(desk, f"draft.reject|{desk.house.token()}", kind="overflow")
        assert desk.house.card().version == before


class TestClaim:
    async def test_operator_follows_a_p0_and_its_clock_runs_on(self, each_desk: Edge) -> None:
        each_desk.house.leak()
        assert (await each_desk.press("ticket.claim", "1.1", user=OPERATOR.user_id)).status == 200
        card = each_desk.house.card()
        assert (card.claimed_by, card.claimed_at) == (OPERATOR.user_id, each_desk.clock())
        assert card.clocks[Metric.FIRST_RESPONSE].met_at is None
        each_desk.house.run_all()
        top = each_desk.house.strict.shown[each_desk.house.slack.posted[0].ts].blocks or ()
        assert f"يتابعها <@{OPERATOR.user_id}> منذ 10:12 ص" in top[0]["text"]["text"]

    async def test_second_person_reads_who_was_first(self, desk: Edge) -> None:
        desk.house.leak()
        await desk.press("ticket.claim", "1.1", user=OPERATOR.user_id)
        await desk.press("ticket.claim", "1.1")
        assert whispers(desk) == [(FOUNDER.user_id, f"سبقك <@{OPERATOR.user_id}> واستلمها 10:12 ص.")]

    async def test_stranger_takes_nothing_over_and_the_refusal_is_kept(self, desk: Edge) -> None:
        desk.house.leak()
        await desk.press("ticket.claim", "1.1", user=STRANGER.user_id)
        assert desk.house.card().claimed_by is None
        assert ("decision.refused", STRANGER.user_id) in events(desk)


class TestHeard:
    def test_every_choice_a_menu_may_offer_has_its_listener(self, desk: Edge) -> None:
        heard = app_of(desk).heard
        assert sorted(ticket_menu.OFFERED - set(heard)) == []

    def test_every_button_of_a_card_has_its_listener(self, desk: Edge) -> None:
        heard = app_of(desk).heard
        pressed = (
            Action.TICKET_CLAIM,
            Action.DRAFT_APPROVE,
            Action.DRAFT_EDIT,
            Action.TICKET_FALSE_ALARM,
            Action.TICKET_LISTEN,
            Action.TICKET_LISTENED,
            Action.TICKET_MORE,
            *LISTENED.values(),
        )
        assert [action for action in pressed if action not in heard] == []


class TestShowText:
    async def test_approver_reads_the_whole_words_alone_and_the_ledger_keeps_it(
        self, each_desk: Edge
    ) -> None:
        each_desk.house.customer_writes("جوالي 0501234567 وبريدي sara@example.com " + "س" * 400)
        each_desk.house.run_all()
        await choose(each_desk, "ticket.show_text|1.1", user=OPERATOR.user_id)
        each_desk.house.run_all()
        method, message = each_desk.house.strict.calls[-1]
        assert method == "ephemeral"
        words = shown({"blocks": list(message.blocks or ())})
        assert "0501234567" in words
        assert "sara@example.com" in words
        assert "س" * 400 in words
        assert ("ticket.text_shown", OPERATOR.user_id) in events(each_desk)
        assert each_desk.house.strict.refusals == []

    async def test_secret_stays_hidden(self, desk: Edge) -> None:
        secret = "sk_" + "live_" + "a1B2c3D4e5F6g7H8i9J0k1L2"
        desk.house.customer_writes(f"المفتاح {secret}")
        desk.house.run_all()
        await choose(desk, "ticket.show_text|1.1")
        desk.house.run_all()
        _, message = desk.house.strict.calls[-1]
        assert secret not in shown({"blocks": list(message.blocks or ())})

    async def test_stranger_sees_nothing_and_the_refusal_is_kept(self, each_desk: Edge) -> None:
        calm(each_desk)
        await choose(each_desk, "ticket.show_text|1.1", user=STRANGER.user_id)
        each_desk.house.run_all()
        assert each_desk.house.slack.whispers[-1][1:] == (
            STRANGER.user_id,
            "هذا للمؤسس والمشغّلين فقط، فلم ننفّذ شيئاً.",
        )
        assert ("decision.refused", STRANGER.user_id) in events(each_desk)
        assert "ticket.text_shown" not in [event for event, _ in events(each_desk)]

    @pytest.mark.parametrize("value", ["404.1", "", "1", "x.y"])
    async def test_button_of_nothing_shows_nothing(self, desk: Edge, value: str) -> None:
        calm(desk)
        await desk.press("ticket.show_text", value)
        assert whispers(desk) == [(FOUNDER.user_id, UNKNOWN)]

    async def test_no_queue_holds_the_words(self, desk: Edge) -> None:
        calm(desk)
        await desk.press("ticket.show_text", "1.1")
        with desk.database.reading() as session:
            (payload,) = session.scalars(
                select(OutboxRow.payload).where(OutboxRow.kind == EffectKind.FULL_TEXT.value)
            )
        assert payload == {"ticket_id": 1, "channel": "C_APPROVALS", "user": FOUNDER.user_id}


def app_of(edge: Edge) -> HearingApp:
    product = edge.product
    desk = Desk(
        database=product.database,
        decisions=product.decisions,
        alerts=product.alerts,
        outbox=product.queues,
        settings=product.settings,
        clock=product.clock,
        modals=modal_client(token=BOT_TOKEN, base_url="http://127.0.0.1:9/api/"),
    )
    return slack_app.build(desk, Commands(desk), bot_token=BOT_TOKEN, signing_secret=SIGNING_SECRET)
