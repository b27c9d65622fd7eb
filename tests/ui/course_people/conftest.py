"""A course in its fifth week, with people on it, as the tabs are worked in."""

import shutil
from datetime import UTC, date, datetime

import pytest

from kbh_desktop.app import create_app, open_app
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.security.model import FLOOR_COST, NodeKind, Role
from tests.ui.window_world import PASSPHRASE, Wanderer
from ui.background import busy

TODAY = date(2026, 4, 16)
PEOPLE = (
    ("Layla", "Haddad", "0265", "asylum_seeker"),
    ("Omar", "Karimi", "0265", "section_7_1"),
    ("فاطمة", "الزهراء", "0253", "section_7_1"),
    ("Tesfay", "Gebremedhin", "0269", "asylum_seeker"),
    ("Yusuf", "Warsame", "0101", "asylum_seeker"),
)
"""The last is expected in Copenhagen, which does not take part."""

OTHERS = {"Anna Bech": Role.CONSULTANT, "Lone Vad": Role.LEADER, "Per Dam": Role.COURSE}
"""Other users of the office."""


class CourseWorld:
    """An office's vault with one course, all its sessions placed, and nobody on it."""

    def __init__(self, app, qtbot):
        self.app = app
        self.qtbot = qtbot
        self.away = Wanderer()
        (row,) = app.courses.list()
        self.course = app.courses.get(row.id)
        leads = app.user.has(Role.LEADER)
        found = () if leads else app.participants.candidates(row.id)
        self.people = {each.name.split()[0]: each.person_id for each in found}

    @property
    def id(self):
        return self.course.id

    def enrol(self, *given, on=date(2026, 3, 16)):
        now = self.app.clock.now
        self.app.clock.now = datetime(on.year, on.month, on.day, 8, tzinfo=UTC)
        for name in given:
            self.app.participants.enrol(self.id, self.people[name])
        self.app.clock.now = now

    def show(self, page_class, width=1000, height=640):
        """Show a tab as the page of the course does."""
        page = page_class(self.app, self.away, self.id)
        self.qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        self.qtbot.waitExposed(page)
        page.activateWindow()
        page.activated()
        self.settle()
        return page

    def settle(self):
        self.qtbot.waitUntil(lambda: not busy(), timeout=10_000)

    def rows(self, **only):
        return {
            row.name: row
            for row in self.app.participants.participants(self.id)
            if all(getattr(row, name) == value for name, value in only.items())
        }


def fill(app):
    """Register the people, and place the sessions on the afternoons of their weeks."""
    for given, family, municipality, basis in PEOPLE:
        app.people.register(
            given_name=given,
            family_name=family,
            centre="avnstrup",
            mother_tongues="ar",
            birth_date="1990-02-03",
            municipality_expected=municipality,
            residence_basis=basis,
        )
    wanted = NewCourse(
        "Fast Track 12", "avnstrup", date(2026, 3, 16), languages=("ar", "ti"), capacity=3
    )
    course = app.courses.create(wanted)
    calendar = course.calendar
    free, placed = list(calendar.open_days), {}
    for session in app.courses.board(course.id).sessions:
        week = calendar.weeks[session.week - 1]
        day = next((d for d in free if d in week.workdays), None)
        if day is not None and session.lessons == 4:
            free.remove(day)
            placed[session.id] = Placement(day, 4, ())
    app.courses.apply(course.id, placed, "Udfyld resten")


@pytest.fixture(scope="session")
def course_vault(tmp_path_factory):
    """A vault to be copied by each test."""
    folder = tmp_path_factory.mktemp("course") / "vault"
    app, _recovery = create_app(
        folder,
        kind=NodeKind.OFFICE,
        user_name="Karin Holm",
        passphrase=PASSPHRASE,
        roles=[Role.COORDINATOR, Role.IT],
        clock=lambda: datetime(2026, 3, 1, 8, tzinfo=UTC),
        with_forms=False,
        cost=FLOOR_COST,
    )
    fill(app)
    for name, role in OTHERS.items():
        app.users.add(name, [role], PASSPHRASE)
    app.close()
    return folder


@pytest.fixture
def who():
    """Who works with the tabs; tests of other roles say another name."""
    return "Karin Holm"


@pytest.fixture
def world(qtbot, look, clock, tmp_path, course_vault, who):
    shutil.copytree(course_vault, tmp_path / "vault")
    app = open_app(tmp_path / "vault", who, PASSPHRASE, clock, cost=FLOOR_COST)
    made = CourseWorld(app, qtbot)
    yield made
    made.settle()
    app.close()
