"""Takes the lines of a bundle into the database, inside one transaction."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.orm import Session

from kbh_desktop.bundles.content_intake import ContentIntake, is_address
from kbh_desktop.bundles.contents import note_held
from kbh_desktop.bundles.frames import damaged
from kbh_desktop.bundles.lines import word_of
from kbh_desktop.bundles.outgoing import Statement
from kbh_desktop.bundles.preview import PreviewCollector
from kbh_desktop.bundles.records import (
    AssignmentRecord,
    HeldRecord,
    MarkRecord,
    PeerRecord,
    ReleaseRecord,
)
from kbh_desktop.errors import BundleSenderError
from kbh_desktop.i18n import _
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.batches import batches
from kbh_desktop.storage.change import ERASURE, WIRE
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.projection import ProjectionHooks
from kbh_desktop.storage.receiving import DamagedChangeError, Received, Receiver, scopes_here
from kbh_desktop.storage.tables import ChangeRecord
from kbh_desktop.storage.writing import tick

Line = Sequence[Any]
ASSIGNMENT = "assignment"
_ENTITY, _SCOPE, _KIND, _NODE = (WIRE.index(name) for name in ("entity", "scope", "kind", "node"))


@dataclass(frozen=True, slots=True)
class Taken:
    """What the lines brought: changes per kind that are for others, and what was received."""

    received: Received
    not_ours: Counter[str]
    sent: Counter[str]
    files: int
    new_files: int


class Intake:
    """Reads the lines of one bundle; `finish` completes it."""

    def __init__(
        self,
        database: Database,
        session: Session,
        statement: Statement,
        *,
        is_office: bool,
        preview: PreviewCollector | None = None,
    ) -> None:
        self.contents = ContentIntake(session, keeping=preview is None)
        self._database = database
        self._session = session
        self._statement = statement
        self._is_office = is_office
        self._receiver = (
            Receiver(session, database.hooks, statement.sender)
            if preview is None
            else Receiver(session, ProjectionHooks(), statement.sender, preview.before)
        )
        self._lists: dict[str, list[Line]] = {
            word: [] for word in ("have", "released", "assigned", "whole", "holds", "content")
        }
        self._lists_done = False
        self._own: set[str] = set()
        self._seen_scopes: set[str] = set()
        self._restart = False
        self._not_ours: Counter[str] = Counter()
        self._sent: Counter[str] = Counter()

    def take(self, lines: Sequence[Line]) -> None:
        """Take a batch of lines.

        Raises: BundleDamagedError, BundleSenderError.
        """
        changes: list[list[Any]] = []
        echoes: list[Line] = []
        for line in lines:
            word = word_of(line)
            if word == "change":
                changes.append(list(line[1:]))
            elif word == "echo":
                echoes.append(line)
            elif self._lists_done or changes or echoes:  # they come first
                raise damaged()
            else:
                self._lists[word].append(line)
        if changes or echoes:
            self._take_lists()
        self._note_echoes(echoes)
        self._take_changes(changes)

    def finish(self) -> Taken:
        """Bring the tables in line and remember where the sender and we now stand."""
        self._take_lists()
        self.contents.finish()
        try:
            received = self._receiver.finish()
        except DamagedChangeError:
            raise damaged() from None
        self.contents.drop_what_is_not_ours()
        self._note_whole()
        self._note_statement()
        contents = self.contents
        return Taken(received, self._not_ours, self._sent, contents.count, contents.new)

    def _take_lists(self) -> None:
        if self._lists_done:
            return
        self._lists_done = True
        tick(self._session, self._statement.clock + 1)
        self._note_files()
        if self._is_office:
            self._note_held()
            self._note_released()
        else:
            self._note_assigned()
            self._own = self._scopes_we_take()

    def take_file(self, body: bytes) -> None:
        """Take a piece of a file; it comes after all lines.

        Raises: BundleDamagedError.
        """
        self._take_lists()
        self.contents.take(body)

    def _note_files(self) -> None:
        held = [address for _word, address in self._lists["holds"]]
        if not all(map(is_address, held)):
            raise damaged()
        note_held(self._session, self._statement.sender, held)
        self.contents.announce((address, size) for _word, address, size in self._lists["content"])

    def _note_assigned(self) -> None:
        """Replace our list of persons by a newer one; the newest decides."""
        number = self._statement.assignment
        me = self._statement.receiver
        newest = self._database.meta_get(self._session, ASSIGNMENT) or 0
        if number is None or number <= newest:
            return
        self._database.meta_set(self._session, ASSIGNMENT, number)
        assigned = {scope: at for _word, scope, at in self._lists["assigned"]}
        _replace(
            self._session,
            AssignmentRecord,
            me,
            [{"device": me, "scope": scope, "number": at} for scope, at in assigned.items()],
        )
        held = set(self._session.scalars(select(HeldRecord.scope).where(HeldRecord.device == me)))
        _replace(
            self._session,
            HeldRecord,
            me,
            [{"device": me, "scope": scope} for scope in held & assigned.keys()],
        )
        for release in self._session.scalars(select(ReleaseRecord)).all():
            if assigned.get(release.scope, release.number + 1) > release.number:
                self._session.delete(release)
        self._session.flush()

    def _scopes_we_take(self) -> set[str]:
        assigned = self._session.scalars(select(AssignmentRecord.scope))
        here = self._session.scalars(select(ChangeRecord.scope).distinct())
        released = self._session.scalars(select(ReleaseRecord.scope))
        return {WHOLE_OFFICE, *assigned, *here} - set(released)

    def _note_held(self) -> None:
        sender = self._statement.sender
        _replace(
            self._session,
            HeldRecord,
            sender,
            [
                {"device": sender, "scope": scope}
                for scope in {scope for _word, scope in self._lists["have"]}
            ],
        )

    def _note_released(self) -> None:
        """Take persons off the list of a device that cleared them after our receipt."""
        for _word, scope, number in self._lists["released"]:
            self._session.execute(
                delete(AssignmentRecord).where(
                    AssignmentRecord.device == self._statement.sender,
                    AssignmentRecord.scope == scope,
                    AssignmentRecord.number <= number,
                )
            )

    def _note_echoes(self, echoes: Iterable[Line]) -> None:
        """Notice that this copy is older than what it once sent: a change of ours is unknown."""
        ours = [line[1] for line in echoes if self._is_office or line[2] in self._own]
        for part in batches(ours):
            known = self._session.scalar(
                select(func.count()).select_from(ChangeRecord).where(ChangeRecord.id.in_(part))
            )
            if known != len(set(part)):
                self._restart = True

    def _take_changes(self, changes: list[list[Any]]) -> None:
        ours = []
        for change in changes:
            if not all(isinstance(change[place], str) for place in (_ENTITY, _SCOPE, _KIND)):
                raise damaged()
            self._sent[change[_ENTITY]] += 1
            if self._is_office or change[_KIND] == ERASURE or change[_SCOPE] in self._own:
                ours.append(change)
            else:
                self._not_ours[change[_ENTITY]] += 1
        if self._is_office:
            self._check_erasures(ours)
            self._assign_new(ours)
        try:
            self._receiver.take(ours)
        except DamagedChangeError:
            raise damaged() from None

    def _check_erasures(self, changes: Iterable[Sequence[Any]]) -> None:
        me = self._statement.receiver
        if any(change[_KIND] == ERASURE and change[_NODE] != me for change in changes):
            raise BundleSenderError(_("A device tried to erase a person. Only the office may."))

    def _assign_new(self, changes: Iterable[Sequence[Any]]) -> None:
        """Count a person that a device registered as assigned to it."""
        scopes = {change[_SCOPE] for change in changes} - self._seen_scopes - {WHOLE_OFFICE}
        self._seen_scopes |= scopes
        new = scopes - scopes_here(self._session, scopes)
        number = tick(self._session) if new else 0
        sender = self._statement.sender
        rows = [{"device": sender, "scope": scope, "number": number} for scope in new]
        if rows:
            self._session.execute(upsert(AssignmentRecord).on_conflict_do_nothing(), rows)

    def _note_whole(self) -> None:
        """Remember which persons came with everything there is about them."""
        me = self._statement.receiver
        assigned = set(
            self._session.scalars(
                select(AssignmentRecord.scope).where(AssignmentRecord.device == me)
            )
        )
        whole = {scope for _word, scope in self._lists["whole"]} & assigned & self._own
        rows = [{"device": me, "scope": scope} for scope in whole]
        if rows and not self._is_office:
            self._session.execute(upsert(HeldRecord).on_conflict_do_nothing(), rows)

    def _note_statement(self) -> None:
        said = self._statement
        peer = self._session.get_one(PeerRecord, said.sender)
        peer.restart = (peer.restart or self._restart) and said.since != 0
        if said.since == 0 or (said.since <= peer.received <= said.upto):
            # A gap is not acknowledged, so what was in it is sent again.
            peer.received, peer.received_id = said.upto, said.upto_id
        mark = self._session.get(MarkRecord, said.ack) if said.ack else None
        # The receiver's own statement, not a maximum; an unknown mark means everything again.
        peer.acked = said.ack if mark is not None and mark.change_id == said.ack_id else 0


def _replace(
    session: Session,
    record_class: type[AssignmentRecord] | type[HeldRecord],
    device: str,
    rows: Sequence[Mapping[str, Any]],
) -> None:
    session.execute(delete(record_class).where(record_class.device == device))
    if rows:
        session.execute(upsert(record_class), rows)
