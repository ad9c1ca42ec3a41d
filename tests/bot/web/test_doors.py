"""What strangers try at every door: slowness, odd addresses and methods, repeated and doubled deliveries."""

import ast
import asyncio
import json
import re
import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlencode

import httpx
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.main import web_app
from bot.web import bodies, patience
from bot.web.patience import ImpatientProtocol
from tests.bot.edge import FORM_KEY, Edge, press, slack_headers
from tests.bot.sandbox.support import Served
from tests.bot.tables import counts, rows

ROOT = Path(__file__).parents[3]
API_KEY = "a-key-of-the-api-for-tests-000000000"
DOORS = (
    "/slack/events",
    "/api/webhooks/whatsapp",
    "/api/webhooks/sentry",
    "/api/webhooks/mail",
    f"/api/webhooks/forms/{FORM_KEY}",
    "/h/no-such-key",
    "/api/v1/customer-ops/support/classify",
)
PAGES = ("/h/x", "/m/x", "/m/x/content", "/p/x", "/p/x/pdf", "/docs")
METHODS = ("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE")
ODD = (
    "//healthz",
    "/healthz/",
    "/slack/events/",
    "/slack//events",
    "/h/..%2fhealthz",
    "/h/%2e%2e/%2e%2e/etc/passwd",
    "/api/webhooks/whatsapp%2f",
    "/p/x%2fpdf",
    "/%00",
)
COMPARED = re.compile(r"secret|signature|signing|password|hexdigest|verify_token", re.IGNORECASE)
NO_SECRET = {
    "dealix_ops/doctor/invariants.py",  # does a text still have the hash it was approved under?
    "dealix_ops/language/secret_shapes.py",  # words that only look like one
    "dealix_ops/triage/rules.py",  # whether something was masked
}


@pytest.fixture
def full(desk_edge: Edge) -> Edge:
    """With the API, so that everything there is stands open."""
    desk_edge.product.settings.api_keys = (SecretStr(API_KEY),)
    transport = httpx.ASGITransport(app=web_app(desk_edge.product), raise_app_exceptions=False)
    desk_edge.http = httpx.AsyncClient(transport=transport, base_url="http://edge.test")
    return desk_edge


