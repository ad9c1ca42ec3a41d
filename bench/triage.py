"""How fast triage reads: `make bench` prints medians of several fresh processes as JSON.

Cold is the first pass of a process over messages whose words it has not met, warm the second over the same.
The way is that of `dealix evaluate`: secrets are masked, then the text is classified.
"""

import json
import os
import sys
from multiprocessing import get_context
from pathlib import Path
from random import Random
from statistics import median
from time import perf_counter, process_time

MESSAGES = 4_000
PROCESSES = 5
SEED = 7


def main() -> None:
    os.environ |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}  # inherited by what is started below
    texts = _texts()
    with get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        rounds = [pool.apply(measure, (texts,)) for _ in range(PROCESSES)]
    figures = {name: round(median(one[name] for one in rounds), 2) for name in rounds[0]}
    told = {"cores": os.cpu_count(), "messages": MESSAGES, "processes": PROCESSES} | figures
    sys.stdout.write(json.dumps(told, indent=2) + "\n")


def _texts() -> list[str]:
    from dealix_ops.triage.training.examples import read_folder

    texts = [example.text for example in read_folder()]
    return Random(SEED).sample(texts, MESSAGES)  # noqa: S311  nothing secret is drawn


def measure(texts: list[str]) -> dict[str, float]:
    """In a process of its own, which knows nothing yet; CPU seconds tell more where others work too."""
    began = perf_counter()
    from dealix_ops.triage.rules import classify

    classify([""])
    loaded = perf_counter() - began
    cold, cold_cpu = _read_all(texts)
    warm, warm_cpu = _read_all(texts)
    return {
        "load_seconds": loaded,
        "memory_mb": _memory(),
        "cold_per_second": cold,
        "warm_per_second": warm,
        "cold_per_cpu_second": cold_cpu,
        "warm_per_cpu_second": warm_cpu,
    }


def _read_all(texts: list[str]) -> tuple[float, float]:
    from dealix_ops.language.masking import mask_secrets
    from dealix_ops.triage.rules import classify

    began, worked = perf_counter(), process_time()
    for text in texts:
        masked, secret_found = mask_secrets(text)
        classify([masked], secret_found=secret_found)
    return len(texts) // (perf_counter() - began), len(texts) // (process_time() - worked)


def _memory() -> float:
    """The most that this process ever held; what `resource` tells includes the process that started it."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main()
