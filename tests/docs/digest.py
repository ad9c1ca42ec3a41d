"""Prints `docs/digest.md`: the day's messages and lists as people read them. `… -m tests.docs.digest`."""

from pathlib import Path

from bot.blocks import daily, day_lists
from tests.bot.blocks.days import DAYS, FULL, SUNDAY
from tests.docs.cards import shown

PAGE = Path(__file__).parents[2] / "docs" / "digest.md"
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
        shown("«تجديد»", day_lists.renewals(FULL.renewals)),
    ]
    return "\n".join([HEAD, *days, *lists])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
