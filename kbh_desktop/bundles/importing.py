"""Opens a bundle and takes it in, or shows what that would do."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from kbh_desktop.bundles.codec import CONTEXT, Line, Manifest, read_lines, verify
from kbh_desktop.bundles.events import (
    already_imported,
    missing_sequences,
    note_receipts,
    receipt_of,
)
from kbh_desktop.bundles.exporting import Cancelled, Progress, Sender, never, unheard
from kbh_desktop.bundles.intake import Intake, Taken
from kbh_desktop.bundles.manifest import Head
from kbh_desktop.bundles.model import (
    BundlePreview,
    CensusLine,
    ImportReport,
    UnknownDeviceError,
)
from kbh_desktop.bundles.office_keys import take_over
from kbh_desktop.bundles.peers import enrol, peer_of, verify_key_of
from kbh_desktop.bundles.preview import PreviewCollector
from kbh_desktop.bundles.records import EventRecord, PeerRecord
from kbh_desktop.errors import (
    BundleError,
    BundleNotForUsError,
    CancelledError,
    StorageError,
)
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.security import sealing
from kbh_desktop.security.succession import follow
from kbh_desktop.storage.base import WHOLE_OFFICE, synced_entities
from kbh_desktop.storage.tables import ChangeRecord, ConflictRecord


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle whose sender and content were checked; nothing of it is parsed yet."""

    path: Path
    head: Head
    manifest: Manifest
    is_new_device: bool


class _RolledBackError(Exception):
    """Ends the rehearsal of an import."""


def open_bundle(here: Sender, path: Path, *, accept_device: bool) -> Opened:
    """Check the bundle `path` in its first pass.

    Raises: BundleDamagedError, BundleNotForUsError, BundleTooNewError, BundleSenderError,
    UnknownDeviceError for the first bundle of a device unless `accept_device`, StorageError.
    """
    found: list[tuple[Head, bool]] = []

    def check(manifest: Manifest, body: bytes, signature: bytes) -> None:
        head = Head.from_json(manifest)
        sender = head.statement.sender
        with here.database.read() as session:
            key = verify_key_of(session, sender, head.card if here.is_office else None)
            is_new = session.get(PeerRecord, sender) is None
        keys = (key,) if here.is_office else _keys_of_office(here, head)
        sealing.verify_with_any(keys, CONTEXT, body, signature)
        found.append((head, is_new))

    try:
        manifest = verify(path, here.ring.identities, check)
    except OSError:
        raise StorageError(_("The file {name} can't be read.").format(name=path.name)) from None
    ((head, is_new),) = found
    to_us = head.statement.receiver == here.database.node
    if not to_us or head.office != here.office.office_id:
        raise BundleNotForUsError(_("This bundle is for another office or device."))
    if (head.statement.assignment is None) != here.is_office:
        raise BundleNotForUsError(_("This bundle is for another office or device."))
    if is_new and not accept_device and head.card is not None:
        raise UnknownDeviceError(head.card)
    return Opened(path, head, manifest, is_new)


def _keys_of_office(here: Sender, head: Head) -> tuple[str, ...]:
    """Return what the bundle may be signed with: the newest key it leads to, or one still good."""
    newest = follow(here.office, head.successions)
    known = here.ring.signing_keys(here.database.clock().date())
    return tuple({newest.verify_key: None, **dict.fromkeys(known)})


def inspect(here: Sender, opened: Opened) -> BundlePreview:
    """Rehearse the import, say what it does, and undo it."""
    previews: list[BundlePreview] = []

    def rehearse(session: Session) -> None:
        previews.append(_rehearsed(here, session, opened))
        raise _RolledBackError

    with suppress(_RolledBackError):
        here.database.write_long(rehearse)
    return previews[0]


def _rehearsed(here: Sender, session: Session, opened: Opened) -> BundlePreview:
    head, known = opened.head, already_imported(session, opened.head.bundle_id)
    collector = PreviewCollector(session)
    conflicts = _open_conflicts(session)
    taken = _take(here, session, opened, collector, unheard, never)
    peer = session.get_one(PeerRecord, head.statement.sender)
    return BundlePreview(
        bundle_id=head.bundle_id,
        sender=peer.id,
        sender_name=peer.name,
        sequence=head.sequence,
        made_at=head.made_at,
        persons=collector.persons(),
        person_count=collector.person_count,
        new_changes=taken.received.new,
        known_changes=taken.received.known,
        counts=dict(taken.sent),
        conflicts=len(_open_conflicts(session) - conflicts),
        already_imported=known is not None,
        missing=missing_sequences(session, peer.id, head.sequence),
        files=taken.new_files,
    )


def take_in(
    here: Sender,
    opened: Opened,
    progress: Progress = unheard,
    cancelled: Cancelled = never,
    *,
    insists: bool = True,
) -> ImportReport:
    """Take the bundle in: all of it or nothing. Taking it in twice changes nothing.

    Unless it `insists`, it is cancelled when others write all the time.

    Raises: BundleDamagedError, BundleSenderError, CancelledError, BundleError when a count does
    not match.
    """

    def take(session: Session) -> ImportReport:
        event = already_imported(session, opened.head.bundle_id)
        if event is not None:
            return _report_again(session, opened.head, event)
        return _taken_in(here, session, opened, progress, cancelled)

    return here.database.write_long(take, insists=insists)


