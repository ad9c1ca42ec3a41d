"""Arguments of a call from query, form, multipart or JSON, where structures may be strings."""

import json
from email import message_from_bytes
from email.policy import HTTP
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request

Json = dict[str, Any]

TRUE = frozenset({"1", "true", "True"})


class Arguments:
    """Typed reading of loosely typed arguments."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def has(self, key: str) -> bool:
        """Say whether the caller sent the key with something in it."""
        return self.values.get(key) is not None

    def text(self, key: str, default: str = "") -> str:
        """Return a string; numbers become their digits."""
        value = self.values.get(key)
        return default if value is None else str(value)

    def flag(self, key: str) -> bool:
        """Return a boolean in any of the spellings clients use."""
        value = self.values.get(key)
        return value is True or value == 1 or (isinstance(value, str) and value in TRUE)

    def number(self, key: str, default: int) -> int:
        """Return a whole number, or the default for nonsense."""
        try:
            return int(self.values.get(key, default))
        except (TypeError, ValueError):
            return default

    def names(self, key: str) -> list[str]:
        """Return a comma-separated or JSON list of strings."""
        value = self.values.get(key)
        if isinstance(value, list):
            return [str(item) for item in value]
        return [part.strip() for part in str(value or "").split(",") if part.strip()]

    def structure(self, key: str) -> Any:
        """Return a list or object, decoding the string form; undecodable text stays, to be refused."""
        value = self.values.get(key)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            return value


async def read_arguments(request: Request) -> Arguments:
    """Collect the arguments of one request; the body wins over the query."""
    values: Json = dict(request.query_params)
    body = await request.body()
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not body:
        return Arguments(values)
    if kind == "application/json":
        try:
            decoded = json.loads(body)
        except ValueError:
            decoded = {}
        values |= decoded if isinstance(decoded, dict) else {}
    elif kind == "multipart/form-data":
        values |= _multipart(request.headers["content-type"], body)
    else:
        values |= dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
    return Arguments(values)


def _multipart(content_type: str, body: bytes) -> Json:
    # The sync SDK client sends `data` arguments as multipart; the standard library's mail parser reads it.
    mail = message_from_bytes(b"Content-Type: " + content_type.encode() + b"\r\n\r\n" + body, policy=HTTP)
    values: Json = {}
    for part in mail.iter_parts():
        name = part.get_param("name", header="content-disposition")
        payload = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(payload, bytes):
            values[name] = payload.decode("utf-8", "replace")
    return values
