"""Bringing the registrations of one person together, and taking them apart again."""

from collections.abc import Collection, Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import ChangeId, PersonId
from kbh_desktop.people import search
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.aliases import registrations, shown_id, shown_ids
from kbh_desktop.people.candidates import Cancelled, Progress, candidates, never, unheard
from kbh_desktop.people.comparing import (
    TOGETHER,
    CandidatePair,
    Comparison,
    MergedPair,
    Separated,
    Side,
    field_pairs,
)
from kbh_desktop.people.index import PersonIndex
from kbh_desktop.people.model import Person
from kbh_desktop.people.records import (
    PERSON_FIELDS,
    MergeRecord,
    PersonRecord,
    SamePersonRecord,
)
from kbh_desktop.people.same_person import link_id
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Actor
from kbh_desktop.storage import change_log
from kbh_desktop.storage.base import WHOLE_OFFICE
from kbh_desktop.storage.database import Database


class DuplicateService:
    """Finds people who were registered twice, and shows them as one.

    Every method raises NotAllowedError for a role without casework.
    """

    def __init__(self, database: Database, clock: Clock, actor: Actor, index: PersonIndex) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._index = index
        self._audit = AuditLog(database, clock, actor)

    def search(
        self, progress: Progress = unheard, cancelled: Cancelled = never
    ) -> tuple[CandidatePair, ...]:
        """Return the pairs that may be one person, the surest first; seconds for 100,000 people.

        Raises: CancelledError.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            found = candidates(session.connection(), _decided(session), progress, cancelled)
            ids = list(dict.fromkeys(PersonId(i) for each in found for i in (each.one, each.other)))
            rows = {row.id: row for row in search.rows(session, ids)}
        return tuple(
            CandidatePair(rows[PersonId(each.one)], rows[PersonId(each.other)], each.likeness)
            for each in found
        )

    def compare(self, one: PersonId, other: PersonId) -> Comparison:
        """Return two people side by side, with who wrote each field and when.

        Raises:
            NotFoundError: one of them is not on this device.
            InputError: they are one person already.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            records = _two(session, one, other)
            first, second = (record.as_model() for record in records)
            writers = {
                (person.id, write.field): (write.author, datetime.fromisoformat(write.wall))
                for person in (first, second)
                for write in reversed(change_log.history(session, person.id))
                if write.is_head
            }
            return Comparison(
                self._side(session, first),
                self._side(session, second),
                field_pairs(first, second, writers),
            )

    def merge(
        self,
        kept: PersonId,
        merged: PersonId,
        *,
        take: Collection[str] = (),
        reason: str,
        base: Iterable[ChangeId] | None = None,
    ) -> MergedPair:
        """Show `merged` under `kept` from now on, and write its values of the fields `take` there.

        `base` is what `Side.heads` gave of the kept one.

        Raises:
            InputError: no reason, an unknown field, or they are one person already.
            NotFoundError: one of them is not on this device.
        """
        require_casework(self._actor)
        if not reason.strip():
            raise InputError(_("Say why they are the same person."), field="reason")
        with self._database.write() as session:
            keeping, other = _two(session, kept, merged)
            taken_id = _take_over(session, keeping, other, take, base)
            link = self._decide(session, keeping.id, other.id, "same", kept=keeping.id)
            act = MergeRecord(
                scope=keeping.id,
                link_id=link.id,
                merged=other.id,
                reason=reason.strip(),
                author=self._actor.name,
                merged_at=self._clock().isoformat(timespec="seconds"),
                taken_id=taken_id,
            )
            session.add(act)
            self._index.refresh(session, [keeping.id, other.id])
            self._log(AuditAction.MERGE_PERSONS, keeping.id, other.id)
            return _merged_pair(session, link.id, act)

    def not_same(self, one: PersonId, other: PersonId) -> str:
        """Remember that two people are not the same; return the id of the decision.

        Raises:
            NotFoundError: one of them is not on this device.
            InputError: they are one person already.
        """
        require_casework(self._actor)
        with self._database.write() as session:
            first, second = _two(session, one, other)
            link = self._decide(session, first.id, second.id, "different")
            self._log(AuditAction.NOT_SAME_PERSON, first.id, second.id)
            return link.id

    def forget_decision(self, decision_id: str) -> None:
        """Take back that two people are not the same, so that they are suggested again.

        Raises:
            NotFoundError: there is no such decision.
        """
        require_casework(self._actor)
        with self._database.write() as session:
            link = _link(session, decision_id, "different")
            link.status = "undone"

    def unmerge(self, decision_id: str) -> Separated:
        """Show two registrations apart again; values taken over go back unless changed since.

        Raises:
            NotFoundError: they are not together.
        """
        require_casework(self._actor)
        with self._database.write() as session:
            link = _link(session, decision_id, "same")
            kept, merged = link.kept, link.as_model().merged
            stayed: list[str] = []
            for record, taken in _taken_over(session, link.id):
                stayed += change_log.take_back(session, record, taken)
            link.status = "undone"
            self._tell(session, link.id)
            self._index.refresh(session, [kept, merged])
            self._log(AuditAction.UNMERGE_PERSONS, kept, merged)
        return Separated(PersonId(kept), PersonId(merged), tuple(stayed))

    def merged(self, person_id: PersonId | None = None) -> tuple[MergedPair, ...]:
        """Return who was brought together, of one person or of all, the newest first."""
        require_casework(self._actor)
        with self._database.read() as session:
            query = select(SamePersonRecord).where(SamePersonRecord.status == "same")
            if person_id is not None:
                ids = registrations(session, person_id)
                query = query.where(SamePersonRecord.one.in_(ids), SamePersonRecord.other.in_(ids))
            acts = _newest_acts(session)
            found = [
                _merged_pair(session, link.id, acts.get(link.id), link)
                for link in session.scalars(query)
                if _are_here(session, link)
            ]
        return tuple(sorted(found, key=lambda each: str(each.at or ""), reverse=True))

    def _decide(
        self, session: Session, one: str, other: str, status: str, kept: str = ""
    ) -> SamePersonRecord:
        decision_id = link_id(one, other)
        link = session.get(SamePersonRecord, decision_id)
        if link is None:
            first, second = sorted((one, other))
            link = SamePersonRecord(id=decision_id, scope=WHOLE_OFFICE, one=first, other=second)
            session.add(link)
        link.status, link.kept = status, kept
        self._tell(session, decision_id)
        return link

    def _tell(self, session: Session, decision_id: str) -> None:
        """Let everybody know who is derived from decisions, as when one arrives in a bundle."""
        session.flush()
        self._database.hooks.tell(session, "same_person", [decision_id])

    def _side(self, session: Session, person: Person) -> Side:
        writes = change_log.history(session, person.id, limit=1)
        return Side(
            person,
            self._index.facts(session, person.id).count,
            datetime.fromisoformat(writes[0].wall) if writes else None,
            change_log.heads(session, person.id),
        )

    def _log(self, action: AuditAction, kept: str, other: str) -> None:
        self._audit.record(action, person_id=PersonId(kept), subject=other)


