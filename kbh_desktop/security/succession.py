"""New keys of an office, signed by the ones before, so that laptops can follow without paper.

Each succession names the card it follows and holds the new one; the signature is by the key on the
card before. Whoever knows one card of the chain can thus follow it to the newest.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from kbh_desktop.errors import BundleSenderError
from kbh_desktop.i18n import _
from kbh_desktop.security.keys import DeviceKeys, OfficeCard
from kbh_desktop.security.sealing import verify

_CONTEXT = "kbh/1 office succession"


@dataclass(frozen=True, slots=True)
class Succession:
    """One step of an office from a card to the next."""

    before: str
    """The fingerprint of the card before."""
    key_before: str
    """What the card before was signed with, 64 hexadecimal digits."""
    card: OfficeCard
    made_at: str
    """UTC, ISO 8601."""
    good_until: date
    """The last day on which what was made with the keys before is taken."""
    signature: str
    """Ed25519 by `key_before`, hexadecimal."""

    def message(self) -> bytes:
        """Return what is signed."""
        return _message(self.before, self.card, self.made_at, self.good_until)

    def to_json(self) -> dict[str, str]:
        """Return it as text values, for manifests and for the database."""
        return {
            "before": self.before,
            "key_before": self.key_before,
            "card": self.card.to_text(),
            "made_at": self.made_at,
            "good_until": self.good_until.isoformat(),
            "signature": self.signature,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Self:
        """Return what `to_json` gave.

        Raises: KeyError, TypeError, ValueError or InputError when it is none.
        """
        texts = {name: stored[name] for name in ("before", "key_before", "made_at", "signature")}
        if not all(isinstance(text, str) for text in texts.values()):
            raise TypeError
        card = OfficeCard.from_text(stored["card"])
        return cls(card=card, good_until=date.fromisoformat(stored["good_until"]), **texts)


def succeed(
    keys: DeviceKeys, before: OfficeCard, card: OfficeCard, made_at: str, good_until: date
) -> Succession:
    """Return the step from the card `before`, whose keys are `keys`, to `card`."""
    signature = keys.sign(_CONTEXT, _message(before.fingerprint, card, made_at, good_until))
    return Succession(
        before.fingerprint, before.verify_key, card, made_at, good_until, signature.hex()
    )


def follow(card: OfficeCard, chain: Iterable[Succession]) -> OfficeCard:
    """Return the newest card that `chain` leads to from `card`, which may be `card` itself.

    Raises: BundleSenderError when a step from there is not signed by the card before, or leads
    to another office.
    """
    here = card
    for step in chain:
        if step.before != here.fingerprint:
            continue
        if step.card.office_id != card.office_id:
            raise BundleSenderError(_("The new keys of the office belong to another office."))
        verify(here.verify_key, _CONTEXT, step.message(), _raw(step.signature))
        here = step.card
    return here


def _message(before: str, card: OfficeCard, made_at: str, good_until: date) -> bytes:
    content = [before, card.to_text(), made_at, good_until.isoformat()]
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _raw(signature: str) -> bytes:
    try:
        return bytes.fromhex(signature)
    except ValueError:
        return b""
