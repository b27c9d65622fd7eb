"""The office's keys as they stand: the present ones, and those before while they are still good."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from kbh_desktop.bundles.records import PeerRecord
from kbh_desktop.security.keys import DeviceKeys, OfficeCard
from kbh_desktop.security.succession import Succession, follow, succeed
from kbh_desktop.storage.database import Database

KEYS, OFFICE, FORMER, CHAIN = "device_keys", "office_card", "former_office_keys", "office_chain"
"""Where the database remembers them."""
_LONGEST_CHAIN = 50


@dataclass(frozen=True, slots=True)
class Keyring:
    """The keys of this device, its office's card, and how the office came to it."""

    keys: DeviceKeys
    office: OfficeCard
    chain: tuple[Succession, ...] = ()
    former: tuple[DeviceKeys, ...] = field(default=(), repr=False)
    """At the office: keys that were succeeded and are still good."""

    @property
    def identities(self) -> tuple[str, ...]:
        """What bundles for this device may be sealed to."""
        return (self.keys.identity, *(keys.identity for keys in self.former))

    def signing_keys(self, today: date) -> tuple[str, ...]:
        """Return what the office's signatures are checked with, the newest first."""
        good = {step.key_before: None for step in self.chain if step.good_until >= today}
        return tuple({self.office.verify_key: None, **good})


def load(database: Database, session: Session, keys: DeviceKeys, office: OfficeCard) -> Keyring:
    """Return the keys that are remembered; `keys` and `office` where nothing is."""
    today = database.clock().date()
    stored_keys = database.meta_get(session, KEYS)
    stored_office = database.meta_get(session, OFFICE)
    former = database.meta_get(session, FORMER) or []
    chain = database.meta_get(session, CHAIN) or []
    return Keyring(
        keys=DeviceKeys.from_json(stored_keys) if stored_keys else keys,
        office=OfficeCard.from_text(stored_office) if stored_office else office,
        chain=tuple(map(Succession.from_json, chain)),
        former=tuple(DeviceKeys.from_json(one) for one in former if _is_good(one, today)),
    )


def publish(
    database: Database,
    session: Session,
    ring: Keyring,
    card: OfficeCard,
    *,
    keys: DeviceKeys | None = None,
    good_until: date,
) -> Succession:
    """Give the office another `card`, and perhaps other `keys`; laptops learn it by bundle."""
    made_at = database.clock().isoformat(timespec="seconds")
    step = succeed(ring.keys, ring.office, card, made_at, good_until)
    if keys is not None:
        former = {**ring.keys.to_json(), "good_until": good_until.isoformat()}
        kept = database.meta_get(session, FORMER) or []
        database.meta_set(session, FORMER, [*kept, former])
        database.meta_set(session, KEYS, keys.to_json())
    _remember(database, session, card, (*ring.chain, step))
    return step


def take_over(
    database: Database, session: Session, ring: Keyring, chain: tuple[Succession, ...]
) -> OfficeCard:
    """On a laptop, follow the office to its newest card and return it.

    Raises: BundleSenderError when a step is not signed as it must be.
    """
    card = follow(ring.office, chain)
    if card == ring.office:
        return card
    _remember(database, session, card, chain)
    peer = session.get_one(PeerRecord, card.office_id)
    peer.name, peer.recipient, peer.verify_key = card.name, card.recipient, card.verify_key
    return card


def forget_expired(database: Database, session: Session) -> int:
    """Delete keys whose time is over; return how many."""
    today = database.clock().date()
    kept = database.meta_get(session, FORMER) or []
    good = [one for one in kept if _is_good(one, today)]
    if len(good) != len(kept):
        database.meta_set(session, FORMER, good)
    return len(kept) - len(good)


def _remember(
    database: Database, session: Session, card: OfficeCard, chain: tuple[Succession, ...]
) -> None:
    database.meta_set(session, OFFICE, card.to_text())
    newest = chain[-_LONGEST_CHAIN:]
    database.meta_set(session, CHAIN, [step.to_json() for step in newest])


def _is_good(stored: Mapping[str, Any], today: date) -> bool:
    return date.fromisoformat(stored["good_until"]) >= today
