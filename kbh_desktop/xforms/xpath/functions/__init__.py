"""Every function an expression may call, by name."""

from kbh_desktop.xforms.xpath.functions import (
    choices,
    dates,
    misc,
    nodesets,
    numbers,
    strings,
)
from kbh_desktop.xforms.xpath.functions.registry import Function

FUNCTIONS: dict[str, Function] = {
    **strings.FUNCTIONS,
    **numbers.FUNCTIONS,
    **dates.FUNCTIONS,
    **nodesets.FUNCTIONS,
    **choices.FUNCTIONS,
    **misc.FUNCTIONS,
}
