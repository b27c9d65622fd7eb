"""Run by Alembic with the connection that the program has open, inside its transaction."""

from alembic import context

from kbh_desktop.storage.base import Record

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Record.metadata,
    render_as_batch=True,
    transactional_ddl=True,  # or an error in one revision leaves the file between two
)
with context.begin_transaction():
    context.run_migrations()
