"""How fast the search answers at each key that is pressed, and how fast ESCO is taken in.

python tests/benchmarks/bench_competences.py

The figures of ESCO need the official packs beside the repository; two more languages are made of
the English one, letter for letter, so that three of full size are looked through.
"""

import resource
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from zipfile import ZipFile

from kbh_desktop.changes import Changes
from kbh_desktop.clock import system_clock
from kbh_desktop.competences import search
from kbh_desktop.competences.composing import card_of
from kbh_desktop.competences.coverage import nearest
from kbh_desktop.competences.esco import Esco
from kbh_desktop.competences.esco_build import build
from kbh_desktop.competences.esco_compact import CompactPack, compacted
from kbh_desktop.competences.esco_pack import Concept, EscoPack
from kbh_desktop.competences.finding import find
from kbh_desktop.competences.items import Item
from kbh_desktop.competences.model import CompetenceMap, Experience
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.sqlcipher import SqlcipherStore

Figure = tuple[str, float, str, str]
PACKS = Path(__file__).parents[3] / "shared/data/esco"
TYPED = (
    "lastbilchauffør",
    "lastbilsjafør",
    "medhjælper køkken",
    "jeg passede får",
    "rengøringsassistent",
    "sygeplejeske",
    "truck driver",
    "sewing machine operator",
    "sfotware develper",
    "سائق شاحنة",
    "jeg arbejdede på en fabrik der lavede sko",
)
LETTERS = "abcdefghijklmnopqrstuvwxyz"
OTHERS = {"xx": "ebcdafghojklmnipqrstyvwxuz", "ar": "ابتثجحخدذرزسشصضطظعغفقكلمنه"}


def run() -> list[Figure]:
    """Return milliseconds of a keystroke, seconds and megabytes of an import."""
    return [*_of_the_catalogue(), *_of_a_card(), *_of_esco()]


def _of_the_catalogue() -> Iterator[Figure]:
    start = process_time()
    search.find_occupations("a")
    yield "the catalogue is read and made ready", (process_time() - start) * 1000, "ms", ""
    yield from _keystrokes("our catalogue", search.find_occupations)
    told = CompetenceMap(tuple(Experience(title, None) for title in ("kok", "murer", "fårehyrde")))
    for which in ("first time", "then"):
        start = perf_counter()
        nearest(told)
        took = (perf_counter() - start) * 1000
        yield f"the nearest of 436 occupations, {which}", took, "ms", ""


def _of_a_card() -> Iterator[Figure]:
    work = [
        Item(f"w{n}", "work", {"title": title, "began": f"20{n:02}"})
        for n, title in enumerate(("kok", "murer", "fårehyrde"))
    ]
    able = [Item(f"s{n}", "skill", {"name": f"Evne {n}", "level": "2"}) for n in range(25)]
    today = system_clock().date()
    start = perf_counter()
    for _again in range(20):
        card_of("p", [*work, *able], today)  # type: ignore[arg-type]
    yield "a card of 3 occupations and 25 skills", (perf_counter() - start) * 50, "ms", ""


def _of_esco() -> Iterator[Figure]:
    paths = {EscoPack(path).language: path for path in PACKS.glob("*.zip")}
    if not {"", "en"} <= paths.keys():
        return
    with TemporaryDirectory() as folder, _database(Path(folder)) as database:
        esco = Esco(database)
        yield from _import(esco, paths)
        yield from _floor(paths["en"])
        english = compacted(EscoPack(paths["en"]))
        yield "the English pack in a bundle", len(english.data) / 1e6, "MB", ""
        relations = len(compacted(EscoPack(paths[""])).data) / 1e6
        yield "the relations in a bundle", relations, "MB", ""
        for language, letters in OTHERS.items():
            build(database, language, _in_other_letters(english, language, letters))
        size = sum(path.stat().st_size for path in Path(folder).iterdir())
        yield "the vault with three languages", size / 1e6, "MB", ""

        def found(typed: str) -> object:
            return find(typed, esco.find)

        yield from _keystrokes("three languages of ESCO and ours", found)
        yield from _skills(esco)


def _import(esco: Esco, paths: dict[str, Path]) -> Iterator[Figure]:
    before = _megabytes()
    for name, language, goal in (("English", "en", "<= 60"), ("relations", "", "")):
        start, cpu = perf_counter(), process_time()
        esco.import_(paths[language])
        yield f"taking in: {name}", perf_counter() - start, "s", goal
        yield f"taking in: {name}, CPU", process_time() - cpu, "s", ""
    yield "memory at most, taking in", _megabytes(), "MB", "<= 300"
    yield "memory before", before, "MB", ""


def _floor(path: Path) -> Iterator[Figure]:
    start = process_time()
    with ZipFile(path) as pack:
        for name in ("occupations_en.csv", "skills_en.csv"):
            pack.read(name)
    yield "only unpacking the tables, CPU", process_time() - start, "s", ""


def _skills(esco: Esco) -> Iterator[Figure]:
    hits = [hit for typed in ("cook", "nurse", "driver") for hit in esco.find(typed, "occupation")]
    took, cpu = [], process_time()
    for hit in hits:
        start = perf_counter()
        esco.skills_of(hit.uri)
        took.append((perf_counter() - start) * 1000)
    mean = (process_time() - cpu) * 1000 / len(hits)
    yield "skills of an occupation, median", sorted(took)[len(took) // 2], "ms", "<= 5"
    yield "skills of an occupation, mean CPU", mean, "ms", "<= 5"


def _keystrokes(where: str, answer: Callable[[str], object]) -> Iterator[Figure]:
    took, cpu = [], []
    for words in TYPED:
        for length in range(1, len(words) + 1):
            start, begun = perf_counter(), process_time()
            answer(words[:length])
            took.append((perf_counter() - start) * 1000)
            cpu.append((process_time() - begun) * 1000)
    took.sort()
    cpu.sort()
    yield f"a keystroke, {where}, median", took[len(took) // 2], "ms", "<= 10"
    yield f"a keystroke, {where}, 95 of 100", took[len(took) * 95 // 100], "ms", "<= 10"
    yield f"a keystroke, {where}, median, CPU", cpu[len(cpu) // 2], "ms", "<= 10"
    yield f"a keystroke, {where}, 95 of 100, CPU", cpu[len(cpu) * 95 // 100], "ms", "<= 10"
    yield f"a keystroke, {where}, slowest, CPU", cpu[-1], "ms", ""


def _in_other_letters(pack: CompactPack, language: str, letters: str) -> CompactPack:
    table = str.maketrans(LETTERS, letters)
    concepts = tuple(
        Concept(c.uri, c.kind, c.isco, *_translated(table, c.label, c.others))
        for c in pack.concepts
    )
    return replace(pack, head=replace(pack.head, language=language), concepts=concepts)


def _translated(
    table: dict[int, int], label: str, others: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    return label.translate(table), tuple(other.translate(table) for other in others)


def _megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


@contextmanager
def _database(folder: Path) -> Iterator[Database]:
    store = SqlcipherStore(folder / "vault.db", bytes(range(32)))
    database = Database(store, changes=Changes(), clock=system_clock)
    yield database
    database.close()


if __name__ == "__main__":
    for name, value, unit, goal in run():
        sys.stdout.write(f"{name}: {value:.2f} {unit}{f' ({goal})' if goal else ''}\n")
