"""The modals of a draft as a person sees them."""

from dataclasses import replace

import pytest

from bot.blocks import copy_ar, modals
from bot.blocks.modals import ModalState
from bot.blocks.text import Block
from bot.sandbox.block_rules import view_problems
from dealix_ops.claims.rules import check_outgoing
from dealix_ops.ports.inbox import NewLine
from dealix_ops.ports.slack import SlackMessage
from dealix_ops.sending.service import RejectReason
from dealix_ops.vocabulary import Priority
from tests.bot.blocks.views import lines

STATE = ModalState("tok-1", 7, "C_APPROVALS", rewrite=False)


def came(*texts: str) -> list[NewLine]:
    return [NewLine(20 + n, text) for n, text in enumerate(texts)]


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
        view = modals.edit(STATE, text="نصنا", new_lines=came("وينكم؟\nالو", ""))
        assert view["submit"]["text"] == "اعتماد مع الجديد"
        assert read(view)[:3] == [
            "*وصلت بعد المسودة: رسالتان*",
            "> ‏وينكم؟ الو",
            "> ‏رسالة بلا نص (صوت أو صورة أو غيرهما)",
        ]

    @pytest.mark.parametrize(("count", "said"), [(1, "رسالة"), (3, "3 رسائل"), (11, "11 رسالة")])
    def test_new_lines_are_counted_and_all_shown(self, count: int, said: str) -> None:
        view = modals.edit(STATE, text="", new_lines=came(*(f"سطر {n}" for n in range(1, count + 1))))
        head, *shown = read(view)[:-1]
        assert head == f"*وصلت بعد المسودة: {said}*"
        assert shown == [f"> ‏سطر {n}" for n in range(1, count + 1)]
        assert view["submit"]["text"] == "اعتماد مع الجديد"
        assert ModalState.load(view["private_metadata"]) == STATE

    def test_long_line_that_fits_a_section_is_whole(self) -> None:
        line = " ".join(["كلمة"] * 580)
        assert f"> ‏{line}" in read(modals.edit(STATE, text="", new_lines=came(line, "وبعدها")))

    @pytest.mark.parametrize("line", ["ب" * 4000, "&" * 700, "•ا" * 1000])
    def test_line_longer_than_a_section_is_cut_and_says_so(self, line: str) -> None:
        view = modals.edit(STATE, text="", new_lines=came(line))
        assert view_problems(view) == []
        assert read(view)[1].endswith(f"(النص أطول، حروفه {len(line):,})")

    @pytest.mark.parametrize(
        ("left", "said"), [(1, "رسالة"), (2, "رسالتان"), (3, "3 رسائل"), (11, "11 رسالة")]
    )
    def test_lines_that_do_not_fit_are_counted_and_not_bound(self, left: int, said: str) -> None:
        lines = came(*["ب" * 2900] * (10 + left))
        view = modals.edit(replace(STATE, seen=lines[-1].inbound_id), text="", new_lines=lines)
        assert view_problems(view) == []
        assert f"الباقي: {said}. اضغط «عرض الباقي»، ونصك محفوظ" in read(view)
        assert view["submit"]["text"] == "عرض الباقي"
        assert ModalState.load(view["private_metadata"]).seen == lines[9].inbound_id

    def test_newer_version_without_new_lines_says_that_the_text_is_kept(self) -> None:
        said = "المسودة تغيّرت بعد فتح النافذة، ونصك محفوظ"
        assert read(modals.edit(STATE, text="نصنا", draft_changed=True))[0] == said
        assert said not in read(modals.edit(STATE, text="نصنا", draft_changed=True, new_lines=came("وين؟")))

    def test_tone_warning_stands_under_the_field(self) -> None:
        assert "يُفضَّل تغيير «عزيزي العميل»" in read(modals.edit(STATE, text="عزيزي العميل، نضمن لكم"))[0]
        assert len(read(modals.edit(STATE, text="عزيزي العميل"))) == 2
        assert len(read(modals.edit(STATE, text="نضمن لكم"))) == 1

    def test_empty_field_has_no_initial_value(self) -> None:
        view = modals.edit(ModalState("t", 1, "C", rewrite=True), text="")
        assert view["title"]["text"] == "رد جديد"
        assert "initial_value" not in view["blocks"][0]["element"]


class TestSecondLook:
    def test_unseen_warning_is_shown_once_and_the_text_is_kept(self) -> None:
        view = modals.second_look(STATE, text="عزيزي العميل، وصلتنا رسالتكم")
        assert view is not None
        assert view["submit"]["text"] == "اعتماد كما هو"
        assert view["blocks"][0]["element"]["initial_value"] == "عزيزي العميل، وصلتنا رسالتكم"
        assert "اكتب الاسم، ونصك محفوظ. السبب: مخاطبة بلا اسم." in read(view)[0]
        seen = ModalState.load(view["private_metadata"])
        assert modals.second_look(seen, text="عزيزي العميل، وصلتنا رسالتكم") is None

    @pytest.mark.parametrize("text", ["وصلتنا رسالتكم", "عزيزي العميل، نضمن لكم", ""])
    def test_text_without_warnings_or_refused_anyway_needs_none(self, text: str) -> None:
        assert modals.second_look(STATE, text=text) is None


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
