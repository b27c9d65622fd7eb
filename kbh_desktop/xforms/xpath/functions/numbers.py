"""Functions of numbers, and of truth."""

import math
from collections.abc import Callable, Iterable
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.functions.registry import (
    ANY_NUMBER,
    Arguments,
    Theme,
    all_items,
    own_or_argument,
)
from kbh_desktop.xforms.xpath.values import Value, to_bool, to_number, to_text

_theme = Theme()
FUNCTIONS = _theme.functions


@_theme.function("number", 0, 1)
def _number(context: Context, arguments: Arguments) -> Value:
    return to_number(own_or_argument(context, arguments))


@_theme.function("boolean", 1)
def _boolean(context: Context, arguments: Arguments) -> Value:
    return to_bool(arguments[0](context))


@_theme.function("not", 1)
def _not(context: Context, arguments: Arguments) -> Value:
    return not to_bool(arguments[0](context))


@_theme.function("true", 0)
def _true(_context: Context, _arguments: Arguments) -> Value:
    return True


@_theme.function("false", 0)
def _false(_context: Context, _arguments: Arguments) -> Value:
    return False


@_theme.function("pi", 0)
def _pi(_context: Context, _arguments: Arguments) -> Value:
    return math.pi


@_theme.function("random", 0)
def _random(context: Context, _arguments: Arguments) -> Value:
    return context.environment.random()


@_theme.function("round", 1, 2)
def _round(context: Context, arguments: Arguments) -> Value:
    number = to_number(arguments[0](context))
    places = to_number(arguments[1](context)) if len(arguments) > 1 else 0.0
    if not math.isfinite(number) or not math.isfinite(places):
        return number
    try:
        return _rounded(number, int(places))
    except (InvalidOperation, OverflowError):
        return number


def _rounded(number: float, places: int) -> float:
    """Halves go away from zero, as in ODK's programs."""
    unit = Decimal(1).scaleb(-places)
    return float(Decimal(repr(number)).quantize(unit, rounding=ROUND_HALF_UP))


def _largest(choose: Callable[[Iterable[float]], float]) -> Callable[..., Value]:
    def run(context: Context, arguments: Arguments) -> Value:
        numbers = [to_number(item) for item in all_items(context, arguments)]
        if not numbers or any(map(math.isnan, numbers)):
            return math.nan
        return choose(numbers)

    return run


def _whole(number: float) -> float:
    return float(math.trunc(number)) if math.isfinite(number) else number


def _logarithm(run: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else run(number)


def _power(base: float, exponent: float) -> float:
    return math.inf if base == 0 and exponent < 0 else math.pow(base, exponent)


def _truth_of(text: str) -> bool:
    return text.lower() == "true" or text == "1"


_theme.function("min", 1, ANY_NUMBER)(_largest(min))
_theme.function("max", 1, ANY_NUMBER)(_largest(max))
_theme.function("boolean-from-string", 1)(
    lambda context, arguments: _truth_of(to_text(arguments[0](context)))
)
_theme.of_numbers("int", 1, _whole)
_theme.of_numbers("floor", 1, lambda n: math.floor(n) if math.isfinite(n) else n)
_theme.of_numbers("ceiling", 1, lambda n: math.ceil(n) if math.isfinite(n) else n)
_theme.of_numbers("abs", 1, abs)
_theme.of_numbers("pow", 2, _power)
_theme.of_numbers("exp", 1, math.exp)
_theme.of_numbers("exp10", 1, lambda n: 10.0**n)
_theme.of_numbers("log", 1, _logarithm(math.log))
_theme.of_numbers("log10", 1, _logarithm(math.log10))
_theme.of_numbers("sqrt", 1, math.sqrt)
_theme.of_numbers("sin", 1, math.sin)
_theme.of_numbers("cos", 1, math.cos)
_theme.of_numbers("tan", 1, math.tan)
_theme.of_numbers("asin", 1, math.asin)
_theme.of_numbers("acos", 1, math.acos)
_theme.of_numbers("atan", 1, math.atan)
_theme.of_numbers("atan2", 2, math.atan2)
