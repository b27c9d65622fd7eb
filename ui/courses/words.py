"""How times, weeks and sessions are called in the windows of a course."""

from datetime import date, datetime, time, timedelta

from kbh_desktop.courses.calendar import Week
from kbh_desktop.courses.model import SessionKind
from kbh_desktop.courses.timetable import Grid
from kbh_desktop.courses.wording import need_words, weekday_name
from kbh_desktop.i18n import _, n_
from ui.courses.view import Block, PlanView, WeekView

KIND_ICONS: dict[SessionKind, str] = {
    "lesson": "book-open",
    "visit": "factory",
    "talk": "message-circle",
    "municipality": "landmark",
    "internship": "briefcase",
    "evaluation": "smile",
}


def day_heading(day: date) -> str:
    """Return a short heading, such as `Tir 1/12`."""
    name = weekday_name(day)
    return f"{name[:3].capitalize()} {day.day}/{day.month}"


def short_day_heading(day: date) -> str:
    """Return the shortest heading, such as `Ti 1`."""
    return f"{weekday_name(day)[:2].capitalize()} {day.day}"


def day_and_date(day: date) -> str:
    """Return the day as it stands in a sentence, such as `tirsdag 1/12`."""
    return f"{weekday_name(day)} {day.day}/{day.month}"


def clock_words(at: time) -> str:
    """Return a time of day, such as `9.15`."""
    return f"{at.hour}.{at.minute:02}"


def clock(grid: Grid, slot: int) -> str:
    """Return when a slot begins, such as `9.15`."""
    return clock_words(grid.starts_at(max(0, min(slot, grid.slots_per_day - 1))))


def time_span(grid: Grid, slot: int, slots: int) -> str:
    """Return from when to when, such as `9.00-11.30` with an en dash."""
    last = max(0, min(slot + slots - 1, grid.slots_per_day - 1))
    ends = datetime.combine(date.min, grid.starts_at(last)) + timedelta(minutes=grid.slot_minutes)
    return f"{clock(grid, slot)}\u2013{ends.hour}.{ends.minute:02}"


def when(grid: Grid, day: date, slot: int) -> str:
    """Return day and time, such as `tirsdag 1/12 kl. 9.15`."""
    return _("{day} at {time}").format(day=day_and_date(day), time=clock(grid, slot))


def week_name(week: Week) -> str:
    """Return `Uge 49`."""
    return _("Week {number}").format(number=week.number)


def lessons_text(count: int) -> str:
    """Return `3 lektioner`."""
    return n_("{count} lesson", "{count} lessons", count).format(count=count)


def conflicts_text(count: int) -> str:
    """Return `2 konflikter`."""
    return n_("{count} conflict", "{count} conflicts", count).format(count=count)


def kind_icon(kind: str) -> str:
    """Return the icon of a kind of session."""
    return next((icon for each, icon in KIND_ICONS.items() if each == kind), "book-open")


def kind_words(kind: str) -> str:
    """Return what kind of session it is."""
    words = {
        "lesson": _("Lesson"),
        "visit": _("Company visit"),
        "talk": _("Individual talk"),
        "municipality": _("Municipality visits"),
        "internship": _("Internship"),
        "evaluation": _("Evaluation"),
    }
    return words.get(kind, kind)


def lock_words(lock: str) -> str:
    """Return what of a session may not be changed; empty when all may."""
    words = {
        "time": _("Time locked"),
        "people": _("People locked"),
        "room": _("Room locked"),
        "all": _("Everything locked"),
    }
    return words.get(lock, "")


def block_words(grid: Grid, block: Block, day: date) -> str:
    """Return a session as it is read aloud."""
    parts = (
        block.title,
        f"{day_and_date(day)} {time_span(grid, block.slot, block.slots)}",
        ", ".join(block.who),
        lock_words(block.lock),
        *(_("Conflict: {text}").format(text=text) for text in block.conflicts),
    )
    return ". ".join(filter(None, parts))


def cell_words(grid: Grid, view: WeekView, day: int, slot: int, session: str) -> str:
    """Return what the keyboard stands on in a week, as it is read aloud."""
    block = view.block(session) if session else None
    if block is not None:
        return block_words(grid, block, view.days[day])
    return f"{when(grid, view.days[day], slot)}. {view.closed.get(day) or _('free')}"


def session_remark(view: PlanView, name: str) -> str:
    """Return how long a session is, when it may be held and what it needs."""
    session = view.instance.session[name]
    needs = ", ".join(dict.fromkeys(need_words(need) for need in session.needs))
    week = week_name(Week.of(session.earliest)) if session.earliest else ""
    return " \u00b7 ".join(filter(None, (lessons_text(session.slots), week, needs)))


def short_weekdays() -> tuple[str, ...]:
    """Return Monday to Friday in short."""
    monday = date(2024, 1, 1)
    return tuple(weekday_name(monday + timedelta(days=n))[:3].capitalize() for n in range(5))
