"""Everything stored about a person that no other part of the art. 15 report tells.

It goes through every kind of record that travels, so that a kind added later is in the report
before anybody thinks of it.
"""

from collections.abc import Iterator, Mapping

from sqlalchemy import select

from kbh_desktop.competences import labels as card_labels
from kbh_desktop.courses import labels as course_labels
from kbh_desktop.documents.access_report import HeldSection
from kbh_desktop.documents.person_parts import SummaryRow
from kbh_desktop.documents.sources import Sources
from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.aliases import registrations
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.model import mask_udl_nr
from kbh_desktop.security.health import is_sealed
from kbh_desktop.storage.base import SyncedRecord

_TOLD = frozenset({"person", "note", "interview", "consent", "retention", "partial_erasure"})
"""Kinds that have parts of their own in the report."""
_BOOKKEEPING = frozenset({"id", "scope", "state", "conflicts"})
_UNREADABLE = ("_id", "sha256", "hash", "health_keys", "answers")
"""Ends of columns that hold nothing a person could read: ids, sums, keys, copies of answers."""


def held_elsewhere(sources: Sources, person_id: PersonId) -> list[HeldSection]:
    """Return a part for each kind of record that holds something about the person."""
    if sources.database is None:
        return []
    found: dict[str, list[SummaryRow]] = {}
    names = _names(sources)
    with sources.database.read() as session:
        scopes = registrations(session, person_id)
        for kind in kinds():
            query = select(kind).where(kind.scope.in_(scopes), kind.state != "deleted")
            for record in session.scalars(query):
                rows = [row for row in _rows(record, names) if row.value]
                found.setdefault(kind.__entity__, []).extend(rows)
    titles = _titles()
    return [
        HeldSection(titles.get(entity, entity), tuple(rows))
        for entity, rows in found.items()
        if rows
    ]


def kinds() -> Iterator[type[SyncedRecord]]:
    """Return the kinds of record that have no part of their own in the report."""
    for mapper in sorted(SyncedRecord.registry.mappers, key=lambda each: each.class_.__name__):
        kind = mapper.class_
        ours = kind.__module__.startswith("kbh_desktop.")  # tests have kinds of their own
        if ours and issubclass(kind, SyncedRecord) and kind.__entity__ not in _TOLD:
            yield kind


def _rows(record: SyncedRecord, names: Mapping[str, str]) -> Iterator[SummaryRow]:
    entity = record.__entity__
    course = names.get(getattr(record, "course_id", ""), "")
    yield SummaryRow(_("Course"), course)
    for column in type(record).__table__.columns:
        name = column.name
        if name in _BOOKKEEPING or name.endswith(_UNREADABLE):
            continue
        value = getattr(record, name)
        for key, each in _parts(name, value):
            yield SummaryRow(_label(entity, key), _words(entity, key, each, names))


def _parts(name: str, value: object) -> Iterator[tuple[str, object]]:
    """Return a column, or each entry of one that holds several."""
    if isinstance(value, dict):
        start = name[0] if name in {"marks", "visits"} else ""
        yield from ((f"{start}.{key}" if start else key, each) for key, each in value.items())
    else:
        yield name, value


def _label(entity: str, key: str) -> str:
    if course_labels.is_of_courses(entity):
        return course_labels.field_label(entity, key) or key
    if entity == "card_item":
        return card_labels.field_label(key) or key
    return _labels().get(key, key)


def _words(entity: str, key: str, value: object, names: Mapping[str, str]) -> str:
    if value in (None, "", False) or is_sealed(str(value)):
        return ""
    if course_labels.is_of_courses(entity):
        return course_labels.value_words(key, value, names)
    return card_labels.value_in_words(key, str(value)) if entity == "card_item" else str(value)


def _names(sources: Sources) -> dict[str, str]:
    try:
        services = sources.courses()
        people = {each.id: each.name for each in services.resources.list()}
        return people | {row.id: row.title for row in services.courses.list()}
    except KbhError:
        return {}


def _titles() -> dict[str, str]:
    return {
        "card_item": _("Competence card"),
        "course_enrolment": _("Place on a course"),
        "course_talk": _("Talks"),
        "course_placement_start": _("Placements"),
        "interview_revision": _("Finished versions of interviews"),
        "print": _("Prints"),
    }


def _labels() -> dict[str, str]:
    return {
        "number": _("Number"),
        "kind": _("Kind"),
        "printed_by": _("Printed by"),
        "printed_at": _("Printed at"),
        "printing": _("On paper or as a file"),
        "finished_at": _("Finished at"),
        "finished_by": _("Finished by"),
        "confirmation": _("Confirmation"),
        "remarks": _("Remarks"),
        "reason": _("Reason"),
    }


def earlier_values(sources: Sources, person_id: PersonId) -> list[HeldSection]:
    """Return what was written of the person and changed since, numbers masked."""
    rows = []
    for write in sources.people.history(person_id):
        value = _masked(write.field_name, str(write.value or ""))
        if write.is_head or not value:
            continue
        when = f"{write.at.astimezone():%d-%m-%Y}, {write.author}"
        rows.append(SummaryRow(f"{field_label(write.field_name)} ({when})", value))
    return [HeldSection(_("What was written before"), tuple(rows))] if rows else []


def _masked(field: str, value: str) -> str:
    if field == "cpr" and value:
        return f"{value[:6]}-xxxx"
    return mask_udl_nr(value) if field == "udl_nr" and value else value
