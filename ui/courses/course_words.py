"""How a course is described in a line or two."""

from datetime import date

from kbh_desktop.courses.calendar import CourseCalendar, Week
from kbh_desktop.courses.schedule import CourseRow
from kbh_desktop.i18n import _, long_date, n_
from ui.courses.row_delegate import Row
from ui.courses.words import conflicts_text
from ui.people.words import centre_text
from ui.theme import Tone

STATES: dict[str, Tone] = {"planned": "info", "running": "ok", "finished": ""}


def state_words(state: str) -> str:
    """Return whether a course is coming, under way or over."""
    words = {"planned": _("Planned"), "running": _("Under way"), "finished": _("Over")}
    return words.get(state, state)


def days_words(first: date, last: date) -> str:
    """Return from when to when, such as `19. april - 28. maj 2027` with an en dash."""
    begins = long_date(first)
    if first.year == last.year:
        begins = begins.rpartition(" ")[0]
    return f"{begins} \u2013 {long_date(last)}"


def weeks_words(weeks: tuple[Week, ...]) -> str:
    """Return the weeks, such as `uge 16-21`; weeks passed over break the row."""
    runs: list[list[Week]] = []
    for week in weeks:
        if runs and runs[-1][-1].later(1) == week:
            runs[-1].append(week)
        else:
            runs.append([week])
    said = ", ".join(
        f"{run[0].number}\u2013{run[-1].number}" if len(run) > 1 else str(run[0].number)
        for run in runs
    )
    return _("weeks {weeks}").format(weeks=said)


def calendar_words(calendar: CourseCalendar) -> str:
    """Return weeks and days of a course that is being made."""
    days = calendar.open_days
    if not days:
        return ""
    return f"{weeks_words(calendar.weeks)}: {days_words(days[0], days[-1])}"


def course_row(row: CourseRow) -> Row:
    """Return a course as the list shows it."""
    weeks = tuple(Week(int(each[:4]), int(each[6:])) for each in row.weeks)
    people = _("{count} of {most} participants").format(count=row.participants, most=row.capacity)
    placed = n_(
        "{placed} of {count} session placed", "{placed} of {count} sessions placed", row.sessions
    )
    remark = " \u00b7 ".join(
        (
            centre_text(row.centre),
            f"{weeks_words(weeks)}, {days_words(row.first_day, row.last_day)}",
            people,
            placed.format(placed=row.placed, count=row.sessions),
        )
    )
    chips: list[tuple[str, Tone]] = []
    if row.conflicts:
        chips.append((conflicts_text(row.conflicts), "bad"))
    chips.append((state_words(row.state), STATES[row.state]))
    return Row(row.id, row.title, remark, "calendar-range", tuple(chips))
