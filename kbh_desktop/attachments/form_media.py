"""Pictures and sounds that a form shows: they are the whole office's and travel to everybody."""

from collections.abc import Mapping
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.attachments.model import check_size, type_of
from kbh_desktop.attachments.records import AttachmentRecord
from kbh_desktop.storage import blobs
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.change_log import delete_record, undelete_record


def keep_form_media(session: Session, owner: str, files: Mapping[str, bytes]) -> None:
    """Keep the files that a form shows, by name; one takes the place of that with its name.

    Raises: InputError when one is empty or too large.
    """
    for content in files.values():
        check_size(len(content))
    for name, content in sorted(files.items()):
        _keep(session, owner, name, content)


def _keep(session: Session, owner: str, name: str, content: bytes) -> None:
    """Keep one file; two devices make the same record of the same file."""
    address = blobs.keep(session, content)
    identity = sha256("\0".join((owner, name, address)).encode()).hexdigest()[:32]
    query = select(AttachmentRecord).where(
        AttachmentRecord.owner == owner, AttachmentRecord.name == name
    )
    known = {record.id: record for record in session.scalars(query)}
    for record in known.values():
        if record.id != identity and record.state != "deleted":
            delete_record(session, record)
        if record.id == identity and record.state == "deleted":
            undelete_record(session, record)
    if identity in known:
        return
    session.add(
        AttachmentRecord(
            id=identity,
            scope=WHOLE_OFFICE,
            sha256=address,
            size=len(content),
            media_type=type_of(name),
            kind="form_media",
            owner=owner,
            name=name,
        )
    )
