"""The devices an office knows, the office a device belongs to, and who works with whom."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.bundles.events import last_event, missing_sequences
from kbh_desktop.bundles.model import Device
from kbh_desktop.bundles.records import AssignmentRecord, PeerRecord
from kbh_desktop.errors import BundleSenderError, InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.security.keys import DeviceCard, OfficeCard
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.writing import tick

_ID = re.compile(r"[0-9A-Za-z_-]{1,64}")


def enrol(session: Session, card: DeviceCard, at: str) -> None:
    """Let the office know a device.

    Raises: InputError when a device of that id has other keys.
    """
    if not _ID.fullmatch(card.device_id):
        raise InputError(_("The id of that device is not built as it should be."), field="device")
    known = session.get(PeerRecord, card.device_id)
    if known is not None and (known.recipient, known.verify_key) != (
        card.recipient,
        card.verify_key,
    ):
        raise InputError(
            _("A device of that id is known with other keys. Ask for its card again."),
            field="device",
        )
    if known is None:
        session.add(
            PeerRecord(
                id=card.device_id,
                name=card.name,
                recipient=card.recipient,
                verify_key=card.verify_key,
                enrolled_at=at,
            )
        )
    session.flush()
    assign(session, card.device_id, [WHOLE_OFFICE])


def know_office(session: Session, card: OfficeCard, at: str) -> None:
    """Let a device know its office."""
    if session.get(PeerRecord, card.office_id) is None:
        session.add(
            PeerRecord(
                id=card.office_id,
                name=card.name,
                recipient=card.recipient,
                verify_key=card.verify_key,
                enrolled_at=at,
            )
        )


def peer_of(session: Session, peer_id: str) -> PeerRecord:
    """Return a device or the office.

    Raises: NotFoundError, BundleSenderError when the device was revoked.
    """
    peer = session.get(PeerRecord, peer_id)
    if peer is None:
        raise NotFoundError(_("That device is not known here."))
    if peer.revoked_at is not None:
        raise BundleSenderError(
            _("The device {name} is revoked: nothing is exchanged with it.").format(name=peer.name)
        )
    return peer


def verify_key_of(session: Session, sender: str, card: DeviceCard | None) -> str:
    """Return what the signature of `sender` is checked with; of an unknown one that on its card.

    Raises: BundleSenderError when it is unknown and brings no card, or was revoked.
    """
    if session.get(PeerRecord, sender) is not None:
        return peer_of(session, sender).verify_key
    if card is None or card.device_id != sender:
        raise BundleSenderError(_("Nobody here knows the sender of this bundle."))
    return card.verify_key


def devices(session: Session) -> tuple[Device, ...]:
    """Return the devices the office knows, by name."""
    counted = (
        select(AssignmentRecord.device, func.count().label("persons"))
        .where(AssignmentRecord.scope != WHOLE_OFFICE)
        .group_by(AssignmentRecord.device)
    )
    persons = {row.device: row.persons for row in session.execute(counted)}
    return tuple(
        Device(
            id=peer.id,
            name=peer.name,
            fingerprint=card_of(peer).fingerprint,
            enrolled_at=peer.enrolled_at,
            last_bundle_at=last.happened_at if last else None,
            persons=persons.get(peer.id, 0),
            missing=missing_sequences(session, peer.id),
            revoked=peer.revoked_at is not None,
        )
        for peer in session.scalars(select(PeerRecord).order_by(PeerRecord.name))
        for last in [last_event(session, peer.id, outgoing=False)]
    )


def card_of(peer: PeerRecord) -> DeviceCard:
    """Return the public card of a known device."""
    return DeviceCard(peer.id, peer.name, peer.recipient, peer.verify_key)


def assign(session: Session, device: str, scopes: Collection[str]) -> None:
    """Let a device work with the persons `scopes`, besides those it has."""
    number = tick(session)
    rows = [{"device": device, "scope": scope, "number": number} for scope in scopes]
    statement = upsert(AssignmentRecord)
    if rows:
        session.execute(
            statement.on_conflict_do_update(
                index_elements=["device", "scope"], set_={"number": statement.excluded.number}
            ),
            rows,
        )


def assign_together(session: Session, scopes: Collection[str]) -> None:
    """Let every device that works with one of `scopes` work with all of them."""
    query = select(AssignmentRecord.device, AssignmentRecord.scope)
    has: defaultdict[str, set[str]] = defaultdict(set)
    for device, scope in session.execute(query.where(AssignmentRecord.scope.in_(scopes))):
        has[device].add(scope)
    for device, here in has.items():
        assign(session, device, sorted(set(scopes) - here))


def unassign(session: Session, device: str, scopes: Iterable[str]) -> None:
    """Take persons off a device; it forgets them once we have all it knows about them."""
    for scope in set(scopes) - {WHOLE_OFFICE}:
        row = session.get(AssignmentRecord, (device, scope))
        if row is not None:
            session.delete(row)


def assigned(session: Session, device: str) -> set[str]:
    """Return the persons that `device` works with."""
    query = select(AssignmentRecord.scope).where(AssignmentRecord.device == device)
    return set(session.scalars(query)) - {WHOLE_OFFICE}
