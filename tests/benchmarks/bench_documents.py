"""CPU time and size of documents, warm, beside peers that lay out the same words in one run."""

import gc
import io
import random
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kbh_desktop.documents.citizen_copy import citizen_copy
from kbh_desktop.documents.composing import rendered_together
from kbh_desktop.documents.pdf.ink import PLAIN
from kbh_desktop.documents.render import render
from kbh_desktop.documents.samples import interviews as samples
from kbh_desktop.documents.summary import SummaryValues, interview_summary
from kbh_desktop.documents.worker import DrawingProcess

sys.path.insert(0, str(Path(__file__).parent))
import document_peers

Figure = tuple[str, float, str, str]
_MANY = 300
_ROUNDS = 5


def _best(work: Callable[[], object], rounds: int = _ROUNDS) -> float:
    """Return the least CPU time of several rounds, in milliseconds."""
    times = []
    for _round in range(rounds):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times) * 1000


def _mixed(text: str, chance: random.Random) -> str:
    words = text.split()
    chance.shuffle(words)
    return " ".join(words)


def varied(number: int) -> SummaryValues:
    """Return a summary whose every line differs from the others: its words in another order."""
    chance, values = random.Random(number), samples.arabic_summary()

    def row(each: object, *names: str) -> object:
        return replace(each, **{name: _mixed(getattr(each, name), chance) for name in names})

    return replace(
        values,
        person_name=f"Borger {number} Efternavn",
        print_number=f"SR-2026-{number:04}",
        cpr_masked=f"{number:06}-xxxx",
        lead=_mixed(values.lead, chance),
        wishes=tuple(row(each, "value", "own_words") for each in values.wishes),
        jobs=tuple(row(each, "place", "detail") for each in values.jobs),
        disagreements=tuple(row(each, "outcome") for each in values.disagreements),
        next_steps=tuple(row(each, "what") for each in values.next_steps),
    )


def _batch() -> list[Figure]:
    """Measure 300 summaries in one file, drawn by the process that windows use."""
    many = [varied(number) for number in range(_MANY)]
    process = DrawingProcess()
    try:
        process.draw(many[:1], PLAIN)  # starts it
        took = []
        for _round in range(3):
            start = time.perf_counter()
            pdf, report = process.draw(many, PLAIN)
            took.append(time.perf_counter() - start)
    finally:
        process.forget()
    gc.collect()
    gc.disable()  # as that process does
    alone = _best(lambda: rendered_together(many), rounds=3) / 1000
    gc.enable()
    return [
        ("300 different summaries in one file", min(took), "s wall", "<= 1.6"),
        ("the same, without waiting for a processor", alone, "s CPU", "<= 1.6"),
        ("size in a file of 300", len(pdf) / report.pages / 1024, "KiB/page", "<= 8"),
    ]


def run() -> list[Figure]:
    """Measure one summary, one copy, 300 summaries in one file, and each peer."""
    summary = samples.arabic_summary()
    start = time.process_time()
    render(interview_summary(summary), io.BytesIO())
    first = (time.process_time() - start) * 1000
    one = _best(lambda: render(interview_summary(varied(1)), io.BytesIO()))
    copy = _best(lambda: render(citizen_copy(samples.arabic_copy()), io.BytesIO()))
    beside = [
        (f"the same words by {name}", _best(lambda work=work: work(summary)), "ms CPU", "")
        for name, work in document_peers.peers().items()
    ]
    return [
        ("first summary of the process", first, "ms CPU", ""),
        ("summary, 2 tagged pages with Arabic, PDF/A", one, "ms CPU", "<= 20"),
        ("citizen's copy in Arabic", copy, "ms CPU", "<= 20"),
        *_batch(),
        *beside,
    ]


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name:48} {value:8.2f} {unit} {goal}")
