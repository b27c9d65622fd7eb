"""Sessions as iCalendar (RFC 5545), for the calendars people have already.

Each session is one event with a UID that never changes. A move raises its SEQUENCE, so that a
calendar takes the newer file for the truth; what is gone is sent once more as cancelled. No
participant is named.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from kbh_desktop.courses.calendar import DENMARK

ZONE = "Europe/Copenhagen"
_MAKER = "-//KBH Desktop//Fast Track//DA"
_UID = "{id}@kbh-desktop"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One session, visit or talk as calendars know it."""

    id: str
    title: str
    day: date
    starts: time
    """Danish time."""
    ends: time
    changed_at: datetime
    sequence: int = 0
    cancelled: bool = False
    place: str = ""
    words: str = field(default="", repr=False)
    """Who teaches, and what to bring."""
    category: str = ""


def calendar_bytes(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """Return the content of an .ics file called `name` in calendars."""
    made = Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("x-wr-calname", name)
    made.add("x-wr-timezone", ZONE)
    made.add_component(_danish_time())
    for each in sorted(events, key=lambda event: (event.day, event.starts, event.id)):
        made.add_component(_event(each))
    content: bytes = made.to_ical()
    return content


def _event(each: CalendarEvent) -> Event:
    made = Event()
    made.add("uid", _UID.format(id=each.id))
    made.add("dtstamp", each.changed_at)
    made.add("last-modified", each.changed_at)
    made.add("sequence", each.sequence)
    made.add("summary", each.title)
    made.add("dtstart", datetime.combine(each.day, each.starts, DENMARK))
    made.add("dtend", datetime.combine(each.day, each.ends, DENMARK))
    made.add("status", "CANCELLED" if each.cancelled else "CONFIRMED")
    made.add("transp", "TRANSPARENT" if each.cancelled else "OPAQUE")
    for name, value in (
        ("location", each.place),
        ("description", each.words),
        ("categories", [each.category] if each.category else ""),
    ):
        if value:
            made.add(name, value)
    return made


def _danish_time() -> Timezone:
    """Return Danish time by the rule of the European Union, which holds since 1996."""
    summer, winter, zone = TimezoneDaylight(), TimezoneStandard(), Timezone()
    for part, begins, month, offset, name in (
        (summer, datetime(1996, 3, 31, 2), 3, 1, "CEST"),  # noqa: DTZ001 - local by definition
        (winter, datetime(1996, 10, 27, 3), 10, 2, "CET"),  # noqa: DTZ001
    ):
        part.add("dtstart", begins)
        part.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1su"})
        part.add("tzoffsetfrom", timedelta(hours=offset))
        part.add("tzoffsetto", timedelta(hours=3 - offset))
        part.add("tzname", name)
    zone.add("tzid", ZONE)
    zone.add_component(summer)
    zone.add_component(winter)
    return zone
