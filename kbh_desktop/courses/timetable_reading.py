"""The timetables of others as they come: iCalendar (.ics) or a workbook (.xlsx)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice, takewhile
from pathlib import Path
from typing import Any

from kbh_desktop.courses.calendar import DENMARK
from kbh_desktop.courses.schedule import BusyBlock
from kbh_desktop.courses.workbook import Row, as_day, as_time, read_sheets
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, short_date

MOST_BYTES, MOST_REPEATS = 5_000_000, 1_000
_DAY = ("dato", "dag", "date", "day")
_STARTS = ("start", "fra", "begynder", "kl. fra", "from", "starts")
_ENDS = ("slut", "til", "slutter", "kl. til", "to", "ends", "end")
_FREQUENCIES = frozenset({"DAILY", "WEEKLY", "MONTHLY"})
_PARTS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})
"""How lessons repeat; with other parts a rule may look for ever for a day that never comes."""
_TITLE = ("titel", "emne", "hold", "fag", "title", "subject", "class")


@dataclass(frozen=True, slots=True)
class TimetableRead:
    """What a file holds: blocks with their source, and words for each part left out."""

    blocks: tuple[BusyBlock, ...]
    skipped: tuple[str, ...]


def read_timetable(path: Path, first: date, last: date) -> TimetableRead:
    """Return what the file holds from `first` to `last`.

    Raises:
        InputError: the file can't be read as a timetable.
    """
    kind = path.suffix.lower()
    if kind == ".ics":
        found, skipped = _read_ics(path, first, last)
    elif kind == ".xlsx":
        found, skipped = _read_workbook(path)
    else:
        text = _("{name} is neither a calendar (.ics) nor a workbook (.xlsx).")
        raise InputError(text.format(name=path.name))
    inside = tuple(block for block in found if first <= block.day <= last)
    return TimetableRead(inside, tuple(skipped))


def _read_workbook(path: Path) -> tuple[list[BusyBlock], list[str]]:
    rows = next((found for found in read_sheets(path).values() if found), ())
    if not rows:
        raise InputError(_("{name} has no rows.").format(name=path.name))
    names = [_heading(rows[0], words) for words in (_DAY, _STARTS, _ENDS)]
    if None in names:
        text = _("{name} needs the columns “Dato”, “Start” and “Slut” in its first row.")
        raise InputError(text.format(name=path.name), field="Dato")
    title = _heading(rows[0], _TITLE)
    blocks, skipped = [], []
    for row in rows:
        try:
            blocks.append(_block_in(row, [str(name) for name in names], title))
        except InputError as error:
            skipped.append(str(error))
    return blocks, skipped


def _heading(row: Row, words: Sequence[str]) -> str | None:
    return next((word for word in words if word in row.cells), None)


def _block_in(row: Row, names: Sequence[str], title: str | None) -> BusyBlock:
    day = as_day(row.cells[names[0]])
    if day is None:
        raise row.error(names[0], _("there must be a date, such as 19-04-2027"))
    starts, ends = (as_time(row.cells[name]) for name in names[1:])
    if starts is None:
        raise row.error(names[1], _("there must be a time, such as 8.30"))
    if ends is None:
        raise row.error(names[2], _("there must be a time, such as 8.30"))
    if ends <= starts:
        raise row.error(names[2], _("it must end after it begins"))
    words = (row.text(title) if title else "") or _("Danish (Red Cross)")
    return BusyBlock(day, starts, ends, words, source=f"{day}/{starts:%H:%M}")


def _read_ics(path: Path, first: date, last: date) -> tuple[list[BusyBlock], list[str]]:
    blocks: dict[str, BusyBlock] = {}
    skipped: list[str] = []
    events = _events(path)
    moved = {_instance(event) for event in events if "RECURRENCE-ID" in event}
    for event in events:
        title = str(event.get("SUMMARY", "")).strip() or _("Danish (Red Cross)")
        if str(event.get("STATUS", "")).upper() == "CANCELLED":
            continue
        try:
            for source, starts, ends in _times(event, first, last):
                if source not in moved or "RECURRENCE-ID" in event:
                    block = BusyBlock(starts.date(), starts.time(), ends, title, source=source)
                    blocks[source] = block
        except InputError as error:
            skipped.append(_("“{title}”: {problem}").format(title=title, problem=error))
    return list(blocks.values()), skipped


def _events(path: Path) -> list[Any]:
    from icalendar import Calendar  # noqa: PLC0415 - slow to import

    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(_("{name} is larger than any timetable.").format(name=path.name))
        calendar = Calendar.from_ical(path.read_bytes())
        return list(calendar.walk("VEVENT"))
    except (OSError, ValueError, KeyError, IndexError, AttributeError):
        text = _("{name} is no calendar (.ics) that can be read.")
        raise InputError(text.format(name=path.name)) from None


def _times(event: Any, first: date, last: date) -> Iterator[tuple[str, datetime, time]]:  # noqa: ANN401 - icalendar has no types
    """Return source, beginning and end of each time an event takes place, in Danish time."""
    starts, ends = _moment(event, "DTSTART"), _moment(event, "DTEND")
    if starts is None:
        raise InputError(_("it has no time of day"))
    if ends is None:
        ends = starts + (event.decoded("DURATION") if "DURATION" in event else timedelta())
    if ends.date() != starts.date() or ends <= starts:
        raise InputError(
            _("it must begin and end on one day ({day})").format(day=short_date(starts.date()))
        )
    for each in _repeated(event, starts, first, last):
        yield _source(event, each), each, ends.time()


def _repeated(event: Any, starts: datetime, first: date, last: date) -> Iterable[datetime]:  # noqa: ANN401
    """Return when an event begins, each time; times of day stay when the clocks change."""
    if "RRULE" not in event:
        return [starts]
    from dateutil.rrule import (  # type: ignore[import-untyped] # noqa: PLC0415 - slow to import
        rrulestr,
    )

    try:
        written = _bounded(event["RRULE"].to_ical().decode().upper(), last)
        rule = rrulestr(written, dtstart=starts.replace(tzinfo=None))
    except (AttributeError, ValueError):
        raise InputError(_("how it repeats can't be read")) from None
    left_out = {each.replace(tzinfo=None) for each in _left_out(event)}
    begin = datetime.combine(first, time.min)
    found = islice(rule.xafter(begin, inc=True), MOST_REPEATS)
    inside = takewhile(lambda each: each.date() <= last, found)
    return [each.replace(tzinfo=DENMARK) for each in inside if each not in left_out]


def _bounded(rule: str, last: date) -> str:
    """Return a rule that ends with the course; its end is a local time, as its beginning is one.

    Raises:
        ValueError: it repeats within a day, or in a way nobody knows.
    """
    parts = dict(part.split("=", 1) for part in rule.split(";"))
    known = parts.keys() <= _PARTS and parts.get("FREQ") in _FREQUENCIES
    if not known or int(parts.get("INTERVAL", "1")) < 1:
        raise ValueError(rule)
    if "COUNT" not in parts:
        until = parts.get("UNTIL", "").removesuffix("Z")
        parts["UNTIL"] = min(filter(None, (until, f"{last:%Y%m%d}T235959")))
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _left_out(event: Any) -> Iterator[datetime]:  # noqa: ANN401
    given = event.get("EXDATE", [])
    for each in given if isinstance(given, list) else [given]:
        for found in each.dts:
            yield _danish(found.dt)


def _moment(event: Any, name: str) -> datetime | None:  # noqa: ANN401
    value = event.decoded(name) if name in event else None
    return _danish(value) if isinstance(value, datetime) else None


def _danish(value: date) -> datetime:
    """Return the moment in Danish time; one without a zone is Danish already."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, DENMARK)
    return value.astimezone(DENMARK) if value.tzinfo else value.replace(tzinfo=DENMARK)


def _instance(event: Any) -> str:  # noqa: ANN401
    """Return the source of the repetition that an event moves."""
    return f"{event.get('UID', '')}/{_danish(event.decoded('RECURRENCE-ID')):%Y-%m-%d}"


def _source(event: Any, starts: datetime) -> str:  # noqa: ANN401
    if "RECURRENCE-ID" in event:
        return _instance(event)
    uid = str(event.get("UID", ""))
    return f"{uid}/{starts:%Y-%m-%d}" if "RRULE" in event or not uid else uid
