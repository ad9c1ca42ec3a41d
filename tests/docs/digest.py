"""Prints `docs/digest.md`: the day's messages and lists as people read them. `… -m tests.docs.digest`."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.blocks import brief, daily, day_lists, week, week_picture
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.self_growth.board import Point, Weekly, What
from dealix_ops.self_growth.service import Daily
from tests.bot.blocks.days import DAYS, FULL, SUNDAY, standing
from tests.bot.blocks.weeks import FULL as FULL_WEEK
from tests.bot.blocks.weeks import WEEKS
from tests.docs.cards import shown

PAGE = Path(__file__).parents[2] / "docs" / "digest.md"
PICTURE = PAGE.with_name("week_review.png")
WEEK_HEAD = """# رسائل الأسبوع

مراجعة الاثنين 9:00 صباحاً في القناة نفسها: الأسبوع الماضي من الأحد إلى السبت وبجانبه الذي قبله، ومعها صورة.
وإن كان الاثنين إجازة فصباح أول يوم عمل بعده، وفي رمضان 11:00. تصل أيضاً إن لم يحدث شيء. وإن تعذّر رفع الصورة
وصلت الأرقام نصاً وقالت ذلك. تعريف كل رقم في [kpi.md](kpi.md).

![مراجعة الأسبوع](week_review.png)

موجز المؤسس الأحد 9:00 صباحاً (وفي رمضان 11:00) رسالة واحدة: القرارات والفرص والمخاطر وما تعلمناه، ثم شركات
اليوم. ورسالة نوافذ واتساب 6:00 مساءً في أيام العمل (وفي رمضان 8:00) لا تصل إلا إذا كانت نافذة ستُقفل قبل أول
دوام بعدها.

وفي رمضان لا يصل تذكير يحتمل الانتظار في 45 دقيقة حول أذان المغرب بالرياض، ويصل بعدها؛ والطارئ والعاجل يصلان.
"""
HEAD = """# رسالة الصباح

<!-- made by `python -m tests.docs.digest`; tests/docs/test_digest_page.py holds it to the code -->

رسالة واحدة في قناة العمليات 8:30 صباحاً، وفي أيام دوام رمضان 10:30. تصل كل يوم، حتى لو لم يكن فيها شيء،
وأيام الجمعة والسبت والإجازات سطر واحد. ورسالة العصر 3:00 لا تصل إلا إذا تأخّر شيء بعد رسالة الصباح. كل ما
فيها من السجلات، وما لا يقيسه المنتج لا سطر له. ما بين القوسين المربعين أزرار، وتجيب لمن ضغطها وحده.
"""


def page() -> str:
    days = [shown(name, daily.render(view, name="سالم")) for name, view in DAYS]
    link = day_lists.linked({}, "")
    lists = [
        shown("رسالة العصر", daily.afternoon(FULL.late[:2], SUNDAY)),
        shown("«بانتظاري»", day_lists.waiting(FULL.waiting, link, SUNDAY)),
        shown("«مواعيد»", day_lists.dues(FULL.late, FULL.waiting[:2], link, SUNDAY)),
        shown("«خطر»", day_lists.risks(FULL.risks)),
        shown("«تجديد»", day_lists.renewals(FULL.renewals, {}, "")),
    ]
    return "\n".join([HEAD, *days, *lists, WEEK_HEAD, *_week()])


def _week() -> list[str]:
    until = SUNDAY + timedelta(minutes=30)
    thursday, card = until - timedelta(days=2, hours=15), "https://dealix.slack.com/archives/C1/p1"
    window = timedelta(hours=21)
    closing = [
        replace(one, waits_since=thursday, window_until=thursday + window, drafted=one.company is not None)
        for one in (standing(1), standing(2, "مدار"), standing(3, None))
    ]
    reviews = [
        shown(name, week.review(view, lambda _: card, picture=None if week.is_empty(view) else "F1"))
        for name, view in WEEKS
    ]
    missing = shown(
        "تعذّر رفع الصورة", week.review(replace(FULL_WEEK, worst=()), lambda _: card, picture=None)
    )
    evening = shown("نوافذ واتساب مساء الخميس", week.closing(closing, until, thursday, lambda _: card))
    return [*reviews, missing, evening, shown("موجز المؤسس، الأحد", _board())]


def _board() -> SlackMessage:
    points = (
        Point(What.DRAFT_WAITS, 12, "الأفق", SUNDAY - timedelta(hours=15)),
        Point(What.STEP_LATE, 3, "مدار", SUNDAY - timedelta(days=1), detail="drafting"),
    )
    worth = Point(What.PIPELINE, 7, "النخبة", SUNDAY - timedelta(days=2), 40_000)
    told = Weekly(SUNDAY, decisions=points, opportunities=(worth,), risks=())
    return brief.sunday(told, Daily(SUNDAY, waiting=(), listed=0, drafts=1))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    PICTURE.write_bytes(week_picture.paint(FULL_WEEK) or b"")
    print(f"wrote {PAGE}")
