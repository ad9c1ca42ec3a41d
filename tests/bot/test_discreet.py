"""A day of traffic with faults in every process, then a search of what was logged, counted and sent."""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import StringIO
from typing import Any
from urllib.parse import quote

import pytest
import sentry_sdk
import structlog

from dealix_ops import logs, monitoring
from dealix_ops.ports.work import Refused
from dealix_ops.settings import Settings
from tests.bot.edge import (
    ACCESS_TOKEN,
    APP_SECRET,
    BOT_TOKEN,
    FORM_KEY,
    MAIL_SECRET,
    SENTRY_SECRET,
    SIGNING_SECRET,
    VERIFY_TOKEN,
    Edge,
)
from tests.bot.listeners.hands import command
from tests.dealix_ops.test_monitoring import Caught
from tests.support import deliveries, letters
from tests.support.house import FOUNDER, LEAK, OPERATOR, STRANGER

NAME, WA_ID, MAIL = "نورة السبيعي", "966551112233", "noura@ofuq.example"
WORDS = ("السالفة عندي صارت صعبة", "وين الفاتورة حقت شهر محرم", LEAK)
ANSWER = "أهلاً نورة، راجعنا الفاتورة وأرسلناها لك الآن."
SECRETS = (
    BOT_TOKEN,
    SIGNING_SECRET,
    APP_SECRET,
    VERIFY_TOKEN,
    ACCESS_TOKEN,
    SENTRY_SECRET,
    FORM_KEY,
    MAIL_SECRET.removeprefix("whsec_"),
)


@dataclass
class Heard:
    """Everything that leaves the processes for machines and their keepers."""

    log: StringIO
    sentry: Caught
    metrics: list[str] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    """Of pages, made on this day."""

    def told(self) -> str:
        events = [item.payload.json for one in self.sentry.envelopes for item in one.items]
        return "\n".join([self.log.getvalue(), *self.metrics, json.dumps(events, ensure_ascii=False)])

    def leaks(self) -> list[str]:
        """A number by its last nine digits, words by every three in a row."""
        told = self.told()
        wanted = [WA_ID[-9:], MAIL, *NAME.split(), *SECRETS, *self.keys]
        for text in (*WORDS, ANSWER):
            words = text.split()
            wanted += [" ".join(words[at : at + 3]) for at in range(len(words) - 2)]
        return [one for one in wanted if one in told or quote(one) in told or json.dumps(one)[1:-1] in told]


@pytest.fixture
def heard() -> Iterator[Heard]:
    """As the processes set themselves up, but down to DEBUG of our own and INFO of every library."""
    stream, transport = StringIO(), Caught()
    before = logging.getLogger().handlers[:]
    logs.configure(stream)
    logging.getLogger().setLevel(logging.INFO)
    logging.getLogger("httpx").setLevel(logging.WARNING)  # the senders' side here, with their keys
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.DEBUG))
    monitoring.configure(Settings.model_validate({"SENTRY_DSN": "https://key@sentry.invalid/1"}))
    sentry_sdk.get_client().transport = transport
    yield Heard(stream, transport)
    sentry_sdk.init()
    structlog.reset_defaults()
    logging.getLogger().handlers[:] = before
    logging.getLogger().setLevel(logging.WARNING)
    logging.getLogger("httpx").setLevel(logging.NOTSET)


async def day(edge: Edge, heard: Heard) -> None:
    house = edge.house
    for line in WORDS:
        delivered = deliveries.text(line, at=edge.clock(), wa_id=WA_ID, name=NAME)
        assert (await edge.meta(delivered)).status == 200
        assert (await edge.meta(delivered, headers={"x-hub-signature-256": "sha256=00"})).status == 401
        house.run_all()
    raw = letters.letter(WORDS[0], at=edge.clock(), sender=f"{NAME} <{MAIL}>", subject=WORDS[1])
    signed = letters.signed(raw, at=edge.clock(), secret=MAIL_SECRET)
    assert (await edge.http.post("/api/webhooks/mail", content=raw, headers=signed)).status_code == 200
    filled = {"name": NAME, "phone": f"+{WA_ID}", "email": MAIL, "message": WORDS[0]}
    for key, status in ((FORM_KEY, 200), (FORM_KEY[:-1], 401)):
        assert (await edge.http.post(f"/api/webhooks/forms/{key}", json=filled)).status_code == status
    house.run_all()
    await command(edge, f"فرز {WORDS[0]}")
    await command(edge, f"عميل {NAME}", user=STRANGER.user_id)
    token = house.token()
    for user in (STRANGER, OPERATOR):
        await edge.press("draft.approve", token, user=user.user_id)
    house.run_all()
    await edge.press("draft.approve", token)
    house.run_all()
    await edge.press("draft.open_page", house.hand_off().approval_token)
    house.run_all()
    for message in house.strict.calls:
        heard.keys += [
            str(element["url"]).rsplit("/", 1)[-1]
            for block in message[1].blocks or []
            for element in block.get("elements", [])
            if isinstance(element, dict) and "/h/" in str(element.get("url", ""))
        ]
    for key in heard.keys:
        await edge.http.get(f"/h/{key}")
    heard.metrics.append((await edge.http.get("/metrics")).text)


async def faults(edge: Edge, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the web process, in a worker and in the clock, each quoting the customer."""

    def fails(*_given: Any, **_more: Any) -> Any:
        raise RuntimeError(f"{NAME} {WA_ID} {MAIL}: {WORDS[0]} {BOT_TOKEN}")

    def refuses(*_given: Any, **_more: Any) -> Any:
        raise Refused("Slack: msg_too_long") from ValueError(WORDS[1])

    with monkeypatch.context() as broken:
        broken.setattr("dealix_ops.intake.storing.store_all", fails)
        delivered = deliveries.text(WORDS[0], at=edge.clock(), wa_id=WA_ID, name=NAME)
        assert (await edge.meta(delivered)).status == 500
        broken.setattr(edge.product.decisions.__class__, "approve", fails)
        await edge.press("draft.approve", edge.house.token(), user=FOUNDER.user_id)
    with monkeypatch.context() as broken:
        for name, failing in (("post", refuses), ("update", fails), ("post_ephemeral", fails)):
            broken.setattr(edge.house.strict, name, failing)
        edge.house.customer_writes(WORDS[0], wa_id=WA_ID, name=NAME)
        edge.house.run_all()
    logging.getLogger("a.library").error("%s wrote %s", MAIL, WA_ID)
    try:
        fails()
    except RuntimeError as error:
        structlog.get_logger("clock").error("tick_failed", tick="a.tick", exc_info=error)
        sentry_sdk.capture_exception(error)


async def test_nobodys_number_name_words_or_key_is_in_logs_figures_or_sentry(
    desk_edge: Edge, heard: Heard, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = desk_edge.product.engine
    edge = Edge(desk_edge.database, engine, desk_edge.clock, public_url="https://ops.dealix.example")
    await day(edge, heard)
    await faults(edge, monkeypatch)
    assert heard.keys
    told = heard.told()
    for seen in ("request_failed", "listener_failed", "tick_failed", "dealix_answer_seconds", "RuntimeError"):
        assert seen in told
    assert heard.leaks() == []


@pytest.mark.parametrize(
    "planted", [WA_ID, f"+{WA_ID[:5]} {WA_ID[5:]}".replace(" ", ""), MAIL, WORDS[2], BOT_TOKEN]
)
def test_search_finds_what_is_there(heard: Heard, planted: str) -> None:
    heard.metrics.append(f'dealix_x{{label="{planted}"}} 1')
    assert heard.leaks()
