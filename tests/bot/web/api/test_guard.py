"""What stands before the API: key, rate, size, kind, and the form of every refusal."""

import json
from typing import Any

import pytest

from bot.web.api import guard, problems, support
from dealix_ops.sla import report
from tests.bot.web.api.conftest import KEY, OTHER_KEY, PREFIX, Caller, bearer, calling
from tests.support.house import House

CLASSIFY = f"{PREFIX}/support/classify"


def problem_of(answer: Any, status: int) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    told: dict[str, Any] = answer.json()
    assert told["status"] == status
    assert told["title"] == problems.TITLES[status]
    assert told["request_id"] == answer.headers["x-request-id"]
    assert told["detail"].isascii()
    return told


class TestKey:
    @pytest.mark.parametrize(
        "header",
        [
            None,
            "",
            "Bearer",
            "Bearer ",
            f"Basic {KEY}",
            KEY,
            f"Bearer {KEY}x",
            f"Bearer {KEY[:-1]}",
            f"Bearer {KEY},{OTHER_KEY}",
            "Bearer \u0645\u0641\u062a\u0627\u062d",
        ],
    )
    async def test_without_a_right_one_nothing_is_computed(
        self, caller: Caller, monkeypatch: pytest.MonkeyPatch, header: str | None
    ) -> None:
        asked: list[str] = []
        monkeypatch.setattr(support, "classify", lambda block: asked.append(block[0]))
        headers = [] if header is None else [(b"authorization", header.encode())]
        answer = await caller.http.post(CLASSIFY, json={"text": "سلام"}, headers=headers)
        assert problem_of(answer, 401)["code"] == "unauthorized"
        assert answer.headers["www-authenticate"] == "Bearer"
        assert asked == []

    @pytest.mark.parametrize("header", [f"Bearer {KEY}", f"bearer  {KEY} ", f"Bearer {OTHER_KEY}"])
    async def test_either_key_opens_while_one_is_changed(self, caller: Caller, header: str) -> None:
        answer = await caller.http.get(f"{PREFIX}/support/priorities", headers={"authorization": header})
        assert answer.status_code == 200

    async def test_stranger_learns_not_even_what_there_is(self, caller: Caller) -> None:
        for path in ("/nothing", "/support/priorities%0A", "/%0A", "/"):
            problem_of(await caller.http.get(f"{PREFIX}{path}"), 401)

    async def test_without_keys_there_is_no_api(self, one_house: House) -> None:
        without = calling(one_house, api_keys=None)
        for path in (CLASSIFY, "/openapi.json", "/docs"):
            assert (await without.http.get(path, headers=bearer())).status_code == 404


class TestRate:
    async def test_too_fast_is_told_when_to_come_back_and_harms_no_other_key(
        self, one_house: House, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.web.api.monotonic", lambda: 0.0)
        caller = calling(one_house, api_rate=1)
        asked = [await caller.http.get(f"{PREFIX}/support/priorities", headers=bearer()) for _ in range(3)]
        assert [answer.status_code for answer in asked] == [200, 200, 429]
        problem_of(asked[2], 429)
        assert asked[2].headers["retry-after"] == "1"
        other = await caller.http.get(f"{PREFIX}/support/priorities", headers=bearer(OTHER_KEY))
        assert other.status_code == 200


class TestBody:
    async def test_limit_is_in_bytes_and_the_last_one_fits(self, caller: Caller) -> None:
        for size, status in ((guard.LIMIT, 400), (guard.LIMIT + 1, 413)):
            raw = json.dumps({"text": ""}).encode().ljust(size)[:-1] + b"x"
            headers = bearer() | {"content-type": "application/json"}
            problem_of(await caller.http.post(CLASSIFY, content=raw, headers=headers), status)

    @pytest.mark.parametrize("kind", [None, "text/plain", "application/x-www-form-urlencoded"])
    async def test_only_json(self, caller: Caller, kind: str | None) -> None:
        headers = bearer() | ({"content-type": kind} if kind else {})
        problem_of(await caller.http.post(CLASSIFY, content=b'{"text": ""}', headers=headers), 415)

    @pytest.mark.parametrize(
        ("raw", "status"),
        [
            (b"", 422),
            (b"[]", 422),
            (b"null", 422),
            (b'{"text": 5}', 422),
            (b"{", 400),
            (b'{"text": "\xff"}', 400),
            (b"[" * 100_000, 400),
            (b"1" * 5_000, 400),
        ],
    )
    async def test_nonsense_is_refused(self, caller: Caller, raw: bytes, status: int) -> None:
        """What is no JSON is unreadable, what is none of ours is invalid."""
        headers = bearer() | {"content-type": "application/json"}
        problem_of(await caller.http.post(CLASSIFY, content=raw, headers=headers), status)

    async def test_field_is_named_and_its_value_never_quoted(self, caller: Caller) -> None:
        asked = {"metrics": {"replies": "+966500000000"}, "customer_id": {"secret": "x"}}
        answer = await caller.http.post(f"{PREFIX}/cs/weekly-check-in", json=asked, headers=bearer())
        fields = [error["field"] for error in problem_of(answer, 422)["errors"]]
        assert "body.metrics.replies" in fields
        assert "966500000000" not in answer.text

    @pytest.mark.parametrize("value", ["true", '"5"', "5.5", "-1", "1e400", "NaN", "1000001", "null"])
    async def test_a_count_is_a_count(self, caller: Caller, value: str) -> None:
        raw = f'{{"days_inactive": {value}}}'.encode()
        headers = bearer() | {"content-type": "application/json"}
        problem_of(await caller.http.post(f"{PREFIX}/cs/at-risk-alert", content=raw, headers=headers), 422)


class TestRequestId:
    @pytest.mark.parametrize(
        ("given", "stays"),
        [("abc-1.2_Z", True), ("x" * 64, True), ("x" * 65, False), ("a b", False), ("", False), ("é", False)],
    )
    async def test_callers_own_is_kept_where_well_formed(
        self, caller: Caller, given: str, *, stays: bool
    ) -> None:
        headers = [(b"authorization", f"Bearer {KEY}".encode()), (b"x-request-id", given.encode("latin-1"))]
        answer = await caller.http.get(f"{PREFIX}/support/priorities", headers=headers)
        assert (answer.headers["x-request-id"] == given) is stays
        assert len(answer.headers["x-request-id"]) >= 8

    async def test_answers_are_kept_by_no_cache(self, caller: Caller) -> None:
        answer = await caller.http.get(f"{PREFIX}/support/priorities", headers=bearer())
        assert answer.headers["cache-control"] == "no-store"


class TestProblems:
    async def test_unknown_address_and_method(self, caller: Caller) -> None:
        problem_of(await caller.http.get(f"{PREFIX}/nothing", headers=bearer()), 404)
        answer = await caller.http.get(CLASSIFY, headers=bearer())
        problem_of(answer, 405)
        assert answer.headers["allow"] == "POST"

    async def test_failure_of_ours_tells_its_number_and_nothing_else(
        self, caller: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def broken(_courses: Any) -> None:
            raise RuntimeError("customer's words")

        monkeypatch.setattr(report, "health_report", broken)
        answer = await caller.http.post(f"{PREFIX}/sla/health-report", json={}, headers=bearer())
        assert problem_of(answer, 500)["code"] == "internal_error"
        assert "words" not in answer.text
