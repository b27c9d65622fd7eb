"""Writes migrations by comparing the records with what the migrations make of an empty file.

    python packaging/migration.py new "what changed"     a further revision
    python packaging/migration.py again                  the newest anew: until it is released

Read what it wrote: a renamed column looks like one dropped and one added. After `new`, set `HEAD`
in kbh_desktop/storage/schema.py to the revision.
"""

import importlib
import subprocess
import sys
from pathlib import Path

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from sqlalchemy import Connection, create_engine, text

from kbh_desktop.storage.base import Record
from kbh_desktop.storage.schema import known_revisions, upgrade

_TRIGGERS = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ROOT / "kbh_desktop/storage/migrations/versions"
TEMPLATE = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = "{down_revision}"


def upgrade() -> None:
    {body}
'''


def load_records() -> None:
    """Import every module that has records."""
    for path in sorted(ROOT.glob("kbh_desktop/*/records.py")):
        importlib.import_module(f"kbh_desktop.{path.parent.name}.records")
    importlib.import_module("kbh_desktop.storage.tables")


def difference(connection: Connection, *, batch: bool) -> str:
    """Return the code that brings the tables of `connection` to what the records say.

    SQLite changes a column only in a `batch`, which builds the table anew.
    """
    context = MigrationContext.configure(
        connection, opts={"render_as_batch": batch, "target_metadata": Record.metadata}
    )
    operations = produce_migrations(context, Record.metadata).upgrade_ops
    if operations is None or operations.is_empty():
        sys.exit("The records say nothing new.")
    code = render_python_code(operations, render_as_batch=batch, migration_context=context)
    return "\n".join(line for line in code.splitlines() if not line.strip().startswith("# ###"))


def triggers() -> set[str]:
    """Return the triggers that come with the tables."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Record.metadata.create_all(connection)
        return set(connection.scalars(_TRIGGERS))


def write(revision: str, down_revision: str, message: str, body: str) -> Path:
    """Write a revision and format it."""
    path = VERSIONS / f"{revision}_{message.lower().replace(' ', '_')[:40]}.py"
    code = TEMPLATE.format(
        message=message, revision=revision, down_revision=down_revision, body=body.strip()
    )
    path.write_text(code, "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)
    return path


def new(message: str, after: str | None = None) -> Path:
    """Write a further revision, after the newest or the one named."""
    engine = create_engine("sqlite://")
    after = after or known_revisions()[0]
    upgrade(engine, after)
    with engine.connect() as connection:
        body = difference(connection, batch=True)
        for trigger in triggers() - set(connection.scalars(_TRIGGERS)):
            body += f'\n    op.execute("""{trigger}""")'
    return write(f"{int(after) + 1:04}", after, message, body)


def again() -> Path:
    """Write the newest revision anew from what the records say now."""
    newest, before, *_older = *known_revisions(), ""
    if not before:
        sys.exit("The only revision is released.")
    (path,) = VERSIONS.glob(f"{newest}_*.py")
    message = path.read_text("utf-8").split('"""')[1].rstrip(".")
    return new(message, before)


if __name__ == "__main__":
    load_records()
    print(again() if sys.argv[1] == "again" else new(sys.argv[2]))
