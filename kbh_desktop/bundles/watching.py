"""Looks through what is known of the exchange for what should worry somebody."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from kbh_desktop.bundles import alarms as words
from kbh_desktop.bundles import clearing, events, peers
from kbh_desktop.bundles.alarms import Alarm
from kbh_desktop.bundles.clock_rules import wrong_clocks
from kbh_desktop.bundles.model import Device
from kbh_desktop.bundles.records import PeerRecord
from kbh_desktop.bundles.witnesses import find_break


@dataclass(frozen=True, slots=True)
class Patience:
    """After how many days unconfirmed work and silent laptops worry somebody."""

    overdue_days: int
    silent_days: int


def alarms(
    session: Session, office: str, now: datetime, patience: Patience, *, is_office: bool
) -> tuple[Alarm, ...]:
    """Return the alarms, the gravest first."""
    known = [device for device in peers.devices(session) if not device.revoked]
    if is_office:
        here = (*words.gaps(known), *words.silent(known, now, patience.silent_days))
    else:
        oldest = clearing.oldest_unsent(session, session.get_one(PeerRecord, office))
        here = words.overdue(oldest, now, patience.overdue_days)
    clocks = _clocks(session, known, None if is_office else office)
    found = (*_logs(session, known), *here, *clocks)
    return tuple(sorted(found, key=lambda alarm: not alarm.is_grave))


def _logs(session: Session, known: list[Device]) -> list[Alarm]:
    return [
        alarm
        for device in known
        for alarm in words.broken_log(device, find_break(events.witnesses(session, device.id)))
    ]


def _clocks(session: Session, known: list[Device], trusted: str | None) -> list[Alarm]:
    names = {device.id: device.name for device in known}
    samples = [each for peer in names for each in events.clock_samples(session, peer)]
    return [
        words.of_clock(wrong, names[wrong.peer] if wrong.peer else names.get(trusted or "", ""))
        for wrong in wrong_clocks(samples, trusted)
    ]
