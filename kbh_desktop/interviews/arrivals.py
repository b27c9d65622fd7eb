"""What a bundle brought about interviews, brought in line with lists of people."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.errors import KbhError
from kbh_desktop.interviews.forms import FormLibrary
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.interviews.safe import ref_of
from kbh_desktop.people.index import PersonIndex
from kbh_desktop.xforms.model import Question


class Arrivals:
    """Counts roughly what arrived; opening an interview and answering counts exactly."""

    def __init__(self, forms: FormLibrary, index: PersonIndex) -> None:
        self._forms = forms
        self._index = index

    def take_in(self, session: Session, ids: frozenset[str]) -> None:
        """Bring the interviews `ids` in line, inside the transaction of the import."""
        persons = set()
        for record in session.scalars(select(InterviewRecord).where(InterviewRecord.id.in_(ids))):
            persons.add(record.scope)
            record.answered = self._answers(record)
            asked_here = 0 if record.finished_at else record.total
            record.total = max(asked_here, record.answered)
        self._index.refresh(session, persons)

    def _answers(self, record: InterviewRecord) -> int:
        """Count the answers to questions that are asked."""
        try:
            form = self._forms.load(record.form_sha256)
        except KbhError:
            return 0
        elements = (form.elements.get(ref_of(key)) for key in record.answers)
        return sum(isinstance(element, Question) and element.in_body for element in elements)
