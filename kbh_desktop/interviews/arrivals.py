"""What a bundle brought about interviews, brought in line with lists of people."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from kbh_desktop.clock import Clock
from kbh_desktop.errors import NotFoundError
from kbh_desktop.ids import new_id
from kbh_desktop.interviews.forms import FormLibrary
from kbh_desktop.interviews.records import InterviewRecord
from kbh_desktop.interviews.safe import ref_of
from kbh_desktop.people.index import PersonIndex
from kbh_desktop.xforms.model import Form, Question
from kbh_desktop.xforms.session import Session as FormSession


class Arrivals:
    """Counts roughly what arrived; opening an interview and answering counts exactly."""

    def __init__(self, forms: FormLibrary, index: PersonIndex, clock: Clock) -> None:
        self._forms = forms
        self._index = index
        self._clock = clock
        self._totals: dict[str, int] = {}

    def take_in(self, session: Session, ids: frozenset[str]) -> None:
        """Bring the interviews `ids` in line, inside the transaction of the import."""
        persons = set()
        for record in session.scalars(select(InterviewRecord).where(InterviewRecord.id.in_(ids))):
            persons.add(record.scope)
            form = self._form(record)
            if form is not None:
                record.answered = _answers(record, form)
                usual = 0 if record.finished_at else self._usual_total(form)
                record.total = max(usual, record.answered)
        self._index.refresh(session, persons)

    def _form(self, record: InterviewRecord) -> Form | None:
        try:
            return self._forms.load(record.form_sha256)
        except NotFoundError:
            return None

    def _usual_total(self, form: Form) -> int:
        """Return how many questions the form asks while nothing is answered."""
        if form.id not in self._totals:
            empty = FormSession(form, clock=self._clock, new_id=new_id)
            sections = (section for section in empty.progress() if section.relevant)
            self._totals[form.id] = sum(section.total for section in sections)
        return self._totals[form.id]


def _answers(record: InterviewRecord, form: Form) -> int:
    """Count the answers to questions that are asked."""
    elements = (form.elements.get(ref_of(key)) for key in record.answers)
    return sum(isinstance(element, Question) and element.in_body for element in elements)
