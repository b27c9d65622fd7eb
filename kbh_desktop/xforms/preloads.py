"""What a form knows by itself when it begins: the time, the user, the device."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from kbh_desktop.xforms.instance import Instance, InstanceNode
from kbh_desktop.xforms.model import Question
from kbh_desktop.xforms.xpath.context import Environment
from kbh_desktop.xforms.xpath.moments import day_of, moment_of


@dataclass(frozen=True, slots=True)
class Metadata:
    """Who fills in the form, and where."""

    username: str
    device_id: str


class _Values(Protocol):
    def set_value(self, node: InstanceNode, value: str) -> None: ...


def preload(question: Question, metadata: Metadata, environment: Environment) -> str:
    """Return the value that `question` begins with, or an empty text."""
    bind = question.bind
    known: dict[tuple[str, str], Callable[[], str]] = {
        ("timestamp", "start"): lambda: moment_of(environment.now()).written,
        ("timestamp", "end"): lambda: moment_of(environment.now()).written,
        ("date", "today"): lambda: day_of(environment.now()).written,
        ("property", "username"): lambda: metadata.username,
        ("property", "deviceid"): lambda: metadata.device_id,
        ("uid", ""): lambda: f"uuid:{environment.new_uuid()}",
    }
    value = known.get((bind.preload, bind.preload_parameter))
    return "" if value is None else value()


def preload_end(instance: Instance, values: _Values, environment: Environment) -> None:
    """Set the moments that mean the end of the interview."""
    for node in instance.nodes():
        bind = node.element.bind
        if (bind.preload, bind.preload_parameter) == ("timestamp", "end"):
            values.set_value(node, moment_of(environment.now()).written)
