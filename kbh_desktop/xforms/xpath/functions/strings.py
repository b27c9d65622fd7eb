"""Functions of texts."""

import math
import re
from functools import lru_cache

from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.functions.registry import (
    ANY_NUMBER,
    Arguments,
    Theme,
    all_items,
    own_or_argument,
)
from kbh_desktop.xforms.xpath.values import Value, to_number, to_text

_theme = Theme()
FUNCTIONS = _theme.functions


@_theme.function("string", 0, 1)
def _string(context: Context, arguments: Arguments) -> Value:
    return to_text(own_or_argument(context, arguments))


@_theme.function("concat", 0, ANY_NUMBER)
def _concat(context: Context, arguments: Arguments) -> Value:
    return "".join(map(to_text, all_items(context, arguments)))


@_theme.function("join", 1, ANY_NUMBER)
def _join(context: Context, arguments: Arguments) -> Value:
    between = to_text(arguments[0](context))
    return between.join(map(to_text, all_items(context, arguments[1:])))


@_theme.function("string-length", 0, 1)
def _string_length(context: Context, arguments: Arguments) -> Value:
    return float(len(to_text(own_or_argument(context, arguments))))


@_theme.function("normalize-space", 0, 1)
def _normalize_space(context: Context, arguments: Arguments) -> Value:
    return " ".join(to_text(own_or_argument(context, arguments)).split())


@_theme.function("substr", 2, 3)
def _substr(context: Context, arguments: Arguments) -> Value:
    """Counts from 0, the end left out; a negative number counts from the end."""
    text = to_text(arguments[0](context))
    start = _place(to_number(arguments[1](context)), len(text))
    end = len(text)
    if len(arguments) > 2:  # noqa: PLR2004 - the optional third
        end = _place(to_number(arguments[2](context)), len(text))
    return text[start:end]


def _place(number: float, length: int) -> int:
    if math.isnan(number):
        return 0
    place = int(max(-length, min(number, length)))
    return place + length if place < 0 else place


@_theme.function("substring", 2, 3)
def _substring(context: Context, arguments: Arguments) -> Value:
    """Counts from 1, rounding as XPath 1.0 section 4.2 has it."""
    text = to_text(arguments[0](context))
    start = _half_up(to_number(arguments[1](context)))
    end = math.inf
    if len(arguments) > 2:  # noqa: PLR2004 - the optional third
        end = start + _half_up(to_number(arguments[2](context)))
    return "".join(letter for place, letter in enumerate(text, 1) if start <= place < end)


def _half_up(number: float) -> float:
    return number if not math.isfinite(number) else math.floor(number + 0.5)


def _before(text: str, mark: str) -> str:
    return text[: text.find(mark)] if mark in text else ""


def _after(text: str, mark: str) -> str:
    return text[text.find(mark) + len(mark) :] if mark in text else ""


def _translate(text: str, old: str, new: str) -> str:
    table: dict[int, str | None] = {}
    for place, letter in enumerate(old):
        table.setdefault(ord(letter), new[place] if place < len(new) else None)
    return text.translate(table)


@lru_cache(maxsize=512)
def _pattern(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except (re.error, RecursionError, OverflowError):
        return None


def _regex(text: str, pattern: str) -> bool:
    compiled = _pattern(pattern)
    return compiled is not None and compiled.search(text) is not None


_theme.of_texts("contains", 2, lambda text, part: part in text)
_theme.of_texts("starts-with", 2, str.startswith)
_theme.of_texts("ends-with", 2, str.endswith)
_theme.of_texts("substring-before", 2, _before)
_theme.of_texts("substring-after", 2, _after)
_theme.of_texts("translate", 3, _translate)
_theme.of_texts("upper-case", 1, str.upper)
_theme.of_texts("lower-case", 1, str.lower)
_theme.of_texts("regex", 2, _regex)
