"""Small talk after an answer: a nod, a nudge, or something that waits."""

import pytest

from dealix_ops.drafts.replies import is_nod, is_nudge


class TestNod:
    @pytest.mark.parametrize(
        "text",
        ["تمام", "👍", "❤️", "شكراً لكم", "تمام 👍", "ok", "Thanks a lot!", "تسلمون والله", "tamam shukran"],
    )
    def test_needs_no_answer(self, text: str) -> None:
        assert is_nod([text])

    @pytest.mark.parametrize(
        "text",
        ["تمام بس اللوحة ما تفتح", "شكراً، ومتى التقرير؟", "؟؟", "", "thanks but it is still down", "لا"],
    )
    def test_holds_more(self, text: str) -> None:
        assert not is_nod([text])

    def test_every_line_counts(self) -> None:
        assert not is_nod(["تمام", "بس فيه مشكلة ثانية"])


class TestNudge:
    @pytest.mark.parametrize(
        "text", ["وينكم؟", "طيب متى؟", "فيه جديد؟", "؟؟", "any update?", "الو", "Hello??"]
    )
    def test_waits_for_news(self, text: str) -> None:
        assert is_nudge([text])

    @pytest.mark.parametrize(
        "text", ["متى الاجتماع؟", "وين أضيف موظف؟", "تمام", "any update on the invoice?"]
    )
    def test_asks_something_else(self, text: str) -> None:
        assert not is_nudge([text])