def _taken_in(
    here: Sender, session: Session, opened: Opened, progress: Progress, cancelled: Cancelled
) -> ImportReport:
    head = opened.head
    conflicts = _open_conflicts(session)
    before = _Count.now(session)
    taken = _take(here, session, opened, None, progress, cancelled)
    census = _checked_census(session, head, before, taken)
    note_receipts(session, head.statement.sender, head.receipts)
    if not here.is_office:
        take_over(here.database, session, here.ring, head.successions)
    event = _event(here, opened, taken)
    session.add(event)
    session.flush()
    receipt = receipt_of(event)
    assert receipt is not None  # noqa: S101 - it was just written
    persons = sorted(taken.received.scopes - {WHOLE_OFFICE})
    return ImportReport(
        sender=head.statement.sender,
        sender_name=peer_of(session, head.statement.sender).name,
        sequence=head.sequence,
        new_changes=taken.received.new,
        known=taken.received.known,
        conflicts=len(_open_conflicts(session) - conflicts),
        persons=tuple(PersonId(person) for person in persons),
        census=census,
        receipt=receipt,
        missing=missing_sequences(session, head.statement.sender),
        already_imported=False,
        files=taken.new_files,
    )


def _take(
    here: Sender,
    session: Session,
    opened: Opened,
    preview: PreviewCollector | None,
    progress: Progress,
    cancelled: Cancelled,
) -> Taken:
    head = opened.head
    if opened.is_new_device and head.card is not None:
        enrol(session, head.card, here.database.clock().isoformat(timespec="seconds"))
    intake = Intake(
        here.database, session, head.statement, is_office=here.is_office, preview=preview
    )
    total, done = opened.manifest["rows"], 0

    def sink(lines: list[Line]) -> None:
        nonlocal done
        if cancelled():
            raise CancelledError(_("Stopped. Nothing was taken in."))
        intake.take(lines)
        done += len(lines)
        progress(done, total)

    read_lines(opened.path, here.ring.identities, opened.manifest, sink, take_file=intake.take_file)
    taken = intake.finish()
    peer_of(session, head.statement.sender).reads = head.reads
    return taken


@dataclass(frozen=True, slots=True)
class _Count:
    """How many changes and rows of each kind there are."""

    changes: int
    rows: Mapping[str, int]

    @classmethod
    def now(cls, session: Session) -> "_Count":
        session.flush()
        changes = session.scalar(select(func.count()).select_from(ChangeRecord)) or 0
        rows = {
            entity: session.scalar(select(func.count()).select_from(record_class)) or 0
            for entity, record_class in synced_entities().items()
        }
        return cls(changes, rows)


def _checked_census(
    session: Session, head: Head, before: _Count, taken: Taken
) -> tuple[CensusLine, ...]:
    """Compare what was sent with what is here now.

    Raises: BundleError, which rolls everything back.
    """
    now, received = _Count.now(session), taken.received
    counted = (
        dict(taken.sent) == dict(head.census)
        and taken.files == head.contents
        and now.changes == before.changes + received.new
    )
    if not received.erased:
        counted = counted and all(
            now.rows[entity] == before.rows[entity] + received.new_records[entity]
            for entity in now.rows
        )
    if not counted:
        raise BundleError(_("The counts do not match what was sent. Nothing was taken in."))
    return tuple(
        CensusLine(
            entity=entity,
            sent=sent,
            arrived=sent - taken.not_ours[entity],
            not_ours=taken.not_ours[entity],
        )
        for entity, sent in sorted(taken.sent.items())
    )


def _event(here: Sender, opened: Opened, taken: Taken) -> EventRecord:
    head = opened.head
    now = here.database.clock().isoformat(timespec="seconds")
    return EventRecord(
        bundle_id=head.bundle_id,
        outgoing=False,
        peer=head.statement.sender,
        sequence=head.sequence,
        made_at=head.made_at,
        happened_at=now,
        author=here.author,
        file_name=opened.path.name,
        changes=sum(head.census.values()),
        persons=head.persons,
        new_changes=taken.received.new,
        arrived=sum(taken.sent.values()),
        receipt_at=now,
        witness=head.witness,
    )


def _report_again(session: Session, head: Head, event: EventRecord) -> ImportReport:
    receipt = receipt_of(event)
    assert receipt is not None  # noqa: S101 - each import has one
    return ImportReport(
        sender=event.peer,
        sender_name=session.get_one(PeerRecord, event.peer).name,
        sequence=event.sequence,
        new_changes=0,
        known=event.changes,
        conflicts=0,
        persons=(),
        census=tuple(
            CensusLine(entity, sent, sent, 0) for entity, sent in sorted(head.census.items())
        ),
        receipt=receipt,
        missing=missing_sequences(session, event.peer),
        already_imported=True,
    )


def _open_conflicts(session: Session) -> set[tuple[str, str]]:
    query = select(ConflictRecord.record_id, ConflictRecord.field)
    return {(record_id, name) for record_id, name in session.execute(query)}
