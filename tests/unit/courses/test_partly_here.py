"""Records of which a bundle brought only a part so far: they wait, and nothing breaks."""

from datetime import date

import pytest

from kbh_desktop.courses import records
from kbh_desktop.errors import NotFoundError
from kbh_desktop.storage.base import WHOLE_OFFICE, SyncedRecord

KINDS = [
    each
    for each in vars(records).values()
    if isinstance(each, type) and issubclass(each, SyncedRecord) and each is not SyncedRecord
]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__entity__)
def test_a_record_with_nothing_in_it_yet_is_passed_over(world, kind):
    staff, course = world.staff(), world.course()
    person = world.person("Amina")
    world.participants.enrol(course.id, person)
    with world.database.write() as session:
        empty = kind(scope=WHOLE_OFFICE)
        session.add(empty)
    assert [row.id for row in world.courses.list()] == [course.id]
    assert len(world.courses.board(course.id).sessions) == 22
    assert len(world.participants.participants(course.id)) == 1
    assert len(world.participants.candidates(course.id)) == 1
    assert world.resources.absences() == ()
    assert world.resources.bookings(staff["Tove"]) == ()
    assert world.courses.what_ifs(course.id) == ()
    assert len(world.courses.templates.list()) == 1
    for listed in (
        world.participants.visits.list,
        world.participants.talks.list,
        world.participants.placements.list,
        world.participants.evaluations.list,
        world.economy.cost_lines,
        world.economy.cost_keys,
    ):
        assert listed(course.id) == ()
    if kind is records.CourseRecord:
        with pytest.raises(NotFoundError):
            world.courses.board(empty.id)
    assert world.courses.get(course.id).first_day == date(2026, 4, 6)
