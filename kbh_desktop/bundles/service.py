"""What a person does with bundles: make one, look at one, take one in, settle what differs."""

import threading
from collections.abc import Callable, Collection
from dataclasses import replace
from pathlib import Path

from sqlalchemy import select

from kbh_desktop.bundles import clearing, events, importing, news, office_keys, peers, watching
from kbh_desktop.bundles.alarms import Alarm
from kbh_desktop.bundles.codec import clean_up
from kbh_desktop.bundles.exporting import Cancelled, Progress, Sender, export, never, unheard
from kbh_desktop.bundles.model import (
    BundleCard,
    BundleEvent,
    BundlePreview,
    Device,
    ExportedBundle,
    ImportReport,
    Unsent,
)
from kbh_desktop.bundles.office_keys import Keyring
from kbh_desktop.bundles.peeking import peek
from kbh_desktop.bundles.records import PeerRecord
from kbh_desktop.bundles.watching import Patience
from kbh_desktop.clock import Clock
from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import ChangeId, PersonId
from kbh_desktop.security.audit import AuditHead
from kbh_desktop.security.keys import DeviceCard, DeviceKeys, OfficeCard
from kbh_desktop.security.model import Actor, NodeKind
from kbh_desktop.storage import change_log, erasure
from kbh_desktop.storage.base import Json
from kbh_desktop.storage.change_log import Decision, FieldConflict, FieldWrite
from kbh_desktop.storage.database import Database

__all__ = ["BundleService", "Decision", "FieldConflict", "FieldWrite"]


def _no_witness(_entries: Collection[int]) -> str:
    return ""


