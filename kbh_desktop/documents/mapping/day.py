"""From the people of a centre to the list of a day."""

from datetime import date

from kbh_desktop.documents.day_list import DayListRow, DayListValues
from kbh_desktop.documents.mapping.answers import named
from kbh_desktop.documents.mapping.person import latin_name, native_name
from kbh_desktop.documents.pages import Printed
from kbh_desktop.documents.sources import Sources
from kbh_desktop.errors import NotFoundError
from kbh_desktop.ids import PersonId
from kbh_desktop.people import lists
from kbh_desktop.people.model import PersonQuery

_MOST = 200


def day_list_values(sources: Sources, centre: str, day: date, about: Printed) -> DayListValues:
    """Return who has a deadline coming at a centre (or at all), those due first."""
    query = PersonQuery(order="deadline", chip="due", centre=centre or None)
    page = sources.people.find(query, limit=_MOST)
    return DayListValues(
        centre=_name(centre),
        day=day,
        rows=tuple(_row(sources, person_id) for person_id in page.ids),
        municipality=about.municipality,
        printed_at=about.printed_at,
        draft=True,
        language=about.language,
    )


def _row(sources: Sources, person_id: PersonId) -> DayListRow:
    person = sources.people.get(person_id)
    coming = min(sources.people.deadlines(person_id), key=lambda each: each.due_on, default=None)
    first = person.mother_tongues.split()[:1]
    return DayListRow(
        name=latin_name(person),
        native_name=native_name(person),
        born=person.birth_date[:4],
        number_masked=person.masked_number,
        language=named(first[0], "language").danish if first else "",
        interview=coming.title if coming else "",
        due=coming.due_on if coming else None,
        consultant=person.consultant,
    )


def _name(centre: str) -> str:
    if not centre:
        return ""
    try:
        return lists.centre(centre).name
    except NotFoundError:
        return centre
