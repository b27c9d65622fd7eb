"""Unmistakable names go through a course; only the files a person asked for hold them."""

import logging
import tempfile
from datetime import date, time

import pytest

from kbh_desktop.courses.attendance import LawfulReason, Mark
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import InputError
from kbh_desktop.logs import start_logging
from tests.canaries import traces
from tests.casework_world import make_office
from tests.courses_world import SHARED

GIVEN, FAMILY, NOTE, COMMENT = "Zarghonaquux", "Testesenquux", "Svejsequux", "Godkursusquux"
CANARIES = (GIVEN, FAMILY, NOTE, COMMENT)
TUESDAY = date(2026, 4, 14)


@pytest.fixture
def disk(tmp_path, monkeypatch, logged_warnings):
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    stop = start_logging(tmp_path / "logs", logging.DEBUG)
    yield tmp_path
    stop()


def test_no_participant_is_readable_on_the_disk_but_where_somebody_saved_a_list(disk, clock):
    office = make_office(disk / "office", clock)
    person = office.people.register(given_name=GIVEN, family_name=FAMILY, **SHARED).id
    wanted = NewCourse("Hold 1", "avnstrup", date(2026, 4, 13), languages=("ar",))
    course = office.courses.create(wanted).id
    session = office.courses.board(course).sessions[0].id
    office.courses.place(course, session, Placement(TUESDAY, 4))
    office.participants.enrol(course, person, on=TUESDAY)
    with pytest.raises(InputError):
        office.participants.offer_place(course, person)
    office.participants.mark(course, session, 1, person, Mark.LAWFUL, reason=LawfulReason.ILLNESS)
    office.participants.talks.add(course, person, TUESDAY, time(14), note=NOTE)
    office.participants.placements.add(course, person, "Smedjen", date(2026, 5, 18), note=NOTE)
    office.participants.evaluations.add(course, 1, 4, COMMENT)
    office.course_suggestions.participants(course)
    office.courses.undo(course)
    for made in (
        office.participants.participants(course),
        office.participants.candidates(course),
        office.participants.talks.list(course),
        office.participants.placements.list(course),
        office.participants.evaluations.list(course),
        office.participants.held_about(person),
    ):
        assert not any(word in repr(made) for word in CANARIES)
    out = disk / "saved"
    out.mkdir()
    office.course_files.course_calendar(course, out / "hold.ics")
    office.course_files.participant_calendar(course, person, out / "deltager.ics")
    office.course_files.plan_workbook(course, out / "plan.xlsx")
    logging.getLogger("kbh_desktop.test").info("the participants %s", [GIVEN])
    office.close()
    assert list(traces(disk, CANARIES)) == []
