"""Files in the exchange world: putting them, and what each vault has of them."""

from sqlalchemy import select

from kbh_desktop.attachments.records import AttachmentRecord
from kbh_desktop.storage import blobs
from kbh_desktop.storage.tables import BlobPieceRecord, BlobRecord
from tests.exchange_world import OFFICE, Node, World


def put(node: Node, scope: str, content: bytes) -> str:
    """Keep a file of a person and return its SHA-256."""
    with node.database.write() as session:
        address = blobs.keep(session, content)
        session.add(AttachmentRecord(scope=scope, sha256=address, size=len(content)))
    return address


def files(node: Node) -> dict[str, bytes]:
    """Return all content of a vault by its SHA-256; nothing but whole content may be there."""
    with node.database.read() as session:
        here = session.scalars(select(BlobRecord.sha256)).all()
        assert set(session.scalars(select(BlobPieceRecord.sha256))) == set(here)
        return {address: blobs.read(session, address) for address in here}


def meet(world: World, laptop: str = "l1") -> None:
    """Let a laptop and its office tell each other what they can read."""
    world.up(laptop)
    world.down(laptop)


def assign(world: World, laptop: str, *scopes: str) -> None:
    world.nodes[OFFICE].bundles.assign(laptop, scopes)
