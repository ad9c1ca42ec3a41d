"""The day's messages as a phone shows them; `docs/digest.md` has them whole."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks import daily, daily_copy_ar, day_lists
from bot.sandbox.block_rules import block_problems
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.reports.daily import DayView, Flow
from dealix_ops.reports.renewals import Renewal
from dealix_ops.vocabulary import Source
from scheduler.jobs import JOBS
from tests.bot.blocks.days import CALM_FRIDAY, DAYS, EMPTY, FULL, QUIET, STOPPED, SUNDAY, heard, standing
from tests.bot.blocks.views import first_strong, lines

HOSTILE = "&" * 200
LATIN = "Acme <!channel> *x*"


def drawn(view: DayView) -> SlackMessage:
    return daily.render(view, name="سالم")


def line(view: DayView, beginning: str) -> str:
    (found,) = [one for one in daily.lines(view, name=None) if one.startswith(beginning)]
    return found


class TestRender:
    @pytest.mark.parametrize("view", [view for _, view in DAYS], ids=[name for name, _ in DAYS])
    def test_at_most_twelve_lines_and_each_begins_in_arabic(self, view: DayView) -> None:
        shown = lines(drawn(view))
        assert len(shown) <= 12
        assert {first_strong(one) for one in [*shown, drawn(view).text]} == {"AL"}

    @pytest.mark.parametrize("name", [HOSTILE, LATIN])
    def test_whatever_they_are_called_slack_takes_it_and_nobody_is_called(self, name: str) -> None:
        bad = standing(1, name, due_in=-timedelta(days=9))
        view = replace(
            FULL,
            waiting=(bad,) * 3,
            emergencies=(bad,) * 3,
            oldest=replace(bad, waits_since=SUNDAY - timedelta(days=3)),
            late=(bad,) * 3,
            renewals=(Renewal(name, 1, 10**9),) * 3,
            risks=tuple(replace(one, name=name) for one in FULL.risks or ()),
        )
        message = drawn(view)
        assert block_problems([dict(block) for block in message.blocks or ()], low=1) == []
        assert "<!channel>" not in str(message.blocks)
        assert {first_strong(one) for one in lines(message)} == {"AL"}

    @pytest.mark.parametrize("view", [EMPTY, FULL, STOPPED])
    def test_lines_for_waiting_sources_and_missed_never_vanish(self, view: DayView) -> None:
        for beginning in ("بانتظارك", "المصادر", "لم يُنفَّذ في موعده"):
            assert line(view, beginning)

    def test_quiet_day_is_one_line_that_names_a_p0_and_what_is_broken(self) -> None:
        silent = heard(Source.MAIL, timedelta(hours=26), silent=True, at=QUIET.at)
        message = drawn(replace(QUIET, sources=(silent,), missed=STOPPED.missed))
        (only,) = lines(message)
        assert "الحالات الطارئة: نخبة الخليج · حادث مفتوح: ح-3 · بانتظارك" in only
        assert "البريد صامت منذ 26 ساعة" in only
        assert "ملخص العصر" in only
        assert "صامت" not in lines(drawn(CALM_FRIDAY))[0]

    def test_every_job_has_a_name_for_when_it_did_not_run(self) -> None:
        assert {job.id for job in JOBS} <= set(daily_copy_ar.JOB)

    def test_job_of_before_an_update_stops_no_message(self) -> None:
        view = replace(EMPTY, missed=(("job.gone", SUNDAY),))
        assert "job.gone" in line(view, "لم يُنفَّذ في موعده")


class TestCounts:
    @pytest.mark.parametrize(
        ("count", "said"),
        [
            (0, "بانتظارك: لا يوجد"),
            (1, "بانتظارك اعتماد واحد: الأفق (مهم) قبل 9:10 ص"),
            (2, "بانتظارك اعتمادان، أقربهما الأفق (مهم) قبل 9:10 ص"),
            (3, "بانتظارك 3 اعتمادات، أقربها الأفق (مهم) قبل 9:10 ص"),
            (11, "بانتظارك 11 اعتماداً، أقربها الأفق (مهم) قبل 9:10 ص"),
        ],
    )
    def test_waiting(self, count: int, said: str) -> None:
        assert line(replace(EMPTY, waiting=(standing(),) * count), "بانتظارك") == said

    @pytest.mark.parametrize(
        ("count", "said"),
        [
            (0, "المتأخر الآن: لا يوجد"),
            (1, "تأخّر واحد: الأفق (أول رد متأخر ساعتين)"),
            (2, "تأخّر اثنان: الأفق (أول رد متأخر ساعتين)، الأفق (أول رد متأخر ساعتين)"),
            (4, "تأخّر 4: الأفق (أول رد متأخر ساعتين)، الأفق (أول رد متأخر ساعتين)، وآخران"),
            (5, "تأخّر 5: الأفق (أول رد متأخر ساعتين)، الأفق (أول رد متأخر ساعتين)، و3 غيرهم"),
        ],
    )
    def test_late_names_two_and_counts_the_rest(self, count: int, said: str) -> None:
        late = (standing(due_in=-timedelta(hours=2)),) * count
        assert line(replace(EMPTY, late=late), said.split(":")[0]) == said

    @pytest.mark.parametrize(
        ("flow", "said"),
        [
            (Flow(1, 1, 0, 0), "منذ الخميس: رسالة واحدة في محادثة واحدة، وينتظر 1"),
            (Flow(2, 2, 2, 0), "منذ الخميس: رسالتان في محادثتين، رددنا على اثنتين"),
            (Flow(14, 9, 6, 2), "منذ الخميس: 14 رسالة في 9 محادثات، رددنا على 6، ولا يحتاج رداً 2، وينتظر 1"),
            (Flow(3, 3, 0, 3), "منذ الخميس: 3 رسائل في 3 محادثات، ولا يحتاج رداً 3"),
        ],
    )
    def test_flow(self, flow: Flow, said: str) -> None:
        assert line(replace(EMPTY, flow=flow), "منذ") == said

    @pytest.mark.parametrize(
        ("silent", "said"),
        [
            ((), "المصادر: واتساب ونموذج الموقع والبريد تعمل"),
            (("mail",), "المصادر: واتساب ونموذج الموقع يعملان، والبريد صامت منذ 3 أيام ⚠️"),
            (
                ("mail", "form"),
                "المصادر: واتساب يعمل، ونموذج الموقع صامت منذ 3 أيام ⚠️، والبريد صامت منذ 3 أيام ⚠️",
            ),
        ],
    )
    def test_sources(self, silent: tuple[str, ...], said: str) -> None:
        three = (Source.WHATSAPP, Source.FORM, Source.MAIL)
        view = replace(
            EMPTY, sources=tuple(heard(one, timedelta(days=3), silent=one.value in silent) for one in three)
        )
        assert line(view, "المصادر") == said

    def test_no_source_is_on(self) -> None:
        assert line(replace(EMPTY, sources=()), "المصادر") == "المصادر: لا مصدر مفعّل"

    def test_closed_window_of_the_oldest_is_no_reason_not_to_write_by_hand(self) -> None:
        oldest = standing(waits_since=SUNDAY - timedelta(hours=50))
        said = line(replace(EMPTY, oldest=oldest), "أقدم عميل ينتظر")
        assert said == "أقدم عميل ينتظر: الأفق منذ يومين، ونافذته مقفلة للإرسال الآلي فقط"


class TestLists:
    def test_long_ones_end_with_how_many_are_left_and_slack_takes_them(self) -> None:
        many = [standing(10**8 + n, HOSTILE, due_in=-timedelta(hours=3)) for n in range(50)]
        places = {one.ticket_id: ("C0123456789", "1795432100.000100") for one in many}
        message = day_lists.dues(many, many, day_lists.linked(places, "d" * 60), SUNDAY)
        assert block_problems([dict(block) for block in message.blocks or ()], low=1) == []
        assert "وبعدها 30" in lines(message)
        assert sum("https://" in one for one in lines(message)) == 30
