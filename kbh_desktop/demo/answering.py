"""Answers gathered under the references that forms know them by."""

from datetime import date, timedelta

Answers = dict[str, str]

INTERPRETERS = ("present", "video", "phone")
CONSULTANTS = ("Mette Holm", "Jonas Bak", "Sara Lind")


def under(place: str, **values: str) -> Answers:
    """Return `values` as answers below `place`; empty ones are left out."""
    return {f"/data/{place}/{name}": value for name, value in values.items() if value}


def hour(day: date, clock: str) -> str:
    """Return a moment of that day as forms hold it, in Danish winter time."""
    return f"{day}T{clock}:00.000+01:00"


def later(day: date, days: int) -> str:
    """Return the day `days` after `day`."""
    return f"{day + timedelta(days=days)}"
