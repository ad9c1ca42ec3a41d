"""Slack's markup read back into what the person typed."""

import pytest

from dealix_ops.intake.slack_text import for_reading, plain_text


class TestPlainText:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("", ""),
            ("السلام عليكم", "السلام عليكم"),
            ("5 &lt; 6 &amp; 7 &gt; 2", "5 < 6 & 7 > 2"),
            ("&amp;lt;b&amp;gt;", "&lt;b&gt;"),
            ("<@U0NORA>", "@U0NORA"),
            ("<@U0NORA|نورة>", "@نورة"),
            ("<#C0ROOM>", "#C0ROOM"),
            ("<#C0ROOM|general>", "#general"),
            ("<!channel> <!here>", "@channel @here"),
            ("<!subteam^S1|@الدعم>", "@الدعم"),
            ("<!subteam^S1>", "@subteam"),
            ("<!date^1790000000^{date}|أمس>", "أمس"),
            ("<https://x.sa>", "https://x.sa"),
            ("<https://x.sa?a=1&amp;b=2|الصفحة>", "الصفحة (https://x.sa?a=1&b=2)"),
            ("<https://x.sa|https://x.sa>", "https://x.sa"),
            ("<mailto:a@b.sa|a@b.sa>", "a@b.sa"),
            ("<tel:+966551234567|0551234567>", "0551234567 (+966551234567)"),
            ("&lt;!channel&gt;", "<!channel>"),
            ("< ليس علامة >", " ليس علامة "),
            ("<>", "<>"),
            ("<|x>", "<|x>"),
            ("< <@U1>", "< @U1"),
        ],
    )
    def test_each_mark(self, text: str, read: str) -> None:
        assert plain_text(text) == read

    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("<@U0NORA> شوفي <#C0ROOM>", "@زميل شوفي #قناة"),
            ("<@U0NORA|نورة> و<#C0ROOM|general>", "@نورة و#general"),
            ("&lt;@U0NORA&gt; <!channel>", "<@U0NORA> @channel"),
        ],
    )
    def test_nobody_has_to_read_an_id(self, text: str, read: str) -> None:
        assert for_reading(text) == read
