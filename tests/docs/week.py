"""Writes `docs/week.md`, the founder's week as it is played: `python -m tests.docs.week`."""

import asyncio
import logging
from pathlib import Path

from tests.bot.week.play import written

PAGE = Path(__file__).parents[2] / "docs" / "week.md"
HEAD = """# أسبوع المؤسس

<!-- made by `python -m tests.docs.week`; tests/bot/week/test_week.py plays it again and compares -->

أسبوع من الأحد إلى الخميس كما يعيشه المؤسس والمشغّل مع أربعين رقماً، يلعبه اختبار على المنتج كله: رسائل موقّعة
تدخل، وضغطات على أزرار موجودة فعلاً على البطاقات، وساعة تتحرك. «يرن في القناة» هو الإشعار كما يقرؤه الجوال،
و«لا يراها إلا…» جواب لمن ضغط وحده. لا يرسل المنتج شيئاً بنفسه: «يخرج من جوال الشركة» نص نسخه شخص من صفحة
التسليم بعد اعتماده، ويتحقق الاختبار في النهاية أن كل ما خرج معتمد بحروفه.

"""


def page(transcript: str) -> str:
    return HEAD + transcript.lstrip()


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    PAGE.write_text(page(asyncio.run(written())), encoding="utf-8")
    print(f"wrote {PAGE}")