def _two(session: Session, one: str, other: str) -> tuple[PersonRecord, PersonRecord]:
    """Return the shown registrations of two people.

    Raises: NotFoundError, InputError.
    """
    records = [session.get(PersonRecord, shown_id(session, each)) for each in (one, other)]
    first, second = records
    if first is None or second is None or "deleted" in (first.state, second.state):
        raise NotFoundError(_("That person is not on this device."))
    if first is second:
        raise InputError(_("They are one person already."), field="person")
    return first, second


def _take_over(
    session: Session,
    kept: PersonRecord,
    merged: PersonRecord,
    take: Collection[str],
    base: Iterable[ChangeId] | None,
) -> str:
    """Write the values of `merged` on `kept`; return the id of that change, if there was one."""
    for name in take:
        if name not in PERSON_FIELDS:
            text = _("There is no field “{name}” of a person.").format(name=name)
            raise InputError(text, field=name)
    names = [each for name in take for each in (name, *TOGETHER.get(name, ()))]
    new = {name: getattr(merged, name) for name in names}
    new = {name: value for name, value in new.items() if getattr(kept, name) != value}
    if not new:
        return ""
    if base is not None:
        change_log.based_on(session, kept, base)
    for name, value in new.items():
        setattr(kept, name, value)
    session.flush()
    name = next(iter(new))
    return change_log.history(session, kept.id, name, limit=1)[0].change_id


def _taken_over(
    session: Session, decision_id: str
) -> Iterable[tuple[PersonRecord, Collection[str]]]:
    """Give each person who took values over with the changes that did; they count as undone."""
    by_person: dict[str, set[str]] = {}
    query = select(MergeRecord).where(
        MergeRecord.link_id == decision_id, MergeRecord.undone.is_(False)
    )
    for act in session.scalars(query).all():
        act.undone = True
        by_person.setdefault(act.scope, set()).update({act.taken_id} - {""})
    for person_id, taken in by_person.items():
        record = session.get(PersonRecord, person_id)
        if record is not None and taken:
            yield record, taken


def _link(session: Session, decision_id: str, status: str) -> SamePersonRecord:
    link = session.get(SamePersonRecord, decision_id)
    if link is None or link.status != status:
        raise NotFoundError(_("That decision was taken back already."))
    return link


def _decided(session: Session) -> set[tuple[str, str]]:
    """Return the pairs, as they are shown, that were found not to be the same."""
    query = select(SamePersonRecord.one, SamePersonRecord.other)
    pairs = session.execute(query.where(SamePersonRecord.status == "different")).all()
    shown = shown_ids(session, {each for pair in pairs for each in pair})
    return {
        (min(one, other), max(one, other))
        for pair in pairs
        for one, other in [[shown.get(each, each) for each in pair]]
    }


def _newest_acts(session: Session) -> dict[str, MergeRecord]:
    query = select(MergeRecord).where(MergeRecord.undone.is_(False))
    return {act.link_id: act for act in session.scalars(query.order_by(MergeRecord.merged_at))}


def _are_here(session: Session, link: SamePersonRecord) -> bool:
    return shown_id(session, link.one) == shown_id(session, link.other)


def _merged_pair(
    session: Session,
    decision_id: str,
    act: MergeRecord | None,
    link: SamePersonRecord | None = None,
) -> MergedPair:
    decided = (link or session.get_one(SamePersonRecord, decision_id)).as_model()
    kept, merged = decided.kept, decided.merged
    return MergedPair(
        link_id=decision_id,
        kept_id=PersonId(kept),
        merged_id=PersonId(merged),
        kept=_name(session, kept),
        merged=_name(session, merged),
        reason=act.reason if act else "",
        author=act.author if act else "",
        at=datetime.fromisoformat(act.merged_at) if act and act.merged_at else None,
    )


def _name(session: Session, person_id: str) -> str:
    record = session.get(PersonRecord, person_id)
    return record.as_model().display_name if record else ""
