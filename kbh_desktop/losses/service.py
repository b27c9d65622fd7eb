"""What an office does when a device is gone: report it, see who is affected, decide."""

from collections.abc import Collection
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.bundles import peers
from kbh_desktop.bundles.events import last_event, missing_sequences
from kbh_desktop.bundles.records import HeldRecord, PeerRecord
from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError
from kbh_desktop.exchange import Exchange
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.losses.model import Affected, Loss
from kbh_desktop.losses.records import OFFICE_ONLY, LossRecord, RevokedDeviceRecord
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.records import PersonRecord
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Actor, Role
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.database import Database


class LossService:
    """Cases of lost devices; only coordinators and IT of the office open and change them."""

    def __init__(
        self, database: Database, clock: Clock, actor: Actor, exchange: Exchange, audit: AuditLog
    ) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._exchange = exchange
        self._audit = audit

    def report(
        self, device: str, *, known_at: datetime | None = None, what_happened: str = ""
    ) -> Loss:
        """Refuse `device` from this moment on and open its case; everybody is told it is lost.

        `known_at` is when the office became aware, now when left out: the 72 hours run from then.

        Raises:
            NotAllowedError: on a laptop, or the role does not include it.
            NotFoundError: the office knows no such device.
            InputError: `known_at` is still to come.
            BundleSenderError: it is revoked already.
        """
        self._check()
        now = self._clock()
        known = (known_at or now).astimezone(UTC)
        if known > now:
            raise InputError(_("That moment is still to come."), field="known_at")
        with self._database.write() as session:
            peer = peers.peer_of(session, device)
            last_received = last_event(session, device, outgoing=False)
            last_sent = last_event(session, device, outgoing=True)
            record = LossRecord(
                scope=OFFICE_ONLY,
                device=device,
                device_name=peer.name,
                reported_at=_text(now),
                reported_by=self._actor.name,
                known_at=_text(known),
                persons=sorted(_on_device(session, device)),
                last_received_at=last_received.happened_at if last_received else "",
                last_sent_at=last_sent.happened_at if last_sent else "",
                missing=list(missing_sequences(session, device)),
                details={"what_happened": what_happened.strip()},
            )
            session.add(record)
            self._exchange.revoke_device(device)
            self._tell_everybody(session, peer, revoked=True)
            session.flush()
            self._audit.record(AuditAction.REPORT_LOSS, subject=record.id)
            return record.as_model()

    def all(self) -> tuple[Loss, ...]:
        """Return the cases, the newest first; none on a laptop."""
        with self._database.read() as session:
            found = session.scalars(select(LossRecord).where(LossRecord.state == "ok"))
            losses = [record.as_model() for record in found]
        return tuple(sorted(losses, key=lambda loss: loss.reported_at, reverse=True))

    def get(self, loss_id: str) -> Loss:
        """Return one case.

        Raises: NotFoundError.
        """
        with self._database.read() as session:
            return _record(session, loss_id).as_model()

    def change(self, loss_id: str, **details: str) -> Loss:
        """Write something about the loss; the names are those of `LossDetails`.

        Raises:
            NotAllowedError: the role does not include it.
            NotFoundError: there is no such case.
            InputError: a decision without its reason.
        """
        self._check()
        with self._database.write() as session:
            record = _record(session, loss_id)
            written: dict[str, Any] = asdict(record.as_model().details) | details
            if written["tell_persons"] and not written["tell_reason"].strip():
                raise InputError(_("Write the reason for the decision."), field="tell_reason")
            record.details = {name: value for name, value in written.items() if value}
            self._audit.record(AuditAction.CHANGE_LOSS, subject=loss_id)
            session.flush()
            return record.as_model()

    def found(self, loss_id: str, reason: str) -> Loss:
        """Exchange bundles with the device again, as it was found and was not in strange hands.

        Raises:
            NotAllowedError: the role does not include it.
            NotFoundError: there is no such case.
            InputError: no reason is given, or it was found before.
        """
        self._check()
        if not reason.strip():
            raise InputError(_("Write why the device can be trusted again."), field="reason")
        with self._database.write() as session:
            record = _record(session, loss_id)
            if record.found_at:
                raise InputError(_("This device was found already."), field="device")
            record.found_at, record.found_reason = _text(self._clock()), reason.strip()
            peer = session.get_one(PeerRecord, record.device)
            peer.revoked_at = None
            self._tell_everybody(session, peer, revoked=False)
            self._audit.record(AuditAction.DEVICE_FOUND, subject=record.device, reason=reason)
            session.flush()
            return record.as_model()

    def affected(self, loss_id: str) -> tuple[Affected, ...]:
        """Return the persons who were on the device, by name, with the categories of data.

        Raises: NotAllowedError without casework, NotFoundError.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            persons = _record(session, loss_id).persons
            found = [each for part in batches(persons) for each in _affected(session, part)]
        return tuple(sorted(found, key=lambda each: each.name.casefold()))

    def lost_devices(self) -> tuple[str, ...]:
        """Return the names of devices that are lost now, as everybody is told."""
        with self._database.read() as session:
            query = select(RevokedDeviceRecord.name).where(
                RevokedDeviceRecord.revoked, RevokedDeviceRecord.state == "ok"
            )
            return tuple(sorted(session.scalars(query)))

    def _tell_everybody(self, session: Session, peer: PeerRecord, *, revoked: bool) -> None:
        told = session.get(RevokedDeviceRecord, peer.id)
        if told is None:
            told = RevokedDeviceRecord(id=peer.id, scope=WHOLE_OFFICE, name=peer.name)
            session.add(told)
        told.revoked, told.changed_at = revoked, _text(self._clock())

    def _check(self) -> None:
        if not self._exchange.is_office:
            raise NotAllowedError(_("Only the office may do that."))
        if not self._actor.has(Role.COORDINATOR, Role.IT):
            raise NotAllowedError(_("Only a coordinator or IT may report a device as lost."))


def _on_device(session: Session, device: str) -> set[str]:
    """Return whom the device works with, and whom it said it still has everything about."""
    held = select(HeldRecord.scope).where(HeldRecord.device == device)
    return (peers.assigned(session, device) | set(session.scalars(held))) - {WHOLE_OFFICE}


def _affected(session: Session, persons: Collection[str]) -> list[Affected]:
    counted = (
        select(InterviewRecord.scope, func.count())
        .where(InterviewRecord.scope.in_(persons), InterviewRecord.state != "deleted")
        .group_by(InterviewRecord.scope)
    )
    interviews = {row[0]: row[1] for row in session.execute(counted)}
    keys = select(InterviewRecord.scope, InterviewRecord.health_keys).where(
        InterviewRecord.scope.in_(persons)
    )
    health = {scope for scope, sealed in session.execute(keys) if sealed}
    people = session.scalars(select(PersonRecord).where(PersonRecord.id.in_(persons)))
    return [
        Affected(
            id=PersonId(record.id),
            name=person.display_name,
            cpr_masked=person.masked_cpr,
            has_cpr=bool(record.cpr),
            has_health=record.id in health,
            address_protected=record.address_protected,
            interviews=interviews.get(record.id, 0),
        )
        for record in people
        for person in [record.as_model()]
    ]


def _record(session: Session, loss_id: str) -> LossRecord:
    record = session.get(LossRecord, loss_id)
    if record is None:
        raise NotFoundError(_("There is no such case of a lost device."))
    return record


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")
