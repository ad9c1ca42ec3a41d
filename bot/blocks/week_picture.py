"""Monday's picture: first responses against their target, what became late by day, who may leave.

Right to left, for a phone: nothing is smaller than 12 points there, and no colour says what no word says.
"""

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont, features

from bot.blocks import week_copy_ar as copy
from dealix_ops.customer_success.rules import RiskLevel
from dealix_ops.language.display import printable
from dealix_ops.language.times_ar import WEEKDAYS
from dealix_ops.reports.figures import Share
from dealix_ops.reports.renewals import AtRisk
from dealix_ops.reports.week import WeekView
from dealix_ops.sla.rules import Metric
from dealix_ops.vocabulary import Priority

WIDTH, MARGIN = 1080, 56
FINER = 2
"""Drawn so much larger and then reduced, which makes edges smooth."""
FONTS = Path(__file__).parents[1] / "web" / "fonts"
PAPER, INK, SOFT, RAIL, LINE = "#FFFFFF", "#1B2430", "#5A6675", "#E9EDF2", "#D5DBE3"
GOOD, BAD, MIDDLE = "#0072B2", "#D55E00", "#E69F00"
"""Okabe and Ito's: told apart by every eye."""
BLENDS = 15
RISKS_SHOWN, NAME_LIMIT = 5, 24
COLOUR = {RiskLevel.HIGH: BAD, RiskLevel.MEDIUM: MIDDLE}


@dataclass(frozen=True)
class Pen:
    """In the picture's own points, from the left; `y` of words is their middle."""

    draw: ImageDraw.ImageDraw

    def words(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: int,
        colour: str = INK,
        bold: bool = False,
        at: str = "r",
    ) -> None:
        """`at`: x is their right end, their left end or their middle."""
        font = _font(size, bold=bold)
        place = (x * FINER, y * FINER)
        self.draw.text(place, text, font=font, fill=colour, anchor=f"{at}m", direction="rtl", language="ar")

    def box(
        self, left: float, top: float, right: float, bottom: float, colour: str, radius: int = 10
    ) -> None:
        if right - left >= 1 and bottom - top >= 1:
            round_ = min(radius, (right - left) / 2, (bottom - top) / 2)
            edges = (left * FINER, top * FINER, right * FINER - 1, bottom * FINER - 1)
            self.draw.rounded_rectangle(edges, radius=round_ * FINER, fill=colour)


