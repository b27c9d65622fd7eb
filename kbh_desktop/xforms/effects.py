"""What one change has done to a form."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Effects:
    """The stored entries that changed (None: gone), and the keys that look different now."""

    answers: Mapping[str, str | None] = field(repr=False)
    changed: frozenset[str]


class EffectsCollector:
    """Gathers the effects while the rules run."""

    def __init__(self) -> None:
        self._answers: dict[str, str | None] = {}
        self._changed: set[str] = set()

    def store(self, key: str, value: str) -> None:
        """Note that the stored entry `key` is now `value`; empty means gone."""
        self._answers[key] = value or None

    def touch(self, key: str) -> None:
        """Note that the node `key` looks different."""
        self._changed.add(key)

    def take(self) -> Effects:
        """Return what was gathered and begin anew."""
        effects = Effects(self._answers, frozenset(self._changed))
        self._answers, self._changed = {}, set()
        return effects
