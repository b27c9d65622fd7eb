"""What somebody is called, for lists that outlive them."""

from kbh_desktop.errors import KbhError
from kbh_desktop.ids import PersonId
from kbh_desktop.people.service import PeopleService


def name_if_here(people: PeopleService, person_id: PersonId) -> str:
    """Return the person's name; empty when the person is not here or was erased."""
    try:
        return people.get(person_id).display_name
    except KbhError:
        return ""
