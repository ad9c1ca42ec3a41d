"""Prints `docs/kpi.md`: every figure of «مؤشرات», what it counts, and how the answer reads."""

from pathlib import Path

from bot.blocks import kpi
from bot.blocks.kpi_copy_ar import DEFINITION, LABEL, Figure
from dealix_ops.sla.report import FEWEST_TICKETS
from tests.bot.blocks.weeks import BEFORE, EMPTY_FIGURES, FULL_FIGURES
from tests.docs.cards import shown

PAGE = Path(__file__).parents[2] / "docs" / "kpi.md"
HEAD = f"""# المؤشرات

<!-- made by `python -m tests.docs.kpi`; tests/docs/test_kpi_page.py holds it to the code -->

«مؤشرات» بعد `/dealix` أو وحدها في محادثة البوت: آخر 7 أيام حتى هذه اللحظة، وبجانبها 7 أيام قبلها، لمن سأل
وحده. كل رقم من السجلات؛ وما لا مصدر له يُكتب «غير مقيس». النسبة لا تظهر إلا من {FEWEST_TICKETS} فأكثر، ومعها
عددها. وبالتعريف نفسه أرقام مراجعة الاثنين ([digest.md](digest.md))، غير أن أسبوعها من الأحد إلى السبت.

| المؤشر | ما يُحسب فيه |
|---|---|
"""


def page() -> str:
    rows = [f"| {LABEL[figure]} | {DEFINITION[figure]} |" for figure in Figure]
    answers = [
        shown("أسبوع ممتلئ", kpi.render(FULL_FIGURES, BEFORE)),
        shown("لا شيء مسجّل بعد", kpi.render(EMPTY_FIGURES, EMPTY_FIGURES)),
    ]
    return HEAD + "\n".join([*rows, "", *answers])


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
