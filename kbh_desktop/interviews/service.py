"""What can be done with interviews and their forms."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

from sqlalchemy import ColumnElement, or_, select

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.clock import Clock
from kbh_desktop.consent.service import ConsentService
from kbh_desktop.ids import InterviewId, PersonId, new_id
from kbh_desktop.interviews.arrivals import Arrivals
from kbh_desktop.interviews.consents import ConsentTeller
from kbh_desktop.interviews.earlier import EarlierAnswers
from kbh_desktop.interviews.facts import interview_events, interview_facts
from kbh_desktop.interviews.form_reviews import FormReviews
from kbh_desktop.interviews.form_trust import FormTrust
from kbh_desktop.interviews.forms import FormLibrary
from kbh_desktop.interviews.listing import listed
from kbh_desktop.interviews.model import MASKED, FormCard, Interview, Revision
from kbh_desktop.interviews.moving import DraftMover, MovePreview
from kbh_desktop.interviews.open_interview import OpenInterview
from kbh_desktop.interviews.prefill import person_table, prefill
from kbh_desktop.interviews.records import InterviewRecord, RevisionRecord
from kbh_desktop.interviews.safe import AnswerSafe
from kbh_desktop.interviews.saved_to import write_person
from kbh_desktop.interviews.store import Counts, InterviewStore, interview_record
from kbh_desktop.interviews.surroundings import Answered, Surroundings
from kbh_desktop.interviews.telling import Listener, fill_rows
from kbh_desktop.people.access import require_casework
from kbh_desktop.people.aliases import registrations
from kbh_desktop.people.model import Person
from kbh_desktop.people.service import PeopleService
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.health import HealthVault, is_sealed
from kbh_desktop.security.model import Actor
from kbh_desktop.storage.database import Database
from kbh_desktop.xforms.model import Form
from kbh_desktop.xforms.session import Session
from kbh_desktop.xforms.states import Entity

__all__ = ["Answered", "InterviewService", "OpenInterview"]


class InterviewService:
    """Begins, opens and lists interviews, and keeps the forms they follow.

    Every method raises NotAllowedError for a role without casework.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        actor: Actor,
        health: HealthVault,
        people: PeopleService,
        trust: FormTrust,
    ) -> None:
        self._database = database
        self._clock = clock
        self._actor = actor
        self._health = health
        self._people = people
        self._forms = FormLibrary(database, clock, actor.name, trust)
        self._audit = AuditLog(database, clock, actor)
        self.reviews = FormReviews(database, clock, actor)
        self.consents = ConsentService(database, clock, actor)
        people.watch_interviews(interview_facts, interview_events)
        self._mover = DraftMover(database, clock, self._forms, health, self._audit)
        self._earlier = EarlierAnswers(database, self._lines_of)
        self._listener: Callable[[], Listener | None] = lambda: None
        arrivals = Arrivals(self._forms, people.index, clock)
        database.on_projected("interview", arrivals.take_in)

    def listen(self, make: Callable[[], Listener]) -> None:
        """Let what `make` returns hear what is answered, and say what is known beforehand.

        It is made when the first interview is opened.
        """
        self._listener = cache(make)

    # Forms

    def forms(self) -> tuple[FormCard, ...]:
        """Return the newest version of each form."""
        return self._forms.cards()

    def refused_forms(self) -> tuple[FormCard, ...]:
        """Return the forms that are here but not signed, and so not offered."""
        return self._forms.refused()

    def newest_form(self, form_id: str) -> FormCard:
        """Return the newest version of a form.

        Raises:
            NotFoundError: it was never published here.
        """
        return self._forms.newest(form_id)

    def publish(self, path: Path) -> FormCard:
        """Check and keep the form at `path` (.xlsx, .md or an XForm in .xml).

        Raises:
            FormError: it can't be published; says why.
        """
        require_casework(self._actor)
        with self._database.write():
            card = self._forms.publish(path)
            self._audit.record(AuditAction.PUBLISH_FORM, subject=f"{card.form_id} {card.version}")
        return card

    def install_shipped_forms(self) -> tuple[FormCard, ...]:
        """Keep the forms that come with the program."""
        return self._forms.install_shipped()

    def form(self, form_sha256: str) -> Form:
        """Return a form of this vault, ready to be filled in.

        Raises:
            NotFoundError: it is not on this device.
        """
        return self._forms.load(form_sha256)

    # Interviews

    def start(self, person_id: PersonId, form_id: str, *, language: str = "") -> Interview:
        """Begin an interview by the newest version of a form, filled with what is known.

        `language` is the person's, as the form names it or its code.

        Raises:
            NotFoundError: no such person or form on this device.
        """
        return self._start(person_id, form_id, language).interview

    def _start(self, person_id: PersonId, form_id: str, language: str) -> OpenInterview:
        require_casework(self._actor)
        person = self._people.get(person_id)
        card = self._forms.newest(form_id)
        form = self._forms.load(card.sha256)
        code = language or person.mother_tongues.partition(" ")[0]
        session = self._begun(form, person)
        counts = Counts.of(session.progress())
        interview_id = InterviewId(new_id())
        safe = AnswerSafe(form, interview_id, self._health)
        first, health = safe.split(session.answers())
        record = InterviewRecord(
            id=interview_id,
            scope=person_id,
            form_id=card.form_id,
            form_sha256=card.sha256,
            form_version=card.version,
            title=card.title,
            started_at=self._clock().isoformat(timespec="seconds"),
            consultant=self._actor.name,
            place=person.centre,
            language=form.language_for(code) or language,
            answers=first,
            answered=counts.answered,
            total=counts.total,
            errors=counts.errors,
        )
        with self._database.write() as transaction:
            transaction.add(record)
            transaction.flush()
            if health:
                store = self._store(interview_id, safe)
                store.read()
                store.save(health, counts)
            self._people.index.refresh(transaction, [person_id])
            return self._opened(record.as_model(), card.sha256, with_health=True, running=session)

    def _begun(self, form: Form, person: Person) -> Session:
        """Return a new filling of `form` that begins with what is known."""
        earlier = self._earlier.by_name(person.id)
        listener = self._listener()
        if listener is None:
            return self._session(form, person, {}, self._clock, prefill(form, person, earlier))
        with self._database.read() as transaction:
            beforehand = listener.known(transaction, person.id)
        first = prefill(form, person, {**earlier, **beforehand.answers})
        session = self._session(form, person, {}, self._clock, first)
        fill_rows(session, form, beforehand)
        return session

    def get(self, interview_id: InterviewId) -> Interview:
        """Return one interview.

        Raises:
            NotFoundError: it is not on this device.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            return interview_record(session, interview_id).as_model()

    def for_person(self, person_id: PersonId) -> tuple[Interview, ...]:
        """Return the interviews with a person, the newest first."""
        with self._database.read() as session:
            scopes = registrations(session, person_id)
        return self._list(InterviewRecord.scope.in_(scopes))

    def finished(self, form_id: str) -> tuple[Interview, ...]:
        """Return the finished interviews by any version of a form, the newest first."""
        return self._list(InterviewRecord.form_id == form_id, InterviewRecord.finished_at != "")

    def today(self) -> tuple[Interview, ...]:
        """Return the user's drafts and the interviews that began today, the newest first."""
        midnight = datetime.combine(self._people.today(), time()).astimezone(UTC)
        return self._list(
            InterviewRecord.consultant == self._actor.name,
            or_(
                InterviewRecord.finished_at == "",
                InterviewRecord.started_at >= midnight.isoformat(timespec="seconds"),
            ),
        )

    def revisions(self, interview_id: InterviewId) -> tuple[Revision, ...]:
        """Return the finished states of an interview, the first one first."""
        require_casework(self._actor)
        query = select(RevisionRecord).where(RevisionRecord.interview_id == interview_id)
        with self._database.read() as session:
            found = session.scalars(query.order_by(RevisionRecord.number))
            return tuple(record.as_model() for record in found)

    def open(self, interview_id: InterviewId, *, reason: str = "") -> OpenInterview:
        """Open an interview, by the version of the form it began with.

        Health answers of one's own draft can be read; those of others by the health role, which
        gives a `reason` where the interview is finished. Reading them is logged.

        Raises:
            NotFoundError: it or its form is not on this device.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            record = interview_record(session, interview_id)
            interview, sha256 = record.as_model(), record.form_sha256
            has_health = any(map(is_sealed, record.answers.values()))
        may_read = self._health.can_open(interview_id) and (
            interview.state == "draft" or bool(reason.strip())
        )
        if has_health and may_read:
            self._audit.record(
                AuditAction.VIEW_HEALTH,
                person_id=interview.person_id,
                subject=interview_id,
                reason=reason.strip(),
            )
        return self._opened(interview, sha256, with_health=may_read)

    def open_without_health(self, interview_id: InterviewId) -> OpenInterview:
        """Open an interview with its health answers sealed, whoever asks.

        Raises:
            NotFoundError: it or its form is not on this device.
        """
        require_casework(self._actor)
        with self._database.read() as session:
            record = interview_record(session, interview_id)
            interview, sha256 = record.as_model(), record.form_sha256
        return self._opened(interview, sha256, with_health=False)

    def move_preview(self, interview_id: InterviewId) -> MovePreview | None:
        """Return what moving a draft to the newest version of its form would do.

        Raises:
            NotAllowedError: it has health answers that this user may not read.
            NotFoundError: it or its form is not on this device.
        """
        return self._mover.preview(self.open(interview_id))

    def has_newer_form(self, interview: Interview) -> bool:
        """Return whether a draft could be moved to a newer version of its form."""
        return self._mover.newer(interview) is not None

    def move_to_newest(self, interview_id: InterviewId) -> Interview:
        """Move a draft to the newest version of its form; what does not fit stays in the history.

        Raises:
            NotAllowedError: it has health answers that this user may not read.
            NotFoundError: it or its form is not on this device.
        """
        return self._mover.move(self.open(interview_id), self._store)

    def fill(
        self,
        person_id: PersonId,
        form_id: str,
        answers: Mapping[str, str],
        *,
        language: str = "",
        finish: bool = False,
    ) -> Interview:
        """Answer an interview by references with positions, all of it or nothing.

        The person's draft by that form goes on; where there is none a new one begins.

        Raises:
            InputError: names the reference whose answer can't be taken.
            NotFoundError: no such person or form on this device.
        """
        with self._database.write():
            drafts = (one for one in self.for_person(person_id) if one.state == "draft")
            draft = next((one for one in drafts if one.form_id == form_id), None)
            opened = self.open(draft.id) if draft else self._start(person_id, form_id, language)
            opened.fill(answers)
            return opened.finish() if finish else opened.interview

    # What others call the questions

    def label_of(self, interview_id: InterviewId, key: str) -> str:
        """Return the words of a question of an interview."""
        return self.open_without_health(interview_id).label(key)

    def display_of(self, interview_id: InterviewId, key: str, value: str) -> str:
        """Return a stored answer as a person reads it; `MASKED` when it is about health."""
        return (
            MASKED
            if is_sealed(value)
            else self.open_without_health(interview_id).worded(key, value)
        )

    # Inside

    def _list(self, *conditions: ColumnElement[bool]) -> tuple[Interview, ...]:
        require_casework(self._actor)
        with self._database.read() as session:
            return listed(session, *conditions)

    def _lines_of(self, interview_id: InterviewId, section: str) -> tuple[tuple[str, str], ...]:
        """Return what was answered in a section of an earlier interview, in words."""
        opened = self.open_without_health(interview_id)
        refs = [part.ref for part in opened.progress() if part.ref.rpartition("/")[2] == section]
        views = opened.view(refs[0]) if refs else ()
        said = (view for view in views if view.display and view.value not in {"", MASKED})
        return tuple((view.label, view.display) for view in said)

    def _opened(
        self,
        interview: Interview,
        sha256: str,
        *,
        with_health: bool,
        running: Session | None = None,
    ) -> OpenInterview:
        form, person = self._forms.load(sha256), self._people.get(interview.person_id)
        safe = AnswerSafe(form, interview.id, self._health)
        here = Surroundings(
            store=self._store(interview.id, safe),
            clock=self._clock,
            author=self._actor.name,
            node=self._database.node,
            begin=lambda form, answers, clock: self._session(form, person, answers, clock),
            earlier=self._earlier.answer,
            teller=self._teller(form),
            finish=self._finish,
        )
        return OpenInterview(form, person, safe, here, with_health=with_health, running=running)

    def _teller(self, form: Form) -> ConsentTeller:
        listener = self._listener()
        return ConsentTeller(listener, form, self.consents, self._clock, self._actor.name)

    def _store(self, interview_id: InterviewId, safe: AnswerSafe) -> InterviewStore:
        return InterviewStore(self._database, self._people.index, self._clock, interview_id, safe)

    def _session(
        self,
        form: Form,
        person: Person,
        answers: Mapping[str, str],
        clock: Clock,
        known: Mapping[str, str] | None = None,
    ) -> Session:
        return Session(
            form,
            clock=clock,
            new_id=new_id,
            answers=answers,
            username=self._actor.name,
            device_id=self._database.node,
            prefill=known,
            external={"person": lambda: person_table(person)},
            reviewed=self.reviews.reviewed() if form.drafted else frozenset(),
        )

    def _finish(
        self, interview: Interview, entities: tuple[Entity, ...], lock: Callable[[], Interview]
    ) -> Interview:
        with self._database.write():
            for entity in entities:
                if entity.dataset == "person":
                    write_person(self._people, interview.person_id, entity.values)
            finished = lock()
            self._health.close(interview.id)
            return finished
