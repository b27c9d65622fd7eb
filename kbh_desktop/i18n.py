"""The language of windows, documents, errors and commands; Danish by default."""

import gettext
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import cache

from kbh_desktop.resources import resource

LANGUAGES = ("da", "en")
_chosen = "da"
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)
"""The language inside `speaking`, of this thread alone."""


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation(
        "kbh", localedir=resource("translations"), languages=[language], fallback=language == "en"
    )


def set_language(language: str) -> None:
    """Use `language` (`da` or `en`) from now on; any other value means Danish."""
    global _chosen  # noqa: PLW0603 - one language per process, chosen in the settings
    _chosen = language if language in LANGUAGES else "da"


def language() -> str:
    """Return the language in use, `da` or `en`."""
    return _spoken.get() or _chosen


@contextmanager
def speaking(other: str) -> Iterator[None]:
    """Use `other` inside the block on this thread, as a document in another language does."""
    token = _spoken.set(other if other in LANGUAGES else "da")
    try:
        yield
    finally:
        _spoken.reset(token)


def _(text: str) -> str:
    """Return `text` in the chosen language."""
    return _catalogue(language()).gettext(text)


def n_(one: str, many: str, count: int) -> str:
    """Return the text for `count` things, with `{count}` still to be filled."""
    return _catalogue(language()).ngettext(one, many, count)


_MONTHS_DA = [
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
]
_MONTHS_EN = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def long_date(day: date) -> str:
    """Return `day` in words, such as `16. april 2026`."""
    if language() == "en":
        return f"{day.day} {_MONTHS_EN[day.month - 1]} {day.year}"
    return f"{day.day}. {_MONTHS_DA[day.month - 1]} {day.year}"


def short_date(day: date) -> str:
    """Return `day` as Danes write it, `16-04-2026`."""
    return f"{day:%d-%m-%Y}"
