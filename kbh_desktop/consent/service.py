"""What can be done with consents: ask, write down, withdraw, and decide what may leave."""

from dataclasses import replace
from datetime import date

from sqlalchemy.orm import Session

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.consent import ledger
from kbh_desktop.consent.labels import closed_sentence
from kbh_desktop.consent.model import Consent, Decision, How, Said, Statement, Way, after_answer
from kbh_desktop.consent.purposes import purpose, purposes, text_version
from kbh_desktop.errors import ConsentError, InputError, NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId, new_id
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.records import PersonRecord
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import Actor
from kbh_desktop.storage.database import Database


class ConsentService:
    """Keeps what people agreed to, and says whether something may leave.

    Consent is only about sharing with others; casework itself rests on the law.
    """

    def __init__(self, database: Database, clock: Clock, actor: Actor) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._audit = AuditLog(database, clock, actor)

    def consents(self, person_id: PersonId) -> tuple[Consent, ...]:
        """Return what a person said of every purpose.

        Raises: NotAllowedError for a role without casework.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            found = ledger.consents(session, person_id)
        return tuple(found.get(each.key) or Consent(each.key, "") for each in purposes())

    def consent(self, person_id: PersonId, key: str) -> Consent:
        """Return what a person said of one purpose.

        Raises: NotFoundError when there is no such purpose.
        """
        wanted = purpose(key).key
        return next(each for each in self.consents(person_id) if each.purpose == wanted)

    def give(
        self,
        person_id: PersonId,
        key: str,
        *,
        how: How,
        language: str = "",
        on: date | None = None,
    ) -> Consent:
        """Write down that the person agrees.

        Raises: InputError for a day to come, NotFoundError.
        """
        return self._note(person_id, key, "given", how, language, on)

    def withdraw(
        self,
        person_id: PersonId,
        key: str,
        *,
        how: How,
        language: str = "",
        on: date | None = None,
    ) -> Consent:
        """Write down that the person takes it back; it counts at once and travels.

        Raises: InputError for a day to come, NotFoundError.
        """
        return self._note(person_id, key, "withdrawn", how, language, on)

    def answered(
        self, session: Session, person_id: PersonId, key: str, answer: str, given: Statement
    ) -> None:
        """Keep what an answer in a form says, inside the transaction that saves the answer."""
        before = ledger.consents(session, person_id).get(key) or Consent(key, "")
        said = after_answer(before.statements, given.interview_id, answer)
        if said == before.said and not before.is_disputed:
            return
        ledger.note(session, person_id, key, replace(given, said=said))

    def may_share(self, person_id: PersonId, way: Way) -> Decision:
        """Say whether something about the person may leave on `way`.

        It may not once the person said no or took it back. What was never asked does not close
        the way: a paper may be the person's own; `was_asked` is then False.
        """
        with self._database.read() as session:
            said = ledger.consents(session, person_id)
        asked = [each.key for each in purposes() if way in each.stops]
        for key in asked:
            found = said.get(key)
            if found is not None and self._closes(found):
                return Decision(may=False, why=closed_sentence(found), purpose=key)
        was_asked = any(key in said and said[key].said for key in asked)
        return Decision(may=True, purpose=next(iter(asked), ""), was_asked=was_asked)

    def _closes(self, found: Consent) -> bool:
        return found.said == "withdrawn" or (
            found.said == "declined" and purpose(found.purpose).no_stops
        )

    def require(self, person_id: PersonId, way: Way) -> None:
        """Let nothing past that may not leave.

        Raises: ConsentError with a sentence that names the consent and the way forward.
        """
        decision = self.may_share(person_id, way)
        if not decision.may:
            raise ConsentError(decision.why)

    def people_who_withdrew(self) -> frozenset[PersonId]:
        """Return the people who took a consent to sharing with others back; they leave no way."""
        shared = (each.key for each in purposes() if Way.OPEN_EXPORT in each.stops)
        with self._database.read() as session:
            return ledger.people_who_withdrew(session, shared)

    def today(self) -> date:
        """Return the day it is here."""
        return self._clock().astimezone().date()

    def _note(
        self, person_id: PersonId, key: str, said: Said, how: How, language: str, on: date | None
    ) -> Consent:
        require_casework(self._actor)
        wanted = purpose(key).key
        day = on or self.today()
        if day > self.today():
            raise InputError(_("The day can't be in the future."), field="on")
        statement = Statement(
            id=new_id(),
            said=said,
            said_on=day,
            how=how,
            taken_by=self._actor.name,
            noted_at=self._clock().isoformat(timespec="seconds"),
            language=language,
            text_version=text_version(),
        )
        action = AuditAction.GIVE_CONSENT if said == "given" else AuditAction.WITHDRAW_CONSENT
        with self._database.write() as session:
            self._check_here(session, person_id)
            ledger.note(session, person_id, wanted, statement)
            self._audit.record(action, person_id=person_id, subject=wanted)
        return self.consent(person_id, wanted)

    def _check_here(self, session: Session, person_id: PersonId) -> None:
        record = session.get(PersonRecord, person_id)
        if record is None or record.state == "deleted":
            raise NotFoundError(_("That person is not on this device."))
