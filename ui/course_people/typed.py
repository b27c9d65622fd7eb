"""What is typed into the fields of dialogs, read or refused at the field."""

from datetime import date, time

from kbh_desktop.errors import InputError
from ui.widgets.spoken_dates import parse_date, parse_time


def typed_day(text: str, today: date, field: str) -> date | None:
    """Return the day meant by `text`; None for nothing.

    Raises:
        InputError: nothing that reads as a date.
    """
    try:
        return parse_date(text, today) if text.strip() else None
    except InputError as error:
        raise InputError(str(error), field=field) from error


def typed_time(text: str, field: str) -> time | None:
    """Return the time of day meant by `text`; None for nothing.

    Raises:
        InputError: nothing that reads as a time.
    """
    try:
        return time.fromisoformat(parse_time(text)) if text.strip() else None
    except InputError as error:
        raise InputError(str(error), field=field) from error
