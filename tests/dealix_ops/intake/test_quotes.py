"""Which words of a mail are the sender's own: answers of the usual programs, and what only looks like one."""

import time

import pytest

from dealix_ops.intake.quotes import cut

ASKED = "متى الموعد؟"
GMAIL_AR = "في الأحد، 22 نوفمبر 2026 في 10:12 ص تمت كتابة ما يلي بواسطة"
HEADS = {
    "gmail": "On Sun, Nov 22, 2026 at 10:12 AM Dealix <care@dealix.example> wrote:\n> {old}",
    "gmail wrapped": "On Sun, Nov 22, 2026 Dealix Support\n<care@dealix.example> wrote:\n\n> {old}",
    "gmail in Arabic": f"{GMAIL_AR} ‪Dealix‬‏ <‪a@b.example‬‏>:\n\n> {{old}}",
    "gmail in Arabic, wrapped": f"‫{GMAIL_AR} ‪Dealix‬‏\n<‪a@b.example‬‏>:‬\n\n> {{old}}",
    "apple in Arabic": "> في 22 نوفمبر 2026، الساعة 10:12 ص، كتب/كتبت Dealix <a@b.example>:\n>\n> {old}",
    "wrote, in": "كتب Dealix في 22/11/2026 10:12:\n> {old}",
    "outlook": "From: Dealix <a@b.example>\nSent: Sunday\nTo: Noura\nSubject: RE: x\n\n{old}",
    "outlook in Arabic": f"{'_' * 32}\nمن: D <a@b.example>\nتم الإرسال: س\nإلى: ن\nالموضوع: رد: س\n\n{{old}}",
    "outlook in bold": "*From:* D <a@b.example>\n*Sent:* x\n*To:* x\n*Subject:* s\n\n{old}",
    "original message": "-----Original Message-----\nFrom: D\nTo: x\n{old}",
    "original message in Arabic": "-----الرسالة الأصلية-----\nمن: D\n{old}",
    "unmarked below": "On Sun, Nov 22, 2026 Dealix <care@dealix.example> wrote:\n\n{old}",
}


class TestCut:
    @pytest.mark.parametrize("head", HEADS.values(), ids=HEADS)
    def test_history_is_left_out(self, head: str) -> None:
        reply = cut(f"{ASKED}\n\n" + head.format(old="طلعت لي بيانات عميل ثاني"))
        assert (reply.own, reply.cut) == (ASKED, True)

    @pytest.mark.parametrize(
        "whole",
        [
            ASKED,
            "",
            "> كله مقتبس\n> ولا كلام غيره",
            "On Sunday our team wrote a complaint and said this:\nthe data of another customer is shown",
            "Please change it.\nFrom: 10:00\nTo: 12:00\nand the data of another customer is shown",
            "نبغى تغيير الموعد\nمن: الأحد\nإلى: الثلاثاء\nوطلعت لي بيانات عميل ثاني",
            "عندنا مشاكل:\n- بيانات عميل ثاني\n- السعر",
            "شوفوا\n\n------ الرسالة المعاد توجيهها ------\nمن: أ\nالتاريخ: ب\nالموضوع: ج\nإلى: د\n\nطلعت",
            "Begin forwarded message:\n\nFrom: A\nSubject: B\nDate: C\nTo: D\n\nwords",
        ],
    )
    def test_what_is_no_answer_stays_whole(self, whole: str) -> None:
        reply = cut(whole)
        assert (reply.own, reply.cut) == (whole, False)

    @pytest.mark.parametrize("subject", ["Fwd: x", "FW: x", "إعادة توجيه: x"])
    def test_subject_tells_of_a_forwarded_mail(self, subject: str) -> None:
        whole = f"{ASKED}\n\n{HEADS['outlook'].format(old='طلعت')}"
        assert cut(whole, subject=subject).own == whole

    @pytest.mark.parametrize("filler", ["", "كلام " * 300])
    def test_answers_between_and_below_the_quotation_are_kept(self, filler: str) -> None:
        old = f"> سؤال {filler}"
        reply = cut(f"هلا\n\nOn Sun X <a@b.example> wrote:\n{old}\nالجواب\n> ثاني\n\nطلعت {filler}")
        lines = [line.strip() for line in reply.own.split("\n") if line]
        assert lines == ["هلا", "الجواب", f"طلعت {filler}".strip()]

    @pytest.mark.parametrize(
        "flood",
        ["\n", "\n \t", "On ", ">", "> \n", "From: a\n", "في ", "كتب في :\n", "من: x\nإلى: y\n", "\u200f"],
    )
    def test_no_flood_keeps_a_worker_busy(self, flood: str) -> None:
        began = time.process_time()
        cut((flood * 200_000)[:200_000])
        assert time.process_time() - began < 2
