"""`docs/kpi.md` defines every figure that «مؤشرات» shows, and no other."""

from bot.blocks import kpi
from bot.blocks.kpi_copy_ar import LABEL, Figure
from tests.bot.blocks.weeks import BEFORE, FULL_FIGURES
from tests.docs import kpi as kpi_page
from tests.docs.cards import text_of


def test_page_is_what_the_command_says() -> None:
    assert kpi_page.PAGE.read_text(encoding="utf-8") == kpi_page.page(), "run `python -m tests.docs.kpi`"


def test_every_line_of_the_answer_is_a_defined_figure() -> None:
    told = text_of(kpi.render(FULL_FIGURES, BEFORE))[1:]
    assert [line.split(": ")[0] for line in told] == [LABEL[figure] for figure in Figure]
