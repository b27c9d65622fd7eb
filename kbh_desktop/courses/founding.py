"""A course as it is begun: its record, its sessions from the template, its Danish lessons."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count

from kbh_desktop.courses.building import MORNING_SLOTS, danish_mornings
from kbh_desktop.courses.fields import checked_course
from kbh_desktop.courses.model import Module, Template
from kbh_desktop.courses.planning import course_grid
from kbh_desktop.courses.records import BlockRecord, CourseRecord, SessionRecord
from kbh_desktop.courses.schedule import BusyBlock, NewCourse, ends_at
from kbh_desktop.courses.stored import (
    block_fields,
    course_of,
    module_fields,
    title_fields,
    write_need,
)
from kbh_desktop.i18n import _
from kbh_desktop.ids import new_id
from kbh_desktop.storage.base import WHOLE_OFFICE, SyncedRecord


def new_course(wanted: NewCourse, template: Template) -> list[SyncedRecord]:
    """Return the records of a new course, that of the course first; nothing is placed.

    Raises:
        InputError: a field can't hold what is wanted.
    """
    fields = checked_course(
        {
            "title": wanted.title,
            "centre": wanted.centre,
            "first_day": wanted.first_day,
            "weeks": template.weeks,
            "municipalities": wanted.municipalities,
            "languages": wanted.languages,
            "capacity": wanted.capacity,
            "closed_days": wanted.closed_days,
        }
    )
    course = CourseRecord(
        id=new_id(),
        scope=WHOLE_OFFICE,
        template=template.id,
        modules=[module_fields(module) for module in template.modules],
        **fields,
    )
    return [course, *_sessions(course.id, template.modules), *_danish(course, wanted)]


def _sessions(course_id: str, modules: Sequence[Module]) -> Iterator[SessionRecord]:
    ids = {session.id: new_id() for module in modules for session in module.sessions}
    placed = count()
    for module in modules:
        for session in module.sessions:
            yield SessionRecord(
                id=ids[session.id],
                scope=WHOLE_OFFICE,
                course_id=course_id,
                origin=session.id,
                position=next(placed),
                title=title_fields(session.title),
                kind=session.kind,
                lessons=session.lessons,
                needs=[write_need(need) for need in session.needs],
                after=_known(session.after, ids),
                counts=session.counts,
                week=module.week,
                half="afternoon",
            )


def _known(after: Sequence[str], ids: Mapping[str, str]) -> list[str]:
    return [ids[each] for each in after if each in ids]


def _danish(record: CourseRecord, wanted: NewCourse) -> Iterator[BlockRecord]:
    calendar = course_of(record).calendar
    grid = course_grid(calendar)
    for span in danish_mornings(calendar, wanted.danish_weekdays):
        block = BusyBlock(
            day=span.day,
            starts=grid.starts_at(span.first),
            ends=ends_at(grid, span.first, MORNING_SLOTS),
            title=_("Danish (Red Cross)"),
        )
        yield block_record(record.id, block)


def block_record(course_id: str, block: BusyBlock) -> BlockRecord:
    """Return the record of a new block of a course."""
    return BlockRecord(scope=WHOLE_OFFICE, course_id=course_id, **block_fields(block))
