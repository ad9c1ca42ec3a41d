"""`docs/drafts.md` shows what the code proposes today."""

from collections import Counter

from tests.dealix_ops.drafts.shared_messages import drafted
from tests.docs import drafts


class TestPage:
    def test_is_what_the_command_writes(self) -> None:
        written = drafts.PAGE.read_text(encoding="utf-8")
        assert written == drafts.render(), "run python -m tests.docs.drafts"

    def test_sixty_messages_of_every_priority_and_language(self) -> None:
        chosen = drafts.spread(drafted())
        assert len(chosen) == 60 == len({one.text for one in chosen})
        priorities = Counter(one.verdict.priority for one in chosen)
        languages = Counter(one.written_in for one in chosen)
        assert min(priorities.values()) >= 8
        assert len(priorities) == 4
        assert len(languages) == 5
        assert min(languages.values()) >= 5
