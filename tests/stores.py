"""Where the tables of a test lie: in a SQLCipher file, or on the tests' own PostgreSQL server."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from kbh_desktop.storage.base import Record
from kbh_desktop.storage.postgres.address import read_address
from kbh_desktop.storage.postgres.store import PostgresStore
from kbh_desktop.storage.sqlcipher import SqlcipherStore
from kbh_desktop.storage.store import Store
from tests import postgres_server

FILE, SERVER = "sqlcipher", "postgresql"
kind = FILE
"""Of the stores that are opened next; the fixture `each_store` sets it."""
_made: list[str] = []


@contextmanager
def kept_in(wanted: str) -> Iterator[None]:
    """Let the stores that are opened in this block be of the kind `wanted`."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys.modules[__name__], "kind", wanted)
        yield


def open_store(folder: Path, key: bytes, make_file: Callable[[Path], None] | None = None) -> Store:
    """Return the store of `folder`; `make_file` puts a file with all tables where there is none."""
    if kind == FILE:
        path = folder / "vault.db"
        if make_file and not path.exists():
            make_file(path)
        return SqlcipherStore(path, key)
    return PostgresStore(read_address(address_of(folder)), key)


def address_of(folder: Path) -> str:
    """Return the address of the database that belongs to `folder`, made when there is none."""
    written = folder / "address"
    if not written.exists():
        folder.mkdir(parents=True, exist_ok=True)
        written.write_text(new_address(), "utf-8")
    return written.read_text("utf-8")


def new_address() -> str:
    """Return the address of a new database with all tables and nothing in them."""
    address = postgres_server.new_database(_template(frozenset(Record.metadata.tables)))
    _made.append(address)
    return address


def drop_all() -> None:
    """Remove the databases made since the last time."""
    while _made:
        postgres_server.drop(_made.pop())


@cache
def _template(_tables: frozenset[str]) -> str:
    """Make the tables once for all tests that know the same kinds of record."""
    address = postgres_server.new_database()
    store = PostgresStore(read_address(address), bytes(32))
    store.open()
    store.close()
    return address
