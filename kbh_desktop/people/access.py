"""Which roles see people at all, and how much of each."""

from dataclasses import replace

from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.people.model import Person, PersonRow
from kbh_desktop.security.model import Actor, Role

_CASEWORK = frozenset({Role.CONSULTANT, Role.COORDINATOR, Role.HEALTH})
_NAMES_ONLY = frozenset({Role.COURSE})
_FOR_COURSES = ("given_name", "family_name", "latin_name", "called_name", "mother_tongues")


def does_casework(actor: Actor) -> bool:
    """Return whether the role includes casework."""
    return bool(actor.roles & _CASEWORK)


def require_casework(actor: Actor) -> None:
    """Let nobody past who does no casework.

    Raises:
        NotAllowedError: leaders see statistics only, IT no content, courses names only.
    """
    if not actor.roles & _CASEWORK:
        raise NotAllowedError(_("Your role does not include casework."))


def require_names(actor: Actor) -> None:
    """Let nobody past who may not even see names.

    Raises:
        NotAllowedError: leaders see statistics only, IT no content.
    """
    if not actor.roles & (_CASEWORK | _NAMES_ONLY):
        raise NotAllowedError(_("Your role does not include people."))


def cut(person: Person, actor: Actor) -> Person:
    """Return what `actor` may see of `person`: a course coordinator name, language and centre."""
    if actor.roles & _CASEWORK:
        return person
    shown = {name: getattr(person, name) for name in (*_FOR_COURSES, "languages", "centre")}
    return replace(Person(id=person.id), **shown)


def cut_row(row: PersonRow, actor: Actor) -> PersonRow:
    """Return what `actor` may see of a row: numbers are for casework only."""
    return row if actor.roles & _CASEWORK else replace(row, number="")
