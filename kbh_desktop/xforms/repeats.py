"""Instances of repeats: added, taken away, and kept at the number the form asks for."""

import math
from collections.abc import Callable
from typing import Protocol

from kbh_desktop.xforms.effects import EffectsCollector
from kbh_desktop.xforms.instance import Instance, InstanceNode, next_order
from kbh_desktop.xforms.model import Action, Question, Repeat
from kbh_desktop.xforms.xpath.tree import position_among_siblings

MOST_INSTANCES = 1_000


class Rules(Protocol):
    """What the repeats need of the rules."""

    effects: EffectsCollector

    def schedule_all(self, nodes: list[InstanceNode]) -> None:
        """Let every rule of `nodes` run at the next settling."""

    def set_value(self, node: InstanceNode, value: str) -> None:
        """Give `node` a value."""

    def run_action(self, action: Action, node: InstanceNode) -> None:
        """Set the value of `node`, the target of `action`."""

    def structure_changed(self, repeat: Repeat) -> None:
        """Let everything that reads instances of `repeat` run at the next settling."""

    def spread_relevance(self, node: InstanceNode) -> None:
        """Hand the relevance of `node` down."""


class RepeatKeeper:
    """Makes and removes the instances of one form."""

    def __init__(self, instance: Instance, new_id: Callable[[], str]) -> None:
        self._instance = instance
        self._new_id = new_id
        self._put_away: dict[str, dict[str, str]] = {}
        self.is_creating = False

    def add(
        self, parent: InstanceNode, repeat: Repeat, rules: Rules, repeat_id: str = ""
    ) -> InstanceNode:
        """Put a new instance last, filled with the form's defaults.

        Actions for new instances run unless the whole form is being created, which has its own.
        """
        order = next_order(parent.named.get(repeat.name, []))
        node = self.place(parent, repeat, repeat_id or self._new_id(), order, rules)
        kept = self._put_away.pop(node.key, None)
        if kept is None:
            self._fill(node, rules)
        else:
            self._take_back(node, kept, rules)
        return node

    def place(
        self, parent: InstanceNode, repeat: Repeat, repeat_id: str, order: str, rules: Rules
    ) -> InstanceNode:
        """Put an empty instance where its order says."""
        node = self._instance.add(repeat, parent, repeat_id, order)
        rules.effects.store(node.key, order)
        for below in self._instance.nodes(node):
            rules.effects.touch(below.key)
        rules.effects.touch(container_key(parent, repeat))
        rules.structure_changed(repeat)
        rules.spread_relevance(node)
        rules.schedule_all(list(self._instance.nodes(node)))
        return node

    def remove(self, node: InstanceNode, rules: Rules) -> dict[str, str]:
        """Take an instance away and return what was answered in it, by key."""
        answered = {below.key: below.value for below in self._instance.nodes(node) if below.value}
        for below in self._instance.nodes(node):
            if below.is_repeat_instance or below.value:
                rules.effects.store(below.key, "")
            rules.effects.touch(below.key)
        parent, repeat = node.parent, node.element
        if parent is not None and isinstance(repeat, Repeat):
            parent.remove(node)
            rules.effects.touch(container_key(parent, repeat))
            rules.structure_changed(repeat)
        return answered

    def keep_count(self, parent: InstanceNode, repeat: Repeat, wanted: float, rules: Rules) -> None:
        """Add or take away instances at the end until there are `wanted`.

        No number at all changes nothing. Their ids are their places, so that two laptops make
        the same instances. What was answered in one taken away is put back if it returns while
        the form is open.
        """
        if math.isnan(wanted):
            return
        number = int(max(0, min(wanted, MOST_INSTANCES)))
        present = list(parent.named.get(repeat.name, []))
        for node in present[number:]:
            self._put_away[node.key] = self.remove(node, rules)
        for place in range(len(present) + 1, number + 1):
            self.add(parent, repeat, rules, repeat_id=str(place))

    def _take_back(self, node: InstanceNode, kept: dict[str, str], rules: Rules) -> None:
        for below in list(self._instance.nodes(node)):
            if below.key in kept:
                rules.set_value(below, kept[below.key])

    def _fill(self, node: InstanceNode, rules: Rules) -> None:
        for below in list(self._instance.nodes(node)):
            if isinstance(below.element, Question) and below.element.default:
                rules.set_value(below, below.element.default)
        if not self.is_creating:
            self._run_actions(node, rules)
        self.fill_nested(node, rules)

    def _run_actions(self, node: InstanceNode, rules: Rules) -> None:
        for action in self._instance.form.actions:
            if action.event == "odk-new-repeat":
                for target in tuple(self._instance.at(action.target, node)):
                    if _nearest_repeat(target) is node:
                        rules.run_action(action, target)

    def fill_nested(self, top: InstanceNode, rules: Rules) -> None:
        """Give the repeats inside `top` the instances they begin with."""
        is_original = self.is_creating and position_among_siblings(top) == 1
        for repeat, parent in list(self._instance.nested_repeats(top)):
            if not repeat.count_expression:
                number = repeat.initial if is_original else repeat.initial_in_new
                for _place in range(number):
                    self.add(parent, repeat, rules)


def container_key(parent: InstanceNode, repeat: Repeat) -> str:
    """Return the key of a repeat as a whole, apart from its instances."""
    return f"{parent.key}/{repeat.name}"


def _nearest_repeat(node: InstanceNode) -> InstanceNode | None:
    return next((place for place in (node, *node.ancestors()) if place.is_repeat_instance), None)
