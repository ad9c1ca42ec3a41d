"""What OpenAPI shows is what a caller gets: every example is asked, and every refusal provoked."""

import json
import re
import shlex
from collections.abc import Iterator
from typing import Any

import pytest

from bot.web.api.document import EXAMPLE_ID
from bot.web.api.guard import LIMIT
from bot.web.api.problems import MEDIA_TYPE
from tests.bot.web.api.conftest import KEY, Caller, Json, bearer, calling
from tests.docs import api_page
from tests.support import customers

JSON = "application/json"
NAMES = {"{priority}": "P0", "{severity}": "SEV1"}
WRITTEN = {"text", "title", "description", "company_name", "notes"}
NOT_READY = {"step_id": "first_service_run"}
NO_WAY = {"connector_key": "gmail", "state": "connected_draft_only", "statuses": {"gmail": "disabled"}}


@pytest.fixture
def known(caller: Caller) -> Caller:
    """Customer 1 and ticket 1, as the examples say."""
    caller.customer()
    customers.ticket(caller.house)
    return caller


async def operations(caller: Caller) -> list[tuple[str, str, Json]]:
    api = (await caller.http.get("/openapi.json")).json()
    return [
        (method, path, operation)
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
    ]


def example(content: Json, kind: str = JSON) -> Any:
    return content["content"][kind]["example"]


def filled(path: str) -> str:
    for name, value in NAMES.items():
        path = path.replace(name, value)
    return path


async def test_each_example_is_the_answer_to_its_request(known: Caller) -> None:
    seen = 0
    for method, path, operation in await operations(known):
        asked = example(operation["requestBody"]) if method == "post" else None
        answer = await known.http.request(method, filled(path), json=asked, headers=bearer())
        assert (path, answer.json()) == (path, example(operation["responses"]["200"]))
        seen += 1
    assert seen == 20


async def test_what_people_write_and_read_is_arabic(known: Caller) -> None:
    for _, path, operation in await operations(known):
        asked = [example(operation["requestBody"])] if "requestBody" in operation else []
        for one in words([*asked, example(operation["responses"]["200"])]):
            assert re.search("[\u0621-\u064a]", one), (path, one)


def words(value: Any) -> Iterator[str]:
    """By the names of the fields, at any depth."""
    if isinstance(value, list):
        for one in value:
            yield from words(one)
    if not isinstance(value, dict):
        return
    for name, one in value.items():
        if name.endswith("_ar") or name in WRITTEN:
            yield from filter(None, one if isinstance(one, list) else [one])
        else:
            yield from words(one)


async def test_calls_on_the_page_answer_as_the_examples_say(known: Caller) -> None:
    page = api_page.PAGE.read_text(encoding="utf-8").replace("$DEALIX_KEY", KEY)
    shown = {path: operation for method, path, operation in await operations(known) if method == "post"}
    one_line = page.replace("\\\n", " ")  # as a shell reads it
    calls = [shlex.split(call) for call in re.findall("```sh\n(curl .*?)```", one_line, re.DOTALL)]
    assert len(calls) == 6
    for _curl, _silent, url, _h, authorization, _h2, kind, _d, asked in calls:
        path = url.removeprefix("$DEALIX_URL")
        headers = dict(one.split(": ") for one in (authorization, kind))
        answer = await known.http.post(path, content=asked.encode(), headers=headers)
        assert answer.json() == example(shown[path]["responses"]["200"])


class TestRefusals:
    async def test_each_example_is_the_real_refusal(
        self, known: Caller, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bot.web.api.monotonic", lambda: 0.0)  # no second passes on a slow machine
        slow = calling(known.house, api_rate=1)
        for _ in range(2):
            await slow.http.get(filled((await operations(known))[2][1]), headers=bearer())
        for method, path, operation in await operations(known):
            told = {int(status): one for status, one in operation["responses"].items() if status != "200"}
            provoked = {500}  # nothing breaks on purpose; tests of the guard break it
            for status, request in provocations(method, path).items():
                http = slow.http if status == 429 else known.http
                answer = await http.request(method, **request)
                assert answer.status_code == status, (path, answer.text)
                shown = example(told[status], MEDIA_TYPE)
                assert shown["request_id"] == EXAMPLE_ID
                assert answer.json() | {"request_id": EXAMPLE_ID} == shown, (path, status)
                provoked.add(status)
            assert provoked == set(told), path


def provocations(method: str, path: str) -> dict[int, dict[str, Any]]:
    """The statuses that this address may refuse with, and a request that makes it."""
    url, key = filled(path), bearer()
    typed = key | {"content-type": JSON}
    made: dict[int, dict[str, Any]] = {
        401: {"url": url},
        413: {"url": url, "headers": typed, "content": b" " * (LIMIT + 1)},
        429: {"url": url, "headers": key},
    }
    if method == "post":
        made |= {
            400: {"url": url, "headers": typed, "content": b"{"},
            415: {"url": url, "headers": key, "content": b"{}"},
            422: {"url": url, "headers": typed, "content": b"[]"},
        }
    if "{" in path:
        made |= {404: {"url": f"{url}/x", "headers": key}, 422: {"url": f"{url}x", "headers": key}}
    for ending, asked in (("/update-step", NOT_READY), ("/connectors/update", NO_WAY)):
        if path.endswith(ending):
            made[409] = {"url": url, "headers": typed, "content": json.dumps(asked)}
    return made
