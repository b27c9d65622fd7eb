"""Which registrations are one person, and which of them is shown: a function of the decisions.

Nothing is moved when two registrations are found to be one person. The decision is a link between
them, and everything about the person is looked up through the links. So the order in which
decisions arrive can't matter, and taking one back leaves what would be without it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

LinkStatus = Literal["same", "different", "undone"]
Group = tuple[str, ...]
"""Registrations of one person; the one that is shown comes first, the others by their ids."""


@dataclass(frozen=True, slots=True)
class Link:
    """What was decided about two registrations; `kept` is the one of them that is shown."""

    one: str
    other: str
    kept: str
    status: LinkStatus

    @property
    def merged(self) -> str:
        """The one that is shown below the kept one."""
        return self.one if self.kept == self.other else self.other


def link_id(one: str, other: str) -> str:
    """Return the id of the link between two registrations, the same on every device."""
    first, second = sorted((one, other))
    return f"same-{first}-{second}"


def groups(links: Iterable[Link], here: Collection[str]) -> Mapping[str, Group]:
    """Return the group of each registration in `here` that has others in `here` beside it.

    The shown one is kept by no link as the merged one. Where decisions contradict each other, in a
    ring or with several such, the smallest id is taken, so that every device takes the same.
    """
    same = [link for link in links if link.status == "same" and link.one != link.other]
    merged = {link.merged for link in same}
    found: dict[str, Group] = {}
    for part in _connected(same):
        group = tuple(sorted(part & set(here), key=lambda each: (each in merged, each)))
        if len(group) > 1:
            found |= dict.fromkeys(group, group)
    return found


def _connected(links: Iterable[Link]) -> Iterable[set[str]]:
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        beside[link.one].add(link.other)
        beside[link.other].add(link.one)
    left = set(beside)
    while left:
        part: set[str] = set()
        waiting = {left.pop()}
        while waiting:
            each = waiting.pop()
            part.add(each)
            waiting |= beside[each] - part
        left -= part
        yield part
