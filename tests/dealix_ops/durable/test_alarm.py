"""A dead letter is seen in the operations channel, once, and without anybody's words."""

from dealix_ops.durable.takeover import dead_letters
from dealix_ops.ports.work import Refused
from tests.support.house import LEAK, OPS, House


class TestDeadLetterAlarm:
    def test_refused_card_is_announced_with_its_reason(self, house: House) -> None:
        house.customer_writes(LEAK)
        house.slack.fail_next(Refused("Slack: channel_not_found"))
        house.run_all()
        (notice,) = [posted for posted in house.slack.posted if posted.channel == OPS]
        assert "outbox 1" in notice.text
        assert "channel_not_found" in notice.text
        assert LEAK not in notice.text

    def test_refused_notice_raises_no_other(self, house: House) -> None:
        house.customer_writes(LEAK)
        house.slack.fail_next(Refused("Slack: channel_not_found"))
        house.slack.fail_next(Refused("Slack: not_in_channel"))
        house.run_all()
        assert not [posted for posted in house.slack.posted if posted.channel == OPS]
        with house.database.reading() as session:
            assert [letter.kind for letter in dead_letters(session)] == ["slack.ticket_card", "slack.notice"]
