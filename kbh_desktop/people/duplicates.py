"""Who in the vault may be the person that is being registered."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import bindparam, select, text
from sqlalchemy.orm import Session

from kbh_desktop.i18n import _
from kbh_desktop.people.folding import folded_words, sounds_like
from kbh_desktop.people.full_text import Term, full_text_of
from kbh_desktop.people.model import DuplicateHint, DuplicateReason, Person
from kbh_desktop.people.records import PersonRecord

MOST = 5
_YEARS_APART = 1
_ALIKE = (
    "SELECT i.person_id FROM {table} JOIN person_index i ON i.position = {position}"
    " JOIN person p ON p.id = i.person_id WHERE {found}"
    " AND (p.birth_date = '' OR :born = ''"
    " OR substr(p.birth_date, 1, 4) BETWEEN :earliest AND :latest) LIMIT :most"
)
_BY_ID = select(PersonRecord).where(
    PersonRecord.id.in_(bindparam("ids", expanding=True)), PersonRecord.state != "deleted"
)


def duplicates(session: Session, fields: Mapping[str, Any]) -> tuple[DuplicateHint, ...]:
    """Return people like the checked `fields`, the surest first; never the one with their `id`."""
    found: dict[str, DuplicateHint] = {}
    for person, reason in _candidates(session, fields):
        if person.id != fields.get("id") and len(found) < MOST:
            found.setdefault(person.id, DuplicateHint(person, reason, _words(reason)))
    return tuple(found.values())


def _candidates(
    session: Session, fields: Mapping[str, Any]
) -> Iterator[tuple[Person, DuplicateReason]]:
    same_number: tuple[tuple[DuplicateReason, Any], ...] = (
        ("udl_nr", PersonRecord.udl_nr),
        ("cpr", PersonRecord.cpr),
    )
    for name, column in same_number:
        if fields.get(name):
            query = select(PersonRecord).where(column == fields[name])
            for record in session.scalars(query.where(PersonRecord.state != "deleted").limit(MOST)):
                yield record.as_model(), name
    for record in session.scalars(_BY_ID, {"ids": _alike(session, fields)}):
        person = record.as_model()
        if (person.birth_date and fields.get("birth_date")) or _same_name(person, fields):
            yield person, "name"


def _alike(session: Session, fields: Mapping[str, Any]) -> list[str]:
    given, family = (sounds_like(fields.get(n, "")) for n in ("given_name", "family_name"))
    if not given or not family:
        return []
    full_text = full_text_of(session)
    born = fields.get("birth_date", "")[:4]
    values = {
        "match": full_text.match("sounds", [[Term(sound)] for sound in sorted(given | family)]),
        "born": born,
        "earliest": f"{int(born or 0) - _YEARS_APART:04}",
        "latest": f"{int(born or 0) + _YEARS_APART:04}",
        "most": MOST * 4,
    }
    query = _ALIKE.format(
        table=full_text.table, position=full_text.position, found=full_text.found("sounds")
    )
    return list(session.scalars(text(query), values))


def _same_name(person: Person, fields: Mapping[str, Any]) -> bool:
    """Without both birth dates only the very same name counts."""
    typed = f"{fields.get('given_name', '')} {fields.get('family_name', '')}"
    return sorted(folded_words(typed)) == sorted(folded_words(person.display_name))


def _words(reason: DuplicateReason) -> str:
    return {
        "udl_nr": _("The same Udl.nr."),
        "cpr": _("The same CPR number"),
        "name": _("Nearly the same name and date of birth"),
    }[reason]
