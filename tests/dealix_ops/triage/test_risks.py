import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dealix_ops.triage.lexicon import read
from dealix_ops.triage.risk_forms import RISKS, STEMS
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
            ("سأكتب عن تجربتي في إكس", Risk.PUBLICATION),
            ("بنكلم الصحافة عنكم", Risk.PUBLICATION),
            ("راح أكتب تقييم سيء", Risk.PUBLICATION),
            ("سنلجأ للقضاء", Risk.LAWYER),
            ("بنحول الموضوع للشؤون القانونية", Risk.LAWYER),
            ("I will sue", Risk.LAWYER),
            ("نرفع للهيئة الوطنية للأمن السيبراني", Risk.AUTHORITY),
            ("بقدم بلاغ لساما", Risk.AUTHORITY),
            ("لغوا الاشتراك حقي", Risk.CANCELLATION),
            ("وقفوا الاشتراك", Risk.CANCELLATION),
            ("بنوقف التعامل معكم", Risk.CANCELLATION),
            ("we won't renew", Risk.CANCELLATION),
            ("please close our account", Risk.CANCELLATION),
            ("thalth marra w ana akallemkom", Risk.REPEATED),
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
            "أنا محامي وأبي أعرف عن الباقات",
            "عميلي محامي يسأل عن السعر",
            "our legal team asks for the DPA",
            "الشؤون القانونية طلبت نسخة من العقد",
            "عندنا محكمة بكرة أجلوا الموعد",
            "ألغيت الاجتماع",
            "cancel my meeting",
            "أبغى إيقاف التنبيهات في الحساب",
            "I will switch to another tab",
            "can I get a refund policy copy?",
            "نشرنا المنشور",
            "بننشر المنشور بكرة الساعة ٩ في تويتر",
            "We publish our posts on LinkedIn through your tool",
            "بكتب لكم في قوقل تقييم حلو",
            "the press kit is attached",
            "anshor el post bukra",
            "alghi el maw3ed",
            "وزارة التجارة عميل عندنا، نبي نضيفهم",
            "police station is next to our office",
            "كم مرة ترسلون التقرير؟",
            "ثاني مرة أجرب وكل شي تمام",
            "once again thank you",
            "data subject is a field in our form",
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


class TestStems:
    @pytest.mark.parametrize(("risk", "form"), [(risk, form) for risk in Risk for form in RISKS[risk]])
    @settings(max_examples=15)
    @given(data=st.data())
    def test_whatever_matches_a_form_contains_a_stem_of_its_risk(
        self, risk: Risk, form: str, data: st.DataObject
    ) -> None:
        text = data.draw(st.from_regex(form))
        assert not re.search(form, text) or re.search(STEMS[risk], text)
