"""What can be done with attachments: keep one, read one, say which are still on their way."""

from collections.abc import Mapping
from pathlib import Path

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session

from kbh_desktop.attachments.form_media import keep_form_media
from kbh_desktop.attachments.model import Attachment, Kind, check_size, ending_of
from kbh_desktop.attachments.records import AttachmentRecord
from kbh_desktop.clock import Clock
from kbh_desktop.errors import NotFoundError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.people.access import require_casework
from kbh_desktop.security.health import HealthVault
from kbh_desktop.security.health_content import HealthContent
from kbh_desktop.security.model import Actor
from kbh_desktop.storage import blobs
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import BlobRecord

_NAMED = 16
"""How many letters of the SHA-256 stand in a file name."""


class AttachmentService:
    """Keeps the files of persons and forms inside the vault.

    Every method raises NotAllowedError for a role without casework.
    """

    def __init__(self, database: Database, clock: Clock, actor: Actor, health: HealthVault) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._sealing = HealthContent(health)

    def put(  # noqa: PLR0913 - what belongs to one file
        self,
        person_id: PersonId,
        content: bytes | Path,
        *,
        kind: Kind,
        media_type: str,
        owner: str = "",
        path: str = "",
        sealed: bool = False,
    ) -> Attachment:
        """Keep a file of a person; the same content under the same question is kept once.

        A `sealed` one needs the interview as `owner`, whose health key seals it.

        Raises: InputError when it is empty or too large, StorageError when it can't be read.
        """
        require_casework(self._actor)
        plain, own_name = _content_of(content)
        with self._database.write() as session:
            stored = self._sealing.seal(InterviewId(owner), plain) if sealed else plain
            address = blobs.keep(session, stored)
            name = f"{kind}-{address[:_NAMED]}.{ending_of(media_type, own_name)}"
            record = _known(session, person_id, owner, path, address)
            if record is None:
                record = AttachmentRecord(
                    scope=person_id,
                    sha256=address,
                    size=len(stored),
                    media_type=media_type,
                    kind=kind,
                    owner=owner,
                    path=path,
                    name=name,
                    sealed=sealed,
                    added_at=self._clock().isoformat(timespec="seconds"),
                    added_by=self._actor.name,
                )
                session.add(record)
                session.flush()
            return record.as_model(is_here=True)

    def read(self, attachment_id: str) -> bytes:
        """Return the content of an attachment.

        Raises: NotFoundError when it is not here (yet), NotAllowedError for a sealed one that this
        user may not open, VaultDamagedError.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            record = session.get(AttachmentRecord, attachment_id)
            content = blobs.read(session, record.sha256) if record is not None else None
            if record is None or content is None:
                raise NotFoundError(_("This file has not arrived here yet."))
            if record.sealed:
                return self._sealing.open(InterviewId(record.owner), content)
            return content

    def named(self, owner: str, name: str) -> Attachment:
        """Return the attachment `name` of an interview or a form.

        Raises: NotFoundError.
        """
        for attachment in self.of_owner(owner):
            if attachment.name == name:
                return attachment
        raise NotFoundError(_("There is no file {name} here.").format(name=name))

    def of_owner(self, owner: str) -> tuple[Attachment, ...]:
        """Return the attachments of an interview or a form, the first one first."""
        return self._list(AttachmentRecord.owner == owner)

    def missing(self, person_id: PersonId | None = None) -> tuple[Attachment, ...]:
        """Return the attachments that are known but whose content has not arrived yet."""
        about = () if person_id is None else (AttachmentRecord.scope == person_id,)
        lacking = ~exists().where(BlobRecord.sha256 == AttachmentRecord.sha256)
        return self._list(lacking, *about)

    def keep_form_media(self, owner: str, files: Mapping[str, bytes]) -> None:
        """Keep the pictures and sounds that a form shows, by file name, for the whole office.

        A file takes the place of the one that had its name.

        Raises: InputError when one is empty or too large.
        """
        require_casework(self._actor)
        with self._database.write() as session:
            keep_form_media(session, owner, files)

    def _list(self, *conditions: ColumnElement[bool]) -> tuple[Attachment, ...]:
        require_casework(self._actor)
        here = exists().where(BlobRecord.sha256 == AttachmentRecord.sha256)
        query = select(AttachmentRecord, here).where(
            AttachmentRecord.state != "deleted", *conditions
        )
        order = (AttachmentRecord.added_at, AttachmentRecord.id)
        with self._database.read() as session:
            found = session.execute(query.order_by(*order))
            return tuple(record.as_model(is_here=is_here) for record, is_here in found)


def _content_of(content: bytes | Path) -> tuple[bytes, str]:
    if isinstance(content, bytes):
        check_size(len(content))
        return content, ""
    try:
        check_size(content.stat().st_size)
        return content.read_bytes(), content.name
    except OSError:
        raise StorageError(_("The file {name} can't be read.").format(name=content.name)) from None


def _known(
    session: Session, scope: str, owner: str, path: str, address: str
) -> AttachmentRecord | None:
    query = select(AttachmentRecord).where(
        AttachmentRecord.scope == scope,
        AttachmentRecord.owner == owner,
        AttachmentRecord.path == path,
        AttachmentRecord.sha256 == address,
    )
    return session.scalars(query.limit(1)).first()
