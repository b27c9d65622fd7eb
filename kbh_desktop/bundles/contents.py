"""Which files a bundle carries beside its changes: those the receiver does not say it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.bundles.outgoing import Statement
from kbh_desktop.bundles.records import ContentRecord
from kbh_desktop.storage import blobs

MOST_BYTES = 100_000_000
"""The most content of one bundle; the rest goes with the next."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a bundle says of content: what the sender holds, and what comes with it.

    `sending` are the SHA-256 and the bytes of each; `waiting` are left for the next bundle.
    """

    holds: tuple[str, ...] = ()
    sending: tuple[tuple[str, int], ...] = ()
    waiting: int = 0

    def lines(self) -> Iterator[tuple[str, ...] | tuple[str, str, int]]:
        """Give the lines of the bundle that say so."""
        for address in self.holds:
            yield ("holds", address)
        for address, size in self.sending:
            yield ("content", address, size)


NOTHING = Contents()

_ASSIGNED = "SELECT scope FROM bundle_assignment WHERE device = :receiver"
_HELD = "SELECT sha256 FROM bundle_content WHERE peer = :receiver AND held"


def contents_for(
    connection: Connection, statement: Statement, most_bytes: int = MOST_BYTES
) -> Contents:
    """Return what to say and send, least often sent content first, in at most `most_bytes`.

    One piece of content always fits.
    """
    values = {"receiver": statement.receiver, "from_office": statement.assignment is not None}
    concerned = f"""
        SELECT sha256 FROM ({blobs.references()}) AS referred
        WHERE NOT :from_office OR scope IN ({_ASSIGNED})
    """  # noqa: S608 - our own column names
    holds = text(f"""
        SELECT sha256 FROM blob
        WHERE sha256 IN ({concerned}) OR sha256 IN ({_HELD})
        ORDER BY sha256
    """)  # noqa: S608 - as above
    wanted = text(f"""
        SELECT blob.sha256, blob.size FROM blob
        LEFT JOIN bundle_content AS said
          ON said.sha256 = blob.sha256 AND said.peer = :receiver
        WHERE blob.sha256 IN ({concerned}) AND NOT coalesce(said.held, false)
        ORDER BY coalesce(said.times, 0), blob.size, blob.sha256
    """)  # noqa: S608 - as above
    queue = [(address, size) for address, size in connection.execute(wanted, values)]
    sending = tuple(_fitting(queue, most_bytes))
    return Contents(
        holds=tuple(connection.execute(holds, values).scalars()),
        sending=sending,
        waiting=len(queue) - len(sending),
    )


def bodies(connection: Connection, sending: Iterable[tuple[str, int]]) -> Iterator[bytes]:
    """Give the bodies of the content frames: the SHA-256, then a piece."""
    for address, _size in sending:
        for piece in blobs.pieces(connection, address):
            yield bytes.fromhex(address) + piece


def note_sent(session: Session, peer: str, sending: Iterable[tuple[str, int]]) -> None:
    """Remember that content was put in a bundle for `peer`, so that other content goes first."""
    rows = [{"peer": peer, "sha256": address, "times": 1} for address, _size in sending]
    if rows:
        statement = upsert(ContentRecord)
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["peer", "sha256"], set_={"times": ContentRecord.times + 1}
            ),
            rows,
        )


def note_held(session: Session, peer: str, addresses: Iterable[str]) -> None:
    """Replace what `peer` said it holds; what it holds no more may be sent again."""
    session.execute(
        text("UPDATE bundle_content SET held = false WHERE peer = :peer AND held"), {"peer": peer}
    )
    rows = [{"peer": peer, "sha256": address, "held": True} for address in set(addresses)]
    if rows:
        statement = upsert(ContentRecord)
        session.execute(
            statement.on_conflict_do_update(index_elements=["peer", "sha256"], set_={"held": True}),
            rows,
        )


def unconfirmed(session: Session, peer: str) -> dict[str, int]:
    """Return how many pieces of content of each scope `peer` does not say it holds."""
    query = text(f"""
        SELECT scope, count(*) AS files FROM ({blobs.references()}) AS referred
        WHERE sha256 IN (SELECT sha256 FROM blob)
          AND sha256 NOT IN (SELECT sha256 FROM bundle_content WHERE peer = :peer AND held)
        GROUP BY scope
    """)  # noqa: S608 - our own column names
    return {row.scope: row.files for row in session.execute(query, {"peer": peer})}


def _fitting(queue: list[tuple[str, int]], most_bytes: int) -> Iterator[tuple[str, int]]:
    left = most_bytes
    for address, size in queue:
        if size > left and left != most_bytes:
            return
        left -= size
        yield address, size
