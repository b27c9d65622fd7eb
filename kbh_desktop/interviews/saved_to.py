"""What a finished form says of the person is written to the person."""

from collections.abc import Mapping

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.fields import FIELDS
from kbh_desktop.people.service import PeopleService


def write_person(people: PeopleService, person_id: PersonId, values: Mapping[str, str]) -> None:
    """Write the fields that a form saves to the person.

    Raises: InputError naming the field that the person can't take.
    """
    fields = {name: value for name, value in values.items() if name in FIELDS}
    try:
        people.change_fields(person_id, fields)
    except InputError as error:
        text = _("The person can't be updated: {problem}").format(problem=error)
        raise InputError(text, field=error.field) from None
