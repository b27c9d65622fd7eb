"""When an opened vault locks itself; the windows do the timing."""

from dataclasses import dataclass
from typing import Self

DEFAULT_LOCK_AFTER_S = 5 * 60
SHORTEST_LOCK_AFTER_S = 60
LONGEST_LOCK_AFTER_S = 30 * 60


@dataclass(frozen=True, slots=True)
class AutoLock:
    """Locking after `after_s` seconds without a key or the mouse, with a warning before."""

    after_s: int = DEFAULT_LOCK_AFTER_S
    warn_before_s: int = 30

    @classmethod
    def after(cls, seconds: int) -> Self:
        """Return the nearest that is allowed, between one and thirty minutes."""
        return cls(after_s=max(SHORTEST_LOCK_AFTER_S, min(seconds, LONGEST_LOCK_AFTER_S)))

    def warns(self, idle_s: float) -> bool:
        """Return whether to warn now."""
        return self.after_s - self.warn_before_s <= idle_s < self.after_s

    def locks(self, idle_s: float) -> bool:
        """Return whether to lock now."""
        return idle_s >= self.after_s
