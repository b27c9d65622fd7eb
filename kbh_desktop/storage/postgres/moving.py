"""Brings everything of a vault's file to an office's empty database on a server."""

from collections.abc import Callable

from sqlalchemy import Connection, Table, insert, inspect, select, text
from sqlalchemy.orm import Session

from kbh_desktop.storage.base import Record
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import MetaRecord

Progress = Callable[[int, int], None]
"""Tables done, tables in all."""
_COUNTED_BY_SQL = "lamport"
_SEQUENCES = text(
    "SELECT pg_get_serial_sequence(quote_ident(table_name), column_name), table_name, column_name"
    " FROM information_schema.columns WHERE table_schema = 'public'"
    " AND column_default LIKE 'nextval%'"
)


def move(source: Database, target: Database, progress: Progress) -> int:
    """Copy all rows of `source` to `target` in one transaction, and return how many.

    Arrival numbers stay, so that laptops go on where they were.
    """
    rows = 0
    with source.snapshot() as old, target.write() as session:
        here = set(inspect(old).get_table_names()) - {"meta"}
        tables = [table for table in Record.metadata.sorted_tables if table.name in here]
        for done, table in enumerate(tables):
            progress(done, len(tables))
            rows += _copy(old, session.connection(), table)
        _remember(old, target, session)
        _go_on_counting(session.connection())
    progress(len(tables), len(tables))
    return rows


def _copy(old: Connection, new: Connection, table: Table) -> int:
    count = 0
    reading = old.execution_options(yield_per=500)
    with reading.execute(select(table).order_by(*table.primary_key)) as found:
        for part in batches(found.mappings()):
            new.execute(insert(table), [dict(row) for row in part])
            count += len(part)
    return count


def _remember(old: Connection, target: Database, session: Session) -> None:
    for key, value in old.execute(select(MetaRecord.key, MetaRecord.value)).all():
        if key == _COUNTED_BY_SQL:
            session.add(MetaRecord(key=key, value=value))
        else:
            target.meta_set(session, key, value)


def _go_on_counting(new: Connection) -> None:
    for sequence, table, column in new.execute(_SEQUENCES).all():
        highest = new.scalar(text(f"SELECT max({column}) FROM {table}"))  # noqa: S608 - the server's own names
        if highest:
            start = {"sequence": sequence, "highest": highest}
            new.execute(text("SELECT setval(:sequence, :highest)"), start)
