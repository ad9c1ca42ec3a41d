"""The week's messages whatever people are called; `docs/digest.md` and `docs/kpi.md` have them whole."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PIL import features

from bot.blocks import kpi, week, week_picture
from bot.sandbox.block_rules import block_problems
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.week import WeekView
from dealix_ops.sla.rules import Calendar
from tests.bot.blocks.days import standing
from tests.bot.blocks.views import first_strong, lines
from tests.bot.blocks.weeks import BEFORE, FULL, FULL_FIGURES, MONDAY, QUIET, RISKS

HOSTILE = "&" * 300
LATIN = "Acme <!channel> *x*"
CARD = "https://dealix.slack.com/archives/C1/p1"


def named(name: str) -> WeekView:
    worst = tuple(replace(one, standing=replace(one.standing, company=name)) for one in FULL.worst)
    return replace(FULL, worst=worst, risks=tuple(replace(one, name=name) for one in RISKS))


def drawn(name: str) -> list[SlackMessage]:
    closing = [standing(n, name, waits_since=MONDAY, window_until=MONDAY) for n in range(20)]
    return [
        week.review(named(name), lambda _: CARD, picture="F0123456789"),
        week.review(QUIET, lambda _: CARD, picture=None),
        week.closing(closing, MONDAY + timedelta(days=1), MONDAY, lambda _: CARD),
        kpi.render(FULL_FIGURES, BEFORE),
    ]


class TestAll:
    @pytest.mark.parametrize("name", ["الأفق", HOSTILE, LATIN])
    def test_slack_takes_them_nobody_is_called_and_each_line_begins_in_arabic(self, name: str) -> None:
        for message in drawn(name):
            assert block_problems([dict(block) for block in message.blocks or ()], low=1) == []
            assert "<!channel>" not in str(message)
            assert {first_strong(line) for line in [*lines(message), message.text]} == {"AL"}

    def test_six_days_of_work_are_not_called_two_days(self) -> None:
        one = FULL.worst[0]
        late = replace(one, ended=replace(one.ended, late_by=timedelta(hours=48), calendar=Calendar.WORKING))
        message = week.review(replace(FULL, worst=(late,)), lambda _: CARD, picture=None)
        assert any("تأخر 48 ساعة من وقت الدوام" in line for line in lines(message))


class TestPicture:
    def test_is_read_out_in_figures_and_never_too_long_for_slack(self) -> None:
        said = week.alt_text(FULL)
        assert "عادي: 91% (21 من 23)" in said
        assert "سنام للتقنية 75 · عالٍ" in said
        assert len(week.alt_text(named(HOSTILE))) <= 2000

    @pytest.mark.parametrize(
        "view", [FULL, QUIET, named(HOSTILE), named("")], ids=["full", "quiet", "&", "no"]
    )
    def test_is_small_enough_for_a_phone(self, view: WeekView) -> None:
        assert 1_000 < len(week_picture.paint(view) or b"") < 120_000

    def test_without_joined_letters_there_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(features, "check_feature", lambda _: False)
        assert week_picture.paint(FULL) is None
