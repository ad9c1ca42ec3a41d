"""`docs/digest.md` prints the day's messages as the product draws them."""

from tests.docs import digest


def test_page_is_what_the_messages_look_like() -> None:
    assert digest.PAGE.read_text(encoding="utf-8") == digest.page(), "run `python -m tests.docs.digest`"
