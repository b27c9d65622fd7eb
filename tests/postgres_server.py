"""A PostgreSQL server of the tests' own: its data in a temporary folder, reached by a socket."""

import atexit
import os
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest

_ROOT_OF_DEBIAN = Path("/usr/lib/postgresql")
_SETTINGS = (
    "listen_addresses=",
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=60",
    "shared_buffers=32MB",
    "timezone=UTC",
)
_names = count()


def binaries() -> Path | None:
    """Return where the newest server's programs are, None where there is none."""
    found = sorted(_ROOT_OF_DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    return found[-1].parent if found else Path(named).resolve().parent if named else None


def address(database: str = "template1", user: str = "kbh") -> str:
    """Return the address of a database on the server, which is started when first asked for."""
    return f"postgresql+psycopg://{user}@/{database}?host={_server()}"


def new_database(template: str = "") -> str:
    """Return the address of a new database: empty, or a copy of the one at `template`."""
    name = f"test_{os.getpid()}_{next(_names)}"
    like = _name(template) if template else "template0"
    run(f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY file_copy")
    return address(name)


def drop(database_address: str) -> None:
    """Remove a database, and end what still speaks to it."""
    run(f"DROP DATABASE IF EXISTS {_name(database_address)} WITH (FORCE)")


def _name(database_address: str) -> str:
    return database_address.partition("?")[0].rpartition("/")[2]


def run(statement: str, database: str = "postgres") -> list[tuple[Any, ...]]:
    """Run one statement as the server's owner."""
    import psycopg

    with psycopg.connect(
        host=str(_server()), user="kbh", dbname=database, autocommit=True
    ) as connection:
        done = connection.execute(statement)
        return done.fetchall() if done.description else []


def run_in(database_address: str, statement: str) -> list[tuple[Any, ...]]:
    """Run one statement as the server's owner in the database at that address."""
    return run(statement, _name(database_address))


@cache
def _server() -> Path:
    programs = binaries()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed here")
    folder = Path(tempfile.mkdtemp(prefix="kbh-pg-"))
    data = folder / "data"
    unprivileged = _unprivileged(folder)
    made = [programs / "initdb", "-D", data, "-A", "trust", "-N", "-U", "kbh", "-E", "UTF8"]
    _do([*unprivileged, *made, "--locale=C", "--no-instructions"])
    options = " ".join(["-k", str(folder), *(f"-c {setting}" for setting in _SETTINGS)])
    control = [*unprivileged, programs / "pg_ctl", "-D", data, "-w"]
    _do([*control, "-l", folder / "log", "-o", options, "start"])
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    atexit.register(_do, [*control, "-m", "immediate", "stop"])
    return folder


def _unprivileged(folder: Path) -> list[str]:
    """Return how to run a program as somebody whom the server trusts not to be root."""
    if os.geteuid() != 0:
        return []
    shutil.chown(folder, "postgres", "postgres")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", "--"]


def _do(command: list[Any]) -> None:
    done = subprocess.run(
        [str(part) for part in command],
        check=False,
        capture_output=True,
        text=True,
        cwd="/",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr
