"""Writes migrations by comparing the records with what the migrations make of an empty file.

    python packaging/migration.py initial          (only until the first release)
    python packaging/migration.py new "what changed"

Read what it wrote: a renamed column looks like one dropped and one added. Set `HEAD` in
kbh_desktop/storage/schema.py to the new revision.
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

ROOT = Path(__file__).resolve().parents[1]
VERSIONS = ROOT / "kbh_desktop/storage/migrations/versions"
TEMPLATE = '''"""{message}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down_revision}


def upgrade() -> None:{why_long}
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


def triggers() -> list[str]:
    """Return the triggers that come with the tables."""
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        Record.metadata.create_all(connection)
        query = text("SELECT sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        return list(connection.scalars(query))


def write(revision: str, down_revision: str | None, message: str, body: str) -> Path:
    """Write a revision and format it."""
    path = VERSIONS / f"{revision}_{message.lower().replace(' ', '_')[:40]}.py"
    down = "None" if down_revision is None else f'"{down_revision}"'
    why_long = "  # noqa: PLR0915 - a statement for each table" if revision == "0001" else ""
    code = TEMPLATE.format(
        message=message, revision=revision, down_revision=down, why_long=why_long, body=body.strip()
    )
    path.write_text(code, "utf-8")
    subprocess.run([sys.executable, "-m", "ruff", "format", "-q", str(path)], check=True)
    return path


def initial() -> Path:
    """Write the first revision anew."""
    with create_engine("sqlite://").connect() as connection:
        body = difference(connection, batch=False)
    for trigger in triggers():
        body += f'\n    op.execute("""{trigger}""")'
    return write("0001", None, "Initial", body)


def new(message: str) -> Path:
    """Write a further revision."""
    newest = known_revisions()[0]
    engine = create_engine("sqlite://")
    upgrade(engine)
    with engine.connect() as connection:
        body = difference(connection, batch=True)
    return write(f"{int(newest) + 1:04}", newest, message, body)


if __name__ == "__main__":
    load_records()
    print(initial() if sys.argv[1] == "initial" else new(sys.argv[2]))
