"""The papers of a course: one of each kind can be looked at and saved."""

import pytest

from kbh_desktop.documents.model import DocumentKind
from tests.ui.window_world import Wanderer, names_missing
from ui.courses.print_page import CoursePrintPage


@pytest.fixture
def papers(qtbot, look, app, course_id):
    papers = CoursePrintPage(app, Wanderer(), course_id)
    qtbot.addWidget(papers)
    papers.resize(1068, 760)
    papers.show()
    papers.activated()
    qtbot.waitUntil(papers.save.isEnabled, timeout=20_000)
    return papers


def pick(qtbot, papers, kind):
    papers.kind.choose(kind)
    papers.kind.picked.emit(kind)


@pytest.mark.parametrize("kind", [DocumentKind.ATTENDANCE_SHEET, DocumentKind.COURSE_PLAN])
def test_a_paper_is_made_and_saved(qtbot, papers, tmp_path, kind):
    pick(qtbot, papers, kind)
    qtbot.waitUntil(papers.save.isEnabled, timeout=20_000)
    papers.save_to(tmp_path / "paper.pdf")
    assert (tmp_path / "paper.pdf").read_bytes().startswith(b"%PDF")
    assert not names_missing(papers)


def test_without_participants_there_is_no_certificate(qtbot, papers):
    pick(qtbot, papers, DocumentKind.CERTIFICATE)
    assert papers._remark.text() == "Ingen er på forløbet endnu."
    assert papers.detail.count() == 0
    assert not papers.save.isEnabled()


def test_a_participant_gets_a_certificate(qtbot, papers, app, course_id, tmp_path):
    course = app.courses.get(course_id)
    person = app.people.register(
        given_name="Amal",
        family_name="Haddad",
        birth_date="1990-01-01",
        centre=course.centre,
        municipality_decided="0265",
        mother_tongues=course.languages[0] if course.languages else "ti",
        phase="centre",
        residence_basis="refugee",
    ).id
    app.participants.enrol(course_id, person)
    papers.activated()
    qtbot.waitUntil(lambda: bool(papers._participants), timeout=10_000)
    pick(qtbot, papers, DocumentKind.CERTIFICATE)
    qtbot.waitUntil(papers.save.isEnabled, timeout=20_000)
    assert papers.detail.currentText().strip() == "Amal Haddad"
    papers.save_to(tmp_path / "certificate.pdf")
    assert (tmp_path / "certificate.pdf").read_bytes().startswith(b"%PDF")
