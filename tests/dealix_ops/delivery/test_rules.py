"""The plan's times, the order of its steps, and every field of the form on both sides of its bounds."""

from datetime import timedelta

import pytest

from dealix_ops.delivery import rules
from dealix_ops.delivery.errors import IntakeUnusable, NotTheNext
from dealix_ops.delivery.rules import DUE_AFTER, HAND_OVER, IntakeField, OptIn, Step
from tests.support.clock import START

GOOD: dict[str, str] = {
    "company_name": "نخبة الخليج",
    "website": "nokhba.sa",
    "sector": "تدريب",
    "city": "الرياض",
    "primary_offer": "برامج تدريب للمنشآت",
    "ideal_customer": "شركات من 50 إلى 500 موظف",
    "avg_deal_value_sar": "٢٥٬٠٠٠ ر.س",
    "has_contact_list": "yes",
    "channels_available": "واتساب والبريد",
    "whatsapp_opt_in_status": "partly",
    "approval_owner": "مدير التسويق",
    "exclusions": "لا أحد",
}


class TestPlan:
    def test_is_that_of_the_facts(self) -> None:
        hours = [int(after / timedelta(hours=1)) for after in DUE_AFTER.values()]
        assert hours == [0, 1, 6, 18, 24]
        assert len(HAND_OVER) == 5

    def test_step_is_late_from_its_time_on_until_it_is_done(self) -> None:
        after = timedelta(hours=6)
        on_time = rules.plan(START, {Step.KICK_OFF: START}, now=START + after)
        assert [due.step for due in on_time if due.late] == [Step.DIAGNOSIS]
        late = rules.plan(START, {Step.KICK_OFF: START}, now=START + after + timedelta(seconds=1))
        assert [due.step for due in late if due.late] == [Step.DIAGNOSIS, Step.DRAFTING]

    def test_only_the_next_step_may_be_done(self) -> None:
        done: list[Step] = []
        for step in Step:
            for other in Step:
                if other is not step:
                    with pytest.raises(NotTheNext):
                        rules.require_next(other, done)
            rules.require_next(step, done)
            done.append(step)
        assert rules.current(done) is None


class TestIntake:
    def test_every_field_of_the_facts_is_kept(self) -> None:
        assert set(GOOD) == {field.value for field in IntakeField}
        assert rules.intake(GOOD) == GOOD | {"avg_deal_value_sar": 25_000}

    def test_website_and_deal_value_may_be_unknown(self) -> None:
        kept = rules.intake(GOOD | {"website": "", "avg_deal_value_sar": " "})
        assert (kept["website"], kept["avg_deal_value_sar"]) == (None, None)

    @pytest.mark.parametrize(
        ("wrong", "why"),
        [
            ({"company_name": " "}, "missing"),
            ({"exclusions": ""}, "missing"),
            ({"whatsapp_opt_in_status": ""}, "missing"),
            ({"whatsapp_opt_in_status": "probably"}, "no_choice"),
            ({"has_contact_list": "نعم"}, "no_choice"),
            ({"primary_offer": "م" * 301}, "too_long"),
            ({"website": "موقعنا جاهز قريباً"}, "no_address"),
            ({"website": "javascript://x.sa"}, "no_address"),
            ({"website": "http://[::1"}, "no_address"),
            ({"website": "nokhba"}, "no_address"),
            ({"avg_deal_value_sar": "0"}, "no_amount"),
            ({"avg_deal_value_sar": "كثير"}, "no_amount"),
            ({"avg_deal_value_sar": "1000000001"}, "no_amount"),
        ],
    )
    def test_wrong_field_is_named_with_its_reason(self, wrong: dict[str, str], why: str) -> None:
        with pytest.raises(IntakeUnusable) as refused:
            rules.intake(GOOD | wrong)
        assert refused.value.fields == dict.fromkeys(wrong, why)

    def test_all_wrong_fields_at_once(self) -> None:
        with pytest.raises(IntakeUnusable) as refused:
            rules.intake({})
        assert len(refused.value.fields) == len(IntakeField) - 2

    @pytest.mark.parametrize("opt_in", list(OptIn))
    def test_whatsapp_only_where_every_number_agreed(self, opt_in: OptIn) -> None:
        assert rules.whatsapp_allowed(opt_in) is (opt_in is OptIn.DOCUMENTED)
