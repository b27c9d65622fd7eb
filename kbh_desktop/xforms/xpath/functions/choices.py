"""Functions of choices and of the form's texts."""

import math

from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.functions.registry import (
    ANY_NUMBER,
    Arguments,
    Theme,
    all_items,
)
from kbh_desktop.xforms.xpath.values import Value, to_bool, to_number, to_text

_theme = Theme()
FUNCTIONS = _theme.functions
_NO_LIMIT = -1.0


@_theme.function("selected", 2)
def _selected(context: Context, arguments: Arguments) -> Value:
    """Nothing is among nothing, as in ODK's programs."""
    chosen = to_text(arguments[0](context)).split()
    wanted = to_text(arguments[1](context)).strip()
    return wanted in chosen or not (wanted or chosen)


@_theme.function("selected-at", 2)
def _selected_at(context: Context, arguments: Arguments) -> Value:
    chosen = to_text(arguments[0](context)).split()
    place = to_number(arguments[1](context))
    if math.isnan(place) or not 0 <= place < len(chosen):
        return ""
    return chosen[int(place)]


@_theme.function("count-selected", 1)
def _count_selected(context: Context, arguments: Arguments) -> Value:
    return float(len(to_text(arguments[0](context)).split()))


@_theme.function("jr:choice-name", 2)
def _choice_name(context: Context, arguments: Arguments) -> Value:
    value, question = (to_text(argument(context)) for argument in arguments)
    return context.environment.choice_label(value, question, context.node)


@_theme.function("jr:itext", 1)
def _itext(context: Context, arguments: Arguments) -> Value:
    return context.environment.itext(to_text(arguments[0](context)))


def _is_ticked(value: Value) -> bool:
    return to_bool(value) and to_text(value) not in {"0", "false"}


def _within(total: float, fewest: float, most: float) -> bool:
    return (fewest == _NO_LIMIT or total >= fewest) and (most == _NO_LIMIT or total <= most)


@_theme.function("checklist", 2, ANY_NUMBER)
def _checklist(context: Context, arguments: Arguments) -> Value:
    fewest, most = (to_number(argument(context)) for argument in arguments[:2])
    ticked = sum(map(_is_ticked, all_items(context, arguments[2:])))
    return _within(ticked, fewest, most)


@_theme.function("weighted-checklist", 2, ANY_NUMBER)
def _weighted_checklist(context: Context, arguments: Arguments) -> Value:
    """Answers and weights take turns, or come as two sets of nodes."""
    fewest, most = (to_number(argument(context)) for argument in arguments[:2])
    total = 0.0
    for answers, weights in zip(arguments[2::2], arguments[3::2], strict=False):
        ticks, scales = all_items(context, [answers]), all_items(context, [weights])
        total += sum(
            to_number(scale) for tick, scale in zip(ticks, scales, strict=False) if _is_ticked(tick)
        )
    return _within(total, fewest, most)
