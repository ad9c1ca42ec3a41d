"""The page's files over HTTP, and what keeps the page to itself."""

import httpx
import pytest

from tests.bot.sandbox.conftest import Bench


def get(bench: Bench, path: str) -> httpx.Response:
    return httpx.get(f"{bench.sandbox_url}{path}", trust_env=False)


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/page/app.js", "text/javascript; charset=utf-8"),
        ("/page/page.css", "text/css; charset=utf-8"),
        ("/page/words.json", "application/json"),
        ("/page/fonts/IBMPlexSansArabic-Regular.ttf", "font/ttf"),
    ],
)
def test_each_kind_is_served_under_a_policy_without_inline_scripts(
    bench: Bench, path: str, kind: str
) -> None:
    answer = get(bench, path)
    assert (answer.status_code, answer.headers["content-type"]) == (200, kind)
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    "path", ["/page/..%2fapp.py", "/page/%2e%2e%2fapp.py", "/page/fonts/..%2fhandoff.py", "/page/"]
)
def test_nothing_else_is_served(bench: Bench, path: str) -> None:
    assert get(bench, path).status_code == 404
