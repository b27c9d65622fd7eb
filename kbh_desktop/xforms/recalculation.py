"""Runs the rules that a change reaches, each once, in the order of their ranks."""

import heapq
import re
from collections import Counter, deque
from collections.abc import Callable, Iterable

from kbh_desktop.xforms.choices import options
from kbh_desktop.xforms.effects import EffectsCollector
from kbh_desktop.xforms.environment import SessionEnvironment
from kbh_desktop.xforms.instance import Instance, InstanceNode
from kbh_desktop.xforms.model import Action, Question, Repeat
from kbh_desktop.xforms.repeats import RepeatKeeper
from kbh_desktop.xforms.rules import Role, Rule
from kbh_desktop.xforms.stored import stored_value
from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.context import Context
from kbh_desktop.xforms.xpath.values import to_bool, to_number

_TEXTS = re.compile(r"\bjr:(itext|choice-name)\b")
_MOST_RUNS = 100
"""How often one rule may run at one node for one change, should instances feed one another."""


class Recalculator:
    """Keeps the nodes of an instance in step with the rules of its form."""

    def __init__(
        self, instance: Instance, environment: SessionEnvironment, repeats: RepeatKeeper
    ) -> None:
        self._instance = instance
        self._environment = environment
        self._repeats = repeats
        self._graph = instance.form.graph
        self._waiting: dict[int, dict[InstanceNode, None]] = {}
        self._ranks: list[int] = []
        self._runs: Counter[tuple[int, str]] = Counter()
        self._triggered: deque[tuple[Action, InstanceNode]] = deque()
        self._by_source: dict[str, list[Action]] = {}
        for action in instance.form.actions:
            if action.source:
                self._by_source.setdefault(action.source, []).append(action)
        self.effects = EffectsCollector()
        self._apply: dict[Role, Callable[[Rule, InstanceNode], None]] = {
            Role.RELEVANT: self._set_relevant,
            Role.CALCULATE: self._calculate,
            Role.COUNT: self._set_count,
            Role.CHOICES: self._offer,
            Role.REQUIRED: self._set_required,
            Role.READONLY: self._set_readonly,
            Role.CONSTRAINT: self._check,
            Role.SHOWN: self._touch,
        }

    def schedule_all(self, nodes: Iterable[InstanceNode]) -> None:
        """Let every rule of `nodes` run at the next settling."""
        for node in nodes:
            for rule in self._graph.by_owner.get(node.element.ref, ()):
                if rule.role is not Role.COUNT:
                    self._schedule(rule, node)
            for repeat in _repeats_in(node):
                for rule in self._graph.by_owner.get(repeat.ref, ()):
                    if rule.role is Role.COUNT:
                        self._schedule(rule, node)

    def set_value(self, node: InstanceNode, value: str) -> None:
        """Give `node` a value, and let what listens to it run at the next settling."""
        if node.value == value:
            return
        node.value = value
        self.effects.store(node.key, value)
        self.effects.touch(node.key)
        self._answer_changed(node)
        if not self._repeats.is_creating:
            for action in self._by_source.get(node.element.ref, ()):
                self._triggered.append((action, node))

    def _answer_changed(self, node: InstanceNode) -> None:
        for rule in self._graph.by_owner.get(node.element.ref, ()):
            if rule.role is Role.CONSTRAINT:
                self._schedule(rule, node)
        self._notify(node)

    def run_action(self, action: Action, node: InstanceNode) -> None:
        """Set the value of `node`, the target of `action`."""
        if not action.expression:
            self.set_value(node, action.literal)
            return
        result = compile_expression(action.expression)(Context(node, self._environment))
        self.set_value(node, stored_value(result, node.element))

    def structure_changed(self, repeat: Repeat) -> None:
        """Let everything that reads instances of `repeat` run at the next settling."""
        self._instance.reindex()
        prefix = f"{repeat.ref}/"
        for ref, listeners in self._graph.listeners.items():
            if ref == repeat.ref or ref.startswith(prefix):
                for listener in listeners:
                    self._schedule_everywhere(listener.rule)

    def language_changed(self) -> None:
        """Let everything that reads the form's texts run at the next settling."""
        for rule in self._graph.rules:
            if _TEXTS.search(rule.expression):
                self._schedule_everywhere(rule)

    def settle(self) -> None:
        """Run whatever waits until nothing does."""
        self._runs.clear()
        while self._ranks or self._triggered:
            while self._ranks:
                self._run_rank(heapq.heappop(self._ranks))
            if self._triggered:
                self._trigger(*self._triggered.popleft())

    def _run_rank(self, rank: int) -> None:
        rule = self._graph.rules[rank]
        apply = self._apply[rule.role]
        for node in self._waiting.pop(rank, {}):
            self._runs[rank, node.key] += 1
            if self._runs[rank, node.key] <= _MOST_RUNS and self._is_there(node):
                apply(rule, node)

    def _is_there(self, node: InstanceNode) -> bool:
        return self._instance.get(node.key) is node

    def _trigger(self, action: Action, source: InstanceNode) -> None:
        self._runs[-1, source.key] += 1
        if self._runs[-1, source.key] > _MOST_RUNS:
            return
        scope = self._common_instance(source, action.target)
        for target in tuple(self._instance.at(action.target, scope)):
            self.run_action(action, target)

    def _common_instance(self, source: InstanceNode, ref: str) -> InstanceNode | None:
        for node in (source, *source.ancestors()):
            if node.is_repeat_instance and ref.startswith(f"{node.element.ref}/"):
                return node
        return None

    def _schedule(self, rule: Rule, node: InstanceNode) -> None:
        waiting = self._waiting.get(rule.rank)
        if waiting is None:
            waiting = self._waiting[rule.rank] = {}
            heapq.heappush(self._ranks, rule.rank)
        waiting[node] = None

    def _notify(self, node: InstanceNode) -> None:
        for listener in self._graph.listeners.get(node.element.ref, ()):
            if not listener.scope:
                self._schedule_everywhere(listener.rule)
                continue
            under = _ancestor_at(node, listener.scope)
            for owner in self._instance.at(_place_of(listener.rule), under):
                self._schedule(listener.rule, owner)

    def _schedule_everywhere(self, rule: Rule) -> None:
        for owner in self._instance.at(_place_of(rule)):
            self._schedule(rule, owner)

    def _truth(self, rule: Rule, node: InstanceNode) -> bool:
        return to_bool(rule.run(Context(node, self._environment)))

    def _set_relevant(self, rule: Rule, node: InstanceNode) -> None:
        relevant = self._truth(rule, node)
        if relevant != node.own_relevant:
            node.own_relevant = relevant
            self.spread_relevance(node)

    def spread_relevance(self, node: InstanceNode) -> None:
        """Hand the relevance of `node` down to everything below it.

        Expressions see relevance only as an answer that goes or comes back.
        """
        parent = node.parent
        relevant = node.own_relevant and (parent is None or parent.relevant)
        if relevant == node.relevant:
            return
        node.relevant = relevant
        self.effects.touch(node.key)
        if node.value:
            self._answer_changed(node)
        for below in (*node.children, *node.attributes.values()):
            self.spread_relevance(below)

    def _calculate(self, rule: Rule, node: InstanceNode) -> None:
        result = rule.run(Context(node, self._environment))
        self.set_value(node, stored_value(result, node.element))

    def _set_count(self, rule: Rule, parent: InstanceNode) -> None:
        repeat = self._instance.form.node(rule.owner)
        if not isinstance(repeat, Repeat):
            return
        place = InstanceNode(repeat, "")
        place.parent = parent
        wanted = to_number(rule.run(Context(place, self._environment)))
        self._repeats.keep_count(parent, repeat, wanted, self)

    def _set_required(self, rule: Rule, node: InstanceNode) -> None:
        required = self._truth(rule, node)
        if required != node.required:
            node.required = required
            self.effects.touch(node.key)

    def _set_readonly(self, rule: Rule, node: InstanceNode) -> None:
        readonly = self._truth(rule, node)
        if readonly != node.readonly:
            node.readonly = readonly
            for below in self._instance.nodes(node):
                self.effects.touch(below.key)

    def _check(self, rule: Rule, node: InstanceNode) -> None:
        satisfied = node.answer() == "" or self._truth(rule, node)
        if satisfied != node.satisfied:
            node.satisfied = satisfied
            self.effects.touch(node.key)

    def _offer(self, rule: Rule, node: InstanceNode) -> None:
        """Of choices that are filtered, only those on offer count; what was chosen is kept."""
        if not rule.dependencies:
            return
        before = node.answer()
        node.offered = frozenset(option.value for option in options(node, self._environment))
        self.effects.touch(node.key)
        if node.answer() != before:
            self._answer_changed(node)

    def _touch(self, _rule: Rule, node: InstanceNode) -> None:
        self.effects.touch(node.key)


def _place_of(rule: Rule) -> str:
    """The count of a repeat is kept by the node that the instances stand in."""
    return rule.owner.rpartition("/")[0] if rule.role is Role.COUNT else rule.owner


def _ancestor_at(node: InstanceNode, ref: str) -> InstanceNode | None:
    for place in (node, *node.ancestors()):
        if place.element.ref == ref:
            return place
    return None


def _repeats_in(node: InstanceNode) -> Iterable[Repeat]:
    element = node.element
    if isinstance(element, Question):
        return ()
    return (child for child in element.children if isinstance(child, Repeat))
