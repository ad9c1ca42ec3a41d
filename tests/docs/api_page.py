"""`docs/api.md` as the code says it; run this module to write the page anew."""

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from bot.web.api import document, guard, problems
from bot.web.api.shapes import JSON

PAGE = Path(__file__).parents[2] / "docs" / "api.md"
_HEAD = f"""# API of customer operations

Twenty addresses under `{document.PREFIX}`, for other systems of the company. On where `DEALIX_API_KEYS`
holds a key, else 404. The whole description, with Arabic examples, is at `/openapi.json`; `/docs` lists
it (in production for who has a key).

- `Authorization: Bearer <key>`. Without a right key: 401, and nothing is computed. Several keys, by
  comma, work while one is changed. In the ledger a key's caller is `api:` and the first eight letters of
  its SHA-256.
- A key may ask `DEALIX_API_RATE` times a second (100), and two seconds' worth at once; then 429 with
  `Retry-After`. Each web process counts in its own memory: with three of them the limit is three times as
  high, and a restart forgets what was used.
- A body is JSON of at most {guard.LIMIT // 1000} KB. Fields we do not know are left alone; types are
  strict: `"5"` is no number.
- `X-Request-ID` of 1 to 64 letters, digits, `.`, `-`, `_` is given back, else one is made.
- Everything computes from what is sent. Where `customer_id` or `ticket_id` is one of ours (a whole
  number), it is stored too, told in the ledger, and `recorded` says so; the same request twice changes
  nothing twice. Ids of your own are accepted and stay unknown.
- Whatever proposes an action carries `approval_required: true` and `live_send_allowed: false`. Nothing is
  ever sent from here.
- `sla/event` with `first_response` stops that ticket's clock; `resolved` closes nothing, because the
  customer confirms first. `support/classify` moves no ticket. What is stored of a customer decides over
  what a caller says: `first_service_run` waits for that customer's own WhatsApp.

| Address | What |
|---|---|
"""
_CALLS = """
## A call of each area

The address is in `DEALIX_URL`, a key in `DEALIX_KEY`. A test runs them as they stand; `/openapi.json` has a
request and its answer for each of the twenty. Where customer 1 or ticket 1 is none of yours, the same is
computed, and `recorded` is false.
"""
_PROBLEMS = """
## Refusals

Every one is `application/problem+json` (RFC 9457): `type`, `title` in Arabic, `status`, `detail`, `code`,
`request_id`, and for 422 `errors` with field and message. What was sent is never quoted.

| Status | Code | Title |
|---|---|---|
"""
_MORE = """
A 409 has a code of its own: `not_ready_for_first_service`; `no_way_there`, where a connector does not get
from its state to that one; `live_not_allowed`, where it would act live and its flag or a consent is missing:

```json
{refusal}
```
"""


def page(api: dict[str, Any]) -> str:
    rows = [
        f"| `{method.upper()} {path}` | {operation['description'].partition(chr(10))[0]} |\n"
        for path, methods in api["paths"].items()
        for method, operation in methods.items()
    ]
    refusals = [
        f"| {status} | `{problems.CODES[status]}` | {title} |\n" for status, title in problems.TITLES.items()
    ]
    moved = api["paths"][f"{document.PREFIX}/onboarding/update-step"]["post"]["responses"]["409"]
    refusal = _pretty(moved["content"][problems.MEDIA_TYPE]["example"])
    return "".join([_HEAD, *rows, _CALLS, *_calls(api), _PROBLEMS, *refusals, _MORE.format(refusal=refusal)])


def _calls(api: dict[str, Any]) -> Iterator[str]:
    """The first request of each area that has a body."""
    told: set[str] = set()
    for path, methods in api["paths"].items():
        area = path.removeprefix(document.PREFIX).split("/")[1]
        if "post" not in methods or area in told:
            continue
        told.add(area)
        asked = json.dumps(methods["post"]["requestBody"]["content"][JSON]["example"], ensure_ascii=False)
        yield (
            f'\n```sh\ncurl -s "$DEALIX_URL{path}" \\\n'
            f'  -H "Authorization: Bearer $DEALIX_KEY" -H "Content-Type: {JSON}" \\\n'
            f"  -d '{asked}'\n```\n"
        )


def _pretty(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def served(app: FastAPI) -> dict[str, Any]:
    """What `/openapi.json` answers."""
    import httpx

    async def ask() -> dict[str, Any]:
        transport = httpx.ASGITransport(app=app)
        async with httpx.AsyncClient(transport=transport, base_url="http://page.test") as http:
            answer: dict[str, Any] = (await http.get("/openapi.json")).json()
            return answer

    return asyncio.run(ask())
