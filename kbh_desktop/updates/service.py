"""Announcing a release at the office, and knowing of it on every laptop."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC
from pathlib import Path

from sqlalchemy import select

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.errors import (
    BundleSenderError,
    InputError,
    NotAllowedError,
    StorageError,
    UpdateError,
)
from kbh_desktop.i18n import _
from kbh_desktop.ids import new_id
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.keys import DeviceKeys, OfficeCard
from kbh_desktop.security.model import Actor, NodeKind, Role
from kbh_desktop.security.sealing import sign, verify_with_any
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.schema import HEAD
from kbh_desktop.updates.model import ReleaseNotice, Standing, parts
from kbh_desktop.updates.records import ReleaseRecord

_CONTEXT = "kbh/1 release"
_WHOLE_OFFICE = "*"


Present = Callable[[], tuple[DeviceKeys, Sequence[str]]]
"""Our keys and what the office signs with, as they stand when asked."""


class UpdateService:
    """Only the office announces, with its signature; what anybody else wrote is passed over.

    `present` is asked where keys may be exchanged while the vault is open.
    """

    def __init__(  # noqa: PLR0913 - what a signed notice takes
        self,
        database: Database,
        clock: Clock,
        actor: Actor,
        keys: DeviceKeys,
        office: OfficeCard,
        *,
        audit: AuditLog,
        version: str,
        present: Present | None = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._present = present or (lambda: (keys, (office.verify_key,)))
        self._audit = audit
        self.version = version
        """Of the program that runs."""

    def announce(
        self, version: str, installers: Sequence[Path], *, least_schema: int = 0
    ) -> ReleaseNotice:
        """Sign a notice about `version`; it goes out with the next bundles.

        Raises: NotAllowedError, InputError naming the field, StorageError for a file that can't
            be read.
        """
        keys, _signing = self._present()
        if keys.kind is not NodeKind.OFFICE or not self._actor.has(Role.COORDINATOR, Role.IT):
            raise NotAllowedError(_("Only the office announces new versions."))
        parts(version)
        if not installers:
            raise InputError(_("Choose the installers of the new version."), field="installers")
        notice = ReleaseNotice(
            version,
            {path.name: sha256_of(path) for path in installers},
            least_schema,
            self._clock().astimezone(UTC).isoformat(timespec="seconds"),
        )
        with self._database.write() as session:
            session.add(
                ReleaseRecord(
                    id=new_id(),
                    scope=_WHOLE_OFFICE,
                    version=notice.version,
                    files=dict(notice.files),
                    least_schema=notice.least_schema,
                    announced_at=notice.announced_at,
                    signature=sign(keys.signing_seed, _CONTEXT, notice.message()).hex(),
                )
            )
            self._audit.record(AuditAction.CHANGE_SETTINGS, subject=f"release {version}")
        return notice

    def notice(self) -> ReleaseNotice | None:
        """Return the newest release that the office signed."""
        with self._database.read() as session:
            stored = session.scalars(select(ReleaseRecord).where(ReleaseRecord.state == "ok"))
            signed = [record.as_model() for record in stored if self._is_signed(record)]
        return max(signed, key=lambda n: (parts(n.version), n.announced_at), default=None)

    def standing(self) -> Standing:
        """Return whether a newer version is there, or even needed."""
        notice = self.notice()
        return notice.standing(self.version, int(HEAD)) if notice else "current"

    def installer_in(self, folder: Path) -> Path | None:
        """Return an installer of the newest release in `folder` that is what the office signed.

        Raises: UpdateError for a file of that name with another content.
        """
        notice = self.notice()
        for name, expected in (notice.files if notice else {}).items():
            path = folder / Path(name).name
            if not path.is_file():
                continue
            if sha256_of(path) != expected:
                text = _("{name} is not the file that the office announced. Don't install it.")
                raise UpdateError(text.format(name=path.name))
            return path
        return None

    def _is_signed(self, record: ReleaseRecord) -> bool:
        try:
            parts(record.version)
            signature = bytes.fromhex(record.signature)
            message = record.as_model().message()
            verify_with_any(self._present()[1], _CONTEXT, message, signature)
        except (InputError, BundleSenderError, ValueError):
            return False
        return True


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file, hexadecimal.

    Raises: StorageError.
    """
    try:
        with path.open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest()
    except OSError:
        raise StorageError(_("The file {name} can't be read.").format(name=path.name)) from None
