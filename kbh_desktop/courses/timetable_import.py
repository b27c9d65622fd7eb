"""Taking in the Danish timetable of the Red Cross: shown first, then applied as one step."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kbh_desktop.courses.access import require_planning
from kbh_desktop.courses.founding import block_record
from kbh_desktop.courses.model import CourseId
from kbh_desktop.courses.records import BlockRecord
from kbh_desktop.courses.schedule import BusyBlock, Done
from kbh_desktop.courses.store import CourseStore, course_record, of_course, record_of
from kbh_desktop.courses.stored import block_fields, block_of, course_of
from kbh_desktop.courses.timetable_reading import read_timetable
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class TimetablePreview:
    """What taking a timetable in would change."""

    file_name: str
    new: tuple[BusyBlock, ...]
    changed: tuple[tuple[BusyBlock, BusyBlock], ...]
    """As it stands, and as it would be."""
    same: int
    gone: tuple[BusyBlock, ...]
    """Danish lessons of the course that the file does not have."""
    skipped: tuple[str, ...]
    """What could not be read, with its row."""


class TimetableImport:
    """Reads timetables and takes them in."""

    def __init__(self, store: CourseStore) -> None:
        self._store = store

    def preview(self, course_id: CourseId, path: Path) -> TimetablePreview:
        """Return what taking in the file (.ics or .xlsx) would change; nothing is changed.

        Raises:
            InputError: it is no timetable, or has nothing in the weeks of the course.
        """
        require_planning(self._store.actor)
        with self._store.read() as session:
            course = course_of(course_record(session, course_id))
            stands = [block_of(each) for each in of_course(session, BlockRecord, course_id)]
        weeks = course.calendar.weeks
        read = read_timetable(path, weeks[0].workdays[0], weeks[-1].workdays[-1])
        if not read.blocks and not read.skipped:
            text = _("{name} has nothing in the weeks of the course.")
            raise InputError(text.format(name=path.name))
        return _compared(path.name, stands, read.blocks, read.skipped)

    def apply(
        self, course_id: CourseId, preview: TimetablePreview, *, remove_gone: bool = True
    ) -> Done:
        """Take in what was shown, as one step; `remove_gone` also takes away what the file lacks.

        Raises:
            NotFoundError: a block that was shown is there no more.
        """
        require_planning(self._store.actor)
        label = _("Take in {name}").format(name=preview.file_name)
        with self._store.step(course_id, label) as step:
            for block in preview.new:
                step.add(block_record(course_id, block))
            for before, after in preview.changed:
                record = record_of(step.session, BlockRecord, before.id)
                step.change(record, **block_fields(after))
            for block in preview.gone if remove_gone else ():
                step.remove(record_of(step.session, BlockRecord, block.id))
        return step.done


def _compared(
    name: str, stands: Sequence[BusyBlock], read: Sequence[BusyBlock], skipped: tuple[str, ...]
) -> TimetablePreview:
    """Pair what stands with what was read: by source, or by day and times."""
    by_source = {block.source: block for block in stands if block.source}
    by_time = {(block.day, block.starts, block.ends): block for block in stands}
    new, changed, kept = [], [], set()
    for block in read:
        known = by_source.get(block.source) or by_time.get((block.day, block.starts, block.ends))
        if known is None or known.id in kept:
            new.append(block)
            continue
        kept.add(known.id)
        if replace(known, id="") != block:
            changed.append((known, replace(block, id=known.id)))
    gone = [block for block in stands if block.kind == "danish" and block.id not in kept]
    same = len(kept) - len(changed)
    return TimetablePreview(
        file_name=name,
        new=tuple(sorted(new, key=lambda block: (block.day, block.starts))),
        changed=tuple(changed),
        same=same,
        gone=tuple(sorted(gone, key=lambda block: (block.day, block.starts))),
        skipped=skipped,
    )
