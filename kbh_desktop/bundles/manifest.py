"""What a bundle says about itself, signed by its sender."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from kbh_desktop.bundles.frames import PLAIN, WITH_FILES, damaged, too_new
from kbh_desktop.bundles.lines import is_number
from kbh_desktop.bundles.model import Receipt
from kbh_desktop.bundles.outgoing import Statement
from kbh_desktop.errors import InputError
from kbh_desktop.security.keys import DeviceCard
from kbh_desktop.security.succession import Succession

READS = WITH_FILES
"""The newest format that this program reads."""


@dataclass(frozen=True, slots=True)
class Head:
    """The manifest without the sizes and the hashes that the codec adds.

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
    successions: tuple[Succession, ...] = ()
    """From the office: how it came to its present keys."""
    format: int = PLAIN
    reads: int = READS
    """The newest format that the sender reads."""
    contents: int = 0
    """How many files come with it."""

    def to_json(self) -> dict[str, Any]:
        """Return the manifest as JSON values."""
        flat = asdict(self)
        card = {"card": self.card.to_text() if self.card else None}
        steps = {"successions": [step.to_json() for step in self.successions]}
        return {**flat, **flat.pop("statement"), **card, **steps}

    @classmethod
    def from_json(cls, manifest: Mapping[str, Any]) -> Self:
        """Read what `to_json` gave.

        Raises: BundleTooNewError, BundleDamagedError.
        """
        number = manifest.get("format")
        if number not in (PLAIN, WITH_FILES):
            raise too_new()
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
                successions=tuple(map(Succession.from_json, manifest.get("successions", ()))),
                format=number,
                reads=_count(manifest, "reads", PLAIN),
                contents=_count(manifest, "contents", 0),
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
    numbers = [values[name] for name, kind in _TYPES.items() if kind is int]
    numbers += [values["assignment"] or 0, *values["census"].values()]
    if not all(map(is_number, numbers)) or not values["clock"]:
        raise ValueError


def _count(values: Mapping[str, Any], name: str, otherwise: int) -> int:
    """Return a number that older programs did not write."""
    value = values.get(name, otherwise)
    if not is_number(value):
        raise TypeError(name)
    return int(value)


def _receipt(values: Mapping[str, Any]) -> Receipt:
    receipt = Receipt(**{name: values[name] for name in Receipt.__slots__})
    numbers = (receipt.sequence, receipt.arrived, receipt.expected, receipt.persons)
    texts = (receipt.bundle_id, receipt.at)
    if not (all(map(is_number, numbers)) and all(type(t) is str for t in texts)):
        raise TypeError
    return receipt
