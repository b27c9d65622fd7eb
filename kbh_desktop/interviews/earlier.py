"""What a person said before: to the same form, or to a question of the same name."""

from collections.abc import Callable, Iterator

from sqlalchemy import select

from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.interviews.model import EarlierAnswer, Interview
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.interviews.safe import ref_of
from kbh_desktop.people.aliases import registrations
from kbh_desktop.security.health import is_sealed
from kbh_desktop.storage.database import Database
from kbh_desktop.xforms.model import Element

LinesOf = Callable[[InterviewId, str], tuple[tuple[str, str], ...]]
"""Returns the questions and answers of a section, by its name, in words."""


def name_of(key: str) -> str:
    """Return the name of the question at `key`."""
    return key.rpartition("/")[2]


class EarlierAnswers:
    """Reads the interviews a person had before; answers about health are never among them."""

    def __init__(self, database: Database, lines_of: LinesOf) -> None:
        self._database = database
        self._lines_of = lines_of

    def by_name(self, person_id: PersonId) -> dict[str, str]:
        """Return the answers outside repeats of the latest finished interview, by name."""
        for record in self._before(person_id):
            if record.finished_at:
                readable = _readable(record)
                return {name_of(key): value for key, value in readable.items() if "[" not in key}
        return {}

    def answer(self, interview: Interview, question: Element) -> EarlierAnswer | None:
        """Return the answer to `question` in the latest interview before this one.

        By the same form it is the same question; by another the one that the form names, or else
        the one of the same name. Where the form names a section, all its answers are returned.
        """
        for record in self._before(interview.person_id):
            if record.id == interview.id or record.started_at > interview.started_at.isoformat():
                continue
            found = self._answer_in(record, question, record.form_id == interview.form_id)
            if found is not None:
                return found
        return None

    def _answer_in(
        self,
        record: InterviewRecord,
        question: Element,
        same_form: bool,  # noqa: FBT001
    ) -> EarlierAnswer | None:
        before = record.as_model()
        name = question.bind.earlier or question.name
        for key, value in _readable(record).items():
            if ref_of(key) == question.ref if same_form else name_of(key) == name:
                return EarlierAnswer(before.id, before.title, before.started_at, value, value)
        if same_form or not question.bind.earlier:
            return None
        lines = self._lines_of(before.id, name)
        if not lines:
            return None
        return EarlierAnswer(before.id, before.title, before.started_at, "", "", lines)

    def _before(self, person_id: PersonId) -> Iterator[InterviewRecord]:
        query = select(InterviewRecord).where(InterviewRecord.state != "deleted")
        with self._database.read() as session:
            query = query.where(InterviewRecord.scope.in_(registrations(session, person_id)))
            newest_first = query.order_by(InterviewRecord.started_at.desc())
            yield from session.scalars(newest_first).all()


def _readable(record: InterviewRecord) -> dict[str, str]:
    return {
        key: value
        for key, value in record.answers.items()
        if not key.endswith("]") and not is_sealed(value)
    }
