"""Whether a clock is wrong, as far as signed moments of several clocks prove it.

A bundle is made before it is taken in, and a receipt is given after its bundle was made. Where the
moments that two clocks gave stand the other way round, their difference is at least so large. Slow
post proves nothing, so a laptop that comes a month late is not blamed. Order never rests on clocks.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from kbh_desktop.i18n import n_

TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Sample:
    """A moment of a peer's clock and one of ours, of which we know which came first."""

    peer: str
    theirs: datetime
    ours: datetime
    theirs_first: bool


@dataclass(frozen=True, slots=True)
class WrongClock:
    """A clock that is ahead by at least so much, or behind when negative; `peer` None is ours."""

    peer: str | None
    ahead: timedelta


def wrong_clocks(samples: Iterable[Sample], trusted: str | None = None) -> tuple[WrongClock, ...]:
    """Return the clocks that are wrong by more than ten minutes.

    Ours is wrong when the `trusted` peer says so, or all of at least two others that say anything.
    """
    ahead = {peer: off for peer, off in _ahead(samples).items() if abs(off) > TOLERANCE}
    here = _ours(_heard(samples), ahead, trusted)
    if here:
        return (WrongClock(None, here),)
    return tuple(WrongClock(peer, off) for peer, off in sorted(ahead.items()))


def set_back_by(last: datetime, now: datetime) -> timedelta:
    """Return by how much the clock stands before the last own moment; zero when it does not."""
    passed = now - last
    return -passed if passed < -TOLERANCE else timedelta()


def duration_words(duration: timedelta) -> str:
    """Return about how long it is, in its largest unit, such as `3 timer`."""
    minutes = int(abs(duration).total_seconds() // 60)
    days, hours = minutes // (24 * 60), minutes // 60
    if days > 1:
        return n_("{count} day", "{count} days", days).format(count=days)
    if hours:
        return n_("{count} hour", "{count} hours", hours).format(count=hours)
    return n_("{count} minute", "{count} minutes", minutes).format(count=minutes)


def _heard(samples: Iterable[Sample]) -> frozenset[str]:
    return frozenset(sample.peer for sample in samples)


def _ahead(samples: Iterable[Sample]) -> Mapping[str, timedelta]:
    """Return by how much each peer is ahead of us for certain; nothing where zero is possible."""
    least: dict[str, timedelta] = {}
    most: dict[str, timedelta] = {}
    for sample in samples:
        off = sample.theirs - sample.ours
        if sample.theirs_first:
            least[sample.peer] = max(least.get(sample.peer, off), off)
        else:
            most[sample.peer] = min(most.get(sample.peer, off), off)
    ahead = {peer: off for peer, off in least.items() if off > timedelta()}
    return ahead | {peer: off for peer, off in most.items() if off < timedelta()}


def _ours(
    heard: frozenset[str], ahead: Mapping[str, timedelta], trusted: str | None
) -> timedelta | None:
    """Return by how much our own clock is ahead when it is the one that is wrong."""
    if trusted is not None and trusted in ahead:
        return -ahead[trusted]
    signs = {off > timedelta() for off in ahead.values()}
    if trusted in heard or len(ahead) < 2 or len(signs) > 1 or ahead.keys() != heard:  # noqa: PLR2004 - one alone may be wrong itself
        return None
    return -min(ahead.values(), key=abs)
