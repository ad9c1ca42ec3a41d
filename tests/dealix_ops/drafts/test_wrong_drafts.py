"""Messages whose draft once named the wrong matter, or left a gap where none was needed."""

import pytest

from dealix_ops.claims.rules import check_outgoing
from dealix_ops.drafts.asked import Asked, asked_in
from dealix_ops.drafts.compose import compose
from dealix_ops.drafts.facts import DraftFacts, DraftKind
from dealix_ops.drafts.language import language_of
from dealix_ops.drafts.matter import Named
from dealix_ops.drafts.reading import read_words
from dealix_ops.triage.rules import classify
from dealix_ops.vocabulary import Meaning, Priority, Topic

from .facts import facts


def read(text: str, **given: object) -> DraftFacts:
    """As triage and the drafting read it; `given` is what the ticket already had."""
    verdict = classify([text])
    triaged = {
        "priority": verdict.priority,
        "meaning": verdict.meaning,
        "p0_sound": verdict.p0_sound,
        "topic": verdict.topic,
        "formal": False,
        "language": language_of([text]),
        "delicate": bool(verdict.risks),
    }
    return read_words(facts(**{**triaged, **given}), [text])


def first(text: str, **given: object) -> str:
    return compose(DraftKind.FIRST_RESPONSE, read(text, **given)).text


LEAVING = [
    "بنشرها في إكس ونلغي الاشتراك",
    "ألغوا اشتراكي",
    "we will cancel our subscription",
    "نبغى نكنسل الباقة",
    "نبي نوقف التجديد",
    "شكراً لكم، نبي نلغي الاشتراك",
]


class TestLeaving:
    @pytest.mark.parametrize("text", LEAVING)
    def test_is_heard_calmly_whatever_the_ticket_was(self, text: str) -> None:
        stopped = {"priority": Priority.P1, "meaning": Meaning.OUTAGE, "topic": Topic.OUTAGE}
        for given in ({}, stopped, {**stopped, "delicate": False}):
            said = first(text, **given)
            assert Asked.CANCELLING in (read(text, **given).asked or ())
            assert "عن اشتراككم، ونأخذ" in said or "about your subscription, and we take" in said
            assert "تفعيل" not in said
            assert "⟦" not in said

    @pytest.mark.parametrize("text", ["الاشتراك ما تفعل", "دفعنا الفاتورة وللحين ما تفعل الاشتراك"])
    def test_is_not_read_into_a_subscription_that_does_not_work(self, text: str) -> None:
        stopped = {"priority": Priority.P1, "meaning": Meaning.OUTAGE, "topic": Topic.OTHER}
        assert "عن تفعيل اشتراككم، ونتعامل معها كأمر عاجل" in first(text, **stopped)

    @pytest.mark.parametrize("text", ["توقف الاشتراك", "رسائل تلغي الاشتراك من عملائنا", "اشتراكنا انلغى"])
    def test_is_not_read_into_what_others_did(self, text: str) -> None:
        assert Asked.CANCELLING not in asked_in([text])

    def test_how_it_is_done_alone_is_a_question(self) -> None:
        said = first("أبي أعرف خطوات إيقاف الاشتراك نهاية الموسم", delicate=False, priority=Priority.P3)
        assert "بجدية" not in said

    def test_emergency_beside_it_keeps_its_matter(self) -> None:
        leak = {"priority": Priority.P0, "meaning": Meaning.LEAK, "topic": Topic.DATA_EXPOSURE}
        said = first("بيانات عملائنا عند غيرنا وبنلغي الاشتراك", **leak)
        assert "ظهور بيانات لغير أصحابها" in said
        assert "حالة طارئة" in said


class TestInvoices:
    @pytest.mark.parametrize("text", ["وين فواتيرنا؟ اختفت", "اختفت فواتيرنا من اللوحة"])
    def test_that_vanished_are_the_matter(self, text: str) -> None:
        said = first(text)
        assert read(text).named is Named.INVOICES
        assert "رسالتكم عن الفواتير" in said
        assert "توقف الخدمة" not in said

    def test_beside_a_stop_of_everything_stay_behind_it(self) -> None:
        stopped = {"priority": Priority.P1, "meaning": Meaning.OUTAGE, "topic": Topic.OUTAGE}
        assert "توقف الخدمة" in first("الخدمة واقفة ونحتاج الفواتير اليوم", **stopped)


class TestWithoutAWord:
    @pytest.mark.parametrize("text", ["👍", "❤️", ".", "👍🏽 🙏"])
    def test_needs_no_person_to_fill_a_gap(self, text: str) -> None:
        draft = compose(DraftKind.FIRST_RESPONSE, read(text))
        assert "⟦" not in draft.text
        assert draft.promised_by is None

    def test_beside_a_matter_changes_nothing(self) -> None:
        assert "ربط الشيت" in first("ربط الشيت معلق 👍", priority=Priority.P2)

    def test_media_without_a_caption_is_not_taken_for_it(self) -> None:
        assert Asked.GREETING not in asked_in([""])
        assert Asked.GREETING not in asked_in(["", "👍"])


class TestRequests:
    @pytest.mark.parametrize(
        "text",
        [
            "نبي نغير شعارنا",
            "نبي نغير اسم الشركة",
            "نبي نأخر موعد التدريب",
            "نبي نضيف بريد المحاسب",
            "نبغى نعدّل وقت الاجتماع",
        ],
    )
    def test_are_acknowledged_with_one_time(self, text: str) -> None:
        draft = compose(DraftKind.FIRST_RESPONSE, read(text))
        assert "وصلنا طلبكم" in draft.text
        assert draft.promised_by is not None
        assert not check_outgoing(draft.text, priority=Priority.P3, risky=False)

    def test_price_asked_beside_one_is_still_answered(self) -> None:
        assert "2,999" in first("نبي نضيف مستخدم، كم السعر؟")


@pytest.mark.parametrize("formal", [True, False])
def test_closing_question_speaks_of_an_event_that_can_be_followed(formal: bool) -> None:
    leak = facts(priority=Priority.P0, meaning=Meaning.LEAK, topic=Topic.DATA_EXPOSURE, formal=formal)
    assert "متابعة ظهور بيانات لغير أصحابها" in compose(DraftKind.RESOLUTION, leak).text
