"""Puts the rules of a form in an order in which each runs after what it reads."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter

from kbh_desktop.errors import FormError
from kbh_desktop.i18n import _
from kbh_desktop.xforms.dependencies import DependencyFinder
from kbh_desktop.xforms.model import Element, Question, Repeat
from kbh_desktop.xforms.rules import Dependency, Graph, Listener, Role, Rule
from kbh_desktop.xforms.texts import Text
from kbh_desktop.xforms.xpath.compiler import compile_expression
from kbh_desktop.xforms.xpath.errors import ExpressionError
from kbh_desktop.xforms.xpath.parser import parse

_PRODUCING = (Role.RELEVANT, Role.CALCULATE, Role.COUNT, Role.CHOICES)
_MAY_READ_ITSELF = (Role.CALCULATE, Role.CONSTRAINT)
"""A calculation may look at its own earlier value by `.`; a constraint always does."""


def build_graph(elements: Sequence[Element]) -> Graph:
    """Return the rules of `elements`, ranked, and who listens to what.

    Raises:
        FormError: a rule is malformed, or rules depend on one another in a circle.
    """
    repeats = [element.ref for element in elements if isinstance(element, Repeat)]
    finder = DependencyFinder([element.ref for element in elements], repeats)
    rules = [
        _rule(element.ref, role, expression, finder)
        for element in elements
        for role, expression in expressions_of(element)
    ]
    ranked = _ranked(rules, finder)
    return Graph(ranked, _listeners(ranked), _by_owner(ranked))


def expressions_of(element: Element) -> Iterator[tuple[Role, str]]:
    """Return every expression of `element` with the role it plays."""
    bind = element.bind
    rules = {
        Role.RELEVANT: bind.relevant,
        Role.CALCULATE: bind.calculate,
        Role.REQUIRED: bind.required,
        Role.READONLY: bind.readonly,
        Role.CONSTRAINT: bind.constraint,
    }
    if isinstance(element, Repeat):
        rules[Role.COUNT] = element.count_expression
    if isinstance(element, Question) and element.choices is not None:
        rules[Role.CHOICES] = element.choices.nodeset
    yield from ((role, expression) for role, expression in rules.items() if expression)
    yield from ((Role.SHOWN, expression) for expression in _shown(element))


def _shown(element: Element) -> Iterable[str]:
    """The expressions whose values stand in the texts of `element`."""
    texts: list[Text | None] = [
        element.label,
        element.bind.required_message,
        element.bind.constraint_message,
    ]
    if isinstance(element, Question):
        texts.append(element.hint)
    return [expression for text in filter(None, texts) for expression in text.outputs()]


def _rule(owner: str, role: Role, expression: str, finder: DependencyFinder) -> Rule:
    try:
        run = compile_expression(expression)
        tree = parse(expression)
    except ExpressionError as fault:
        raise RuleError(owner, role, fault) from None
    found = finder.find(tree, owner, ignore_self=role in _MAY_READ_ITSELF)
    return Rule(owner, role, expression, run, found)


class RuleError(FormError):
    """A rule of the node `ref` can't be read."""

    def __init__(self, ref: str, role: Role, fault: ExpressionError) -> None:
        super().__init__(f"{ref} ({role}): {fault}")
        self.ref = ref
        self.role = role
        self.fault = fault


def _ranked(rules: Sequence[Rule], finder: DependencyFinder) -> tuple[Rule, ...]:
    producing = [rule for rule in rules if rule.role in _PRODUCING]
    try:
        ordered = _ordered(producing, finder)
    except CircularError:
        # Questions may filter one another's choices, as in a ranking; then these run last.
        filters = [rule for rule in producing if rule.role is Role.CHOICES]
        others = [rule for rule in producing if rule.role is not Role.CHOICES]
        ordered = [*_ordered(others, finder), *filters]
    consuming = [rule for rule in rules if rule.role not in _PRODUCING]
    return tuple(replace(rule, rank=rank) for rank, rule in enumerate([*ordered, *consuming]))


def _ordered(producing: Sequence[Rule], finder: DependencyFinder) -> list[Rule]:
    producers = _producers(producing)
    sorter: TopologicalSorter[int] = TopologicalSorter()
    numbers = {id(rule): number for number, rule in enumerate(producing)}
    for rule in producing:
        before = {numbers[id(other)] for d in rule.dependencies for other in _of(producers, d)}
        own = numbers[id(rule)]
        if own in before and _may_depend_on_itself(rule, finder):
            before.discard(own)
        sorter.add(own, *before)
    try:
        return [producing[number] for number in sorter.static_order()]
    except CycleError as fault:
        raise CircularError([producing[number].owner for number in fault.args[1]]) from None


class CircularError(FormError):
    """Rules that depend on one another in a circle, by the nodes they belong to."""

    def __init__(self, refs: Sequence[str]) -> None:
        self.refs = tuple(dict.fromkeys(refs))
        names = " → ".join(ref.rpartition("/")[2] for ref in reversed(refs))
        super().__init__(
            _("These questions depend on one another in a circle: {names}.").format(names=names)
        )


def _producers(rules: Iterable[Rule]) -> Mapping[tuple[Role, str], list[Rule]]:
    found: dict[tuple[Role, str], list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.role, rule.owner].append(rule)
    return found


def _of(producers: Mapping[tuple[Role, str], list[Rule]], dependency: Dependency) -> Iterator[Rule]:
    yield from producers.get((Role.CALCULATE, dependency.ref), ())
    yield from producers.get((Role.CHOICES, dependency.ref), ())
    ref = dependency.ref
    while ref:
        yield from producers.get((Role.RELEVANT, ref), ())
        yield from producers.get((Role.COUNT, ref), ())
        ref = ref.rpartition("/")[0]


def _may_depend_on_itself(rule: Rule, finder: DependencyFinder) -> bool:
    """A calculation in a repeat may read the same question of other instances."""
    if rule.role is Role.CHOICES:
        return True
    own = finder.scope(rule.owner)
    return own != "" and all(d.scope != own for d in rule.dependencies if d.ref == rule.owner)


def _listeners(rules: Iterable[Rule]) -> Mapping[str, tuple[Listener, ...]]:
    found: dict[str, dict[Listener, None]] = defaultdict(dict)
    for rule in rules:
        for dependency in rule.dependencies:
            found[dependency.ref][Listener(rule, dependency.scope)] = None
    return {ref: tuple(listeners) for ref, listeners in found.items()}


def _by_owner(rules: Iterable[Rule]) -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        found[rule.owner].append(rule)
    return {ref: tuple(owned) for ref, owned in found.items()}
