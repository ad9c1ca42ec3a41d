"""The load generator, a process of its own: prepared requests over connections that stay open; prints JSON.

Reads one job as JSON from standard input: address, headers and bodies, and how many clients share them.
"""

import asyncio
import json
import sys
import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit


def main() -> None:
    job = json.load(sys.stdin)
    sys.stdout.write(json.dumps(asyncio.run(_all(job))) + "\n")


async def _all(job: dict[str, Any]) -> dict[str, Any]:
    place = urlsplit(job["url"])
    requests = iter([_bytes(place.path, place.netloc, one) for one in job["requests"]])
    took: list[float] = []
    statuses: dict[str, int] = {}
    began = time.perf_counter()
    clients = [_client(place.hostname, place.port, requests, took, statuses) for _ in range(job["clients"])]
    await asyncio.gather(*clients)
    return {"seconds": time.perf_counter() - began, "ms": took, "statuses": statuses}


def _bytes(path: str, host: str, request: dict[str, Any]) -> bytes:
    body = request["body"].encode()
    headers = {**request["headers"], "host": host, "content-length": str(len(body))}
    lines = [f"POST {path} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def _client(
    host: str | None, port: int | None, requests: Iterator[bytes], took: list[float], statuses: dict[str, int]
) -> None:
    reader, writer = await asyncio.open_connection(host, port)
    for request in requests:
        began = time.perf_counter()
        writer.write(request)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        _, found, length = head.partition(b"content-length:")
        if found:
            await reader.readexactly(int(length.split(b"\r\n", 1)[0]))
        took.append((time.perf_counter() - began) * 1_000)
        status = head.split(b" ", 2)[1].decode()
        statuses[status] = statuses.get(status, 0) + 1
    writer.close()


if __name__ == "__main__":
    main()
