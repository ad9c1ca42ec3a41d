"""HTML as a reader sees it, and in one pass whatever it is."""

import time

import pytest

from dealix_ops.intake.html_text import plain


class TestPlain:
    @pytest.mark.parametrize(
        ("html", "text"),
        [
            ("<p>مرحبا &amp; أهلاً</p><p>ثانية</p>", "مرحبا & أهلاً\n\nثانية"),
            ("سطر<br>سطر", "سطر\nسطر"),
            ("<head><style>p{}</style></head><body>نص<script>x()</script></body>", "نص"),
            ("<head><title>بلا إغلاق<body>نص", "نص"),
            ("<title>كل ما فيها", "كل ما فيها"),
            ("قبل<!-- تعليق <p> -->بعد", "قبلبعد"),
            ("3 < 5 و <b>7</b>", "3 < 5 و 7"),
            ("رد<blockquote>قديم<br>ثان</blockquote>بعد", "رد\n> قديم\n> ثان\nبعد"),
            ("<!-- بلا إغلاق <p>نص", "بلا إغلاق\nنص"),
            ("", ""),
        ],
    )
    def test_words_and_lines(self, html: str, text: str) -> None:
        assert plain(html) == text

    @pytest.mark.parametrize(
        "flood", ["<!--", "<a ", "<", "</", "<!", "<a b='", "&", "<?", "<script>", "<br>", "x<!--"]
    )
    def test_no_flood_keeps_the_web_busy(self, flood: str) -> None:
        began = time.process_time()
        plain(flood * 200_000)
        assert time.process_time() - began < 3
