"""Reads what an application tells screen readers over AT-SPI; run by the system's Python.

python3 listener.py APPLICATION  prints {"nodes": count, "nameless": [role, ...]} as JSON
"""

import json
import sys
import time
from collections.abc import Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402 - the version is chosen first

PATIENCE_S = 15
STATES = Atspi.StateType
Node = Atspi.Accessible


def application(name: str) -> Node:
    """Return the application called `name`, waiting until it is there."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            found = desktop.get_child_at_index(place)
            if found and name in (found.get_name() or ""):
                return found
        time.sleep(0.2)
    sys.exit(f"{name} says nothing to screen readers")


def nodes(top: Node) -> Iterator[Node]:
    """Yield `top` and the visible nodes below it; of a long list only the beginning."""
    waiting = [top]
    while waiting:
        node = waiting.pop()
        yield node
        for place in range(min(node.get_child_count(), 60)):
            child = node.get_child_at_index(place)
            if child and child.get_state_set().contains(STATES.VISIBLE):
                waiting.append(child)


def is_nameless(node: Node) -> bool:
    """Say whether `node` takes the keyboard without a name or a label."""
    states = node.get_state_set()
    if not states.contains(STATES.FOCUSABLE) or node.get_name():
        return False
    labels = [
        r for r in node.get_relation_set() if r.get_relation_type().value_nick == "labelled-by"
    ]
    return not labels


def main() -> None:
    """Listen once."""
    Atspi.init()
    heard = list(nodes(application(sys.argv[1])))
    nameless = [node.get_role_name() for node in heard if is_nameless(node)]
    print(json.dumps({"nodes": len(heard), "nameless": nameless}))


if __name__ == "__main__":
    main()
