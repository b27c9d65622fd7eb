"""How people, rooms and buses are called and described."""

from collections.abc import Sequence
from datetime import date

from kbh_desktop.courses.model import ResourceKind
from kbh_desktop.courses.resources import Absence, StoredResource
from kbh_desktop.courses.wording import kind_name, skill_name
from kbh_desktop.i18n import _, n_, short_date
from ui.courses.row_delegate import Row
from ui.people.words import centre_text
from ui.theme import Tone

RESOURCE_ICONS: dict[str, str] = {
    "teacher": "presentation",
    "interpreter": "languages",
    "consultant": "user-round-check",
    "room": "door-open",
    "bus": "bus",
}


def kinds_title(kind: ResourceKind) -> str:
    """Return the word for several of a kind."""
    titles: dict[ResourceKind, str] = {
        "teacher": _("Teachers"),
        "interpreter": _("Interpreters"),
        "consultant": _("Consultants"),
        "room": _("Rooms"),
        "bus": _("Buses"),
    }
    return titles[kind]


def skills_text(resource: StoredResource) -> str:
    """Return languages by name and other skills as written."""
    return ", ".join(skill_name(resource.kind, skill) for skill in resource.skills)


def resource_row(resource: StoredResource, absences: Sequence[Absence], today: date) -> Row:
    """Return one of them as the list shows it, with its next absence."""
    seats = resource.capacity
    hours = resource.max_per_week
    parts = (
        kind_name(resource.kind).capitalize(),
        skills_text(resource),
        n_("{count} seat", "{count} seats", seats).format(count=seats) if seats else "",
        _("at most {count} lessons a week").format(count=hours) if hours else "",
        ", ".join(centre_text(code) for code in resource.places),
    )
    chips: list[tuple[str, Tone]] = []
    coming = [each for each in absences if each.resource == resource.id and each.last_day >= today]
    if coming:
        chips.append((absence_text(coming[0]), "warn"))
    icon = RESOURCE_ICONS.get(resource.kind, "user")
    return Row(resource.id, resource.name, " \u00b7 ".join(filter(None, parts)), icon, tuple(chips))


def absence_text(absence: Absence) -> str:
    """Return when somebody is away."""
    if absence.first_day == absence.last_day:
        return _("Away {day}").format(day=short_date(absence.first_day))
    return _("Away {first} to {last}").format(
        first=short_date(absence.first_day), last=short_date(absence.last_day)
    )
