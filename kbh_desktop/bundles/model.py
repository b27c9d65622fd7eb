"""What people see of the exchange: bundles, what is in them, receipts and devices."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbh_desktop.errors import BundleSenderError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.security.keys import DeviceCard


class UnknownDeviceError(BundleSenderError):
    """The first bundle of a device; compare the fingerprint of `card`, then accept it."""

    code = "bundle-unknown-device"

    def __init__(self, card: DeviceCard) -> None:
        super().__init__(
            _("The device {name} is new here. Compare its fingerprint {fingerprint} first.").format(
                name=card.name, fingerprint=card.fingerprint
            )
        )
        self.card = card


@dataclass(frozen=True, slots=True)
class Device:
    """A consultant's device as the office knows it; `missing` are bundles that never came."""

    id: str
    name: str
    fingerprint: str
    enrolled_at: str
    last_bundle_at: str | None
    persons: int
    missing: tuple[int, ...]
    revoked: bool


@dataclass(frozen=True, slots=True)
class ExportedBundle:
    """A bundle just written."""

    path: Path
    sequence: int
    persons: int
    changes: int
    size: int
    files: int = 0
    files_waiting: int = 0
    """Files that did not fit; they go with the next bundle."""


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the receiver of a bundle says of it: `12 of 12 arrived`."""

    bundle_id: str
    sequence: int
    arrived: int
    expected: int
    persons: int
    at: str

    @property
    def complete(self) -> bool:
        """Whether everything arrived."""
        return self.arrived == self.expected


@dataclass(frozen=True, slots=True)
class FieldPreview:
    """A field that an import will change; `conflict` when somebody here changed it too."""

    entity: str
    record_id: str
    field: str
    before: Any = dataclasses.field(repr=False)
    after: Any = dataclasses.field(repr=False)
    conflict: bool


@dataclass(frozen=True, slots=True)
class PersonPreview:
    """What an import will change about one person; `fields` may be the first of many."""

    id: PersonId
    is_new: bool
    changes: int
    conflicts: int
    fields: tuple[FieldPreview, ...]


@dataclass(frozen=True, slots=True)
class BundlePreview:
    """What is in a bundle, before anything is changed.

    `missing` are earlier bundles of the sender that never came; what was in them is in this one.
    """

    bundle_id: str
    sender: str
    sender_name: str
    sequence: int
    made_at: str
    persons: tuple[PersonPreview, ...]
    person_count: int
    new_changes: int
    known_changes: int
    counts: Mapping[str, int]
    conflicts: int
    already_imported: bool
    missing: tuple[int, ...]
    files: int = 0


@dataclass(frozen=True, slots=True)
class BundleCard:
    """What a bundle says of itself, its signature checked; `problem` says why it can't come in."""

    path: Path
    sender: str = ""
    sender_name: str = ""
    sequence: int = 0
    made_at: str = ""
    persons: int = 0
    changes: int = 0
    already_imported: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class CensusLine:
    """Changes and records of one kind: as the sender counted them, and as they are here."""

    entity: str
    sent: int
    arrived: int
    not_ours: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did."""

    sender: str
    sender_name: str
    sequence: int
    new_changes: int
    known: int
    conflicts: int
    persons: tuple[PersonId, ...]
    census: tuple[CensusLine, ...]
    receipt: Receipt
    missing: tuple[int, ...]
    already_imported: bool
    files: int = 0


@dataclass(frozen=True, slots=True)
class Unsent:
    """What the office has not acknowledged yet: persons with the number of changes."""

    persons: tuple[tuple[PersonId, int], ...]
    total: int
    last_bundle_at: str | None
    last_receipt_at: str | None


@dataclass(frozen=True, slots=True)
class BundleEvent:
    """A bundle made or taken in, with its receipt when there is one."""

    bundle_id: str
    outgoing: bool
    peer: str
    peer_name: str
    sequence: int
    made_at: str
    happened_at: str
    author: str
    file_name: str
    changes: int
    persons: int
    new_changes: int
    receipt: Receipt | None
