"""What consultants and leaders meet on the tabs: what they may do, and nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from ui.course_people.attendance_page import AttendancePage
from ui.course_people.economy_page import EconomyPage
from ui.course_people.evaluation_page import EvaluationPage
from ui.course_people.participants_page import ParticipantsPage
from ui.course_people.placement_page import PlacementPage
from ui.course_people.start_dialog import StartDialog
from ui.course_people.visits_page import VisitsPage

Key = Qt.Key


class TestConsultant:
    @pytest.fixture
    def who(self):
        return "Anna Bech"

    def test_candidates_are_explained_but_not_enrolled(self, world):
        page = world.show(ParticipantsPage)
        page.open_part("candidates")
        world.settle()
        words = [b.text().strip() for b in page.card.findChildren(QPushButton)]
        assert words == ["Åbn borgeren"]

    def test_visits_are_not_planned_but_talks_are(self, world):
        page = world.show(VisitsPage)
        assert not page.visits._first.isVisible()
        page.open_part("talks")
        assert page.talks._none.isVisible()
        assert [command.title for command in page.commands()] == ["Ny samtale"]

    def test_the_placement_plan_is_read_only(self, world):
        page = world.show(PlacementPage)
        page.list.opened.emit(world.people["Omar"])
        assert page.findChild(StartDialog) is None
        assert not page.plan_button.isVisible()


class TestLeader:
    @pytest.fixture
    def who(self):
        return "Lone Vad"

    def test_costs_are_read_only(self, world):
        page = world.show(EconomyPage)
        assert not page._first.isVisible()
        assert not page.key.isEnabled()
        assert not page._notice.text

    def test_a_digit_answers_nothing(self, world):
        page = world.show(EvaluationPage)
        world.qtbot.keyClick(page, Key.Key_4)
        assert page._said.trend[4].answers == 0
        assert not page.faces[0].isVisible()

    def test_a_tab_with_names_says_why_it_is_empty(self, world):
        page = world.show(AttendancePage)
        assert "rolle" in page._notice.text


class TestCourseStaff:
    @pytest.fixture
    def who(self):
        return "Per Dam"

    def test_people_are_enrolled_but_their_cases_not_opened(self, world):
        page = world.show(ParticipantsPage)
        page.open_part("candidates")
        world.settle()
        words = [b.text().strip() for b in page.card.findChildren(QPushButton) if b.isVisible()]
        assert words == ["Tilmeld", "Sæt på venteliste"]

    def test_whom_a_visit_suits_is_not_asked(self, world):
        world.enrol("Omar")
        world.app.participants.visits.add(world.id, "Hotel Prindsen", trades=("Kok",))
        page = world.show(VisitsPage)
        assert not page.visits._propose.isVisible()
        assert not page._notice.text
