"""The modals of a draft as a person sees them."""

import pytest

from bot.blocks import copy_ar, modals
from bot.blocks.modals import ModalState
from bot.blocks.text import Block
from dealix_ops.claims.rules import check_outgoing
from dealix_ops.ports import SlackMessage
from dealix_ops.sending.service import RejectReason
from dealix_ops.vocabulary import Priority
from tests.bot.blocks.views import lines

STATE = ModalState("tok-1", 7, "C_APPROVALS", rewrite=False)


def read(view: Block) -> list[str]:
    return lines(SlackMessage(text="", blocks=view["blocks"]))


class TestEdit:
    def test_text_stands_in_the_field_and_saving_approves(self) -> None:
        view = modals.edit(STATE, text="نصنا")
        assert (view["title"]["text"], view["submit"]["text"], view["close"]["text"]) == (
            "الرد على العميل",
            "حفظ واعتماد",
            "رجوع",
        )
        assert view["blocks"][0]["element"]["initial_value"] == "نصنا"
        assert read(view) == ["بعد الاعتماد يجهز النص للإرسال بيدك، ولا يصل إلى العميل شيء قبل ذلك"]

    def test_new_lines_stand_on_top_and_the_button_says_that_they_were_seen(self) -> None:
        view = modals.edit(STATE, text="نصنا", new_lines=["وينكم؟\nالو", ""])
        assert view["submit"]["text"] == "اعتماد مع الجديد"
        assert read(view)[:3] == [
            "*وصلت بعد المسودة: رسالتان*",
            "> ‏وينكم؟ الو",
            "> ‏رسالة بلا نص (صوت أو صورة أو غيرهما)",
        ]

    @pytest.mark.parametrize(("count", "said"), [(1, "رسالة"), (3, "3 رسائل"), (11, "11 رسالة")])
    def test_new_lines_are_counted_and_the_last_five_shown(self, count: int, said: str) -> None:
        view = modals.edit(STATE, text="", new_lines=[f"سطر {n}" for n in range(1, count + 1)])
        head, *shown = read(view)[:-1]
        assert head == f"*وصلت بعد المسودة: {said}*"
        assert shown[-1] == f"> ‏سطر {count}"
        assert len(shown) == min(count, 5)

    def test_empty_field_has_no_initial_value(self) -> None:
        view = modals.edit(ModalState("t", 1, "C", rewrite=True), text="")
        assert view["title"]["text"] == "رد جديد"
        assert "initial_value" not in view["blocks"][0]["element"]


class TestReject:
    def test_one_tap_for_each_reason_and_a_note_if_wanted(self) -> None:
        view = modals.reject(STATE)
        reason, note = view["blocks"]
        options = [(o["text"]["text"], o["value"]) for o in reason["element"]["options"]]
        assert [value for _, value in options] == [reason.value for reason in RejectReason]
        assert [words for words, _ in options] == list(copy_ar.REASON.values())
        assert note["optional"] is True


class TestModalState:
    def test_what_is_dumped_is_loaded(self) -> None:
        assert ModalState.load(STATE.dump()) == STATE

    @pytest.mark.parametrize("text", ["", "{}", "[]", "5", "null", '{"token": 1}', STATE.dump()[:-4]])
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(ValueError, match="no state of ours"):
            ModalState.load(text)


class TestFindingText:
    def test_word_and_substitute_are_named(self) -> None:
        findings = check_outgoing("نضمن لكم النتائج", priority=Priority.P2)
        assert "«نضمن" in modals.finding_text(findings)
        assert "ونصك محفوظ" in modals.finding_text(findings)
