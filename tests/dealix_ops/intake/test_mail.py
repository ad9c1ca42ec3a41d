"""Which part of a mail is the customer's words."""

import pytest

from dealix_ops.intake.mail import message_facts


class TestSubject:
    @pytest.mark.parametrize(
        ("subject", "body", "read"),
        [
            ("تسرب بيانات", "شوفوا المرفق", "تسرب بيانات\nشوفوا المرفق"),
            ("Re: تسرب بيانات", "شكراً، انتهى الموضوع", "شكراً، انتهى الموضوع"),
            ("رد: Re: data breach", "Thanks, all good.", "Thanks, all good."),
            ("Fwd: تسرب بيانات", "وش السالفة؟", "تسرب بيانات\nوش السالفة؟"),
            ("Re: تسرب بيانات", "", "تسرب بيانات"),
            ("متى الموعد؟", "متى الموعد؟ وأين؟", "متى الموعد؟ وأين؟"),
        ],
    )
    def test_subject_is_read_where_it_is_new(self, subject: str, body: str, read: str) -> None:
        assert message_facts({"subject": subject, "text": body}).text == read
