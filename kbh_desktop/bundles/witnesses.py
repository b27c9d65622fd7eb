"""Whether the audit log of a peer is the one whose heads it told before.

Each bundle tells the newest entry and, as the log reads now, those told with earlier bundles. A
log that was cut off or made anew shows in what was told before, unless its maker also keeps the
keys and the old log.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from kbh_desktop.security.audit import AuditHead

MOST_TOLD = 30


@dataclass(frozen=True, slots=True)
class LogBreak:
    """The first entry that is not what it was, and the bundle that shows it."""

    entry: int
    bundle: int


def heads_in(witness: str) -> tuple[AuditHead, ...]:
    """Return the heads that a bundle tells, the newest first; what can't be read is left out."""
    heads = []
    for word in witness.split():
        number, colon, digest = word.partition(":")
        if colon and number.isdecimal() and digest:
            heads.append(AuditHead(int(number), digest))
    return tuple(heads)


def find_break(told: Iterable[tuple[int, str]]) -> LogBreak | None:
    """Return where a log stopped being what was told of it; `told` are numbers and witnesses."""
    known: dict[int, str] = {}
    newest = 0
    for bundle, witness in sorted(told):
        heads = heads_in(witness)
        for head in sorted(heads, key=lambda head: head.sequence):
            if known.setdefault(head.sequence, head.hash) != head.hash:
                return LogBreak(head.sequence, bundle)
        reached = max((head.sequence for head in heads), default=newest)
        if reached < newest:
            return LogBreak(reached + 1, bundle)
        newest = reached
    return None
