"""Somebody registered twice goes altogether when the time has come, and the vault still opens."""

from datetime import date

import pytest

from kbh_desktop.app import open_app
from kbh_desktop.courses.schedule import NewCourse
from kbh_desktop.errors import NotFoundError
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import FLOOR_COST
from tests.casework_world import PASSPHRASES, make_office
from tests.courses_world import SHARED

MONDAY, REJECTED_ON = date(2026, 4, 6), date(2026, 4, 16)


@pytest.fixture
def office(tmp_path, clock):
    app = make_office(tmp_path / "vault", clock)
    yield app
    app.close()


def twice(app, **fields):
    """Register one person twice and bring the two together; return both ids."""
    kept = app.people.register(given_name="Amina", family_name="Haddad", **fields).id
    other = app.people.register(given_name="Aminah", family_name="Hadad", **fields).id
    app.duplicates.merge(kept, other, reason="samme udl.nr. på kortet")
    return kept, other


def assert_gone(app, *people):
    for person in people:
        with pytest.raises(NotFoundError):
            app.people.get(person)
    assert app.audit.verify().ok


def test_a_rejected_applicant_goes_with_all_registrations_at_opening(office, clock):
    people = twice(office, **(SHARED | {"residence_basis": "asylum_seeker"}))
    course = office.courses.create(NewCourse("Hold 1", "avnstrup", MONDAY, languages=("ar",)))
    office.participants.enrol(course.id, people[0])
    office.participants.leave(course.id, people[0], "asylum_rejected", REJECTED_ON)
    office.close()
    clock.advance(days=31)
    again = open_app(office.folder, "Ane", PASSPHRASES["Ane"], clock, cost=FLOOR_COST)
    assert_gone(again, *people)
    again.close()


def test_a_deletion_takes_all_registrations_once(office, clock):
    people = twice(office)
    office.people.change(people[0], phase="closed")
    office.retention.close_case(people[0], "2024-12-31")
    office.retention.confirm_journal(people[0])
    office.retention.delete(people[0], "case", "fristen er udløbet")
    assert_gone(office, *people)
    deeds = [entry.deed for entry in office.audit.entries()]
    erased = [deed.person_id for deed in deeds if deed.action == AuditAction.ERASE_PERSON]
    assert sorted(erased) == sorted(people)
