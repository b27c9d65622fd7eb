"""What a person typed, made into what is stored."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.choices import is_several, options
from kbh_desktop.xforms.instance import InstanceNode
from kbh_desktop.xforms.model import Question
from kbh_desktop.xforms.xpath.context import Environment
from kbh_desktop.xforms.xpath.moments import fraction_of_day, read_moment
from kbh_desktop.xforms.xpath.values import number_text

CONFIRMED = "OK"
"""What ODK's programs store for a statement that was confirmed."""
LONGEST_TEXT = 100_000
_INTEGER = re.compile(r"[+-]?\d{1,18}")
_DECIMAL = re.compile(r"[+-]?(?:\d{1,18}(?:[.,]\d*)?|[.,]\d+)")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def accepted(value: str, node: InstanceNode, environment: Environment) -> str:
    """Return `value` as it is stored for the question at `node`.

    Raises:
        InputError: it can't be an answer to this question; nothing was changed.
    """
    element = node.element
    if not isinstance(element, Question) or element.type == "note":
        raise InputError(_("This can't be answered, only read."), field=node.key)
    if not element.in_body and element.bind.calculate:
        raise InputError(_("This is worked out by the form and can't be typed."), field=node.key)
    if value == "":
        return ""
    try:
        return _read(value, node, element, environment)
    except ValueError as fault:
        raise InputError(str(fault), field=node.key) from None


def _read(value: str, node: InstanceNode, question: Question, environment: Environment) -> str:
    if question.choices is not None:
        return _choices(value, node, environment)
    kind = question.bind.data_type if question.type in {"text", "range"} else question.type
    stored = _READERS.get(kind, _text)(value)
    if question.type == "range":
        _check_range(float(stored), question.parameters)
    return stored


def _text(value: str) -> str:
    if len(value) > LONGEST_TEXT:
        raise ValueError(
            _("The text is longer than {limit} characters.").format(limit=LONGEST_TEXT)
        )
    return _CONTROL_CHARACTERS.sub("", value)


def _integer(value: str) -> str:
    typed = value.strip()
    if not _INTEGER.fullmatch(typed):
        raise ValueError(_("“{value}” is not a whole number.").format(value=typed))
    return str(int(typed))


def _decimal(value: str) -> str:
    """A comma, as Danes type it, is stored as a point."""
    typed = value.strip().replace("\N{MINUS SIGN}", "-")
    if not _DECIMAL.fullmatch(typed):
        raise ValueError(_("“{value}” is not a number.").format(value=typed))
    whole, _point, fraction = typed.removeprefix("+").replace(",", ".").partition(".")
    sign = "-" if whole.startswith("-") else ""
    digits = whole.removeprefix("-").lstrip("0") or "0"
    fraction = fraction.rstrip("0")
    return f"{sign}{digits}.{fraction}" if fraction else f"{sign}{digits}"


def _trigger(value: str) -> str:
    if value.strip() != CONFIRMED:
        raise ValueError(_("This can only be confirmed or left."))
    return CONFIRMED


def _check_range(number: float, parameters: Mapping[str, str]) -> None:
    ends = sorted(float(parameters.get(name, "nan")) for name in ("start", "end"))
    if number < ends[0] or number > ends[1]:
        raise ValueError(
            _("{number} is not between {first} and {last}.").format(
                number=number_text(number), first=number_text(ends[0]), last=number_text(ends[1])
            )
        )


def _date(value: str) -> str:
    typed = value.strip()
    if not _DATE.fullmatch(typed):
        raise ValueError(_("“{value}” is not a date.").format(value=typed))
    try:
        return date.fromisoformat(typed).isoformat()
    except ValueError:
        raise ValueError(_("The date {value} does not exist.").format(value=typed)) from None


def _time(value: str) -> str:
    typed = value.strip()
    if fraction_of_day(typed) is None:
        raise ValueError(_("“{value}” is not a time of day.").format(value=typed))
    return typed.zfill(5) if ":" in typed[:2] else typed


def _date_time(value: str) -> str:
    typed = value.strip().replace(" ", "T", 1)
    moment = read_moment(typed)
    if moment is None or not moment.has_time:
        raise ValueError(_("“{value}” is not a date with a time.").format(value=value.strip()))
    return typed


def _choices(value: str, node: InstanceNode, environment: Environment) -> str:
    typed = list(dict.fromkeys(value.split())) if is_several(node) else [value.strip()]
    offered = [option.value for option in options(node, environment)]
    unknown = [one for one in typed if one not in offered]
    if unknown:
        raise ValueError(
            _("“{value}” is not among the choices of this question.").format(value=unknown[0])
        )
    if isinstance(node.element, Question) and node.element.type == "select_multiple":
        typed.sort(key=offered.index)
    return " ".join(typed)


_READERS: dict[str, Callable[[str], str]] = {
    "integer": _integer,
    "int": _integer,
    "decimal": _decimal,
    "date": _date,
    "time": _time,
    "trigger": _trigger,
    "dateTime": _date_time,
}