class TestSlow:
    @pytest.mark.parametrize("path", DOORS)
    async def test_body_that_never_ends_is_given_up(
        self, full: Edge, path: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(bodies, "SLOWEST_S", 0.05)

        async def trickle() -> AsyncIterator[bytes]:
            yield b"{"
            await asyncio.Event().wait()

        headers = {"content-type": "application/json", "authorization": f"Bearer {API_KEY}"}
        answer = await full.http.post(path, content=trickle(), headers=headers)
        assert answer.status_code == 408
        assert answer.headers["connection"] == "close"
        assert counts(full.database) == {}

    @pytest.mark.parametrize("path", DOORS)
    async def test_endless_body_is_not_read_to_its_end(self, full: Edge, path: str) -> None:
        taken = 0

        async def endless() -> AsyncIterator[bytes]:
            nonlocal taken
            while True:
                taken += 1
                yield b" " * 100_000

        headers = {"content-type": "application/json", "authorization": f"Bearer {API_KEY}"}
        answer = await full.http.post(path, content=endless(), headers=headers)
        assert answer.status_code == 413
        assert taken * 100_000 <= bodies.MAIL_LIMIT + 200_000

    @pytest.mark.parametrize(
        "said", [b"", b"GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow", b"GET /ok HTTP/1.1\r\nHost: x\r\n\r\nGE"]
    )
    def test_head_that_never_ends_is_hung_up_on(self, said: bytes, impatient: socket.socket) -> None:
        """Nothing, half a head, or half of the second after a first that was answered."""
        impatient.sendall(said)
        heard = b""
        while part := impatient.recv(1000):
            heard += part
        assert (b"200 OK" in heard) is (b"\r\n\r\n" in said)

    def test_server_is_the_impatient_one(self) -> None:
        """The settings with which `run_web` serves."""
        source = (ROOT / "bot/main.py").read_text(encoding="utf-8")
        assert "http=ImpatientProtocol" in source
        assert "proxy_headers=False" in source
        assert 5 <= patience.HEAD_S <= 30


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A connection to a server that waits a fifth of a second."""
    monkeypatch.setattr(ImpatientProtocol, "head_s", 0.2)

    async def fine(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("fine")

    with Served(Starlette(routes=[Route("/ok", fine)]), http=ImpatientProtocol) as served:
        host, port = served.url.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            yield connection


class TestAddresses:
    @pytest.mark.parametrize("path", ODD)
    @pytest.mark.parametrize("method", ["GET", "POST"])
    async def test_odd_address_leads_nowhere(self, full: Edge, path: str, method: str) -> None:
        headers = {"host": "evil.example", "x-forwarded-host": "evil.example", "x-original-url": "/metrics"}
        answer = await full.http.request(method, f"http://edge.test{path}", headers=headers)
        assert answer.status_code in (401, 404, 405)
        assert "evil" not in answer.text + str(answer.headers)
        assert counts(full.database) == {}

    @pytest.mark.parametrize("method", METHODS)
    async def test_other_methods_do_nothing_and_no_other_site_is_let_in(
        self, full: Edge, method: str
    ) -> None:
        asked = {"origin": "https://evil.example", "access-control-request-method": "POST"}
        for path in (*DOORS, *PAGES, "/healthz", "/readyz", "/metrics"):
            answer = await full.http.request(method, path, headers=asked)
            assert answer.status_code in (401, 404, 405), path
            assert not [name for name in answer.headers if name.startswith("access-control")], path
            assert "evil" not in answer.text

    @pytest.mark.parametrize("name", ["x-forwarded-for", "forwarded", "x-real-ip", "x-forwarded-host"])
    async def test_nobody_becomes_this_machine_by_saying_so(self, full: Edge, name: str) -> None:
        assert (await full.http.get("/metrics")).status_code == 200
        assert (await full.http.get("/metrics", headers={name: "127.0.0.1"})).status_code == 401

    async def test_every_page_is_closed_to_frames_caches_and_searchers(self, full: Edge) -> None:
        for path in PAGES:
            answer = await full.http.get(path)
            assert answer.headers["content-type"].startswith("text/html"), path
            policy = answer.headers["content-security-policy"]
            assert "default-src 'none'" in policy
            assert "frame-ancestors 'none'" in policy
            assert "unsafe" not in policy
            for nonce in re.findall(r"<(?:style|script) nonce=[\"']?([\w-]+)", answer.text):
                assert f"'nonce-{nonce}'" in policy
            assert re.findall(r"<(?:style|script)(?! nonce=)", answer.text) == []
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["referrer-policy"] == "no-referrer"
            assert answer.headers["cache-control"] == "no-store"
            assert "noindex" in answer.headers["x-robots-tag"]

    def test_no_page_is_missing_above(self, full: Edge) -> None:
        """Every address with a key in it, and every other that shows something to a browser."""
        served = web_app(full.product).openapi()["paths"]
        shown = {path.replace("{token}", "x") for path, ways in served.items() if "get" in ways}
        told = {"/healthz", "/readyz", "/metrics", "/openapi.json", "/api/webhooks/whatsapp"}
        assert shown - told == set(PAGES)


class TestTwice:
    async def test_same_press_sent_again_decides_nothing_more(self, desk_edge: Edge) -> None:
        """Byte for byte, with the signature that is still fresh."""
        pressed = press("draft.approve", desk_edge.house.leak())
        raw = urlencode({"payload": json.dumps(pressed)}).encode()
        headers = slack_headers(raw, at=desk_edge.clock().timestamp())
        headers["content-type"] = "application/x-www-form-urlencoded"
        assert (await desk_edge.slack(raw, headers=headers)).status == 200
        before = rows(desk_edge.database)
        assert len(before["approval"]) == 1
        assert (await desk_edge.slack(raw, headers=headers)).status == 200
        after = rows(desk_edge.database)
        assert {name for name in after if after[name] != before[name]} == {"outbox"}  # the answer to them
        desk_edge.clock.move(seconds=301)
        assert (await desk_edge.slack(raw, headers=headers)).status == 401

    async def test_second_header_of_a_name_opens_nothing(self, desk_edge: Edge) -> None:
        raw = b'{"type": "event_callback", "event_id": "Ev1", "event": {"type": "x"}}'
        good = slack_headers(raw, at=desk_edge.clock().timestamp())
        pairs = [
            (b"content-type", b"application/json"),
            (b"x-slack-signature", b"v0=" + b"0" * 64),
            *((name.encode(), str(value).encode()) for name, value in good.items()),
        ]
        answer = await desk_edge.http.post("/slack/events", content=raw, headers=pairs)
        assert answer.status_code == 401
        assert counts(desk_edge.database) == {}


class TestComparisons:
    def test_secrets_are_compared_in_constant_time_only(self) -> None:
        found = [
            f"{path}:{node.lineno}"
            for path, tree in _sources()
            if path not in NO_SECRET
            for node in ast.walk(tree)
            if isinstance(node, ast.Compare) and _by_letters(node)
        ]
        assert found == []

    @pytest.mark.parametrize(
        "line", ["given == settings.sentry_client_secret", "h.hexdigest() != header", "x in signatures"]
    )
    def test_comparison_by_letters_would_be_found(self, line: str) -> None:
        assert any(isinstance(node, ast.Compare) and _by_letters(node) for node in ast.walk(ast.parse(line)))


def _by_letters(node: ast.Compare) -> bool:
    named = {one.attr for one in ast.walk(node) if isinstance(one, ast.Attribute)}
    named |= {one.id for one in ast.walk(node) if isinstance(one, ast.Name)}
    direct = any(isinstance(one, ast.Eq | ast.NotEq | ast.In | ast.NotIn) for one in node.ops)
    counted = "len" in named  # how long it is, not what it is
    return direct and not counted and any(COMPARED.search(name) for name in named)


def _sources() -> Iterator[tuple[str, ast.Module]]:
    for part in ("bot", "dealix_ops", "scheduler"):
        for path in (ROOT / part).rglob("*.py"):
            name = path.relative_to(ROOT).as_posix()
            if not name.startswith("bot/sandbox/"):
                yield name, ast.parse(path.read_text(encoding="utf-8"))
