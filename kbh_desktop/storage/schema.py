"""Brings the tables of a file up to this version of the program when it is opened."""

from pathlib import Path

from sqlalchemy import Engine

from kbh_desktop.storage.base import Record


def open_schema(engine: Engine, path: Path, key: bytes) -> None:
    """Make the tables of a new file, or bring those of an older one up to date."""
    del path, key
    with engine.begin() as connection:
        Record.metadata.create_all(connection)
