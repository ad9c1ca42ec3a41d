"""Writes `docs/incident_72h.md`, a leak as it is played: `python -m tests.docs.incident_72h`."""

import asyncio
import logging
from pathlib import Path

from tests.bot.incidents_72h.play import written

PAGE = Path(__file__).parents[2] / "docs" / "incident_72h.md"
HEAD = """# حادث في 72 ساعة

<!-- made by `python -m tests.docs.incident_72h`; tests/bot/incidents_72h plays it again and compares -->

حادث SEV1 ظهرت فيه بيانات لغير أصحابها، من أول رسالة إلى نهاية مهلة البلاغ، يلعبه اختبار على المنتج كله بساعة
تتحرك. «في غرفة الحادث» رسالة جديدة ترن، والملخص المثبّت يتجدد في مكانه. لا يرسل المنتج شيئاً إلى عميل ولا إلى
الجهة المختصة: المسودات يعتمدها شخص، والبلاغ يرفعه شخص ويسجّل رقمه.

"""


def page(transcript: str) -> str:
    return HEAD + transcript.lstrip()


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    PAGE.write_text(page(asyncio.run(written())), encoding="utf-8")
    print(f"wrote {PAGE}")
