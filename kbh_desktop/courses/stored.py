"""Courses as records and as the values the rest of the program sees."""

from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any, cast, get_args

from kbh_desktop.courses.model import (
    Course,
    CourseId,
    Module,
    Need,
    SessionId,
    SessionKind,
    Text,
)
from kbh_desktop.courses.records import BlockRecord, CourseRecord, SessionRecord
from kbh_desktop.courses.schedule import BlockKind, BusyBlock, CourseSession, LockLevel
from kbh_desktop.courses.timetable import Half, Placement


def course_of(record: CourseRecord) -> Course:
    """Return the course of a record."""
    return Course(
        id=CourseId(record.id),
        title=record.title,
        template=record.template,
        centre=record.centre,
        first_day=date.fromisoformat(record.first_day),
        municipalities=tuple(record.municipalities),
        languages=tuple(record.languages),
        capacity=record.capacity,
        weeks=record.weeks,
        closed_days=tuple(map(date.fromisoformat, record.closed_days)),
        what_if_of=CourseId(record.what_if_of) if record.what_if_of else None,
        aims=tuple(map(str, record.aims)),
        notice=record.notice,
    )


def session_of(record: SessionRecord) -> CourseSession:
    """Return the session of a record."""
    return CourseSession(
        id=SessionId(record.id),
        course=CourseId(record.course_id),
        title=text_of(record.title),
        kind=cast("SessionKind", record.kind if record.kind in get_args(SessionKind) else "lesson"),
        lessons=record.lessons,
        needs=tuple(map(read_need, record.needs)),
        after=tuple(map(SessionId, record.after)),
        counts=record.counts,
        week=record.week,
        place=record.place,
        half=cast("Half", record.half if record.half in get_args(Half) else ""),
        placement=placement_of(record.at, record.staff),
        lock=cast("LockLevel", record.lock) if record.lock in get_args(LockLevel) else None,
        origin=record.origin,
        position=record.position,
    )


def session_fields(session: CourseSession) -> dict[str, Any]:
    """Return the columns of a session, all but its id and scope."""
    return {
        "course_id": session.course,
        "origin": session.origin,
        "position": session.position,
        "title": title_fields(session.title),
        "kind": session.kind,
        "lessons": session.lessons,
        "needs": [write_need(need) for need in session.needs],
        "after": list(session.after),
        "counts": session.counts,
        "week": session.week,
        "place": session.place,
        "half": session.half,
        "lock": session.lock or "",
        **placement_fields(session.placement),
    }


def placement_fields(placement: Placement | None) -> dict[str, Any]:
    """Return the columns of a placement, or of none."""
    if placement is None:
        return {"at": "", "staff": []}
    return {"at": f"{placement.day}/{placement.slot}", "staff": list(placement.resources)}


def placement_of(at: str, staff: Iterable[str]) -> Placement | None:
    """Return the placement of columns; None for no time or one that nobody can read."""
    day, _slash, slot = at.partition("/")
    try:
        return Placement(date.fromisoformat(day), int(slot), tuple(staff))
    except ValueError:
        return None


def block_of(record: BlockRecord) -> BusyBlock:
    """Return the block of a record."""
    return BusyBlock(
        day=date.fromisoformat(record.day),
        starts=time.fromisoformat(record.starts),
        ends=time.fromisoformat(record.ends),
        title=record.title,
        kind=cast("BlockKind", record.kind if record.kind in get_args(BlockKind) else "other"),
        id=record.id,
        source=record.source,
    )


def block_fields(block: BusyBlock) -> dict[str, Any]:
    """Return the columns of a block."""
    return {
        "title": block.title,
        "kind": block.kind,
        "day": block.day.isoformat(),
        "starts": f"{block.starts:%H:%M}",
        "ends": f"{block.ends:%H:%M}",
        "source": block.source,
    }


def module_of(stored: Mapping[str, Any]) -> Module:
    """Return one week's theme, without its sessions."""
    title, content = text_of(stored.get("title", {})), text_of(stored.get("content", {}))
    return Module(stored.get("id", ""), stored.get("week", 1), title, content, ())


def module_fields(module: Module) -> dict[str, Any]:
    """Return what is stored of one week's theme."""
    return {
        "id": module.id,
        "week": module.week,
        "title": title_fields(module.title),
        "content": title_fields(module.content),
    }


def text_of(stored: Mapping[str, str]) -> Text:
    """Return the text that is stored by language."""
    return Text(stored.get("da", ""), stored.get("en", ""))


def title_fields(text: Text) -> dict[str, str]:
    """Return a text by language."""
    return {"da": text.da, "en": text.en}


def read_need(written: str) -> Need:
    """Read `kind` or `kind:skill`."""
    kind, _colon, skill = written.partition(":")
    return Need(kind, skill)


def write_need(need: Need) -> str:
    """Return `kind` or `kind:skill`."""
    return f"{need.kind}:{need.skill}" if need.skill else need.kind
