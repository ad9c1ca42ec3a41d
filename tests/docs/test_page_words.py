"""What the page offers after a slash is what the product knows."""

from tests.docs import page_words


def test_the_pages_words_are_those_of_the_commands_and_the_manifest() -> None:
    assert page_words.PAGE.read_text() == page_words.page(), "run: python -m tests.docs.page_words"
