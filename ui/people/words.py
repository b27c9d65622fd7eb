"""Codes of people's fields as words."""

from collections.abc import Callable, Mapping
from datetime import date

from kbh_desktop.errors import NotFoundError
from kbh_desktop.i18n import _
from kbh_desktop.people import lists
from kbh_desktop.people.model import Deadline, Light, Phase
from ui.theme import Tone
from ui.widgets.moments import days_left_text

LIGHT_TONES: Mapping[Light, Tone] = {"green": "", "amber": "warn", "red": "bad"}
PHASE_TONES: Mapping[Phase, Tone] = {
    "asylum": "",
    "centre": "info",
    "temporary": "warn",
    "permanent": "ok",
    "closed": "",
}


def country_text(codes: str) -> str:
    """Return the names of the citizenships in `codes`."""
    return _joined(codes, lambda code: lists.country(code).name)


def language_text(codes: str) -> str:
    """Return the names of the languages in `codes`."""
    return _joined(codes, lambda code: lists.language_of(code).name)


def municipality_text(code: str) -> str:
    """Return the name of the municipality `code`."""
    return _joined(code, lambda one: lists.municipality(one).name)


def centre_text(code: str) -> str:
    """Return the name of the asylum centre `code`, without the word for centre."""
    name = _name(code, lambda one: lists.centre(one).name) if code else ""
    return name.removeprefix("Center ")


def initials(name: str) -> str:
    """Return the first letters of the first and the last word of `name`."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


def name_or_unknown(name: str) -> str:
    """Return `name`, or words for a person without one."""
    return name or _("Without a name")


def deadline_text(deadline: Deadline, today: date) -> str:
    """Return how far the deadline is, such as `Om 3 dage`."""
    return days_left_text(deadline.due_on, today)


def deadline_tone(deadline: Deadline, today: date) -> Tone:
    """Return the tone of a deadline's light."""
    return LIGHT_TONES[deadline.light(today)]


def _joined(codes: str, name_of: Callable[[str], str]) -> str:
    return ", ".join(_name(code, name_of) for code in codes.split())


def _name(code: str, name_of: Callable[[str], str]) -> str:
    """A code that no list knows, such as one from a newer version, is shown as it is."""
    try:
        return name_of(code)
    except NotFoundError:
        return code