def paint(view: WeekView) -> bytes | None:
    """A PNG; None where this Pillow joins no letters: torn words are worse than no picture."""
    if not features.check_feature("raqm"):
        return None
    risks = (view.risks or ())[:RISKS_SHOWN]
    height = 1250 + 96 * max(len(risks), 1)
    image = Image.new("RGB", (WIDTH * FINER, height * FINER), PAPER)
    pen = Pen(ImageDraw.Draw(image))
    pen.words(WIDTH - MARGIN, 70, copy.TITLE, size=52, bold=True)
    pen.words(WIDTH - MARGIN, 128, copy.span(view), size=36, colour=SOFT)
    _answers(pen, view, 190)
    _days(pen, view, 752)
    _risks(pen, view, risks, 1162)
    reduced = image.resize((WIDTH, height), Image.Resampling.LANCZOS)
    made = io.BytesIO()
    reduced.quantize(palette=_palette(), dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def _palette() -> Image.Image:
    """Our own colours and their edges on paper: a fifth of the bytes, and each stays what its key says."""
    paper = ImageColor.getrgb(PAPER)
    mixed = [
        round(low + (high - low) * step / BLENDS)
        for colour in (INK, SOFT, GOOD, BAD, MIDDLE)
        for step in range(1, BLENDS + 1)
        for low, high in zip(paper, ImageColor.getrgb(colour), strict=True)
    ]
    kept = Image.new("P", (1, 1))
    kept.putpalette([*paper, *ImageColor.getrgb(RAIL), *ImageColor.getrgb(LINE), *mixed])
    return kept


def _head(pen: Pen, top: float, title: str) -> None:
    pen.box(MARGIN, top, WIDTH - MARGIN, top + 2, LINE, radius=0)
    pen.words(WIDTH - MARGIN, top + 46, title, size=42, bold=True)


def _answers(pen: Pen, view: WeekView, top: float) -> None:
    _head(pen, top, copy.ANSWERS)
    _legend(pen, top + 46)
    for row, priority in enumerate(Priority):
        y = top + 142 + row * 106
        pen.words(WIDTH - MARGIN, y - 20, priority.name_ar, size=40, bold=True)
        pen.words(WIDTH - MARGIN, y + 26, copy.target(priority), size=34, colour=SOFT)
        share = view.week.in_time(Metric.FIRST_RESPONSE, priority)
        _answer_bar(pen, share, view.before.in_time(Metric.FIRST_RESPONSE, priority), y)


def _answer_bar(pen: Pen, share: Share, before: Share, y: float) -> None:
    left, right = MARGIN + 240, WIDTH - MARGIN - 230
    if not share.whole:
        pen.box(left, y - 26, right, y + 26, RAIL)
        pen.words(MARGIN, y, copy.NO_CLOCK, size=34, colour=SOFT, at="l")
        return
    middle = right - (right - left) * share.of / share.whole
    late = share.whole - share.of
    pen.box(left, y - 26, middle - (3 if share.of else 0), y + 26, BAD)
    pen.box(middle + (3 if late else 0), y - 26, right, y + 26, GOOD)
    if before.whole:
        x = right - (right - left) * before.of / before.whole
        pen.box(x - 4, y - 38, x + 4, y + 38, PAPER, radius=4)
        pen.box(x - 2, y - 38, x + 2, y + 38, INK, radius=2)
    pen.words(MARGIN, y - 18, copy.share(share), size=40, bold=True, at="l")
    said = copy.late_of(late) if late else copy.ALL_IN_TIME
    pen.words(MARGIN, y + 26, said, size=34, colour=SOFT, at="l")


def _legend(pen: Pen, y: float) -> None:
    x = float(MARGIN)
    for label, colour in ((copy.BEFORE, INK), (copy.LATE, BAD), (copy.IN_TIME, GOOD)):
        wide = _font(34).getlength(label, direction="rtl", language="ar") / FINER
        pen.words(x, y, label, size=34, colour=SOFT, at="l")
        x += wide + 10
        if colour == INK:
            pen.box(x + 8, y - 18, x + 12, y + 18, INK, radius=2)
        else:
            pen.box(x, y - 12, x + 24, y + 12, colour, radius=6)
        x += 46


def _days(pen: Pen, view: WeekView, top: float) -> None:
    _head(pen, top, copy.DAYS)
    counts = [view.week.late_on(day) for day in view.days]
    most, floor, high = max(max(counts), 1), top + 310, 170.0
    step = (WIDTH - 2 * MARGIN) / 7
    for place, (day, count) in enumerate(zip(view.days, counts, strict=True)):
        x = WIDTH - MARGIN - step * (place + 0.5)
        up = high * count / most
        pen.box(x - 40, floor - up, x + 40, floor, BAD)
        pen.words(
            x, floor - up - 30, str(count), size=40, bold=bool(count), colour=INK if count else SOFT, at="m"
        )
        pen.words(x, floor + 34, WEEKDAYS[day.weekday()].removeprefix("ال"), size=34, colour=SOFT, at="m")
    pen.box(MARGIN, floor, WIDTH - MARGIN, floor + 3, LINE, radius=0)


def _risks(pen: Pen, view: WeekView, risks: tuple[AtRisk, ...], top: float) -> None:
    _head(pen, top, copy.RISKS)
    pen.words(MARGIN, top + 46, copy.OF_HUNDRED, size=34, colour=SOFT, at="l")
    if not risks:
        said = copy.RISKS_UNKNOWN if view.risks is None else copy.RISKS_NONE
        pen.words(WIDTH - MARGIN, top + 116, said, size=36, colour=SOFT)
    left, right = MARGIN + 240, WIDTH - MARGIN
    for row, one in enumerate(risks):
        y = top + 116 + row * 96
        pen.words(right, y - 12, printable(one.name, NAME_LIMIT), size=36)
        pen.box(left, y + 18, right, y + 34, RAIL, radius=8)
        pen.box(right - (right - left) * one.score / 100, y + 18, right, y + 34, COLOUR[one.level], radius=8)
        pen.words(MARGIN, y + 12, copy.risk(one), size=38, bold=True, at="l")


_kept: dict[tuple[int, bool], ImageFont.FreeTypeFont] = {}


def _font(size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont:
    key = (size, bold)
    if key not in _kept:
        name = f"IBMPlexSansArabic-{'Bold' if bold else 'Regular'}.ttf"
        _kept[key] = ImageFont.truetype(FONTS / name, size * FINER, layout_engine=ImageFont.Layout.RAQM)
    return _kept[key]
