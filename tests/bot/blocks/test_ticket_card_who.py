"""Who the card says it is about: the company, the person, a colleague, and how the answer goes out."""

import pytest

from bot.blocks import ticket_card
from dealix_ops.reports.people import Who
from dealix_ops.vocabulary import Means, Source
from tests.bot.blocks.views import NOW, card, lines, menu

LINK = "اربط بعميل"
COMPANY = "نخبة الخليج"


def in_slack(*, customer: str | None = COMPANY, colleague: bool = False) -> Who:
    return Who(None, Source.SLACK, Means.COPY, "C0ROOM", customer, colleague, slack_user="U0NORA")


def on_behalf(means: Means = Means.COPY, *, name: str | None = None, customer: str = COMPANY) -> Who:
    return Who(name, Source.ON_BEHALF, means, None, customer)


BY_MAIL = Who("نورة", Source.MAIL, Means.MAIL, None)
REPORT = in_slack(customer=None, colleague=True)
WHO = [
    (in_slack(), "العميل: نخبة الخليج · <@U0NORA> · سلاك <#C0ROOM>"),
    (REPORT, "العميل: كتبها زميل <@U0NORA> · سلاك <#C0ROOM> · غير مربوط بعميل بعد"),
    (in_slack(colleague=True), "العميل: نخبة الخليج · كتبها زميل <@U0NORA> · سلاك <#C0ROOM>"),
    (on_behalf(name="نورة"), "العميل: نخبة الخليج · نورة · أدخلها زميل"),
    (
        on_behalf(customer="*الأفق* <!here>"),
        "العميل: الأفق &lt;!here&gt; · عميل بلا اسم ظاهر · أدخلها زميل",
    ),
    (BY_MAIL, "العميل: نورة · البريد · غير مربوط بعميل بعد"),
]
WAYS = [
    (in_slack(), "التسليم: نسخ إلى محادثته في سلاك"),
    (REPORT, "التسليم: نسخ فقط، ويوصله إلى العميل من كتبها"),
    (on_behalf(), "التسليم: نسخ فقط، فلم يُسجَّل له رقم ولا بريد"),
    (on_behalf(Means.WHATSAPP), "التسليم: من جوال الشركة (الإرسال الآلي غير مفعّل)"),
    (BY_MAIL, "التسليم: من بريد الشركة (الإرسال الآلي غير مفعّل)"),
]


class TestWho:
    @pytest.mark.parametrize(("person", "line"), WHO)
    def test_company_first_and_a_colleague_is_not_the_customer(self, person: Who, line: str) -> None:
        assert line in lines(ticket_card.render(card(who=person), NOW))

    @pytest.mark.parametrize(("person", "line"), WAYS)
    def test_way_out_is_said_before_anything_is_approved(self, person: Who, line: str) -> None:
        assert line in lines(ticket_card.render(card(who=person), NOW))

    def test_push_names_the_company_where_it_is_known(self) -> None:
        for person in (in_slack(), on_behalf(name="نورة")):
            assert ticket_card.render(card(who=person), NOW).text.startswith(f"طارئ من {COMPANY}: ")

    def test_push_names_nobody_by_an_id(self) -> None:
        assert "U0NORA" not in ticket_card.render(card(who=in_slack()), NOW).text


class TestLink:
    @pytest.mark.parametrize(("person", "offered"), [(in_slack(), False), (REPORT, True), (BY_MAIL, True)])
    def test_button_stands_while_no_customer_is_linked(self, person: Who, offered: bool) -> None:
        assert (LINK in menu(ticket_card.render(card(who=person), NOW))) is offered
