"""A folder or share in which bundles are laid and fetched, without a server.

The office fetches from `til-kontoret`, a laptop from `til-<its id>`. A file is taken by renaming
it, which only one can do; afterwards it lies in `modtaget`, or in `afvist` beside a text that says
why. Copies under way are let be: a file must look the same twice, and one that can't be read yet
is tried again for a while.
"""

import math
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from kbh_desktop.bundles.exporting import SUFFIX
from kbh_desktop.ids import new_id

OFFICE_INBOX = "til-kontoret"
RECEIVED, REFUSED = "modtaget", "afvist"
GROWING = timedelta(minutes=10)
"""So long a file that can't be read may still be on its way."""
_ABANDONED = timedelta(hours=1)
_KEPT = timedelta(days=30)
_CLAIMED = ".taget"


def laptop_inbox(device: str) -> str:
    """Return the name of the folder from which a laptop fetches."""
    return f"til-{device}"


@dataclass(frozen=True, slots=True)
class Claim:
    """A file that is ours for now: where it lies, and its name before."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class _Look:
    size: int
    changed_ns: int
    first_seen: datetime


class Inbox:
    """The files in one folder that wait to be taken in; call it off the window's thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._looks: dict[Path, _Look] = {}
        self.has_unsettled = False
        """Whether files lay here the last time that were seen only once."""

    def whole(self, now: datetime) -> tuple[Path, ...]:
        """Return the files that look as they did the last time.

        Raises: OSError when the folder can't be reached.
        """
        self.folder.mkdir(exist_ok=True)
        self._give_back_abandoned(now)
        looks = {path: self._look(path, now) for path in sorted(self.folder.glob(f"*{SUFFIX}"))}
        before, self._looks = self._looks, {path: look for path, look in looks.items() if look}
        whole = tuple(path for path, look in self._looks.items() if before.get(path) == look)
        self.has_unsettled = len(whole) < len(self._looks)
        return whole

    def may_still_grow(self, path: Path, now: datetime) -> bool:
        """Say whether a file that can't be read was seen first only a while ago."""
        look = self._looks.get(path)
        return look is not None and now - look.first_seen < GROWING

    def claim(self, path: Path, now: datetime) -> Claim | None:
        """Take a file so that nobody else does; None when somebody else was faster."""
        mark = f"{int(now.timestamp())}-{new_id()}"
        claimed = path.with_name(f"{path.name}.{mark}{_CLAIMED}")
        try:
            path.rename(claimed)
        except OSError:
            return None
        return Claim(claimed, path.name)

    def give_back(self, claim: Claim) -> None:
        """Let a file wait again."""
        with suppress(OSError):
            claim.path.rename(self.folder / claim.name)

    def received(self, claim: Claim) -> None:
        """Put a file that was taken in aside."""
        self._put_aside(claim, RECEIVED)

    def refused(self, claim: Claim, why: str) -> None:
        """Put a file aside, and beside it a text that says why."""
        path = self._put_aside(claim, REFUSED)
        with suppress(OSError):
            path.with_name(f"{path.name}.txt").write_text(f"{why}\n", "utf-8")

    def tidy(self, now: datetime) -> int:
        """Delete what was taken in a month ago; return how many files."""
        old = [path for path in self._aside(RECEIVED) if now - _changed(path, now) > _KEPT]
        for path in old:
            with suppress(OSError):
                path.unlink()
        return len(old)

    def _look(self, path: Path, now: datetime) -> _Look | None:
        try:
            found = path.stat()
        except OSError:
            return None
        before = self._looks.get(path)
        same = before and (before.size, before.changed_ns) == (found.st_size, found.st_mtime_ns)
        first_seen = before.first_seen if before and same else now
        return _Look(found.st_size, found.st_mtime_ns, first_seen)

    def _give_back_abandoned(self, now: datetime) -> None:
        """Let files wait again that a program took which then ended."""
        for path in self.folder.glob(f"*{SUFFIX}.*{_CLAIMED}"):
            name, _dot, mark = path.name.removesuffix(_CLAIMED).rpartition(".")
            taken_at = mark.partition("-")[0]
            passed_s = abs(now.timestamp() - int(taken_at)) if taken_at.isdecimal() else math.inf
            if passed_s > _ABANDONED.total_seconds():
                self.give_back(Claim(path, name))

    def _put_aside(self, claim: Claim, where: str) -> Path:
        folder = self.folder / where
        target = folder / claim.name
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
            if target.exists():
                target = target.with_stem(f"{target.stem}-{new_id()}")
            claim.path.replace(target)
        return target

    def _aside(self, where: str) -> Iterable[Path]:
        return (self.folder / where).glob(f"*{SUFFIX}")


def _changed(path: Path, now: datetime) -> datetime:
    """Return when a file was last changed; `now` when it went meanwhile."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo)
    except OSError:
        return now
