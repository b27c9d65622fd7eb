"""How the result of a calculation is written down, by the type of its node."""

import math

from kbh_desktop.xforms.model import Element
from kbh_desktop.xforms.xpath.moments import Moment, from_days
from kbh_desktop.xforms.xpath.values import Value, number_text, to_number, to_text

_WHOLE = frozenset({"int", "integer", "long"})
_DATES = frozenset({"date", "dateTime"})


def stored_value(value: Value, element: Element) -> str:
    """Return `value` as it is stored and submitted; NaN is no answer."""
    data_type = element.bind.data_type
    if data_type in _WHOLE:
        number = to_number(value)
        return number_text(math.trunc(number)) if math.isfinite(number) else ""
    if data_type in _DATES and isinstance(value, float):
        moment = None if math.isnan(value) else from_days(value)
        return _moment_text(moment, data_type) if moment else ""
    if isinstance(value, Moment):
        return _moment_text(value, data_type)
    if isinstance(value, float) and math.isnan(value):
        return ""
    return to_text(value)


def _moment_text(moment: Moment, data_type: str) -> str:
    if data_type == "date":
        return moment.midnight().written
    if data_type == "time" and moment.has_time:
        return moment.written.partition("T")[2]
    return moment.written
