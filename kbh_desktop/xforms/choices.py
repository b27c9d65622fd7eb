"""The choices a question offers at the moment, with their labels."""

from dataclasses import dataclass

from kbh_desktop.xforms.instance import InstanceNode
from kbh_desktop.xforms.model import ChoiceItem, Choices, Question
from kbh_desktop.xforms.rendering import rendered
from kbh_desktop.xforms.xpath.compiler import as_nodes, compile_expression
from kbh_desktop.xforms.xpath.context import Context, Environment
from kbh_desktop.xforms.xpath.tree import Node
from kbh_desktop.xforms.xpath.values import to_text


@dataclass(frozen=True, slots=True)
class Option:
    """A choice on offer: its value, and the item or list row that has its label."""

    value: str
    source: ChoiceItem | Node


def options(node: InstanceNode, environment: Environment) -> tuple[Option, ...]:
    """Return the choices of the question at `node`, in the order in which they are shown."""
    element = node.element
    if not isinstance(element, Question) or element.choices is None:
        return ()
    choices = element.choices
    if choices.items:
        return tuple(Option(item.value, item) for item in choices.items)
    rows = as_nodes(compile_expression(choices.nodeset)(Context(node, environment)))
    value = compile_expression(choices.value)
    return tuple(Option(to_text(value(Context(row, environment))), row) for row in rows)


def label_of(option: Option, node: InstanceNode, environment: Environment) -> str:
    """Return the label of `option` in the language that the environment speaks."""
    source = option.source
    if isinstance(source, ChoiceItem):
        pieces = source.label.pieces(environment.speaking, environment.default_language)
        return rendered(pieces, Context(node, environment))
    label = compile_expression(_choices(node).label)
    return to_text(label(Context(source, environment, current=node)))


def labelled(value: str, node: InstanceNode, environment: Environment) -> str:
    """Return `value`, one choice or several, as its labels joined by commas."""
    wanted = value.split() if is_several(node) else [value]
    offered = {option.value: option for option in options(node, environment)}
    return ", ".join(
        label_of(offered[one], node, environment) if one in offered else one for one in wanted
    )


def is_several(node: InstanceNode) -> bool:
    """Return whether the question holds several choices, separated by spaces."""
    element = node.element
    return isinstance(element, Question) and element.type in {"select_multiple", "rank"}


def _choices(node: InstanceNode) -> Choices:
    element = node.element
    choices = element.choices if isinstance(element, Question) else None
    return choices or Choices()
