"""Content such as pictures and sound: kept once under its SHA-256, in pieces, inside the vault.

A record refers to content by a text column with `info={"blob": True}`. Content that no record
refers to any more is dropped.
"""

from collections.abc import Iterator
from hashlib import sha256

from sqlalchemy import Connection, delete, exists, select, text
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.errors import VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.storage.base import synced_entities
from kbh_desktop.storage.tables import BlobPieceRecord, BlobRecord

PIECE_BYTES = 256 << 10


def references() -> str:
    """Return SQL for the pairs `sha256, scope` of all content that a record refers to."""
    found = [
        f"SELECT {column.name} AS sha256, scope FROM {record_class.__tablename__} "  # noqa: S608 - our own
        f"WHERE {column.name} <> ''"
        for record_class in synced_entities().values()
        for column in record_class.__table__.columns
        if column.info.get("blob")
    ]
    return " UNION ".join(found) or "SELECT '' AS sha256, '' AS scope WHERE false"


def keep(session: Session, content: bytes) -> str:
    """Keep `content` and return its SHA-256; the same content is kept once."""
    address = sha256(content).hexdigest()
    if not has(session, address):
        pieces = [content[at : at + PIECE_BYTES] for at in range(0, len(content), PIECE_BYTES)]
        for number, piece in enumerate(pieces):
            keep_piece(session, address, number, piece)
        keep_whole(session, address, len(content))
    return address


def keep_piece(session: Session, address: str, number: int, piece: bytes) -> None:
    """Keep one piece of content; it counts once `keep_whole` was called."""
    row = {"sha256": address, "number": number, "content": piece}
    session.execute(upsert(BlobPieceRecord).on_conflict_do_nothing(), row)


def keep_whole(session: Session, address: str, size: int) -> None:
    """Say that all pieces of content are here and were checked."""
    row = {"sha256": address, "size": size}
    session.execute(upsert(BlobRecord).on_conflict_do_nothing(), row)


def has(session: Session, address: str) -> bool:
    """Return whether the content with this SHA-256 is here."""
    return bool(session.scalar(select(exists().where(BlobRecord.sha256 == address))))


def read(session: Session, address: str) -> bytes | None:
    """Return the content with this SHA-256, or None when it is not here.

    Raises: VaultDamagedError.
    """
    if not has(session, address):
        return None
    content = b"".join(pieces(session.connection(), address))
    if sha256(content).hexdigest() != address:
        raise VaultDamagedError(_("A stored file is damaged. Put a backup back."))
    return content


def pieces(connection: Connection, address: str) -> Iterator[bytes]:
    """Give the pieces of content in order, one at a time."""
    query = (
        select(BlobPieceRecord.content)
        .where(BlobPieceRecord.sha256 == address)
        .order_by(BlobPieceRecord.number)
    )
    with connection.execution_options(yield_per=4).execute(query) as rows:
        for (piece,) in rows:
            yield bytes(piece)


def drop_unreferenced(session: Session) -> int:
    """Drop content that no record refers to; return how many."""
    unreferenced = text(f"sha256 NOT IN (SELECT sha256 FROM ({references()}) AS referred)")  # noqa: S608 - our own names
    dropped = session.execute(delete(BlobRecord).where(unreferenced).returning(BlobRecord.sha256))
    count = len(dropped.all())
    session.execute(delete(BlobPieceRecord).where(unreferenced))
    return count
