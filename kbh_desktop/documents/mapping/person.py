"""What documents say of a person: numbers masked, never an address."""

from dataclasses import dataclass
from datetime import date, datetime

from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _, long_date
from kbh_desktop.people import lists
from kbh_desktop.people.model import Person


@dataclass(frozen=True, slots=True)
class Occasion:
    """When, where and as which print a document is made."""

    municipality: str
    printed_at: datetime
    print_number: str
    printed_by: str = ""
    reason: str = ""


_ISO_DAY, _ISO_MONTH = 10, 7


def latin_name(person: Person) -> str:
    """Return the name in Latin letters where it is known, otherwise as given."""
    return person.latin_name or person.display_name


def native_name(person: Person) -> str:
    """Return the name as given, where that is not the Latin one."""
    return person.display_name if person.display_name != latin_name(person) else ""


def born(person: Person, today: date) -> str:
    """Return the birth date as exactly as it is known, with the age."""
    text = person.birth_date
    if not text:
        return ""
    if len(text) == _ISO_DAY:
        words = long_date(date.fromisoformat(text))
    elif len(text) == _ISO_MONTH:
        words = f"{text[5:]}-{text[:4]}"
    elif person.birth_precision == "estimated":
        words = _("about {year}").format(year=text)
    else:
        words = text
    age = person.age(today)
    return _("{date} ({age} years)").format(date=words, age=age) if age is not None else words


def centre_name(person: Person) -> str:
    """Return the name of the asylum centre, nothing where the address is protected."""
    if not person.centre or person.address_protected:
        return ""
    try:
        return lists.centre(person.centre).name
    except NotFoundError:
        return person.centre
