"""Makes the bundle for a peer."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection
from sqlalchemy.orm import Session

from kbh_desktop.bundles import contents
from kbh_desktop.bundles.codec import CONTEXT, write_bundle
from kbh_desktop.bundles.contents import Contents
from kbh_desktop.bundles.events import next_sequence, receipts_for, told_heads
from kbh_desktop.bundles.frames import PLAIN, WITH_FILES
from kbh_desktop.bundles.manifest import Head
from kbh_desktop.bundles.model import ExportedBundle
from kbh_desktop.bundles.office_keys import Keyring
from kbh_desktop.bundles.outgoing import Lines, Statement, count_lines, state_where_we_stand
from kbh_desktop.bundles.peers import peer_of
from kbh_desktop.bundles.records import EventRecord, PeerRecord
from kbh_desktop.errors import CancelledError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.ids import new_id
from kbh_desktop.security.keys import DeviceCard, DeviceKeys, OfficeCard
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.change import SCHEMA_VERSION
from kbh_desktop.storage.database import Database

SUFFIX = ".kbhx"
PROGRAM = "kbh-desktop"
_EVERY = 500

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


def never() -> bool:
    """Nobody cancels."""
    return False


def unheard(_done: int, _total: int) -> None:
    """Nobody watches the progress."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who makes a bundle: the node, its keys and card, its office.

    `witness` says what the audit log reads now: its head, and the entries of the given numbers.
    """

    database: Database
    ring: Keyring
    card: DeviceCard | None
    witness: Callable[[Collection[int]], str]
    author: str

    @property
    def keys(self) -> DeviceKeys:
        """The keys of this node."""
        return self.ring.keys

    @property
    def office(self) -> OfficeCard:
        """The public card of the office."""
        return self.ring.office

    @property
    def is_office(self) -> bool:
        """Whether this is the office."""
        return self.card is None


@dataclass(frozen=True, slots=True)
class _Plan:
    statement: Statement
    restart: bool
    recipients: tuple[str, ...]
    head: Head
    reads: int
    """The newest format that the receiver reads."""


def export(
    sender: Sender,
    peer_id: str,
    target: Path,
    progress: Progress = unheard,
    cancelled: Cancelled = never,
) -> ExportedBundle:
    """Write everything that `peer_id` is not known to have to `target`, a folder or a file.

    Raises: NotFoundError, BundleSenderError for a revoked device, CancelledError, StorageError.
    """
    database = sender.database
    with database.write() as session:
        plan = _plan(sender, session, peer_of(session, peer_id))
    path = _free_name(target, plan)
    with database.snapshot() as connection:
        files = _files_for(connection, plan)
        about_files = files.lines() if files else ()
        lines = Lines(connection, plan.statement, plan.restart, about_files)
        total = count_lines(connection, plan.statement)
        try:
            written = write_bundle(
                path,
                _watched(lines, total, progress, cancelled),
                lambda: _completed(plan.head, lines, files).to_json(),
                lambda body: sender.keys.sign(CONTEXT, body),
                plan.recipients,
                contents.bodies(connection, files.sending) if files else None,
            )
        except OSError:
            raise StorageError(
                _("The bundle can't be written to {folder}.").format(folder=path.parent)
            ) from None
    bundle = ExportedBundle(
        path=path,
        sequence=plan.head.sequence,
        persons=len(lines.scopes - {WHOLE_OFFICE}),
        changes=lines.changes,
        size=written.size,
        files=len(files.sending) if files else 0,
        files_waiting=files.waiting if files else 0,
    )
    with database.write() as session:
        session.add(_event(plan, bundle))
        contents.note_sent(session, peer_id, files.sending if files else ())
    return bundle


def _plan(sender: Sender, session: Session, peer: PeerRecord) -> _Plan:
    database = sender.database
    statement = state_where_we_stand(session, database.node, peer, from_office=sender.is_office)
    recipients = (peer.recipient,) if sender.is_office else _with_recovery(sender.office)
    head = Head(
        bundle_id=new_id(),
        office=sender.office.office_id,
        sequence=next_sequence(session, peer.id),
        made_at=database.clock().isoformat(timespec="seconds"),
        author=sender.author,
        program=PROGRAM,
        schema=SCHEMA_VERSION,
        statement=statement,
        census={},
        persons=0,
        card=sender.card,
        receipts=receipts_for(session, peer.id),
        witness=sender.witness({head.sequence for head in told_heads(session, peer.id)}),
        successions=sender.ring.chain if sender.is_office else (),
    )
    return _Plan(statement, peer.restart, recipients, head, peer.reads)


def _files_for(connection: Connection, plan: _Plan) -> Contents | None:
    """Return which files are told of and sent; None for a receiver that can't read of them."""
    if plan.reads < WITH_FILES:
        return None
    return contents.contents_for(connection, plan.statement)


def _with_recovery(office: OfficeCard) -> tuple[str, ...]:
    """Return the office and its recovery sheet: a laptop can't open what it sent."""
    return (office.recipient, office.recovery_recipient)


def _free_name(target: Path, plan: _Plan) -> Path:
    """Return a name that is not taken: an older bundle may not have been delivered yet."""
    if not target.is_dir():
        return target
    said = plan.statement
    name = f"kbh-{said.sender[:8]}-{said.receiver[:8]}-{plan.head.sequence:04}"
    path = target / f"{name}{SUFFIX}"
    again = 1
    while path.exists():
        again += 1
        path = target / f"{name}-{again}{SUFFIX}"
    return path


def _watched(
    lines: Iterable[bytes], total: int, progress: Progress, cancelled: Cancelled
) -> Iterator[bytes]:
    for done, line in enumerate(lines):
        if done % _EVERY == 0:
            progress(done, total)
            if cancelled():
                raise CancelledError(_("Stopped. No bundle was made."))
        yield line
    progress(total, total)


def _completed(head: Head, lines: Lines, files: Contents | None) -> Head:
    return replace(
        head,
        census=dict(lines.per_entity),
        persons=len(lines.scopes - {WHOLE_OFFICE}),
        format=WITH_FILES if files else PLAIN,
        contents=len(files.sending) if files else 0,
    )


def _event(plan: _Plan, bundle: ExportedBundle) -> EventRecord:
    head = plan.head
    return EventRecord(
        bundle_id=head.bundle_id,
        outgoing=True,
        peer=plan.statement.receiver,
        sequence=head.sequence,
        made_at=head.made_at,
        happened_at=head.made_at,
        author=head.author,
        file_name=bundle.path.name,
        changes=bundle.changes,
        persons=bundle.persons,
        new_changes=bundle.changes,
        witness=head.witness,
    )
