"""What came beside the words, and the way out by mail: on the card and on the hand-off, line by line."""

from dataclasses import replace
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from bot.blocks import hand_off, hand_off_links, ticket_card
from dealix_ops.contacts.details import Attachment, Details
from dealix_ops.reports.people import Line, Who
from dealix_ops.vocabulary import Means, Source
from tests.bot.blocks import views
from tests.bot.blocks.views import NOW, card, first_strong, lines
from tests.bot.edge import message_problems

ADDRESS = "noura@ofuq.example"
WRITER = Who("Noura", Source.MAIL, Means.MAIL, our_address="care@dealix.example", unproved=True)
FILES = tuple(
    Attachment(f"contract-{n}-{'x' * 200}.pdf", "application/pdf", n * 700_000) for n in range(1, 8)
)
LONG = "&" * 400


def mail_card(*files: Attachment, **said: Any) -> list[str]:
    line = Line("text", LONG, NOW, Details(attachments=files, quoted=True))
    message = ticket_card.render(card(who=replace(WRITER, **said), lines=(line,) * 4), NOW)
    assert message_problems(message) == []
    return lines(message)


class TestCard:
    def test_every_line_starts_in_arabic_and_nothing_bursts(self) -> None:
        shown = mail_card(*FILES, said_company="Ofuq <Co>", said_reach="12 34")
        assert [first_strong(line) for line in shown if first_strong(line) not in ("AL", "R", None)] == []
        assert any("الجهة كما كُتبت:" in line and "Ofuq &lt;Co&gt;" in line for line in shown)
        assert any(line.startswith("للتواصل كما كُتب:") for line in shown)
        assert "تنبيه: لم يثبت أن المرسل صاحب البريد" in shown

    @pytest.mark.parametrize(
        ("size", "said"), [(0, "1 ك.ب"), (2_400, "2 ك.ب"), (1_048_576, "1.0 م.ب"), (7_000_000, "6.7 م.ب")]
    )
    def test_attachment_is_named_with_type_and_size(self, size: int, said: str) -> None:
        shown = next(
            line for line in mail_card(Attachment("عقد.pdf", "application/pdf", size)) if "عقد" in line
        )
        assert said in shown

    def test_more_than_five_are_counted(self) -> None:
        assert any("و23 غيرها" in line for line in mail_card(*FILES))

    def test_linked_customer_is_said_and_not_the_company_they_typed(self) -> None:
        shown = mail_card(customer="شركة الأفق", said_company="غيرها")
        assert not any("غيرها" in line for line in shown)


class TestMailLink:
    def test_answers_with_subject_and_text(self) -> None:
        link = hand_off_links.mail_link(ADDRESS, "سلام & أهلاً", "الموعد")
        assert link.startswith(f"mailto:{ADDRESS}?")
        assert parse_qs(urlsplit(link).query) == {"subject": ["Re: الموعد"], "body": ["سلام & أهلاً"]}

    def test_without_a_subject(self) -> None:
        assert parse_qs(urlsplit(hand_off_links.mail_link(ADDRESS, "سلام")).query) == {"body": ["سلام"]}

    def test_long_text_leaves_and_the_subject_stays(self) -> None:
        link = hand_off_links.mail_link(ADDRESS, "ن" * 500, "الموعد")
        assert parse_qs(urlsplit(link).query) == {"subject": ["Re: الموعد"]}

    @pytest.mark.parametrize("subject", ["ن" * 5_000, "&" * 5_000, "\u202e\n\x00cc=x@evil.example"])
    def test_no_subject_bursts_it_or_adds_a_field(self, subject: str) -> None:
        link = hand_off_links.mail_link(ADDRESS, "سلام", subject)
        assert len(link) <= hand_off_links.MAIL_LINK_LIMIT
        assert set(parse_qs(urlsplit(link).query)) <= {"subject", "body"}


class TestHandOff:
    def test_link_and_warning_stand_on_lines_that_start_in_arabic(self) -> None:
        view = views.hand_off(who=WRITER, number=None, email=ADDRESS, subject="Date <x>", text="سلام")
        message = hand_off.render(view, NOW)
        assert message_problems(message) == []
        shown = lines(message)
        assert all(first_strong(line) == "AL" for line in shown)
        assert "تنبيه: لم يثبت أن المرسل صاحب البريد" in shown
        link = next(line for line in shown if "mailto:" in line)
        assert "subject=Re%3A%20Date%20%3Cx%3E&amp;body=" in link
        assert hand_off.bare_text(view).text == "سلام"
