import pytest

from dealix_ops.triage.lexicon import read
from dealix_ops.triage.risks import is_forwarded, risks_in
from dealix_ops.vocabulary import Risk


class TestRisksIn:
    @pytest.mark.parametrize(
        ("text", "risk"),
        [
            ("إذا ما حليتوها بنشرها في إكس", Risk.PUBLICATION),
            ("بنزل تغريدة عنكم في تويتر", Risk.PUBLICATION),
            ("I will post this on LinkedIn tonight", Risk.PUBLICATION),
            ("محاميي بيتواصل معكم", Risk.LAWYER),
            ("سنتخذ الإجراءات القانونية", Risk.LAWYER),
            ("our lawyer will be in touch", Risk.LAWYER),
            ("بنرفعها لسدايا", Risk.AUTHORITY),
            ("راح نشتكي عند وزارة التجارة", Risk.AUTHORITY),
            ("we are reporting this to the regulator", Risk.AUTHORITY),
            ("نبي نلغي الاشتراك", Risk.CANCELLATION),
            ("we want to cancel our subscription", Risk.CANCELLATION),
            ("هذي ثالث مرة أكلمكم", Risk.REPEATED),
            ("this is the third time this month", Risk.REPEATED),
            ("احذفوا بياناتي كلها", Risk.DATA_REQUEST),
            ("please delete all my data", Risk.DATA_REQUEST),
        ],
    )
    def test_each_is_seen(self, text: str, risk: Risk) -> None:
        assert risk in risks_in(read(text))

    @pytest.mark.parametrize(
        "text",
        [
            "متى تنشرون التحديث الجديد؟",
            "الغوا اجتماع بكرة لو سمحتوا",
            "we share the report with the team",
            "كم مدة العقد؟",
            "مرة حلو التقرير",
            "عندنا مكتب محاماة ونبي باقة",
        ],
    )
    def test_neighbours_are_not(self, text: str) -> None:
        assert risks_in(read(text)) == ()


class TestIsForwarded:
    @pytest.mark.parametrize(
        "text",
        [
            "محول من المحاسب: الشيت ما يفتح",
            "Fwd: invoice problem",
            "Forwarded message from our accountant: the sheet is locked",
            "شوفوا\n---------- Forwarded message ---------\nFrom: someone",
            "[12/03/2026, 10:45:12] عميل: وصلتني رسالة غريبة",
        ],
    )
    def test_somebody_elses_words_are_marked(self, text: str) -> None:
        assert is_forwarded(read(text))

    @pytest.mark.parametrize(
        "text", ["حولت لكم المبلغ", "looking forward to it", "الموعد 12/03 الساعة 10:45"]
    )
    def test_own_words_are_not(self, text: str) -> None:
        assert not is_forwarded(read(text))
