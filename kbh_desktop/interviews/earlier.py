"""What a person said before: to the same form, or to a question of the same name."""

from collections.abc import Iterator

from sqlalchemy import select

from kbh_desktop.ids import PersonId
from kbh_desktop.interviews.model import EarlierAnswer, Interview
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.interviews.safe import ref_of
from kbh_desktop.security.health import is_sealed
from kbh_desktop.storage.database import Database


def name_of(key: str) -> str:
    """Return the name of the question at `key`."""
    return key.rpartition("/")[2]


class EarlierAnswers:
    """Reads the interviews a person had before; answers about health are never among them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def by_name(self, person_id: PersonId) -> dict[str, str]:
        """Return the answers outside repeats of the latest finished interview, by name."""
        for record in self._before(person_id):
            if record.finished_at:
                readable = _readable(record)
                return {name_of(key): value for key, value in readable.items() if "[" not in key}
        return {}

    def answer(self, interview: Interview, ref: str) -> EarlierAnswer | None:
        """Return the answer to the question `ref` in the latest interview before this one."""
        for record in self._before(interview.person_id):
            if record.id == interview.id or record.started_at > interview.started_at.isoformat():
                continue
            same_form = record.form_id == interview.form_id
            for key, value in _readable(record).items():
                if ref_of(key) == ref if same_form else name_of(key) == name_of(ref):
                    before = record.as_model()
                    return EarlierAnswer(before.id, before.title, before.started_at, value, value)
        return None

    def _before(self, person_id: PersonId) -> Iterator[InterviewRecord]:
        query = select(InterviewRecord).where(
            InterviewRecord.scope == person_id, InterviewRecord.state != "deleted"
        )
        with self._database.read() as session:
            newest_first = query.order_by(InterviewRecord.started_at.desc())
            yield from session.scalars(newest_first).all()


def _readable(record: InterviewRecord) -> dict[str, str]:
    return {
        key: value
        for key, value in record.answers.items()
        if not key.endswith("]") and not is_sealed(value)
    }
