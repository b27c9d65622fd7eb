"""Bundles with roles and the audit log around them; this is what windows and commands use."""

from collections.abc import Callable, Collection
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.bundles import peers
from kbh_desktop.bundles.exporting import Cancelled, Progress, never, unheard
from kbh_desktop.bundles.model import BundlePreview, ExportedBundle, ImportReport
from kbh_desktop.bundles.service import BundleService
from kbh_desktop.clock import Clock
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import ChangeId, PersonId
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.aliases import decided_people, registrations, registrations_of
from kbh_desktop.people.index import PersonIndex
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.keys import DeviceCard, DeviceKeys, OfficeCard
from kbh_desktop.security.model import Actor
from kbh_desktop.storage.base import Json
from kbh_desktop.storage.change_log import FieldConflict
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.tables import ChangeRecord


def _alone(_card: OfficeCard) -> None:
    """Nobody else keeps the card of the office."""


class Exchange(BundleService):
    """The bundle service that says who did what; only casework sees what is inside."""

    def __init__(  # noqa: PLR0913 - put together once
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
        follow: Callable[[OfficeCard], object] = _alone,
    ) -> None:
        self._follow = follow
        super().__init__(
            database,
            clock,
            actor,
            keys,
            office,
            device_name=device_name,
            witness=audit.witness,
        )
        self._actor = actor
        self._audit = audit
        self._index = index
        database.on_projected("same_person", self._bring_together)

    def know_keys(self) -> None:
        """Use the keys of the office as they are now, on a laptop in its key file as well."""
        super().know_keys()
        if not self.is_office:
            self._follow(self.office_card())

    def present_keys(self) -> tuple[DeviceKeys, tuple[str, ...]]:
        """Return our keys, and what the office's signatures are checked with."""
        return self.ring.keys, self.ring.signing_keys(self._clock().date())

    def enrol_device(self, card: DeviceCard) -> None:
        """Let the office exchange bundles with a device whose fingerprint was compared."""
        super().enrol_device(card)
        self._audit.record(AuditAction.ENROL_DEVICE, subject=card.device_id)

    def revoke_device(self, device: str) -> tuple[PersonId, ...]:
        """Refuse a lost device from now on; return the persons it worked with."""
        persons = super().revoke_device(device)
        self._audit.record(AuditAction.REVOKE_DEVICE, subject=device)
        return persons

    def assign(self, device: str, person_ids: Collection[str]) -> None:
        """Send these persons to a device with its next bundle."""
        super().assign(device, self._whole(person_ids))
        self._audit.record(AuditAction.ASSIGN_PERSONS, subject=device)

    def unassign(self, device: str, person_ids: Collection[str]) -> None:
        """Take these persons off a device with its next bundle."""
        super().unassign(device, self._whole(person_ids))

    def clear(self, person_ids: Collection[str]) -> None:
        """Take persons off this laptop, once the office has confirmed everything about them."""
        super().clear(self._whole(person_ids))

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
        self._database.hooks.tell(session, "same_person", [record_id])
        self._index.refresh(session, [scope])

    def erase(self, person_id: str, reason: str, *, all_registrations: bool = False) -> None:
        """Remove all content about a person here, and on every device with its next bundle.

        Raises: NotAllowedError when the person has other registrations, which would stay, unless
        `all_registrations` says that they go too.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            group = registrations(session, person_id)
        if len(group) > 1 and not all_registrations:
            raise NotAllowedError(
                _(
                    "This person was registered {count} times. Erase all of it, or take the"
                    " registrations apart first."
                ).format(count=len(group))
            )
        for each in group if all_registrations else (person_id,):
            super().erase(each, reason)
            self._audit.erase_reasons(PersonId(each))
            self._audit.record(AuditAction.ERASE_PERSON, person_id=PersonId(each))

    def erase_all(self, person_id: str, reason: str) -> None:
        """Remove the person with all registrations."""
        self.erase(person_id, reason, all_registrations=True)

    def _whole(self, person_ids: Collection[str]) -> Collection[str]:
        """Return all registrations of these people: a device has all of them or none."""
        with self._database.read() as session:
            groups = registrations_of(session, person_ids)
        return {each for group in groups.values() for each in group}

    def _bring_together(self, session: Session, link_ids: Collection[str]) -> None:
        """Send both registrations to every device that works with one of them."""
        if not self.is_office:
            return
        ends = decided_people(session, link_ids)
        for group in registrations_of(session, ends).values():
            if len(group) > 1:
                peers.assign_together(session, group)
