"""News of what others commit to an office's database, as the server tells it."""

import logging
import select
import socket
import threading
from collections.abc import Iterator
from typing import Any

import orjson
import psycopg
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from kbh_desktop.changes import Changes, DataChanged
from kbh_desktop.ids import new_id
from kbh_desktop.storage.base import Record

log = logging.getLogger(__name__)

CHANNEL = "kbh_changed"
_LARGEST = 7_900
"""Bytes that a notification may have; with more ids, anything of the kinds may differ."""
_RETRY_S = 2.0


class News:
    """Tells others what is committed here, and publishes what they tell, on a thread of its own."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._me = new_id()
        self._wake, self._woken = socket.socketpair()
        self._thread: threading.Thread | None = None
        self._stopping = False

    def tell(self, session: Session, news: DataChanged) -> None:
        """Let the others hear of `news` when the transaction of `session` is committed."""
        session.connection().exec_driver_sql(
            "SELECT pg_notify(%s, %s)", (CHANNEL, _written(self._me, news))
        )

    def start(self, changes: Changes) -> None:
        """Publish to `changes` from now on.

        Raises: psycopg.Error when the server can't be reached.
        """
        connection = self._connect()
        self._thread = threading.Thread(
            target=self._listen, args=(connection, changes), name="news", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopping = True
        self._wake.send(b"x")
        if self._thread is not None:
            self._thread.join()
            self._thread = None
        self._wake.close()
        self._woken.close()

    def _connect(self) -> psycopg.Connection[Any]:
        arguments, options = self._engine.dialect.create_connect_args(self._engine.url)
        connection = psycopg.connect(*arguments, **options, autocommit=True)
        connection.execute(f"LISTEN {CHANNEL}")
        return connection

    def _listen(self, first: psycopg.Connection[Any], changes: Changes) -> None:
        connection: psycopg.Connection[Any] | None = first
        while not self._stopping:
            try:
                if connection is None:
                    connection = self._connect()
                    changes.publish(_anything())  # who knows what was missed
                self._publish(connection, changes)
            except psycopg.Error as error:
                log.warning("news from the database stopped: %s", type(error).__name__)
                if connection is not None:
                    connection.close()
                connection = None
                select.select([self._woken], [], [], _RETRY_S)
        if connection is not None:
            connection.close()

    def _publish(self, connection: psycopg.Connection[Any], changes: Changes) -> None:
        for payload in self._heard(connection):
            news = _read(payload, but_of=self._me)
            if news is not None:
                changes.publish(news)

    def _heard(self, connection: psycopg.Connection[Any]) -> Iterator[bytes]:
        """Wait for news, or for the end."""
        server = connection.pgconn
        awaited: list[Any] = [server.socket, self._woken]
        ready, _writable, _broken = select.select(awaited, [], [])
        if server.socket not in ready:
            return
        server.consume_input()
        while (notice := server.notifies()) is not None:
            yield notice.extra


def _written(sender: str, news: DataChanged) -> str:
    content: dict[str, Any] = {"from": sender, "kinds": sorted(news.kinds), "ids": sorted(news.ids)}
    written = orjson.dumps(content)
    if len(written) > _LARGEST:
        written = orjson.dumps(content | {"ids": []})
    return written.decode()


def _read(payload: bytes, *, but_of: str) -> DataChanged | None:
    content = orjson.loads(payload)
    if content["from"] == but_of:
        return None
    return DataChanged(frozenset(content["kinds"]), frozenset(content["ids"]))


def _anything() -> DataChanged:
    """Return news of every kind there is."""
    tables = (mapper.class_ for mapper in Record.registry.mappers)
    kinds = (getattr(table, "__entity__", table.__tablename__) for table in tables)
    return DataChanged(frozenset(kinds))
