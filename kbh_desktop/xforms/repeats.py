"""Instances of repeats: added, taken away, and kept at the number the form asks for."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from kbh_desktop.xforms.effects import EffectsCollector
from kbh_desktop.xforms.instance import (
    Instance,
    InstanceNode,
    next_order,
    order_number,
    split_instance_key,
)
from kbh_desktop.xforms.model import Action, Question, Repeat
from kbh_desktop.xforms.xpath.tree import position_among_siblings

MOST_INSTANCES = 1_000
MOST_NODES = 20_000


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

    def add(self, parent: InstanceNode, repeat: Repeat, rules: Rules) -> InstanceNode:
        """Put a new instance last, filled with the form's defaults.

        Actions for new instances run unless the whole form is being created, which has its own.
        """
        node = self._grown(parent, repeat, self._new_id(), rules)
        rules.structure_changed(repeat)
        return node

    def place(self, entries: Mapping[str, str | None], rules: Rules) -> None:
        """Put the instances among the stored `entries` where their orders say, still empty."""
        for repeat in self._placed(entries, rules):
            rules.structure_changed(repeat)

    def remove(self, node: InstanceNode, rules: Rules) -> None:
        """Take an instance away with everything in it."""
        self._taken_out(node, rules)
        if isinstance(node.element, Repeat):
            rules.structure_changed(node.element)

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
        before = len(present)
        for node in present[number:]:
            self._put_away[node.key] = self._taken_out(node, rules)
        for place in range(before + 1, number + 1):
            if self._instance.size < MOST_NODES:
                self._grown(parent, repeat, str(place), rules)
        if len(parent.named.get(repeat.name, ())) != before:
            rules.structure_changed(repeat)

    def fill_nested(self, top: InstanceNode, rules: Rules) -> None:
        """Give the repeats inside `top` the instances they begin with."""
        is_original = self.is_creating and position_among_siblings(top) == 1
        for repeat, parent in list(self._instance.nested_repeats(top)):
            if not repeat.count_expression:
                number = repeat.initial if is_original else repeat.initial_in_new
                for _place in range(number):
                    self._grown(parent, repeat, self._new_id(), rules)

    def _grown(
        self, parent: InstanceNode, repeat: Repeat, repeat_id: str, rules: Rules
    ) -> InstanceNode:
        order = next_order(parent.named.get(repeat.name, []))
        node = self._put(parent, repeat, repeat_id, order, rules)
        kept = self._put_away.pop(node.key, None)
        if kept is None:
            self._fill(node, rules)
        else:
            self._take_back(node, kept, rules)
        return node

    def _put(
        self, parent: InstanceNode, repeat: Repeat, repeat_id: str, order: str, rules: Rules
    ) -> InstanceNode:
        node = self._instance.add(repeat, parent, repeat_id, order)
        rules.effects.store(node.key, order)
        rules.effects.touch(container_key(parent, repeat))
        for below in self._instance.nodes(node):
            rules.effects.touch(below.key)
        rules.spread_relevance(node)
        rules.schedule_all(list(self._instance.nodes(node)))
        return node

    def _placed(self, entries: Mapping[str, str | None], rules: Rules) -> Iterable[Repeat]:
        """The repeats that got instances; outer instances come before those inside them."""
        wanted = [
            (address, key, order)
            for key, order in entries.items()
            if order and (address := split_instance_key(key))
        ]
        wanted.sort(key=lambda one: (one[1].count("/"), order_number(one[2]), one[1]))
        repeats: dict[str, Repeat] = {}
        for (parent_key, name, repeat_id), key, order in wanted:
            parent = self._instance.get(parent_key)
            repeat = None if parent is None else repeat_named(parent, name)
            if parent is not None and repeat is not None and self._instance.get(key) is None:
                self._put(parent, repeat, repeat_id, order, rules)
                repeats[repeat.ref] = repeat
        return repeats.values()

    def _taken_out(self, node: InstanceNode, rules: Rules) -> dict[str, str]:
        """The entries that were stored for the instance, by key."""
        stored: dict[str, str] = {}
        for below in self._instance.nodes(node):
            entry = below.order if below.is_repeat_instance else below.value
            if entry:
                stored[below.key] = entry
                rules.effects.store(below.key, "")
            rules.effects.touch(below.key)
        if node.parent is not None and isinstance(node.element, Repeat):
            rules.effects.touch(container_key(node.parent, node.element))
            node.parent.remove(node)
        return stored

    def _take_back(self, node: InstanceNode, kept: Mapping[str, str], rules: Rules) -> None:
        self._placed(kept, rules)
        for below in list(self._instance.nodes(node)):
            if below.key in kept and not below.is_repeat_instance:
                rules.set_value(below, kept[below.key])

    def _fill(self, node: InstanceNode, rules: Rules) -> None:
        for below in list(self._instance.nodes(node)):
            if isinstance(below.element, Question) and below.element.default:
                rules.set_value(below, below.element.default)
        if not self.is_creating:
            self._run_actions(node, rules)
        self.fill_nested(node, rules)

    def _run_actions(self, node: InstanceNode, rules: Rules) -> None:
        inside = {below.element.ref: below for below in self._instance.nodes(node)}
        for action in self._instance.form.actions:
            if action.event == "odk-new-repeat" and action.target in inside:
                rules.run_action(action, inside[action.target])


def repeat_named(parent: InstanceNode, name: str) -> Repeat | None:
    """Return the repeat called `name` that may stand in `parent`, or None."""
    if isinstance(parent.element, Question):
        return None
    for child in parent.element.children:
        if isinstance(child, Repeat) and child.name == name:
            return child
    return None


def container_key(parent: InstanceNode, repeat: Repeat) -> str:
    """Return the key of a repeat as a whole, apart from its instances."""
    return f"{parent.key}/{repeat.name}"
