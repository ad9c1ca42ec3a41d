"""`docs/cards.md` prints the cards as the product draws them."""

from tests.docs import cards


def test_page_is_what_the_cards_look_like() -> None:
    assert cards.PAGE.read_text(encoding="utf-8") == cards.page(), "run `python -m tests.docs.cards`"
