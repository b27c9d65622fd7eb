"""Sessions beside those of the template, and times at which the participants are busy."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from kbh_desktop.courses.access import require_planning
from kbh_desktop.courses.building import spoken_needs
from kbh_desktop.courses.deeds import PlanDeeds
from kbh_desktop.courses.fields import check_block, check_session
from kbh_desktop.courses.founding import block_record
from kbh_desktop.courses.model import CourseId, Need, SessionId
from kbh_desktop.courses.records import (
    BlockRecord,
    CourseRecord,
    ResourceRecord,
    SessionRecord,
)
from kbh_desktop.courses.schedule import BusyBlock, CourseSession, Done
from kbh_desktop.courses.steps import Pen
from kbh_desktop.courses.store import Step, course_record, of_course, record_of, session_record
from kbh_desktop.courses.stored import block_fields, read_need, session_fields, session_of
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import new_id
from kbh_desktop.storage.base import WHOLE_OFFICE


class PlanContents(PlanDeeds):
    """What a plan consists of; every deed is one step to be undone."""

    def add_session(self, course_id: CourseId, wanted: CourseSession) -> SessionId:
        """Add a session beside those of the template and return its id; yours is not used.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        label = _("Add {title}").format(title=wanted.title)
        with self._store.step(course_id, label) as step:
            check_session(wanted, course_record(step.session, course_id).weeks)
            others = of_course(step.session, SessionRecord, course_id)
            position = max((each.position for each in others), default=-1) + 1
            made = replace(wanted, course=course_id, origin="", position=position)
            record = SessionRecord(id=new_id(), scope=WHOLE_OFFICE, **session_fields(made))
            step.add(record)
            return SessionId(record.id)

    def change_session(self, course_id: CourseId, changed: CourseSession) -> Done:
        """Let the session with that id be `changed`, its placement and lock apart.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        label = _("Change {title}").format(title=changed.title)
        with self._store.step(course_id, label) as step:
            course = course_record(step.session, course_id)
            check_session(changed, course.weeks)
            self._check_order(step, changed)
            record = session_record(step.session, course_id, changed.id)
            stored = session_of(record)
            kept = replace(
                changed,
                course=course_id,
                origin=stored.origin,
                position=stored.position,
                placement=stored.placement,
                lock=stored.lock,
            )
            step.change(record, **session_fields(kept))
            if kept.needs != stored.needs and stored.placement:
                match_staff(step, record, stored.needs, course.languages, course.languages)
        return step.done

    def _check_order(self, step: Step, changed: CourseSession) -> None:
        """Refuse sessions that would have to come after each other."""
        others = of_course(step.session, SessionRecord, changed.course)
        order = {record.id: record.after for record in others} | {changed.id: changed.after}
        try:
            TopologicalSorter(order).prepare()
        except CycleError:
            text = _("Then sessions would have to come after each other.")
            raise InputError(text, field="after") from None

    def remove_session(self, course_id: CourseId, session_id: SessionId) -> Done:
        """Remove a session from the course."""
        require_planning(self._store.actor)
        with self._store.step(course_id, "") as step:
            record = session_record(step.session, course_id, session_id)
            step.label = _("Remove {title}").format(title=session_of(record).title)
            step.remove(record)
        return step.done

    def add_block(self, course_id: CourseId, block: BusyBlock) -> Done:
        """Add a time at which the participants have something that can't move.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        check_block(block)
        label = _("Add {title}").format(title=block.title)
        with self._store.step(course_id, label) as step:
            step.add(block_record(course_id, block))
        return step.done

    def change_block(self, course_id: CourseId, block: BusyBlock) -> Done:
        """Let the block with that id be `block`.

        Raises:
            InputError: a field can't hold that.
        """
        require_planning(self._store.actor)
        check_block(block)
        label = _("Change {title}").format(title=block.title)
        with self._store.step(course_id, label) as step:
            step.change(_block(step, course_id, block.id), **block_fields(block))
        return step.done

    def remove_block(self, course_id: CourseId, block_id: str) -> Done:
        """Remove a block."""
        require_planning(self._store.actor)
        with self._store.step(course_id, "") as step:
            record = _block(step, course_id, block_id)
            step.label = _("Remove {title}").format(title=record.title)
            step.remove(record)
        return step.done


def _block(step: Step, course_id: CourseId, block_id: str) -> BlockRecord:
    record = record_of(step.session, BlockRecord, block_id)
    if record.course_id != course_id:
        raise NotFoundError(_("That is not on this device any more."))
    return record


def match_all_staff(pen: Pen, course: CourseRecord, before: Sequence[str]) -> None:
    """Give the people of every session their new places when the languages change."""
    for record in of_course(pen.session, SessionRecord, course.id):
        needs = tuple(map(read_need, record.needs))
        if record.staff:
            match_staff(pen, record, needs, before, course.languages)


def match_staff(
    pen: Pen,
    record: SessionRecord,
    old_needs: Iterable[Need],
    old_languages: Iterable[str],
    languages: Iterable[str],
) -> None:
    """Keep whoever still fills a need of a session, in the order of its needs now."""
    old = spoken_needs(old_needs, old_languages)
    now = spoken_needs(map(read_need, record.needs), languages)
    left = list(zip(old, record.staff, strict=False))
    staff = []
    for need in now:
        found = next((each for each in left if each[0] == need and each[1]), None)
        if found is None:
            found = next((each for each in left if _fits(pen, each[1], need)), None)
        if found is not None:
            left.remove(found)
        staff.append(found[1] if found else "")
    pen.change(record, staff=staff)


def _fits(pen: Pen, resource_id: str, need: Need) -> bool:
    record = pen.session.get(ResourceRecord, resource_id) if resource_id else None
    return (
        record is not None
        and record.kind == need.kind
        and (not need.skill or need.skill in record.skills)
    )
