"""CPU time and size of documents, warm, in one process."""

import io
import time
from collections.abc import Callable
from dataclasses import replace

from kbh_desktop.documents.citizen_copy import citizen_copy
from kbh_desktop.documents.render import Document, render, render_batch
from kbh_desktop.documents.samples import interviews as samples
from kbh_desktop.documents.summary import interview_summary

Figure = tuple[str, float, str, str]


def _best(work: Callable[[], object], rounds: int = 7) -> float:
    """Return the least CPU time of several rounds, in milliseconds."""
    times = []
    for _round in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def _bytes(documents: list[Document]) -> bytes:
    target = io.BytesIO()
    render_batch(documents, target)
    return target.getvalue()


def run() -> list[Figure]:
    """Measure one summary, one copy, and 300 summaries in one file."""
    summary = samples.arabic_summary()
    start = time.process_time()
    render(interview_summary(summary), io.BytesIO())
    first = (time.process_time() - start) * 1000
    one = _best(lambda: render(interview_summary(summary), io.BytesIO()))
    copy = _best(lambda: render(citizen_copy(samples.arabic_copy()), io.BytesIO()))
    many = [
        replace(summary, person_name=f"Borger {n} Efternavn", print_number=f"SR-2026-{n:04}")
        for n in range(300)
    ]
    batch = _best(lambda: _bytes([interview_summary(values) for values in many]), rounds=1)
    size = len(_bytes([interview_summary(values) for values in many])) / 600 / 1024
    return [
        ("first summary of the process", first, "ms CPU", ""),
        ("summary, 2 pages with Arabic, warm", one, "ms CPU", "<= 20"),
        ("citizen's copy in Arabic, warm", copy, "ms CPU", "<= 20"),
        ("300 summaries in one file", batch / 1000, "s CPU", "<= 1.6"),
        ("size in a file of 300", size, "KiB/page", "<= 8"),
    ]


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name:40} {value:8.2f} {unit} {goal}")
