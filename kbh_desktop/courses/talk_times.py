"""Which sessions are held while somebody talks with a participant."""

from collections.abc import Iterator
from datetime import date, time
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.courses.planning import day_grid
from kbh_desktop.courses.records import SessionRecord
from kbh_desktop.courses.schedule import CourseSession, ends_at
from kbh_desktop.courses.store import present_courses
from kbh_desktop.courses.stored import session_of


class Then(NamedTuple):
    """A session and when it is held on its day."""

    session: CourseSession
    starts: time
    ends: time

    def meets(self, starts: time, ends: time) -> bool:
        """Say whether any of it is between the two."""
        return starts < self.ends and self.starts < ends


def sessions_of(session: Session, day: date) -> Iterator[Then]:
    """Yield the sessions that are held on `day`, of all courses but those only tried out."""
    real = {record.id for record in present_courses(session) if not record.what_if_of}
    grid = day_grid(day)
    query = select(SessionRecord).where(
        SessionRecord.at.startswith(f"{day}/"), SessionRecord.state != "deleted"
    )
    for record in session.scalars(query):
        each = session_of(record)
        at = each.placement
        if record.course_id in real and at is not None:
            yield Then(each, grid.starts_at(at.slot), ends_at(grid, at.slot, each.lessons))
