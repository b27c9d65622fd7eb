"""Brings competence cards in line with a newer version of ESCO, by the addresses of concepts."""

from dataclasses import dataclass, field

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from kbh_desktop.competences.records import CardItemRecord

_FIELDS = {"work": "title", "skill": "name"}


@dataclass(frozen=True, slots=True)
class Gone:
    """A concept that stands on cards and is not in the newer version; the cards keep its words."""

    label: str = field(repr=False)
    uri: str
    cards: int


def migrate(session: Session, version: str) -> tuple[int, tuple[Gone, ...]]:
    """Note the newer `version` on every line of a card that still has its concept.

    Return how many lines were changed, and what is gone.
    """
    changed = 0
    gone: dict[str, tuple[str, int]] = {}
    for record in session.scalars(_chosen_from_esco()):
        fields = record.fields
        uri, before = fields.get("uri", ""), fields.get("version", "")
        if before == version:
            continue
        isco = _group_in(session, uri, version)
        if isco is None:
            label, cards = gone.get(uri, (fields.get(_FIELDS[record.kind], ""), 0))
            gone[uri] = label, cards + 1
            continue
        code = {"code": isco} if isco and record.kind == "work" else {}
        record.fields = {**fields, "version": version, **code}
        changed += 1
    lost = sorted((label, uri, cards) for uri, (label, cards) in gone.items())
    return changed, tuple(Gone(*row) for row in lost)


def _chosen_from_esco() -> Select[CardItemRecord]:
    return select(CardItemRecord).where(
        CardItemRecord.state == "ok",
        CardItemRecord.kind.in_(_FIELDS),
        func.json_extract(CardItemRecord.fields, "$.uri").is_not(None),
    )


def _group_in(session: Session, uri: str, version: str) -> str | None:
    """Return the group code of a concept (empty for a skill), None when it is not in `version`."""
    found = session.connection().exec_driver_sql(
        "SELECT c.isco FROM esco_concept c WHERE c.uri = ? AND c.version = ? AND EXISTS"
        " (SELECT 1 FROM esco_label l JOIN esco_pack p ON p.number = l.pack AND p.active"
        " WHERE l.concept = c.id)",
        (uri, version),
    )
    row = found.one_or_none()
    return None if row is None else str(row[0])
