"""Fails on what may not stand in this repository: registry hosts, paths of a machine, secrets.

Secrets are recognised by the product's own masking, so that a shape it learns is also looked for here.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from dealix_ops.language.secret_shapes import vendor_spans

HOSTS = (
    "files." + "pythonhosted",
    "pypi." + "org",
    "registry." + "npmjs",
    "deb." + "debian",
    "crates." + "io",
)
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|farm|root|home)/[\w.]")
MASKING_TESTS = Path("tests/dealix_ops/language")
"""Made-up secrets stand here, because the shapes themselves are what is tested."""
LARGEST = 2_000_000


def main() -> int:
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"], capture_output=True, text=True, check=True
    )
    findings = [finding for name in listed.stdout.split("\0") if name for finding in scan(Path(name))]
    for finding in findings:
        print(finding, file=sys.stderr)
    if not findings:
        print("scan: no registry host, no machine path, no secret")
    return 1 if findings else 0


def scan(path: Path) -> Iterator[str]:
    if not path.is_file() or path.stat().st_size > LARGEST:
        return
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return
    yield from findings_in(text, path)


def findings_in(text: str, path: Path) -> Iterator[str]:
    for host in HOSTS:
        if host in text:
            yield f"{path}: names the registry host {host}"
    for found in MACHINE_PATH.finditer(text):
        yield f"{path}:{_line(text, found.start())}: a path of a machine"
    if MASKING_TESTS not in path.parents:
        for span in vendor_spans(text):
            yield f"{path}:{_line(text, span[0])}: looks like a secret"


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


if __name__ == "__main__":
    sys.exit(main())
