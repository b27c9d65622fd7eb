"""A draft moves to a corrected form: shown first, in one change, and nothing is lost."""

import pytest
from sqlalchemy import select

from kbh_desktop.errors import NotAllowedError
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.storage.tables import ChangeRecord
from tests.casework_world import FORM

GIVEN, PHONE = "/data/about/given_name", "/data/about/phone"
WORKED, TITLE = "/data/work/worked", "/data/work/jobs[1]/title"
MATTERS, WHAT = "/data/health/matters", "/data/health/what"


@pytest.fixture
def opened(office, amal):
    interview = office.app.interviews.start(amal, "samtale1")
    opened = office.app.interviews.open(interview.id)
    opened.fill({WORKED: "yes", TITLE: "Bager", PHONE: "20304050"})
    return opened


@pytest.fixture
def corrected(tmp_path):
    """The form without its telephone, with a new question, and numbers where words were."""
    lines = FORM.read_text("utf-8").splitlines()
    kept = []
    for line in lines:
        cells = [cell.strip() for cell in line.split("|")]
        if "phone" in cells and "| choices" not in line:
            kept.append(line.replace("phone", "shoe_size"))
        else:
            kept.append(line)
    path = tmp_path / FORM.name
    path.write_text("\n".join(kept).replace("| 1 |", "| 2 |"), "utf-8")
    return path


def test_without_a_newer_form_there_is_nothing_to_move(office, opened):
    assert not office.app.interviews.has_newer_form(opened.interview)
    assert office.app.interviews.move_preview(opened.id) is None
    assert office.app.interviews.move_to_newest(opened.id) == opened.interview


def test_the_preview_says_what_goes_along_and_changes_nothing(office, opened, corrected):
    before = opened.answers()
    office.app.interviews.publish(corrected)
    preview = office.app.interviews.move_preview(opened.id)
    assert preview.kept > 0
    assert [one.answer for one in preview.left] == ["20304050"]
    assert len(preview.new) == 1
    opened.refresh()
    assert opened.answers() == before


def test_moving_keeps_what_fits_and_the_history_keeps_the_rest(office, opened, corrected):
    office.app.interviews.publish(corrected)
    before = changes(office.app)
    moved = office.app.interviews.move_to_newest(opened.id)
    assert changes(office.app) == before + 1
    again = office.app.interviews.open(moved.id)
    assert again.value(TITLE) == "Bager"
    assert PHONE not in again.answers()
    assert [entry.value for entry in opened.history(PHONE)][:2] == ["", "20304050"]
    assert not office.app.interviews.has_newer_form(moved)


def test_nothing_before_the_move_can_be_undone_into_the_new_form(office, opened, corrected):
    office.app.interviews.publish(corrected)
    office.app.interviews.move_to_newest(opened.id)
    again = office.app.interviews.open(opened.id)
    assert not again.can_undo
    again.answer(GIVEN, "Amalia")
    again.undo()
    assert again.value(GIVEN) == "Amal"
    assert not again.can_undo


def test_health_answers_are_sealed_again_under_their_new_place(office, opened, corrected):
    opened.fill({MATTERS: "yes", WHAT: "løfte"})
    office.app.interviews.publish(corrected)
    office.app.interviews.move_to_newest(opened.id)
    assert office.app.interviews.open(opened.id).value(WHAT) == "løfte"
    with office.app.database.read() as session:
        stored = session.get_one(InterviewRecord, opened.id).answers
    assert stored[WHAT].startswith("k3:")


def test_who_may_not_read_it_all_may_not_move_it(office, opened, corrected):
    opened.fill({MATTERS: "yes", WHAT: "løfte"})
    office.app.interviews.publish(corrected)
    office.app.health.close(opened.id)
    with pytest.raises(NotAllowedError):
        office.app.interviews.move_to_newest(opened.id)


def changes(app) -> int:
    with app.database.read() as session:
        found = session.scalars(select(ChangeRecord.id).where(ChangeRecord.entity == "interview"))
        return len(found.all())
