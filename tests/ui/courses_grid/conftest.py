from dataclasses import replace
from datetime import date

import pytest

from kbh_desktop.app import create_app
from kbh_desktop.clock import system_clock
from kbh_desktop.courses.building import CourseToPlan, course_instance, danish_mornings
from kbh_desktop.courses.conflicts import conflicts
from kbh_desktop.courses.model import Course, CourseId
from kbh_desktop.courses.planner.plan import Search, plan
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.courses.templates import shipped_template
from kbh_desktop.courses.timetable import Resource
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.ui.window_world import PASSPHRASE, Wanderer
from ui.background import busy
from ui.courses.page import CoursePage
from ui.courses.view import PlanView
from ui.live import LiveChanges

FIRST_DAY = date(2027, 4, 19)
SKILLS = ("labour_market", "society", "competences")


def people_and_rooms():
    teacher = frozenset(SKILLS)
    speaks = frozenset({"ti"})
    return (
        Resource("T1", "teacher", teacher, name="Bente Krogh"),
        Resource("T2", "teacher", teacher, name="Jonas Friis"),
        Resource("I1", "interpreter", speaks, name="Selam Tesfay"),
        Resource("I2", "interpreter", speaks, name="Amira Nasser"),
        Resource("R1", "room", frozenset({"class"}), capacity=20, name="Lokale 1"),
    )


@pytest.fixture(scope="session")
def planned():
    """A whole plan of the shipped template, as plain values."""
    template = shipped_template()
    course = Course(
        CourseId("c1"), "Hold 12", template.id, "avnstrup", FIRST_DAY, languages=("ti",)
    )
    whole = CourseToPlan(course, template, 16)
    whole = replace(whole, busy=danish_mornings(whole.calendar, (0, 2)))
    instance = course_instance([whole], people_and_rooms())
    found = plan(instance, Search(limit_s=1.0, improve=False))
    kinds = dict(
        zip((s.id for s in instance.sessions), (s.kind for s in template.sessions), strict=True)
    )
    return PlanView(instance, found.sessions, {}, kinds, conflicts(instance, found.sessions))


@pytest.fixture(scope="session")
def course_vault(tmp_path_factory):
    """A vault with people and rooms and one course from the template, all of it in the tray."""
    folder = tmp_path_factory.mktemp("courses") / "vault"
    app, _recovery = create_app(
        folder,
        kind=NodeKind.OFFICE,
        user_name="Karin Holm",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR],
        name="Allerød",
        clock=system_clock,
        with_forms=False,
        cost=FLOOR_COST,
    )
    add = app.course_resources.add
    for name in ("Bente Krogh", "Jonas Friis", "Maja Lund"):
        add("teacher", name, skills=SKILLS)
    for name in ("Selam Tesfay", "Amira Nasser"):
        add("interpreter", name, skills=("ti",))
    for name in ("Lokale 1", "Lokale 2"):
        add("room", name, skills=("class",), capacity=20)
    app.courses.create(
        NewCourse(
            "Hold 12", "avnstrup", FIRST_DAY, languages=("ti",), capacity=16, danish_weekdays=(0, 2)
        )
    )
    app.close()
    return folder


@pytest.fixture
def app(course_vault, tmp_path):
    import shutil

    from kbh_desktop.app import open_app

    folder = tmp_path / "vault"
    shutil.copytree(course_vault, folder)
    app = open_app(folder, "Karin Holm", PASSPHRASE, system_clock)
    yield app
    app.close()


@pytest.fixture
def course_id(app):
    return app.courses.list()[0].id


@pytest.fixture
def page(qtbot, look, app, course_id):
    """The page of the course, its plan read."""
    page = CoursePage(app, Wanderer(), course_id)
    qtbot.addWidget(page)
    page.resize(1068, 760)
    page.show()
    page.window().activateWindow()
    page.activated()
    live = LiveChanges(app.changes, page)
    live.changed.connect(page.data_changed)
    qtbot.waitUntil(lambda: page.model.view is not None, timeout=10_000)
    qtbot.waitUntil(lambda: not busy())
    yield page
    live.end()
