"""The competence card of somebody with three jobs and 25 skills: keys, changes, opening."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kbh_desktop.app import App, create_app
from kbh_desktop.ids import PersonId
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.ui.window_world import Wanderer
from ui.background import finish
from ui.competences.page import CompetencePage
from ui.main import make_application
from ui.theme import theme

Figure = tuple[str, float, str, str]
WORK = (("Kok", "5120"), ("Chauffør", "8322"), ("Køkkenmedhjælper", "9412"))
SKILLS = 25
TYPED = ("k", "kø", "køkken", "lastbilsjafør", "xyzzyx")


def run() -> list[Figure]:
    """Return the figures."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    QApplication.instance() or make_application()
    theme.set_look("light", 100)
    with tempfile.TemporaryDirectory() as name:
        app, _recovery = create_app(
            Path(name) / "vault",
            kind=NodeKind.OFFICE,
            user_name="Karin Holm",
            passphrase="rosiner gynger",
            roles=[Role.COORDINATOR],
            with_forms=False,
            cost=FLOOR_COST,
        )
        person_id = app.people.register(given_name="Layla").id
        page = _filled(app, person_id)
        figures = [*_keys(page), *_changes(page), _opening(app, person_id)]
        page.close()
        finish()
        app.close()
    return figures


def _filled(app: App, person_id: PersonId) -> CompetencePage:
    for title, code in WORK:
        app.competences.add_occupation(person_id, title, code=code, began="2012", ended="2019")
    app.competences.set_goals(person_id, ["Kok", "Bager", "Lagermedarbejder"])
    page = CompetencePage(person_id, app, Wanderer())
    page.resize(1060, 760)
    page.show()
    page.activated()
    for row in page.suggestions.list.hits.rows[:SKILLS]:
        app.competences.add_skill(person_id, row.title, level=2, **row.origin)
    page.refresh()
    finish()
    _settle()
    return page


def _keys(page: CompetencePage) -> list[Figure]:
    figures: list[Figure] = []
    for typed in TYPED:
        times = [
            _timed(lambda t=typed: _type(page, t), lambda: _empty(page)) for _round in range(7)
        ]
        what = f"key to repaint, “{typed}”"
        figures.append((what, statistics.median(times), "ms", "<= 16"))
    return figures


def _changes(page: CompetencePage) -> list[Figure]:
    row = next(number for number, row in enumerate(page.list.card.rows) if row.leveled)
    page.list.setCurrentIndex(page.list.card.index(row))
    levels = iter((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3) * 3)

    def set_level() -> None:
        QTest.keyClick(page.list, next(levels))
        page.list.viewport().repaint()

    times = [_timed(set_level, _settle) for _round in range(7)]
    return [("level key to saved and repainted", statistics.median(times), "ms", "<= 50")]


def _opening(app: App, person_id: PersonId) -> Figure:
    def open_page() -> None:
        page = CompetencePage(person_id, app, Wanderer())
        page.resize(1060, 760)
        page.show()
        page.activated()
        page.repaint()
        page.close()
        page.deleteLater()

    times = [_timed(open_page, _settle) for _round in range(5)]
    return ("open the card", statistics.median(times), "ms", "<= 100")


def _type(page: CompetencePage, typed: str) -> None:
    page.finder.field.setText(typed)
    page.finder.field.repaint()
    page.finder.search()
    page.finder.list.viewport().repaint()


def _empty(page: CompetencePage) -> None:
    page.finder.field.clear()
    _settle()


def _timed(act: Callable[[], object], before: Callable[[], object]) -> float:
    before()
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def _settle() -> None:
    finish()
    QTest.qWait(20)


if __name__ == "__main__":
    for figure in run():
        print(*figure, sep="  ")
