"""`docs/digest.md` prints the day's messages as the product draws them."""

import io

from PIL import Image, ImageChops, ImageStat

from bot.blocks import week_picture
from tests.bot.blocks.weeks import FULL
from tests.docs import digest


def test_page_is_what_the_messages_look_like() -> None:
    assert digest.PAGE.read_text(encoding="utf-8") == digest.page(), "run `python -m tests.docs.digest`"


def test_picture_is_the_one_that_monday_brings() -> None:
    drawn = Image.open(io.BytesIO(week_picture.paint(FULL) or b"")).convert("RGB")
    kept = Image.open(digest.PICTURE).convert("RGB")
    assert f"]({digest.PICTURE.name})" in digest.PAGE.read_text(encoding="utf-8")
    assert kept.size == drawn.size
    # Another build of the same fonts may move an edge; another figure or word moves far more.
    assert max(ImageStat.Stat(ImageChops.difference(kept, drawn)).mean) < 0.5
