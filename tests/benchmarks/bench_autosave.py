"""Answering Samtale 1 in the whole program: what one answer costs on the window's thread.

Each text question of a filled-in interview is answered anew, over and over, in a vault of few
and of many people: first through the service, then on the page, until all is drawn.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path

from PySide6.QtWidgets import QApplication

from kbh_desktop.app import App, create_app
from kbh_desktop.demo.bulk import register_many
from kbh_desktop.demo.people import demo_people
from kbh_desktop.ids import InterviewId
from kbh_desktop.interviews.service import OpenInterview
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.ui.window_world import Wanderer
from ui.interviews.entry import make_interview_page
from ui.interviews.page import InterviewPage
from ui.main import make_application
from ui.theme import theme

Figure = tuple[str, float, str, str]
FEW, MANY = 60, 2_000
SAVES = 300
TYPED = 100


def run() -> list[Figure]:
    """Return the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or make_application()
    theme.set_look("light", 100)
    figures: list[Figure] = []
    for people in (FEW, MANY):
        with _office(people) as (app, interview_id):
            figures += _typing(app, interview_id, people)
            figures += _saving(app.interviews.open(interview_id), people)
    application.processEvents()
    return figures


@contextmanager
def _office(people: int) -> Iterator[tuple[App, InterviewId]]:
    """Give an office with `people` people and the id of an interview answered to its end."""
    with tempfile.TemporaryDirectory() as folder:
        app, _sheet = create_app(
            Path(folder, "vault"),
            kind=NodeKind.OFFICE,
            user_name="Karin Holm",
            passphrase="rosiner gynger",
            roles=frozenset({Role.CONSULTANT, Role.COORDINATOR}),
            cost=FLOOR_COST,
        )
        invented = demo_people(people, 7, today=app.people.today())
        ids = register_many(app.database, app.people, [person.fields for person in invented])
        person_id, held = next(
            (person_id, interview)
            for person_id, person in zip(ids, invented, strict=True)
            for interview in person.interviews
            if interview.finished
        )
        yield app, app.interviews.fill(person_id, held.form_id, held.answers).id
        app.close()


def _text_questions(interview: OpenInterview) -> list[str]:
    return [
        view.key
        for section in interview.progress()
        if section.relevant
        for view in interview.view(section.ref)
        if view.type == "text" and view.valid and not view.readonly
    ]


def _saving(interview: OpenInterview, people: int) -> list[Figure]:
    keys = cycle(_text_questions(interview))
    wall, work = _timed(
        (lambda n=n, key=key: interview.answer(key, f"et svar på nogle ord, {n}"))
        for n, key in enumerate(islice(keys, SAVES))
    )
    return [
        (f"answer saved p50, {people} people", _at(wall, 50), "ms", "<= 5"),
        (f"answer saved p99, {people} people", _at(wall, 99), "ms", "<= 16"),
        (f"the same in CPU time p50, {people} people", _at(work, 50), "ms", ""),
    ]


def _typing(app: App, interview_id: InterviewId, people: int) -> list[Figure]:
    page = make_interview_page(app, Wanderer(), interview_id)
    page.resize(1060, 760)
    page.show()
    page.activated()
    questions = _text_questions(page.interview)
    wall, work = [], []
    for number, key in enumerate(islice(cycle(questions), TYPED)):
        page.go_to(key)
        page._cards.build_all()
        QApplication.processEvents()
        answered = _timed([lambda n=number, k=key: _answer(page, k, f"sagt i dag, {n}")])
        wall += answered[0]
        work += answered[1]
    page.close()
    page.deleteLater()
    return [
        (f"answer until drawn p50, {people} people", _at(wall, 50), "ms", "<= 25"),
        (f"answer until drawn p99, {people} people", _at(wall, 99), "ms", "<= 50"),
        (f"the same in CPU time p50, {people} people", _at(work, 50), "ms", ""),
    ]


def _answer(page: InterviewPage, key: str, value: str) -> None:
    page.answer(key, value)
    QApplication.processEvents()


def _timed(
    acts: "Iterator[Callable[[], object]] | list[Callable[[], object]]",
) -> tuple[list[float], list[float]]:
    """Return the wall and CPU milliseconds of each of `acts`."""
    wall, work = [], []
    for act in acts:
        began, worked = time.perf_counter(), time.process_time()
        act()
        wall.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
    return wall, work


def _at(times: list[float], percent: int) -> float:
    return sorted(times)[min(len(times) - 1, len(times) * percent // 100)]


if __name__ == "__main__":
    for name, value, unit, goal in run():
        print(f"{name:48} {value:8.2f} {unit:3} {goal}")
