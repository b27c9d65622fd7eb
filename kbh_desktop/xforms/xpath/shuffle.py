"""Shuffles as every ODK program does, so that one seed gives one order everywhere."""

import math
from collections.abc import Sequence

from kbh_desktop.xforms.xpath.tree import Node

_MODULUS = 2_147_483_647
_MULTIPLIER = 16_807


def shuffled(nodes: Sequence[Node], seed: float) -> list[Node]:
    """Return `nodes` in the order of `seed`.

    Park and Miller's random numbers; Fisher and Yates' shuffle, from the inside out.
    """
    order: list[Node] = []
    state = _first_state(seed)
    for place, node in enumerate(nodes):
        state = state * _MULTIPLIER % _MODULUS
        chosen = int((state - 1) / (_MODULUS - 1) * (place + 1))
        order.append(node)
        order[place] = order[chosen]
        order[chosen] = node
    return order


def _first_state(seed: float) -> int:
    whole = int(seed) if math.isfinite(seed) else 0
    state = int(math.fmod(whole, _MODULUS))
    return state if state > 0 else state + _MODULUS - 1
