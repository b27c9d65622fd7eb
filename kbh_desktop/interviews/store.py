"""One interview in the database: every method is one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

import orjson
from sqlalchemy.orm import Session

from kbh_desktop.clock import Clock
from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId
from kbh_desktop.interviews.model import FormCard, Interview
from kbh_desktop.interviews.records import InterviewRecord, RevisionRecord
from kbh_desktop.interviews.safe import AnswerSafe, Entries
from kbh_desktop.interviews.telling import Tell
from kbh_desktop.interviews.undo import UndoLog, Written
from kbh_desktop.people.index import PersonIndex
from kbh_desktop.storage import change_log
from kbh_desktop.storage.change_log import FieldWrite
from kbh_desktop.storage.database import Database
from kbh_desktop.storage.writing import transaction_of
from kbh_desktop.xforms.states import SectionProgress

ANSWER = "a."
_FORM = "form_sha256"


@dataclass(frozen=True, slots=True)
class Counts:
    """How far an interview has come."""

    answered: int
    total: int
    errors: int

    @classmethod
    def of(cls, sections: Sequence[SectionProgress]) -> "Counts":
        """Add up the sections that are asked of this person."""
        progress = [section for section in sections if section.relevant]
        return cls(
            answered=sum(section.answered for section in progress),
            total=sum(section.total for section in progress),
            errors=sum(section.errors for section in progress),
        )


@dataclass(frozen=True, slots=True)
class Saved:
    """What was written, and when; the answers as they are stored."""

    interview: Interview
    at: datetime
    stored: Entries = field(repr=False)


def _nobody(_session: Session, _interview: Interview) -> None:
    """Tell nobody."""


def interview_record(session: Session, interview_id: str) -> InterviewRecord:
    """Return a stored interview.

    Raises:
        NotFoundError: it is not on this device.
    """
    record = session.get(InterviewRecord, interview_id)
    if record is None or record.state == "deleted":
        raise NotFoundError(_("That interview is not on this device."))
    return record


class InterviewStore:
    """Reads and writes one interview, remembering which writes this window has seen."""

    def __init__(
        self,
        database: Database,
        index: PersonIndex,
        clock: Clock,
        interview_id: InterviewId,
        safe: AnswerSafe,
    ) -> None:
        self._database = database
        self._index = index
        self._clock = clock
        self._id = interview_id
        self._safe = safe
        self._seen: set[str] = set()

    def read(self) -> tuple[Interview, dict[str, str]]:
        """Return the interview and its answers as stored; from now on they count as seen."""
        with self._database.read() as session:
            record = interview_record(session, self._id)
            self._seen = set(change_log.heads(session, self._id))
            return record.as_model(), dict(record.answers)

    def save(self, entries: Entries, counts: Counts, tell: Tell = _nobody) -> Saved:
        """Write answers (None: gone), those about health sealed, and how far the interview is.

        `tell` is called inside the transaction.
        """
        with self._database.write() as session:
            record = self._record_to_write(session)
            stored = self._safe.stored(entries)
            changed = {**record.answers, **stored}
            record.answers = {key: value for key, value in changed.items() if value is not None}
            record.answered, record.total = counts.answered, counts.total
            record.errors = counts.errors
            self._flushed(session, record)
            self._index.refresh_progress(session, record.scope)
            interview = record.as_model()
            tell(session, interview)
            return Saved(interview, self._clock(), stored)

    def note(self, **fields: str) -> Interview:
        """Write fields of the interview that are no answers."""
        with self._database.write() as session:
            record = self._record_to_write(session)
            for name, value in fields.items():
                setattr(record, name, value)
            self._written(session, record)
            return record.as_model()

    def move(self, card: FormCard, entries: Entries) -> Interview:
        """Write the answers as they fit another version of the form, which holds from now on."""
        with self._database.write() as session:
            record = self._record_to_write(session)
            record.form_sha256, record.form_version = card.sha256, card.version
            record.title = card.title
            changed = {**record.answers, **self._safe.stored(entries)}
            record.answers = {key: value for key, value in changed.items() if value is not None}
            self._written(session, record)
            return record.as_model()

    def finish(self, author: str, confirmation: str, remarks: str) -> Interview:
        """Lock the answers as the next revision."""
        now = self._clock().isoformat(timespec="seconds")
        with self._database.write() as session:
            record = self._record_to_write(session)
            record.finished_at = now
            record.revision += 1
            session.add(
                RevisionRecord(
                    scope=record.scope,
                    interview_id=record.id,
                    number=record.revision,
                    finished_at=now,
                    finished_by=author,
                    confirmation=confirmation,
                    remarks=remarks,
                    content_hash=content_hash(record.form_sha256, record.answers),
                    reason=record.reason,
                    answers=dict(record.answers),
                )
            )
            self._written(session, record)
            return record.as_model()

    def reopen(self, reason: str) -> Interview:
        """Make a draft of it again; the finished revision stays as it was."""
        return self.note(finished_at="", reason=reason)

    def undo_log(self, node: str, author: str) -> UndoLog:
        """Return what can be undone, as the change log tells it.

        The first answers can't, nor can anything before the draft was moved to another form.
        """
        with self._database.read() as session:
            writes = change_log.history(session, self._id)
        changes: dict[str, tuple[bool, dict[str, str | None]]] = {}
        moved = ""
        for write in reversed(writes):
            ours = write.node == node and write.author == author
            _ours, values = changes.setdefault(write.change_id, (ours, {}))
            if write.field.startswith(ANSWER):
                values[write.field.removeprefix(ANSWER)] = write.value
            elif write.field == _FORM:
                moved = write.change_id
        within = list(changes).index(moved) if moved else -1
        return UndoLog(
            Written(values, ours=ours and place > within)
            for place, (ours, values) in enumerate(changes.values())
            if values
        )

    def writes(self) -> Sequence[FieldWrite]:
        """Return everything that was ever written of the interview, the newest first."""
        with self._database.read() as session:
            return change_log.history(session, self._id)

    def history(self, key: str) -> Sequence[FieldWrite]:
        """Return the writes of one answer, the newest first."""
        with self._database.read() as session:
            return change_log.history(session, self._id, ANSWER + key)

    def _record_to_write(self, session: Session) -> InterviewRecord:
        record = interview_record(session, self._id)
        change_log.based_on(session, record, self._seen)
        return record

    def _written(self, session: Session, record: InterviewRecord) -> None:
        self._flushed(session, record)
        self._index.refresh(session, [record.scope])

    def _flushed(self, session: Session, record: InterviewRecord) -> None:
        session.flush()
        self._seen = set(transaction_of(session).based_on[record.id])


def content_hash(form_sha256: str, answers: Mapping[str, str]) -> str:
    """Return the SHA-256 of a form and the answers to it as they are stored, hexadecimal."""
    content = orjson.dumps([form_sha256, answers], option=orjson.OPT_SORT_KEYS)
    return sha256(content).hexdigest()
