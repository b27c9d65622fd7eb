"""How fast the catalogue answers at each key that is pressed.

python tests/benchmarks/bench_competences.py
"""

from time import perf_counter, process_time

from kbh_desktop.competences import search
from kbh_desktop.competences.coverage import nearest
from kbh_desktop.competences.model import CompetenceMap, Experience

Figure = tuple[str, float, str, str]
TYPED = (
    "lastbilchauffør",
    "lastbilsjafør",
    "medhjælper køkken",
    "jeg passede får",
    "rengøringsassistent",
    "sygeplejeske",
    "truck driver",
    "سائق شاحنة",
    "jeg arbejdede på en fabrik der lavede sko",
)


def run() -> list[Figure]:
    """Return milliseconds for the first answer, and the usual and slowest keystroke."""
    start = process_time()
    search.find_occupations("a")
    first = (process_time() - start) * 1000
    took = []
    for words in TYPED:
        for length in range(1, len(words) + 1):
            start = perf_counter()
            search.find_occupations(words[:length])
            took.append((perf_counter() - start) * 1000)
    took.sort()
    told = CompetenceMap(tuple(Experience(title, None) for title in ("kok", "murer", "fårehyrde")))
    near = []
    for _again in range(2):
        start = perf_counter()
        nearest(told)
        near.append((perf_counter() - start) * 1000)
    return [
        ("the catalogue is read and made ready", first, "ms", ""),
        ("a keystroke, median", took[len(took) // 2], "ms", "<= 10"),
        ("a keystroke, 95 of 100", took[len(took) * 95 // 100], "ms", "<= 10"),
        ("a keystroke, slowest", took[-1], "ms", ""),
        ("the nearest of 436 occupations, first time", near[0], "ms", ""),
        ("the nearest of 436 occupations, then", near[1], "ms", ""),
    ]


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name}: {value:.1f} {unit} ({goal})" if goal else f"{name}: {value:.1f} {unit}")
