"""The Home tab as a person reads it: Arabic first on each line, and within what Slack takes."""

from dataclasses import replace
from datetime import timedelta

from bot.blocks import home
from bot.blocks.home_copy_ar import FEATURE
from bot.sandbox.block_rules import view_problems
from dealix_ops.features import FEATURES
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.home import MOST, HomeView
from dealix_ops.vocabulary import Source
from tests.bot.blocks.days import SUNDAY, standing
from tests.bot.blocks.home_views import MORNING, STRANGER, address, entry
from tests.docs.cards import text_of

LATE = standing(9, "&" * 120, due_in=-timedelta(hours=1), person="*" * 120)
MANY = tuple(entry(replace(LATE, ticket_id=n), token=f"token-{n}") for n in range(MOST))
CROWDED = replace(MORNING, waiting=MANY, waiting_more=90, late=MANY, late_more=90)


def lines(view: HomeView) -> list[str]:
    return text_of(SlackMessage(text="", blocks=home.render(view, SUNDAY, address)))


class TestRender:
    def test_slack_takes_it_however_full_it_is(self) -> None:
        for view in (MORNING, CROWDED, STRANGER):
            blocks = home.render(view, SUNDAY, address)
            assert view_problems({"type": "home", "blocks": blocks}) == []
            assert len(blocks) <= 60

    def test_every_line_begins_in_arabic(self) -> None:
        for line in [*lines(MORNING), *lines(STRANGER)]:
            assert "ء" <= line.lstrip("•[ ")[0] <= "ي", line

    def test_without_an_address_there_is_no_dead_button(self) -> None:
        blocks = home.render(MORNING, SUNDAY, lambda _ticket: None)
        assert "البطاقة" not in repr(blocks)
        assert view_problems({"type": "home", "blocks": blocks}) == []

    def test_alert_is_taken_on_its_own_card(self) -> None:
        alert = entry(replace(LATE, source=Source.SENTRY))
        assert "[البطاقة]" in lines(replace(MORNING, late=(alert,)))

    def test_switch_that_somebody_turned_is_named(self) -> None:
        shown = lines(replace(MORNING, live_flags=("GMAIL_ALLOW_LIVE_SEND",)))
        assert (
            "• الإرسال المباشر: مفعّل في الإعدادات (GMAIL_ALLOW_LIVE_SEND)، ولا ترسل أي قناة وحدها بعد"
            in shown
        )

    def test_every_feature_has_a_name(self) -> None:
        assert {feature.name for feature in FEATURES} == set(FEATURE)
