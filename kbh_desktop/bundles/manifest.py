"""What a bundle says about itself, signed by its sender."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from kbh_desktop.bundles.frames import damaged
from kbh_desktop.bundles.model import Receipt
from kbh_desktop.bundles.outgoing import Statement
from kbh_desktop.errors import BundleTooNewError, InputError
from kbh_desktop.i18n import _
from kbh_desktop.security.keys import DeviceCard
from kbh_desktop.storage.change import LARGEST_LAMPORT

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Head:
    """The manifest without the sizes and the hash that the codec adds.

    `census` counts the changes of each kind; `witness` is the head of the sender's audit log.
    """

    bundle_id: str
    office: str
    sequence: int
    made_at: str
    author: str
    program: str
    schema: int
    statement: Statement
    census: Mapping[str, int]
    persons: int
    card: DeviceCard | None
    receipts: tuple[Receipt, ...]
    witness: str

    def to_json(self) -> dict[str, Any]:
        """Return the manifest as JSON values."""
        flat = asdict(self)
        card = {"card": self.card.to_text() if self.card else None}
        return {"format": FORMAT, **flat, **flat.pop("statement"), **card}

    @classmethod
    def from_json(cls, manifest: Mapping[str, Any]) -> Self:
        """Read what `to_json` gave.

        Raises: BundleTooNewError, BundleDamagedError.
        """
        if manifest.get("format") != FORMAT:
            raise BundleTooNewError(
                _("A newer version of the program made this bundle. Update this one first.")
            )
        try:
            _check_types(manifest)
            plain = ("bundle_id", "office", "sequence", "made_at", "author", "program", "schema")
            card = manifest["card"]
            return cls(
                **{name: manifest[name] for name in plain},
                statement=Statement(**{n: manifest[n] for n in Statement.__slots__}),
                census=dict(manifest["census"]),
                persons=manifest["persons"],
                card=DeviceCard.from_text(card) if card else None,
                receipts=tuple(_receipt(receipt) for receipt in manifest["receipts"]),
                witness=manifest["witness"],
            )
        except (KeyError, TypeError, ValueError, InputError):
            raise damaged() from None


_TYPES: Mapping[str, type | tuple[type, ...]] = {
    **dict.fromkeys(("bundle_id", "office", "made_at", "author", "program", "witness"), str),
    **dict.fromkeys(("sender", "receiver"), str),
    **dict.fromkeys(("sequence", "schema", "since", "upto", "ack", "persons", "clock"), int),
    **dict.fromkeys(("upto_id", "ack_id", "card"), (str, type(None))),
    "assignment": (int, type(None)),
    "census": dict,
    "receipts": list,
}


def _check_types(values: Mapping[str, Any]) -> None:
    for name, kind in _TYPES.items():
        if not isinstance(values[name], kind):
            raise TypeError(name)
    if not all(type(count) is int for count in values["census"].values()):
        raise TypeError
    if not 0 < values["clock"] < LARGEST_LAMPORT:
        raise ValueError


def _receipt(values: Mapping[str, Any]) -> Receipt:
    receipt = Receipt(**{name: values[name] for name in Receipt.__slots__})
    numbers = (receipt.sequence, receipt.arrived, receipt.expected, receipt.persons)
    texts = (receipt.bundle_id, receipt.at)
    if not (all(type(n) is int for n in numbers) and all(type(t) is str for t in texts)):
        raise TypeError
    return receipt
