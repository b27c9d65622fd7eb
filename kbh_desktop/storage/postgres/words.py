"""Lets PostgreSQL read what the rest of the program writes for SQLite.

Statements that both understand are written once; here stand the few constructs that SQLAlchemy
spells for one of them only. Whole statements that differ stand beside each other as `Spelled`.
"""

from typing import Any

from sqlalchemy import Integer
from sqlalchemy.dialects.sqlite.dml import OnConflictDoNothing, OnConflictDoUpdate
from sqlalchemy.ext.compiler import compiles


@compiles(Integer, "postgresql")
def _integer(_type: Integer, _compiler: Any, **_options: Any) -> str:  # noqa: ANN401 - SQLAlchemy's own
    """SQLite's integers have 64 bits, and logical clocks use them."""
    return "BIGINT"


@compiles(OnConflictDoNothing, "postgresql")
def _do_nothing(clause: Any, compiler: Any, **options: Any) -> str:  # noqa: ANN401 - as above
    return _same(clause, compiler.visit_on_conflict_do_nothing, options)


@compiles(OnConflictDoUpdate, "postgresql")
def _do_update(clause: Any, compiler: Any, **options: Any) -> str:  # noqa: ANN401 - as above
    return _same(clause, compiler.visit_on_conflict_do_update, options)


def _same(clause: Any, visit: Any, options: dict[str, Any]) -> str:  # noqa: ANN401 - as above
    clause.constraint_target = None  # PostgreSQL could also name the constraint
    return str(visit(clause, **options))
