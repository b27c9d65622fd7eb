"""Statements that SQLite and PostgreSQL spell differently, side by side."""

from dataclasses import dataclass

from sqlalchemy import Connection, TextClause, text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Spelled:
    """One statement in both spellings."""

    sqlite: TextClause
    postgresql: TextClause

    def on(self, place: Session | Connection) -> TextClause:
        """Return the spelling that the database of `place` reads."""
        return self.postgresql if is_postgres(place) else self.sqlite


def spelled(sqlite: str, postgresql: str) -> Spelled:
    """Return one statement in both spellings."""
    return Spelled(text(sqlite), text(postgresql))


def is_postgres(place: Session | Connection) -> bool:
    """Return whether the database of `place` is PostgreSQL."""
    connectable = place.get_bind() if isinstance(place, Session) else place
    return connectable.dialect.name == "postgresql"
