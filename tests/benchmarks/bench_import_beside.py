"""Saving while a large bundle is taken in: how long a save waits, and what the import pays."""

import statistics
import tempfile
import threading
import time
from pathlib import Path

from tests.benchmarks.bench_bundles import Figure, _fill, _nodes
from tests.stored_world import add_citizen, change_citizen

PAUSE_S = 5.0
"""Between two saves, as answers come in an interview; the first comes soon."""
FIRST_S = 1.0


def run(persons: int = 10_000) -> list[Figure]:
    """Take in a bundle of `persons` persons and as many interviews, and save beside it."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), persons)


def _measure(folder: Path, persons: int) -> list[Figure]:
    office, laptop = _nodes(folder)
    _fill(laptop, persons)
    bundle = laptop.export(folder)
    database = office._database
    add_citizen(database, "typed")
    ended = threading.Event()
    seconds: list[float] = []

    def take_in() -> None:
        begun = time.perf_counter()
        office.import_(bundle.path)
        seconds.append(time.perf_counter() - begun)
        ended.set()

    threading.Thread(target=take_in).start()
    waits: list[float] = []
    while not ended.wait(PAUSE_S if waits else FIRST_S):
        begun = time.perf_counter()
        change_citizen(database, "typed", note=f"answer {len(waits)}")
        waits.append((time.perf_counter() - begun) * 1000)
    return [
        ("saves beside the import", len(waits), "", ""),
        ("a save, median", statistics.median(waits), "ms", ""),
        ("a save, slowest", max(waits), "ms", "<= 300"),
        ("import with saves beside it", seconds[0], "s", ""),
    ]
