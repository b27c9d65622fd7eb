"""Courses between an office and the laptops of two municipalities."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.assembly import DEVICE_CARD
from kbh_desktop.courses.attendance import Mark
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.courses.timetable import Placement
from kbh_desktop.errors import NotFoundError
from kbh_desktop.security.keys import read_device_card
from kbh_desktop.security.model import FLOOR_COST
from tests.casework_world import PASSPHRASES, copy_of, make_laptop, make_office
from tests.courses_world import SHARED

BEGUN_AT = datetime(2026, 4, 16, 10, 0, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 4, 13), date(2026, 4, 14)


NAMES = {"0269": "solroed", "0253": "greve"}


def begin(folder, clock):
    """Make Roskilde's office, and a laptop each in Solrød and Greve, all closed again."""
    office = make_office(folder / "office", clock)
    (card,) = (folder / "office").glob("*.kbhoffice")
    people = {}
    for code, given in (("0269", "Amina"), ("0253", "Bilal"), ("0265", "Chadi")):
        fields = SHARED | {"municipality_expected": code, "residence_basis": "asylum_seeker"}
        people[code] = office.people.register(given_name=given, **fields).id
    for code, name in NAMES.items():
        laptop = make_laptop(folder / name, card, clock, name=name)
        office.bundles.enrol_device(read_device_card(folder / name / DEVICE_CARD))
        office.bundles.assign(laptop.database.node, [people[code]])
        laptop.close()
    course = office.courses.create(NewCourse("Hold 1", "avnstrup", MONDAY, languages=("ar",))).id
    session = office.courses.board(course).sessions[0].id
    office.courses.place(course, session, Placement(TUESDAY, 4))
    for person in people.values():
        office.participants.enrol(course, person, on=MONDAY)
    office.close()
    return course, session, people


class FastTrack:
    """The three vaults, opened, and the stick that is carried between them."""

    def __init__(self, folder, clock, begun):
        self.folder, self.clock = folder, clock
        self.course, self.session, self.people = begun
        self.office = self.open("office", "Ane")
        self.laptops = {code: self.open(name, name) for code, name in NAMES.items()}
        self.stick = folder / "stick"
        self.stick.mkdir()

    def open(self, vault, name):
        passphrase = PASSPHRASES.get(name, "et andet kodeord")
        return open_app(self.folder / vault, name, passphrase, self.clock, cost=FLOOR_COST)

    def down(self, code):
        node = self.laptops[code].database.node
        return self.laptops[code].bundles.import_(self.office.bundles.export(self.stick, node).path)

    def up(self, code):
        return self.office.bundles.import_(self.laptops[code].bundles.export(self.stick).path)

    def reopen_office(self):
        self.office.close()
        self.office = self.open("office", "Ane")

    def close(self):
        for app in (self.office, *self.laptops.values()):
            app.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fast-track")
    return folder, begin(folder, lambda: BEGUN_AT)


@pytest.fixture
def fast_track(template, tmp_path, clock):
    folder, begun = template
    made = FastTrack(copy_of(folder, tmp_path / "vaults"), clock, begun)
    yield made
    made.close()


def test_another_municipality_sees_the_shared_plan_and_its_own_people_only(fast_track):
    fast_track.office.participants.evaluations.add(fast_track.course, 1, 4)
    fast_track.down("0269")
    laptop = fast_track.laptops["0269"]
    assert laptop.courses.board(fast_track.course).placements == {
        fast_track.session: Placement(TUESDAY, 4)
    }
    (row,) = laptop.participants.participants(fast_track.course)
    assert (row.person_id, row.name) == (fast_track.people["0269"], "Amina")
    with pytest.raises(NotFoundError):
        laptop.participants.mark(
            fast_track.course, fast_track.session, 1, fast_track.people["0253"], Mark.PRESENT
        )
    assert laptop.participants.evaluations.trend(fast_track.course)[0].answers == 1


def test_nothing_of_other_participants_lies_on_the_laptop(fast_track):
    fast_track.down("0269")
    laptop = fast_track.laptops["0269"]
    with laptop.database.read() as session:
        connection = session.connection()
        scopes = set(connection.exec_driver_sql("SELECT DISTINCT scope FROM change_log").scalars())
    assert scopes == {"*", fast_track.people["0269"]}


