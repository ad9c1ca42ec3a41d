"""What a typed line means, without Slack."""

import pytest

from bot.command_text import COMMANDS, NEAREST, Word, parse, says_off


class TestParse:
    @pytest.mark.parametrize(
        ("line", "word", "rest"),
        [
            ("فرز النص هنا", Word.TRIAGE, "النص هنا"),
            ("  فرز   النص  ", Word.TRIAGE, "النص"),
            ("فرز\nسطر\nسطر", Word.TRIAGE, "سطر\nسطر"),
            ("فرز\u00a0النص", Word.TRIAGE, "النص"),
            ("الفرز: النص", Word.TRIAGE, "النص"),
            ("TRIAGE text", Word.TRIAGE, "text"),
            ("قناه الأفق", Word.CHANNEL, "الأفق"),
            ("القناة", Word.CHANNEL, ""),
            ("مساعده", Word.HELP, ""),
            ("؟", Word.HELP, ""),
            ("?", Word.HELP, ""),
            ("", Word.HELP, ""),
            (" \n ", Word.HELP, ""),
        ],
    )
    def test_word_and_what_follows(self, line: str, word: Word, rest: str) -> None:
        typed = parse(line)
        assert (typed.word, typed.rest) == (word, rest)

    @pytest.mark.parametrize("line", ["تذكرة", "x", "!", "ال", "فرزين", "🙂"])
    def test_unknown_word_always_has_neighbours(self, line: str) -> None:
        typed = parse(line)
        assert typed.word is None
        assert typed.first == line
        assert len(set(typed.nearest)) == NEAREST

    def test_no_spelling_belongs_to_two_commands(self) -> None:
        for command in COMMANDS:
            assert {parse(spelling).word for spelling in command.spellings} == {command.word}


class TestSaysOff:
    @pytest.mark.parametrize("words", ["إلغاء", "الغاء", " إلغاء ", "OFF", "Off."])
    def test_forgiving(self, words: str) -> None:
        assert says_off(words)

    @pytest.mark.parametrize("words", ["", "إلغاء الاشتراك", "offset", "الأفق"])
    def test_a_name_is_no_word_for_it(self, words: str) -> None:
        assert not says_off(words)
