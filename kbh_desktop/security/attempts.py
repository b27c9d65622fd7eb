"""The growing wait between wrong passphrases.

It stops somebody at the keyboard from guessing. It can't stop somebody who copies the vault and
guesses elsewhere: against that stand Argon2id and the passphrase itself. The count lies beside the
key file and in the memory of the running program, so deleting the file helps only with a restart;
setting the computer's clock forward shortens a wait.
"""

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from kbh_desktop.clock import Clock
from kbh_desktop.errors import StorageError, WrongPassphraseError
from kbh_desktop.i18n import n_
from kbh_desktop.security.header_file import write_durably

ATTEMPTS_FILE = "attempts.json"
FREE_FAILURES = 3
LONGEST_WAIT_S = 60


@dataclass(frozen=True, slots=True)
class _Count:
    failures: int
    last_at: datetime


_NONE = _Count(0, datetime.min.replace(tzinfo=UTC))
_remembered: dict[Path, _Count] = {}


def wait_after(failures: int) -> int:
    """Return the seconds to wait after so many wrong passphrases: 0, 0, 0, 1, 2, 4 ... 60."""
    if failures <= FREE_FAILURES:
        return 0
    return int(min(2 ** min(failures - FREE_FAILURES - 1, 10), LONGEST_WAIT_S))


class Attempts:
    """Counts the tries to open the vault in `folder`."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder.resolve() / ATTEMPTS_FILE
        self._clock = clock

    def begin(self) -> None:
        """Count a try as failed before it is made, so that ending the program gains nothing.

        Raises: WrongPassphraseError with `wait_s` when it is too early.
        """
        count = self._count()
        wait_s = self._wait_s(count)
        if wait_s > 0:
            seconds = int(-(-wait_s // 1))
            raise WrongPassphraseError(
                n_(
                    "Too many wrong passphrases. Wait {count} second.",
                    "Too many wrong passphrases. Wait {count} seconds.",
                    seconds,
                ).format(count=seconds),
                wait_s=wait_s,
            )
        self._keep(_Count(count.failures + 1, self._clock()))

    def wait_s(self) -> float:
        """Return the seconds until the next try is allowed."""
        return self._wait_s(self._count())

    def succeeded(self) -> int:
        """Forget the failures; return how many there were before this try."""
        return max(0, self.reset() - 1)

    def reset(self) -> int:
        """Forget the failures; return how many there were."""
        failures = self._count().failures
        _remembered.pop(self._path, None)
        self._path.unlink(missing_ok=True)
        return failures

    def _wait_s(self, count: _Count) -> float:
        wait_s = wait_after(count.failures)
        if not wait_s:
            return 0
        passed_s = (self._clock() - count.last_at).total_seconds()
        if passed_s < 0:  # the clock was set back: wait once more from now on
            self._keep(_Count(count.failures, self._clock()))
            return wait_s
        return max(0.0, wait_s - passed_s)

    def _count(self) -> _Count:
        return max(
            _remembered.get(self._path, _NONE), self._stored(), key=lambda count: count.failures
        )

    def _stored(self) -> _Count:
        try:
            stored = json.loads(self._path.read_bytes())
            last_at = datetime.fromisoformat(stored["last_at"])
            return _Count(int(stored["failures"]), last_at.astimezone(UTC))
        except (OSError, ValueError, KeyError, TypeError, OverflowError):
            return _NONE

    def _keep(self, count: _Count) -> None:
        _remembered[self._path] = count
        content = {"failures": count.failures, "last_at": count.last_at.isoformat()}
        try:
            write_durably(self._path, json.dumps(content).encode())
        except StorageError:
            return  # a full disk must not keep anybody out; the memory still counts
