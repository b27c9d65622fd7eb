"""Two hundred small bundles looked at and taken in, one transaction each."""

import tempfile
import time
from pathlib import Path

from kbh_desktop.bundles.batch import Outcome, files_in, look_at_all, take_in_all
from tests.benchmarks.bench_bundles import Figure
from tests.exchange_world import OFFICE, World
from tests.stored_world import add_citizen

LAPTOPS = 20


def run(bundles: int = 200) -> list[Figure]:
    """Measure with `bundles` bundles of twenty laptops, one new person in each."""
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder), bundles)


def _measure(folder: Path, bundles: int) -> list[Figure]:
    world = World(folder, [f"l{number}" for number in range(LAPTOPS)])
    for number in range(bundles):
        laptop = f"l{number % LAPTOPS}"
        add_citizen(world.nodes[laptop].database, f"c{number}", given="Amira")
        world.send(laptop, OFFICE)
    office = world.office.bundles
    begun = time.perf_counter()
    cards = look_at_all(office, files_in([world.stick]))
    looked = time.perf_counter()
    report = take_in_all(office, cards)
    ended = time.perf_counter()
    taken = len(report.of(Outcome.TAKEN))
    world.close()
    return [
        ("bundles taken in", taken, "", str(bundles)),
        ("looking at them", looked - begun, "s", ""),
        ("taking them in", ended - looked, "s", ""),
        ("one bundle", (ended - begun) / bundles * 1000, "ms", "<= 200"),
    ]
