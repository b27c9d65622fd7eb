"""The lines a bundle for a peer consists of: everything since the peer's last statement."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Connection, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.bundles.records import MarkRecord, PeerRecord
from kbh_desktop.storage.change import ERASURE, WIRE, WRITE
from kbh_desktop.storage.spelled import spelled
from kbh_desktop.storage.tables import ChangeRecord
from kbh_desktop.storage.writing import tick


@dataclass(frozen=True, slots=True)
class Statement:
    """Where the sender and the receiver stand.

    `since` and `upto` are arrivals of the sender's log, `ack` is one of the receiver's;
    `assignment` numbers the list of persons assigned to the receiver, None from a laptop;
    `clock` is the sender's logical time, so that a restored copy catches up with its own past.
    """

    sender: str
    receiver: str
    since: int
    upto: int
    upto_id: str | None
    ack: int
    ack_id: str | None
    assignment: int | None
    clock: int


def state_where_we_stand(
    session: Session, node: str, peer: PeerRecord, *, from_office: bool
) -> Statement:
    """Return the statement for the next bundle to `peer`, and remember how far it goes."""
    newest = session.execute(
        select(ChangeRecord.arrival, ChangeRecord.id).order_by(ChangeRecord.arrival.desc()).limit(1)
    ).one_or_none()
    upto, upto_id = newest or (0, None)
    if upto_id is not None:
        mark = upsert(MarkRecord).values(arrival=upto, change_id=upto_id)
        session.execute(
            mark.on_conflict_do_update(
                index_elements=["arrival"], set_={"change_id": mark.excluded.change_id}
            )
        )
    clock = tick(session)
    return Statement(
        sender=node,
        receiver=peer.id,
        since=peer.acked,
        upto=upto,
        upto_id=upto_id,
        ack=0 if peer.restart else peer.received,
        ack_id=None if peer.restart else peer.received_id,
        assignment=clock if from_office else None,
        clock=clock,
    )


_WHOLE = """
    SELECT scope FROM bundle_assignment WHERE device = :receiver AND :from_office
    EXCEPT SELECT scope FROM bundle_held WHERE device = :receiver
"""
_LINE_BY_SQLITE = (
    "json_array('change', "
    + ", ".join(f"json({name})" if name in ("prev", "fields") else f'"{name}"' for name in WIRE)
    + ")"
)
_LINE_BY_POSTGRES = (
    "CAST(json_build_array('change', " + ", ".join(f'"{name}"' for name in WIRE) + ") AS TEXT)"
)
# What the receiver wrote itself is named, not sent back; the text of prev and fields is canonical
# JSON already, so the database builds the line.
_SELECT = f"""
    SELECT id, entity, scope,
      CASE WHEN origin = :receiver AND :since > 0 AND scope NOT IN ({_WHOLE})
        THEN NULL ELSE {{line}} END
    FROM change_log
    WHERE arrival <= :upto AND kind = :kind AND (
      (arrival > :since AND (
        NOT :from_office OR kind = 'x'
        OR scope IN (SELECT scope FROM bundle_assignment WHERE device = :receiver)))
      OR scope IN ({_WHOLE}))
    ORDER BY arrival
"""  # noqa: S608 - our own column names
_CHANGES = spelled(
    sqlite=_SELECT.format(line=_LINE_BY_SQLITE), postgresql=_SELECT.format(line=_LINE_BY_POSTGRES)
)
_LISTS_FROM_LAPTOP = (
    ("have", "SELECT scope FROM bundle_held WHERE device = :sender AND NOT :restart"),
    ("released", "SELECT scope, number FROM bundle_release"),
)
_LISTS_FROM_OFFICE = (
    ("assigned", "SELECT scope, number FROM bundle_assignment WHERE device = :receiver"),
    ("whole", _WHOLE),
)


@dataclass(slots=True)
class Lines:
    """The lines for `statement`, from one snapshot of the database; counts what it gave.

    `about_files` are the lines that say which files the sender holds and which come along.
    """

    connection: Connection
    statement: Statement
    restart: bool
    about_files: Iterable[Sequence[Any]] = ()
    changes: int = 0
    per_entity: Counter[str] = field(default_factory=Counter)
    scopes: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[bytes]:
        """Give the lines: who is concerned, then erasures, then the changes as they arrived."""
        from_office = self.statement.assignment is not None
        values = {
            "sender": self.statement.sender,
            "receiver": self.statement.receiver,
            "since": self.statement.since,
            "upto": self.statement.upto,
            "from_office": from_office,
            "restart": self.restart,
        }
        for word, query in _LISTS_FROM_OFFICE if from_office else _LISTS_FROM_LAPTOP:
            for row in self.connection.execute(text(query), values):
                yield orjson.dumps([word, *row])
        for line in self.about_files:
            yield orjson.dumps(line)
        for kind in (ERASURE, WRITE):
            yield from self._changes({**values, "kind": kind})

    def _changes(self, values: Mapping[str, Any]) -> Iterator[bytes]:
        query = _CHANGES.on(self.connection)
        reading = self.connection.execution_options(yield_per=500)
        with reading.execute(query, values) as rows:
            for change_id, entity, scope, line in rows:
                if line is None:
                    yield orjson.dumps(["echo", change_id, scope])
                    continue
                self.changes += 1
                self.per_entity[entity] += 1
                self.scopes.add(scope)
                yield line.encode()


def count_lines(connection: Connection, statement: Statement) -> int:
    """Return about how many lines a bundle will have, for its progress."""
    query = text("SELECT count(*) FROM change_log WHERE arrival > :since AND arrival <= :upto")
    values = {"since": statement.since, "upto": statement.upto}
    return int(connection.execute(query, values).scalar_one())
