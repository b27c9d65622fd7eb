"""Users, their roles, and the kinds of vault."""

from dataclasses import dataclass
from enum import StrEnum

from kbh_desktop.ids import UserId


class Role(StrEnum):
    """What a user may do; one user may have several roles."""

    CONSULTANT = "consultant"
    COORDINATOR = "coordinator"
    HEALTH = "health"
    COURSE = "course"
    LEADER = "leader"
    IT = "it"


class NodeKind(StrEnum):
    """Whether a vault is the office's or a consultant's."""

    OFFICE = "office"
    CONSULTANT = "consultant"


@dataclass(frozen=True, slots=True)
class User:
    """A member of staff who has opened the vault."""

    id: UserId
    name: str
    roles: frozenset[Role]

    def has(self, *roles: Role) -> bool:
        """Return whether the user has at least one of `roles`."""
        return not self.roles.isdisjoint(roles)


Actor = User


@dataclass(frozen=True, slots=True)
class UserCard:
    """A user as the unlock window shows one, before anything is opened."""

    name: str
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True)
class Cost:
    """The work one guess of a passphrase costs: Argon2id with memory in KiB, passes and lanes."""

    memory_kib: int
    passes: int
    lanes: int

    def at_least(self, floor: "Cost") -> bool:
        """Return whether no part of it is below that of `floor`."""
        return (
            self.memory_kib >= floor.memory_kib
            and self.passes >= floor.passes
            and self.lanes >= floor.lanes
        )


DEFAULT_COST = Cost(memory_kib=64 * 1024, passes=3, lanes=4)
"""A fifth of a second on an office laptop."""
FLOOR_COST = Cost(memory_kib=19 * 1024, passes=2, lanes=1)
"""The least that OWASP's password storage cheat sheet accepts; anything cheaper is refused."""
CEILING_COST = Cost(memory_kib=1024 * 1024, passes=10, lanes=8)
"""More would let a changed file hang the program."""