def test_marks_of_two_consultants_and_the_office_stand_beside_each_other(fast_track):
    for code in ("0269", "0253"):
        fast_track.down(code)
        laptop = fast_track.laptops[code]
        laptop.participants.mark(
            fast_track.course, fast_track.session, 1, fast_track.people[code], Mark.PRESENT
        )
    fast_track.office.participants.mark(
        fast_track.course, fast_track.session, 2, fast_track.people["0269"], Mark.UNLAWFUL
    )
    for code in ("0269", "0253"):
        fast_track.up(code)
    marks = fast_track.office.participants.marks(fast_track.course)
    assert {(number, person): mark.mark for (_s, number, person), mark in marks.items()} == {
        (1, fast_track.people["0269"]): Mark.PRESENT,
        (2, fast_track.people["0269"]): Mark.UNLAWFUL,
        (1, fast_track.people["0253"]): Mark.PRESENT,
    }
    assert fast_track.office.bundles.conflicts() == ()


def test_a_move_travels_and_so_does_taking_it_back(fast_track):
    fast_track.down("0269")
    fast_track.office.courses.place(
        fast_track.course, fast_track.session, Placement(date(2026, 4, 15), 4)
    )
    fast_track.down("0269")
    laptop = fast_track.laptops["0269"]
    placed = laptop.courses.board(fast_track.course).placements[fast_track.session]
    assert placed.day == date(2026, 4, 15)
    fast_track.office.courses.undo(fast_track.course)
    fast_track.down("0269")
    placed = laptop.courses.board(fast_track.course).placements[fast_track.session]
    assert placed.day == TUESDAY


def test_a_calendar_says_the_same_on_every_device(fast_track, tmp_path):
    fast_track.office.courses.place(
        fast_track.course, fast_track.session, Placement(date(2026, 4, 15), 4)
    )
    fast_track.down("0269")
    files = []
    for app in (fast_track.office, fast_track.laptops["0269"]):
        files.append(tmp_path / f"{len(files)}.ics")
        app.course_files.course_calendar(fast_track.course, files[-1])
    assert files[0].read_bytes() == files[1].read_bytes()


def test_after_thirty_days_a_rejected_person_is_erased_everywhere(fast_track):
    person = fast_track.people["0269"]
    fast_track.office.participants.mark(
        fast_track.course, fast_track.session, 1, person, Mark.PRESENT
    )
    fast_track.down("0269")
    fast_track.office.participants.leave(
        fast_track.course, person, "asylum_rejected", date(2026, 4, 16)
    )
    fast_track.clock.advance(days=29)
    fast_track.reopen_office()
    assert fast_track.office.notices == ()
    assert fast_track.office.people.get(person)
    fast_track.clock.advance(days=1)
    fast_track.reopen_office()
    (notice,) = fast_track.office.notices
    assert "1 person" in notice
    for app in (fast_track.office, fast_track.laptops["0269"]):
        if app is not fast_track.office:
            fast_track.down("0269")
        with pytest.raises(NotFoundError):
            app.people.get(person)
        rows = app.participants.participants(fast_track.course)
        assert person not in {row.person_id for row in rows}
        assert person not in {key[2] for key in app.participants.marks(fast_track.course)}
    assert len(fast_track.office.participants.participants(fast_track.course)) == 2
    fast_track.reopen_office()
    assert fast_track.office.notices == ()


def test_an_erasure_that_was_taken_back_in_time_does_not_happen(fast_track):
    person = fast_track.people["0269"]
    fast_track.office.participants.leave(fast_track.course, person, "asylum_rejected")
    fast_track.office.participants.come_back(fast_track.course, person)
    fast_track.clock.advance(days=60)
    fast_track.reopen_office()
    assert fast_track.office.people.get(person)


def test_enrolled_twice_is_enrolled_once(fast_track):
    """The id follows from course and person, so two devices mean the same enrolment."""
    person = fast_track.people["0265"]
    fast_track.office.participants.leave(fast_track.course, person, "illness")
    fast_track.office.participants.enrol(fast_track.course, person)
    rows = fast_track.office.participants.participants(fast_track.course)
    assert [row.person_id for row in rows].count(person) == 1


def test_the_days_of_erasure_are_those_of_the_rule(fast_track):
    person = fast_track.people["0269"]
    fast_track.office.participants.leave(fast_track.course, person, "asylum_rejected", TUESDAY)
    rows = {
        row.person_id: row for row in fast_track.office.participants.participants(fast_track.course)
    }
    assert rows[person].erase_on == TUESDAY + timedelta(days=30)
