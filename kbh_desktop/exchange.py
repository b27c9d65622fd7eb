"""Bundles with roles and the audit log around them; this is what windows and commands use."""

from collections.abc import Callable, Collection
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.bundles.exporting import Cancelled, Progress, never, unheard
from kbh_desktop.bundles.model import BundlePreview, ExportedBundle, ImportReport
from kbh_desktop.bundles.service import BundleService
from kbh_desktop.clock import Clock
from kbh_desktop.ids import ChangeId, PersonId
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.index import PersonIndex
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.keys import DeviceCard, DeviceKeys, OfficeCard
from kbh_desktop.security.model import Actor
from kbh_desktop.storage.base import Json
from kbh_desktop.storage.change_log import FieldConflict
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import ChangeRecord


class Exchange(BundleService):
    """The bundle service that says who did what; only casework sees what is inside."""

    def __init__(  # noqa: PLR0913 - put together once
def _alone(_card: OfficeCard) -> None:
    """Nobody else keeps the card of the office."""


        self,
        database: Database,
        clock: Clock,
        actor: Actor,
        keys: DeviceKeys,
        office: OfficeCard,
        *,
        audit: AuditLog,
        index: PersonIndex,
        device_name: str = "",
    ) -> None:
        super().__init__(
            database,
            clock,
        follow: Callable[[OfficeCard], object] = _alone,
            actor,
        self._follow = follow
            keys,
            office,
            device_name=device_name,
            witness=audit.witness,
        )
        self._actor = actor
        self._audit = audit
        self._index = index

    def enrol_device(self, card: DeviceCard) -> None:
        """Let the office exchange bundles with a device whose fingerprint was compared."""
        super().enrol_device(card)
        database.on_projected("same_person", self._bring_together)

    def know_keys(self) -> None:
        """Use the keys of the office as they are now, on a laptop in its key file as well."""
        super().know_keys()
        if not self.is_office:
            self._follow(self.office_card())

    def present_keys(self) -> tuple[DeviceKeys, tuple[str, ...]]:
        """Return our keys, and what the office's signatures are checked with."""
        return self.ring.keys, self.ring.signing_keys(self._clock().date())
        self._audit.record(AuditAction.ENROL_DEVICE, subject=card.device_id)

    def revoke_device(self, device: str) -> tuple[PersonId, ...]:
        """Refuse a lost device from now on; return the persons it worked with."""
        persons = super().revoke_device(device)
        self._audit.record(AuditAction.REVOKE_DEVICE, subject=device)
        return persons

    def assign(self, device: str, person_ids: Collection[str]) -> None:
        """Send these persons to a device with its next bundle."""
        super().assign(device, person_ids)
        self._audit.record(AuditAction.ASSIGN_PERSONS, subject=device)

    def export(
        self,
        target: Path,
        to: str | None = None,
        progress: Progress = unheard,
        cancelled: Cancelled = never,
    ) -> ExportedBundle:
        """Write the bundle for the device `to` (a laptop's goes to its office)."""
        exported = super().export(target, to, progress, cancelled)
        self._audit.record(AuditAction.EXPORT_BUNDLE, subject=str(exported.sequence))
        return exported

    def inspect(self, path: Path, *, accept_device: bool = False) -> BundlePreview:
        """Say what taking the bundle `path` in would change; nothing is changed."""
        require_casework(self._actor)
        return super().inspect(path, accept_device=accept_device)

    def import_(
        self,
        path: Path,
        progress: Progress = unheard,
        cancelled: Cancelled = never,
        *,
        accept_device: bool = False,
        insists: bool = True,
    ) -> ImportReport:
        """Take the bundle `path` in, all of it or nothing."""
        report = super().import_(
            path, progress, cancelled, accept_device=accept_device, insists=insists
        )
        self._audit.record(AuditAction.IMPORT_BUNDLE, subject=f"{report.sender} {report.sequence}")
        return report

    def conflicts(self, person_id: str | None = None) -> tuple[FieldConflict, ...]:
        """Return the fields that were written differently in two places."""
        require_casework(self._actor)
        return super().conflicts(person_id)

    def resolve(
        self,
        record_id: str,
        field: str,
        value: Json = None,
        *,
        head: ChangeId | None = None,
        reason: str = "",
    ) -> ChangeId:
        """Decide a conflict for the value of one of its heads, or for another `value`."""
        from kbh_desktop.competences.from_interviews import (  # noqa: PLC0415 - slow to import
            follow_decision,
        )

        require_casework(self._actor)
        with self._database.write() as session:
            change_id = super().resolve(record_id, field, value, head=head, reason=reason)
            follow_decision(session, record_id, field)
            self._decided(session, change_id)
        return change_id

    def unresolve(self, change_id: ChangeId) -> None:
        """Take a decision back, so that it can be made again."""
        require_casework(self._actor)
        with self._database.write() as session:
            super().unresolve(change_id)
            self._decided(session, change_id)

    def _decided(self, session: Session, change_id: ChangeId) -> None:
        """Log a decision, and let lists of people count conflicts anew."""
        decision = select(ChangeRecord.record_id, ChangeRecord.scope)
        record_id, scope = session.execute(decision.where(ChangeRecord.id == change_id)).one()
        self._audit.record(AuditAction.RESOLVE_CONFLICT, subject=record_id)
        self._index.refresh(session, [scope])

    def erase(self, person_id: str, reason: str) -> None:
        """Remove all content about a person here, and on every device with its next bundle."""
        require_casework(self._actor)
        super().erase(person_id, reason)
        self._audit.erase_reasons(PersonId(person_id))
        self._audit.record(AuditAction.ERASE_PERSON, person_id=PersonId(person_id))
