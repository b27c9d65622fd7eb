"""One interview while it is open in a window or a command: answers go in and are saved at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from kbh_desktop.clock import Clock
from kbh_desktop.errors import InputError, NotAllowedError
from kbh_desktop.i18n import _, language
from kbh_desktop.ids import InterviewId
from kbh_desktop.interviews.filling import answer_all, has
from kbh_desktop.interviews.model import MASKED, AnswerHistory, EarlierAnswer, Interview
from kbh_desktop.interviews.safe import AnswerSafe, Entries, ref_of
from kbh_desktop.interviews.store import Counts
from kbh_desktop.interviews.surroundings import Answered, Surroundings
from kbh_desktop.interviews.time_machine import Moment, Wording, moments
from kbh_desktop.interviews.undo import UndoLog
from kbh_desktop.people.model import Person
from kbh_desktop.xforms.effects import Effects
from kbh_desktop.xforms.model import Form, Question, language_code
from kbh_desktop.xforms.session import Session
from kbh_desktop.xforms.states import Problem, SectionProgress, View


class OpenInterview:
    """Holds the running form of one interview; every change of an answer is one transaction.

    A change that could not be saved stays in the form and is saved with the next one. Answers
    about health that this user may not read are shown as `MASKED`. For one thread at a time.
    """

    def __init__(
        self,
        form: Form,
        person: Person,
        safe: AnswerSafe,
        here: Surroundings,
        *,
        with_health: bool,
        running: Session | None = None,
    ) -> None:
        self.form = form
        self.person = person
        self._safe = safe
        self._here = here
        self._with_health = with_health
        self._unsaved: dict[str, str | None] = {}
        self._undo: UndoLog | None = None
        self._running = running
        self._read()
        if running is not None:
            here.teller.begin(running)

    def _read(self) -> None:
        self._interview, stored = self._here.store.read()
        readable, self._locked = self._safe.opened(stored, with_health=self._with_health)
        self._answers = {key: value for key, value in readable.items() if value is not None}

    def _read_again(self) -> None:
        self._read()
        self._running = None

    @property
    def _session(self) -> Session:
        """The running form, made anew when it is needed after what is stored was read."""
        if self._running is None:
            self._running = self._here.begin(self.form, self._answers, self._time())
            self._answers = {}
            self._here.teller.begin(self._running)
        return self._running

    def _time(self) -> Clock:
        """A finished interview works out ages and the like as on the day it was finished."""
        finished_at = self._interview.finished_at
        return self._here.clock if finished_at is None else lambda: finished_at

    @property
    def id(self) -> InterviewId:
        """The interview's id."""
        return self._interview.id

    @property
    def interview(self) -> Interview:
        """The interview as last saved."""
        return self._interview

    @property
    def person_name(self) -> str:
        """The person's full name."""
        return self.person.display_name

    @property
    def has_sealed(self) -> bool:
        """Whether there are health answers that this user may not read."""
        return bool(self._locked)

    @property
    def is_finished(self) -> bool:
        """Whether it is locked."""
        return self._interview.state == "finished"

    @property
    def language_code(self) -> str:
        """The code of the person's language, such as `ar`; empty when the form lacks it."""
        name = self.form.language_for(self._interview.language)
        return language_code(name) if name else ""

    def view(self, section: int | str) -> tuple[View, ...]:
        """Return a section (its index or reference) in the user's and the person's language."""
        views = self._session.view(section, self._languages())
        return tuple(self._shown(view) for view in views)

    def progress(self) -> tuple[SectionProgress, ...]:
        """Return how far each section has come."""
        sections = self._session.progress(self._languages())
        if not self._locked:
            return sections
        missing = self._masked_problems()
        return tuple(
            replace(
                section,
                answered=section.answered + self._locked_in(section.ref),
                missing=section.missing - missing.count(section.ref),
            )
            for section in sections
        )

    def problems(self) -> tuple[Problem, ...]:
        """Return what is left to put right before it can be finished."""
        found = self._session.problems(language())
        return tuple(problem for problem in found if problem.key not in self._locked)

    def hidden_answers(self) -> tuple[tuple[str, str], ...]:
        """Return label and value of the answers that are not asked for any more."""
        stored = self._session.answers()
        return tuple(
            (self._session.state(key, language()).label, stored[key])
            for key in self._session.hidden_answers()
        )

    def section_of(self, key: str) -> str:
        """Return the reference of the section in which the question at `key` stands."""
        ref = ref_of(key)
        return self.form.section_of.get(ref, ref)

    def value(self, key: str) -> str:
        """Return the answer at `key` (or a reference with positions), or `MASKED`."""
        return MASKED if key in self._locked else self._session.state(key).value

    def display(self, key: str, in_language: str | None = None) -> str:
        """Return the answer at `key` as a person reads it, or `MASKED`."""
        return MASKED if key in self._locked else self._session.display(key, in_language)

    def label(self, key: str) -> str:
        """Return the words of the question at `key`."""
        return self._session.state(key, language()).label

    def worded(self, key: str, value: str) -> str:
        """Return `value` as a person would read it in the question at `key`."""
        return self._session.worded(key, value, language())

    def answers(self) -> dict[str, str]:
        """Return everything answered and worked out, by key; what may not be read is `MASKED`."""
        return self._session.answers() | dict.fromkeys(self._locked, MASKED)

    def submission(self) -> bytes:
        """Return the interview as the XML that ODK servers take, sealed answers left out."""
        return self._session.submission(instance_id=f"uuid:{self.id}")

    def has(self, address: str) -> bool:
        """Return whether there is a question or instance at a key or positional reference."""
        return has(self._session, address)

    def is_sealed(self, key: str) -> bool:
        """Return whether there is an answer at `key` that this user may not read."""
        return key in self._locked

    def history(self, key: str) -> tuple[AnswerHistory, ...]:
        """Return what was answered to one question, the newest first."""
        return tuple(
            AnswerHistory(
                change_id=write.change_id,
                value=self._readable(key, write.value),
                display=self.worded(key, self._readable(key, write.value)),
                author=write.author,
                at=datetime.fromisoformat(write.wall),
                is_head=write.is_head,
            )
            for write in self._here.store.history(key)
        )

    def moments(self) -> tuple[Moment, ...]:
        """Return every saved change of an answer, the first one first."""
        wording = Wording(self._question, self._readable, self.worded)
        return moments(self._here.store.writes(), wording)

    def earlier(self, key: str) -> EarlierAnswer | None:
        """Return what the person said to the same question in the interview before."""
        found = self._here.earlier(self._interview, self.form.node(ref_of(key)))
        return replace(found, display=self.worded(key, found.value)) if found else None

    def answer(self, key: str, value: str) -> Answered:
        """Answer the question at `key` (or at a reference with positions) and save it.

        Raises:
            InputError: the value can't be an answer; nothing was changed.
            NotAllowedError: the interview is finished.
            StorageError: it could not be saved; it is kept and saved with the next answer.
        """
        self._check_open()
        return self._save(self._session.set(key, value))

    def add_repeat(self, repeat: str) -> tuple[str, Answered]:
        """Add an instance to a repeat and return its key.

        Raises:
            InputError: the form sets the number itself.
        """
        self._check_open()
        key, effects = self._session.add(repeat)
        return key, self._save(effects)

    def remove_repeat(self, instance: str) -> Answered:
        """Remove an instance of a repeat with everything answered in it.

        Raises:
            InputError: the form sets the number itself.
        """
        self._check_open()
        return self._save(self._session.remove(instance))

    def fill(self, answers: Mapping[str, str]) -> Answered:
        """Answer many questions by references with positions, as one saved change.

        Raises:
            InputError: names the reference whose answer can't be taken; nothing was changed.
        """
        self._check_open()
        try:
            effects = answer_all(self._session, answers)
        except InputError:
            self.refresh()
            raise
        return self._save(effects)

    @property
    def can_undo(self) -> bool:
        """Whether there is an own change to take back, also from before a restart."""
        return not self.is_finished and self._undo_log().next_undo() is not None

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone change to do again."""
        return not self.is_finished and self._undo_log().next_redo() is not None

    def undo(self) -> Answered | None:
        """Take the latest own change back; None when there is none."""
        return self._step(self._undo_log().next_undo())

    def redo(self) -> Answered | None:
        """Do the latest undone change again; None when there is none."""
        return self._step(self._undo_log().next_redo())

    def note_interpreter(self, note: str) -> Interview:
        """Keep a note about the interpretation."""
        self._interview = self._here.store.note(interpreter=note)
        return self._interview

    def finish(self, confirmation: str = "", remarks: str = "") -> Interview:
        """Lock the answers, keep them as a revision, and write to the person what they say.

        Raises:
            InputError: something is missing or does not fit; names the first question.
        """
        self._check_open()
        problems = self.problems()
        if problems:
            first = problems[0]
            message = _("{question}: {problem}").format(question=first.label, problem=first.message)
            raise InputError(message, field=first.key)
        if self._unsaved:
            self._save(Effects({}, frozenset()))
        store, author = self._here.store, self._here.author
        try:
            self._interview = self._here.finish(
                self._interview,
                self._session.entities(),
                lambda: store.finish(author, confirmation, remarks),
            )
        except InputError as error:
            raise InputError(str(error), field=self._question_for(error.field)) from None
        self._with_health = False
        self._read_again()
        return self._interview

    def reopen_as_revision(self, reason: str) -> Interview:
        """Open a finished interview for changes; finishing it again makes the next revision.

        Raises:
            InputError: no reason was given.
        """
        if not reason.strip():
            raise InputError(_("Say why the interview is changed."), field="reason")
        self._here.store.reopen(reason.strip())
        self._undo = None
        self._read_again()
        return self._interview

    def refresh(self) -> None:
        """Take over what was changed elsewhere, such as by a bundle."""
        self._undo = None
        self._read_again()

    def _languages(self) -> tuple[str, str | None]:
        return language(), self._interview.language or None

    def _question(self, key: str) -> str:
        """Return the words of a question that is asked; empty for what the form works out."""
        element = self.form.elements.get(ref_of(key))
        is_asked = isinstance(element, Question) and element.in_body
        return self.form.words_of(element.ref) if element is not None and is_asked else ""

    def _check_open(self) -> None:
        if self.is_finished:
            raise NotAllowedError(_("The interview is finished. Make a revision to change it."))

    def _shown(self, view: View) -> View:
        if view.key not in self._locked:
            return view
        return replace(view, value=MASKED, display=MASKED, readonly=True, valid=True, error="")

    def _masked_problems(self) -> list[str]:
        found = self._session.problems()
        return [problem.section_ref for problem in found if problem.key in self._locked]

    def _locked_in(self, section: str) -> int:
        """Count the sealed answers of a section that is asked for."""
        return sum(
            self.section_of(key) == section and self._session.state(key).relevant
            for key in self._locked
        )

    def _save(self, effects: Effects) -> Answered:
        """What could not be saved before is saved with it; sealed answers are not emptied."""
        self._unsaved |= {
            key: value
            for key, value in effects.answers.items()
            if value is not None or key not in self._locked
        }
        tell = self._here.teller.telling(self._session, effects)
        counts = Counts.of(self.progress())
        saved = self._here.store.save(self._unsaved, counts, tell)
        self._interview = saved.interview
        if self._undo is not None:
            self._undo.note(saved.stored)
        self._locked -= saved.stored.keys()
        self._unsaved = {}
        return Answered(effects, saved.at)

    def _question_for(self, person_field: str) -> str:
        """Return the reference of the question that is saved to a field of the person."""
        for entity in self.form.entity_lists:
            if person_field in entity.fields:
                return entity.fields[person_field]
        return person_field

    def _undo_log(self) -> UndoLog:
        if self._undo is None:
            self._undo = self._here.store.undo_log(self._here.node, self._here.author)
        return self._undo

    def _step(self, stored: Entries | None) -> Answered | None:
        if stored is None or self.is_finished:
            return None
        readable, locked = self._safe.opened(stored, with_health=self._with_health)
        if locked:
            return None
        return self._save(self._session.restore(readable))

    def _readable(self, key: str, stored: object) -> str:
        entry = {key: str(stored or "")}
        readable, locked = self._safe.opened(entry, with_health=self._with_health)
        return MASKED if locked else readable[key] or ""
