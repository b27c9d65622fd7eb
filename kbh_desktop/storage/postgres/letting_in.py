"""What each user of the server may do with an office's tables."""

from enum import StrEnum

import psycopg.sql
from sqlalchemy import Connection, inspect

_LOGS = ("change_log", "audit")


class Access(StrEnum):
    """What a user of the server is for."""

    COORDINATOR = "coordinator"
    """Works with the program; can empty a change or a reason, as an erasure does, no more."""
    AUDITOR = "auditor"
    """Reads the audit log and nothing about people."""


def let_in(connection: Connection, user: str, access: Access) -> None:
    """Give the user `user` of the server its rights, in place of those it had here.

    The user must exist already, and this connection be that of the owner of the tables.
    """
    wanted = _for_coordinator(connection) if access is Access.COORDINATOR else _FOR_AUDITOR
    name = psycopg.sql.Identifier(user).as_string()
    connection.exec_driver_sql(f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {name}")
    for rights in wanted:
        connection.exec_driver_sql(f"GRANT {rights} TO {name}")


_FOR_AUDITOR = ("SELECT ON audit, alembic_version",)


def _for_coordinator(connection: Connection) -> list[str]:
    kept = {*_LOGS, "alembic_version"}
    tables = [name for name in inspect(connection).get_table_names() if name not in kept]
    return [
        f"SELECT, INSERT, UPDATE, DELETE ON {', '.join(sorted(tables))}",
        "SELECT, INSERT, UPDATE (fields, salt) ON change_log",
        "SELECT, INSERT, UPDATE (reason, salt) ON audit",
        "SELECT ON alembic_version",
        "USAGE ON ALL SEQUENCES IN SCHEMA public",
    ]