class BundleService:
    """Carries changes between a laptop and its office; one export or import at a time.

    `office` is the office's own card at the office, and on a laptop that of its office.
    `witness` gives the head of the audit log and the entries told before, which travel signed in
    every bundle.
    """

    def __init__(  # noqa: PLR0913 - put together once, in app.py
        self,
        database: Database,
        clock: Clock,
        actor: Actor,
        keys: DeviceKeys,
        office: OfficeCard,
        *,
        device_name: str = "",
        witness: Callable[[Collection[int]], str] = _no_witness,
    ) -> None:
        self._database = database
        self._clock = clock
        self._one_at_a_time = threading.Lock()
        is_office = keys.kind is NodeKind.OFFICE
        card = DeviceCard(database.node, device_name or actor.name, keys.recipient, keys.verify_key)
        self._here = Sender(
            database=database,
            ring=Keyring(keys, office),
            card=None if is_office else card,
            witness=witness,
            author=actor.name,
        )
        if not is_office:
            with database.write() as session:
                peers.know_office(session, office, self._now())
        self.know_keys()

    @property
    def is_office(self) -> bool:
        """Whether this vault is the office's."""
        return self._here.is_office

    def office_card(self) -> OfficeCard:
        """Return the public card of the office."""
        return self._here.office

    @property
    def ring(self) -> Keyring:
        """The keys of this device and of its office as they stand."""
        return self._here.ring

    def know_keys(self) -> None:
        """Use the keys of the office as the database has them now."""
        ring = self._here.ring
        with self._database.read() as session:
            ring = office_keys.load(self._database, session, ring.keys, ring.office)
        self._here = replace(self._here, ring=ring)

    def device_card(self) -> DeviceCard | None:
        """Return the public card of this laptop; None at the office."""
        return self._here.card

    def devices(self) -> tuple[Device, ...]:
        """Return the devices the office knows; on a laptop its office."""
        with self._database.read() as session:
            return peers.devices(session)

    def enrol_device(self, card: DeviceCard) -> None:
        """Let the office exchange bundles with a device whose fingerprint was compared.

        Raises: NotAllowedError on a laptop, InputError for other keys than before.
        """
        self._check_office()
        with self._database.write() as session:
            peers.enrol(session, card, self._now())

    def revoke_device(self, device: str) -> tuple[PersonId, ...]:
        """Refuse a lost device from now on; return the persons it worked with.

        Raises: NotAllowedError on a laptop, NotFoundError.
        """
        self._check_office()
        with self._database.write() as session:
            peer = peers.peer_of(session, device)
            persons = peers.assigned(session, device)
            peer.revoked_at = self._now()
            return tuple(PersonId(person) for person in sorted(persons))

    def assign(self, device: str, person_ids: Collection[str]) -> None:
        """Send these persons to a device with its next bundle.

        Raises: NotAllowedError on a laptop, NotFoundError.
        """
        self._check_office()
        with self._database.write() as session:
            peers.peer_of(session, device)
            peers.assign(session, device, person_ids)

    def unassign(self, device: str, person_ids: Collection[str]) -> None:
        """Take these persons off a device with its next bundle.

        Raises: NotAllowedError on a laptop.
        """
        self._check_office()
        with self._database.write() as session:
            peers.unassign(session, device, person_ids)

    def assigned(self, device: str) -> tuple[PersonId, ...]:
        """Return the persons a device works with."""
        with self._database.read() as session:
            return tuple(PersonId(p) for p in sorted(peers.assigned(session, device)))

    def export(
        self,
        target: Path,
        to: str | None = None,
        progress: Progress = unheard,
        cancelled: Cancelled = never,
    ) -> ExportedBundle:
        """Write the bundle for the device `to` (a laptop's goes to its office) in a folder or file.

        Raises: InputError, NotFoundError, BundleSenderError, CancelledError, StorageError.
        """
        with self._one_at_a_time:
            return export(self._here, self._receiver(to), target, progress, cancelled)

    def lay(self, folder: Path, device: str, cancelled: Cancelled = never) -> ExportedBundle:
        """Write the bundle for `device` in the shared folder, and remember how far it goes.

        Raises: as `export`.
        """
        now = self._stand(device)
        exported = self.export(folder, device, cancelled=cancelled)
        with self._database.write() as session:
            news.note_laid(self._database, session, device, now)
        return exported

    def has_news(self, device: str) -> bool:
        """Say whether there is anything that the last bundle laid for `device` did not bring."""
        now = self._stand(device)
        with self._database.read() as session:
            return news.is_news(self._database, session, device, now)

    def inspect(self, path: Path, *, accept_device: bool = False) -> BundlePreview:
        """Say what taking the bundle `path` in would change; nothing is changed.

        Raises: BundleError and its kinds, UnknownDeviceError for a device not known yet.
        """
        with self._one_at_a_time:
            opened = importing.open_bundle(self._here, path, accept_device=accept_device)
            return importing.inspect(self._here, opened)

    def peek(self, path: Path) -> BundleCard:
        """Return what the bundle `path` says of itself, without looking at what it would change."""
        with self._one_at_a_time:
            return peek(self._here, path)

    def import_(
        self,
        path: Path,
        progress: Progress = unheard,
        cancelled: Cancelled = never,
        *,
        accept_device: bool = False,
        insists: bool = True,
    ) -> ImportReport:
        """Take the bundle `path` in, all of it or nothing.

        Saving comes first. Unless it `insists`, it is cancelled when there is no end of that.

        Raises: BundleError and its kinds, UnknownDeviceError unless `accept_device`,
        CancelledError, StorageError.
        """
        with self._one_at_a_time:
            opened = importing.open_bundle(self._here, path, accept_device=accept_device)
            report = importing.take_in(self._here, opened, progress, cancelled, insists=insists)
            self.know_keys()
            self._database.checkpoint()
            return report

    def conflicts(self, person_id: str | None = None) -> tuple[FieldConflict, ...]:
        """Return the fields that were written differently in two places."""
        with self._database.read() as session:
            return change_log.conflicts(session, person_id)

    def resolve(
        self,
        record_id: str,
        field: str,
        value: Json = None,
        *,
        head: ChangeId | None = None,
        reason: str = "",
    ) -> ChangeId:
        """Decide a conflict for the value of one of its heads, or for another `value`.

        Raises: NotFoundError when it is not in conflict any more.
        """
        with self._database.write() as session:
            if head is not None:
                writes = change_log.history(session, record_id, field)
                value = next((w.value for w in writes if w.change_id == head), value)
            return change_log.resolve(session, record_id, field, value, reason)

    def unresolve(self, change_id: ChangeId) -> None:
        """Take a decision back, so that it can be made again.

        Raises: NotFoundError, StaleError when the field was changed since, NotAllowedError.
        """
        with self._database.write() as session:
            change_log.reopen(session, change_id)

    def decisions(self, person_id: str) -> tuple[Decision, ...]:
        """Return the decided conflicts about one person, the newest first."""
        with self._database.read() as session:
            return change_log.decisions(session, person_id)

    def unsent(self) -> Unsent:
        """Return what the office has not confirmed yet; nothing at the office itself."""
        with self._database.read() as session:
            if self.is_office:
                return Unsent((), 0, None, None)
            peer = session.get_one(PeerRecord, self._here.office.office_id)
            counts = clearing.unsent_changes(session, peer)
            last = events.last_event(session, peer.id, outgoing=True)
            receipt = events.last_receipt(session, peer.id)
            return Unsent(
                persons=tuple((PersonId(scope), count) for scope, count in counts.items()),
                total=sum(counts.values()),
                last_bundle_at=last.happened_at if last else None,
                last_receipt_at=receipt.at if receipt else None,
            )

    def clear(self, person_ids: Collection[str]) -> None:
        """Take persons off this laptop, once the office has confirmed everything about them.

        Raises: NotAllowedError otherwise, and at the office.
        """
        self._check_laptop()
        with self._one_at_a_time, self._database.write() as session:
            peer = session.get_one(PeerRecord, self._here.office.office_id)
            clearing.clear(self._database, session, peer, person_ids)
        self._database.checkpoint()

    def purge(self) -> tuple[PersonId, ...]:
        """Forget persons that the office took off this laptop; return them.

        Raises: NotAllowedError at the office.
        """
        self._check_laptop()
        with self._one_at_a_time, self._database.write() as session:
            peer = session.get_one(PeerRecord, self._here.office.office_id)
            gone = clearing.purge(self._database, session, peer)
        self._database.checkpoint()
        return tuple(PersonId(person) for person in gone)

    def erase(self, person_id: str, reason: str) -> None:
        """Remove all content about a person here, and on every device with its next bundle.

        Raises: NotAllowedError on a laptop.
        """
        self._check_office()
        with self._one_at_a_time, self._database.write() as session:
            erasure.erase(session, person_id, reason, self._database.hooks)
            for device in session.scalars(select(PeerRecord.id)).all():
                peers.unassign(session, device, [person_id])
        self._database.checkpoint()

    def alarms(self, overdue_days: int, silent_days: int) -> tuple[Alarm, ...]:
        """Return what should worry somebody, the gravest first."""
        with self._database.read() as session:
            return watching.alarms(
                session,
                self._here.office.office_id,
                self._clock(),
                Patience(overdue_days, silent_days),
                is_office=self.is_office,
            )

    def told_heads(self) -> tuple[AuditHead, ...]:
        """Return the heads of the audit log here that others have been told."""
        with self._database.read() as session:
            return events.told_heads(session)

    def history(self, limit: int = 200) -> tuple[BundleEvent, ...]:
        """Return the bundles made and taken in, the newest first, with their receipts."""
        with self._database.read() as session:
            return events.history(session, limit)

    def clean_up(self, folder: Path) -> int:
        """Remove what an export that was killed left in `folder`; return how many files."""
        return clean_up(folder)

    def _stand(self, device: str) -> news.Stand:
        with self._database.read() as session:
            return news.stand(self._database, session, device, is_office=self.is_office)

    def _receiver(self, to: str | None) -> str:
        if not self.is_office:
            return self._here.office.office_id
        if to is not None:
            return to
        known = [device for device in self.devices() if not device.revoked]
        if len(known) != 1:
            raise NotAllowedError(_("Choose which device the bundle is for."))
        return known[0].id

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")

    def _check_office(self) -> None:
        if not self.is_office:
            raise NotAllowedError(_("Only the office may do that."))

    def _check_laptop(self) -> None:
        if self.is_office:
            raise NotAllowedError(_("The office keeps everybody."))
