"""What a typed line means, without Slack."""

import pytest

from bot.command_help import GROUPS, help_page
from bot.command_table import COMMANDS, Word
from bot.command_text import NEAREST, parse, says_off


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
        assert typed.command is not None
        assert (typed.command.word, typed.rest) == (word, rest)

    @pytest.mark.parametrize("line", ["تذكار", "x", "!", "ال", "فرزين", "🙂"])
    def test_unknown_word_always_has_neighbours(self, line: str) -> None:
        typed = parse(line)
        assert typed.command is None
        assert typed.first == line
        assert len(set(typed.nearest)) == NEAREST

    def test_no_spelling_belongs_to_two_commands(self) -> None:
        for command in COMMANDS:
            assert {parse(spelling).command for spelling in command.spellings} == {command}


class TestSaysOff:
    @pytest.mark.parametrize("words", ["إلغاء", "الغاء", " إلغاء ", "OFF", "Off."])
    def test_forgiving(self, words: str) -> None:
        assert says_off(words)

    @pytest.mark.parametrize("words", ["", "إلغاء الاشتراك", "offset", "الأفق"])
    def test_a_name_is_no_word_for_it(self, words: str) -> None:
        assert not says_off(words)


class TestHelp:
    def test_every_command_stands_in_one_group_in_both_languages(self) -> None:
        grouped = [word for group in GROUPS for word in group.words]
        assert sorted(grouped) == sorted({command.word for command in COMMANDS} - {Word.HELP})
        assert [command.word for command in COMMANDS if not all(command.en)] == []

    @pytest.mark.parametrize("asked", ["مساعدة", "؟", "?", ""])
    def test_in_arabic_unless_english_asks(self, asked: str) -> None:
        assert "• فرز نص الرسالة: يقول أولوية النص وسببها، ولا يحفظ شيئاً" in help_page(asked)

    @pytest.mark.parametrize("asked", ["help", "HELP"])
    def test_in_english(self, asked: str) -> None:
        assert "• triage TEXT: the priority of a text and why; stores nothing" in help_page(asked)

    def test_english_page_names_words_that_work(self) -> None:
        for command in COMMANDS:
            assert parse(command.en[0]).command == command

    def test_a_phone_shows_it_in_two_turns_of_the_thumb(self) -> None:
        assert len(help_page("")) == len(help_page("help")) <= 30
