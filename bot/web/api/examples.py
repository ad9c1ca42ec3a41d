"""Requests and answers that OpenAPI prints: made by the code that answers, from the fields' own examples."""

import json
from typing import Any, TypeVar

from bot.web.api.shapes import JSON, Answered, Asked

OfAsked = TypeVar("OfAsked", bound=Asked)
CARRIED = "x-example"


def sample(asked: type[Asked]) -> dict[str, Any]:
    """A request as its fields' examples say it."""
    return {name: field.examples[0] for name, field in asked.model_fields.items() if field.examples}


def sampled(asked: type[OfAsked]) -> OfAsked:
    return asked.model_validate(sample(asked))


def shown(answer: Answered, *, to: type[Asked] | None = None, stored: bool = False) -> dict[str, Any]:
    """Arguments of a route: a request, and the answer to just that request.

    `stored`: as customer 1 or ticket 1 gets it, where they are known and nothing was kept before.
    """
    told = answer.model_dump(mode="json") | ({"recorded": True} if stored else {})
    # As text, because FastAPI leaves out every null of what stands in its document.
    carried = json.dumps({"answer": told, "asked": None if to is None else sample(to)})
    return {"openapi_extra": {CARRIED: carried}}


def placed(operation: dict[str, Any]) -> dict[str, Any]:
    """The operation with its examples where OpenAPI wants them."""
    made = {name: value for name, value in operation.items() if name != CARRIED}
    examples = json.loads(operation[CARRIED])
    made["responses"]["200"]["content"][JSON]["example"] = examples["answer"]
    if examples["asked"] is not None:
        made["requestBody"]["content"][JSON]["example"] = examples["asked"]
    return made
