"""How times, people and rooms are called in sentences about a timetable."""

from datetime import date

from kbh_desktop.courses.model import Need
from kbh_desktop.courses.timetable import Grid, Placement
from kbh_desktop.i18n import _, language, short_date


def kind_name(kind: str) -> str:
    """Return the word for a kind of resource; kinds of the office's own stay as written."""
    words = {
        "teacher": _("teacher"),
        "interpreter": _("interpreter"),
        "consultant": _("consultant"),
        "room": _("room"),
        "bus": _("bus"),
    }
    return words.get(kind, kind)


def need_words(need: Need) -> str:
    """Return kind and skill, such as `tolk (tigrinya)`."""
    return f"{kind_name(need.kind)} ({need.skill})" if need.skill else kind_name(need.kind)


def weekday_name(day: date) -> str:
    """Return the name of the weekday, as it stands inside a sentence."""
    names = (
        _("Monday"),
        _("Tuesday"),
        _("Wednesday"),
        _("Thursday"),
        _("Friday"),
        _("Saturday"),
        _("Sunday"),
    )
    name = names[day.weekday()]
    return name.lower() if language() == "da" else name


def day_words(day: date) -> str:
    """Return weekday and date, such as `mandag 19-04-2027`."""
    return f"{weekday_name(day)} {short_date(day)}"


def at_words(grid: Grid, placement: Placement) -> str:
    """Return day and time of a placement, such as `mandag 19-04-2027 kl. 12.30`."""
    at = grid.starts_at(max(0, min(placement.slot, grid.slots_per_day - 1)))
    return _("{day} at {time}").format(day=day_words(placement.day), time=f"{at:%H.%M}")
