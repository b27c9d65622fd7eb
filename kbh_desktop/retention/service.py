"""What can be done with retention: see what is due, extend it, delete it, and prove that."""

from collections.abc import Callable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError, NotAllowedError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.aliases import registrations
from kbh_desktop.people.records import PersonRecord
from kbh_desktop.retention import clocks, deleting, rules
from kbh_desktop.retention.deleting import Around
from kbh_desktop.retention.gathering import facts_of, retention_id
from kbh_desktop.retention.model import Deletion, Due, DueOrder, DuePage
from kbh_desktop.retention.records import DeletionRecord, RetentionRecord
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Actor, Role
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.erasure import erased_scopes
from kbh_desktop.storage.partial_erasure import follow
from kbh_desktop.storage.tables import PartialErasureRecord

REQUEST = "request"


class RetentionService:
    """Says when what of a person has to go; a coordinator deletes or extends, with a reason.

    Reading raises NotAllowedError for a role without casework, changing for all but coordinators.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        actor: Actor,
        around: Around,
    ) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._around = around
        self._municipality = around.municipality
        self._audit = AuditLog(database, clock, actor)

        def follow_office(session: Session, ids: frozenset[str]) -> None:
            follow(session, ids, around.office, database.hooks)
            said = select(PartialErasureRecord.scope).where(PartialErasureRecord.id.in_(ids))
            deleting.forget_keys(session, session.scalars(said).all())

        database.on_projected(PartialErasureRecord.__entity__, follow_office)

    # What is due

    def due(
        self,
        *,
        order: DueOrder = "due",
        until: date | None = None,
        limit: int = 200,
        offset: int = 0,
    ) -> DuePage:
        """Return one window of what has to go by `until` (today when left out)."""
        require_casework(self._actor)
        clocks.catch_up(self._database, self._municipality)
        day = (until or self.today()).isoformat()
        with self._database.read() as session:
            return clocks.page(session, day, order, limit, offset)

    def clock(self, person_id: PersonId) -> tuple[Due, ...]:
        """Return when what of one person has to go, the earliest first."""
        require_casework(self._actor)
        with self._database.read() as session:
            facts = facts_of(session, [person_id], self._municipality).get(person_id)
        return rules.clock(facts) if facts else ()

    # What is decided

    def close_case(self, person_id: PersonId, on: str) -> None:
        """Write down when the case was closed: an ISO day, or a month or year if no more is known.

        Raises: InputError, NotFoundError.
        """
        rules.last_day(on)
        self._change(person_id, closed_on=on)

    def confirm_journal(self, person_id: PersonId) -> None:
        """Write down that the municipality's own system has everything that must be kept."""
        self._change(person_id, journalised_on=self.today().isoformat())

    def request(self, person_id: PersonId) -> None:
        """Write down that the person asked for erasure today; the answer is due in 30 days."""
        self._change(person_id, requested_on=self.today().isoformat())

    def extend(self, person_id: PersonId, rule: str, until: date, reason: str) -> None:
        """Keep something longer than its rule says.

        Raises: InputError without a reason or for a day that is over, NotFoundError.
        """
        wanted = rules.rule(rule)
        if not reason.strip():
            raise InputError(_("Say why it is kept longer."), field="reason")
        if until <= self.today():
            raise InputError(_("Choose a day in the future."), field="until")
        said = {
            "until": until.isoformat(),
            "reason": reason.strip(),
            "by": self._actor.name,
            "at": self._clock().isoformat(timespec="seconds"),
        }
        self._check_coordinator()
        with self._database.write() as session:
            record = self._record(session, person_id)
            record.extensions = {**record.extensions, wanted.key: said}
            session.flush()
            self._audit.record(
                AuditAction.EXTEND_RETENTION,
                person_id=person_id,
                subject=wanted.key,
                reason=reason.strip(),
            )

    # Deleting

    def delete(self, person_id: PersonId, rule: str, reason: str) -> Deletion:
        """Delete what a rule says, here at once and on each device with its next bundle.

        Raises: NotAllowedError before its day or before it is journalised; InputError without a
        reason; NotFoundError.
        """
        wanted = rules.rule(rule)
        self._check_coordinator()
        if not reason.strip():
            raise InputError(_("Say why it is deleted."), field="reason")
        self._check_may_go(person_id, wanted.key)
        deletion_id = self._begin(person_id, wanted.key, reason.strip())
        self._carry_out(deletion_id)
        return self.deletion(deletion_id)

    def carry_on(self) -> None:
        """Finish deletions that a stop of the machine interrupted."""
        if not self._actor.has(Role.COORDINATOR):
            return
        with self._database.read() as session:
            query = select(DeletionRecord.id).where(DeletionRecord.change_id == "")
            begun = session.scalars(query).all()
        for deletion_id in begun:
            self._carry_out(deletion_id)

    def deletions(self) -> tuple[Deletion, ...]:
        """Return every deletion with what can be proven of it today, the newest first."""
        require_casework(self._actor)
        with self._database.read() as session:
            query = select(DeletionRecord).order_by(DeletionRecord.begun_at.desc())
            found = session.scalars(query).all()
            return tuple(deleting.proof(one, self._around) for one in found)

    def deletion(self, deletion_id: str) -> Deletion:
        """Return one deletion with what can be proven of it today.

        Raises: NotFoundError.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            record = session.get(DeletionRecord, deletion_id)
            if record is None:
                raise NotFoundError(_("That deletion is not in this vault."))
            return deleting.proof(record, self._around)

    def today(self) -> date:
        """Return the day it is here."""
        return self._clock().astimezone().date()

    # Inside

    def _check_coordinator(self) -> None:
        if not self._actor.has(Role.COORDINATOR):
            raise NotAllowedError(_("Only coordinators delete data or keep them longer."))

    def _check_may_go(self, person_id: PersonId, rule: str) -> None:
        due = next((each for each in self.clock(person_id) if each.rule.key == rule), None)
        if rule == REQUEST:
            return
        if due is None:
            raise NotFoundError(_("That rule does not concern this person now."))
        if due.due_on > self.today():
            raise NotAllowedError(
                _("It is kept until {day}. The person can ask for erasure before.").format(
                    day=f"{due.due_on:%d-%m-%Y}"
                )
            )
        if due.waits_for_journal:
            raise NotAllowedError(
                _("Confirm first that what must be kept is journalised in your own system.")
            )

    def _begin(self, person_id: PersonId, rule: str, reason: str) -> str:
        with self._database.write() as session:
            self._person(session, person_id)
            ids = registrations(session, person_id)
            record = DeletionRecord(
                person_id=person_id,
                registrations=list(ids),
                rule=rule,
                begun_at=self._clock().isoformat(timespec="seconds"),
                deleted_by=self._actor.name,
                reason=reason,
                counts=deleting.count(session, ids),
                held_by=sorted({holder for each in ids for holder in self._around.holders(each)}),
            )
            session.add(record)
            session.flush()
            return record.id

    def _is_erased(self, person_id: str) -> bool:
        with self._database.read() as session:
            return bool(erased_scopes(session, [person_id]))

    def _carry_out(self, deletion_id: str) -> None:
        with self._database.read() as session:
            record = session.get_one(DeletionRecord, deletion_id)
            rule, reason = rules.rule(record.rule), record.reason
            waiting = set(record.registrations) - erased_scopes(session, record.registrations)
        if rule.part == "person":
            for person_id in sorted(waiting):
                if not self._is_erased(person_id):  # with another registration of the person
                    self._around.erase(person_id, rule.key)
            self._done(deletion_id, deleting.erasing_change, {})
            return
        with self._database.write() as session:
            gone = sum(
                deleting.erase_health(self._database, session, each) for each in sorted(waiting)
            )
            self._done(deletion_id, deleting.newest_partial, {"answers": gone})
            self._audit.record(
                AuditAction.ERASE_PART,
                person_id=PersonId(record.person_id),
                subject=rule.part,
                reason=reason,
            )
        self._database.checkpoint()

    def _done(
        self,
        deletion_id: str,
        change_of: Callable[[Session, Sequence[str]], str],
        counts: dict[str, int],
    ) -> None:
        with self._database.write() as session:
            record = session.get_one(DeletionRecord, deletion_id)
            record.change_id = change_of(session, record.registrations) or "-"
            if counts:
                record.counts = counts

    def _change(self, person_id: PersonId, **fields: str) -> None:
        require_casework(self._actor)
        with self._database.write() as session:
            record = self._record(session, person_id)
            for name, value in fields.items():
                setattr(record, name, value)

    def _record(self, session: Session, person_id: PersonId) -> RetentionRecord:
        self._person(session, person_id)
        record = session.get(RetentionRecord, retention_id(person_id))
        if record is None:
            record = RetentionRecord(id=retention_id(person_id), scope=person_id)
            session.add(record)
        return record

    def _person(self, session: Session, person_id: PersonId) -> PersonRecord:
        record = session.get(PersonRecord, person_id)
        if record is None or record.state == "deleted":
            raise NotFoundError(_("That person is not on this device."))
        return record
