"""What happened with a person, newest first."""

from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.i18n import _
from kbh_desktop.people.fields import FIELDS
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.model import TimelineEvent
from kbh_desktop.people.records import MergeRecord, NoteRecord
from kbh_desktop.storage import change_log

TimelineSource = Callable[[Session, str], tuple[TimelineEvent, ...]]


def person_events(session: Session, person_id: str) -> list[TimelineEvent]:
    """Return one event per saved change of a person, without the values."""
    fields = defaultdict(list)
    for write in change_log.history(session, person_id):
        fields[write.change_id, write.wall, write.author].append(write.field)
    events = [
        TimelineEvent(datetime.fromisoformat(wall), "changed", _changed(names), author)
        for (_change, wall, author), names in fields.items()
    ]
    if events:
        first = events.pop()
        events.append(TimelineEvent(first.at, "registered", _("Registered"), first.author))
    return events


def _changed(names: list[str]) -> str:
    in_order = (name for name in FIELDS if name in names and name != "cpr_kind")
    shown = ", ".join(field_label(name) for name in in_order)
    return _("Changed: {fields}").format(fields=shown)


def merge_events(session: Session, person_id: str) -> list[TimelineEvent]:
    """Return when other registrations were brought under this one."""
    query = select(MergeRecord).where(
        MergeRecord.scope == person_id, MergeRecord.undone.is_(False), MergeRecord.merged_at != ""
    )
    words = _("Brought together with another registration: {reason}")
    return [
        TimelineEvent(
            datetime.fromisoformat(act.merged_at),
            "changed",
            words.format(reason=act.reason),
            act.author,
        )
        for act in session.scalars(query)
    ]


def note_events(session: Session, person_id: str) -> list[TimelineEvent]:
    """Return the notes about a person."""
    notes = session.scalars(
        select(NoteRecord).where(NoteRecord.scope == person_id, NoteRecord.state != "deleted")
    )
    return [
        TimelineEvent(
            datetime.fromisoformat(note.written_at), "note", note.text, note.author, note.id
        )
        for note in notes
    ]
