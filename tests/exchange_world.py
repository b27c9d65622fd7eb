"""An office and its laptops, each with a database of its own, that exchange bundles."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kbh_desktop.bundles.model import ImportReport
from kbh_desktop.bundles.service import BundleService
from kbh_desktop.ids import UserId
from kbh_desktop.security.keys import (
    DeviceKeys,
    OfficeCard,
    generate_device_keys,
    generate_office_keys,
)
from kbh_desktop.security.model import User
from kbh_desktop.security.sealing import generate_identity, recipient_of
from kbh_desktop.storage.database import Database
from tests import stores
from tests.stored_world import fixed_clock, open_database

OFFICE = "office"
RECOVERY = generate_identity()


@dataclass(slots=True)
class Node:
    """One vault: its folder, its keys, and what is open of it."""

    name: str
    folder: Path
    keys: DeviceKeys
    office: OfficeCard
    database: Database
    bundles: BundleService

    def reopen_closed(self) -> None:
        """Open the database again after it was closed and perhaps exchanged for another."""
        self.database, self.bundles = open_vault(self.name, self.folder, self.keys, self.office)


class World:
    """`office` and the laptops by name, all enrolled."""

    def __init__(self, folder: Path, laptops: Iterable[str] = ("l1",)) -> None:
        self.folder = folder
        self.stick = folder / "stick"
        self.stick.mkdir(parents=True)
        keys = generate_office_keys()
        self.card = OfficeCard(
            "Welcome House",
            OFFICE,
            keys.recipient,
            recipient_of(RECOVERY),
            keys.recipient,
            keys.verify_key,
        )
        self.nodes = {OFFICE: self._node(OFFICE, keys)}
        for name in laptops:
            self.add_laptop(name)

    @property
    def office(self) -> Node:
        return self.nodes[OFFICE]

    def add_laptop(self, name: str, *, enrolled: bool = True) -> Node:
        node = self.nodes[name] = self._node(name, generate_device_keys())
        card = node.bundles.device_card()
        assert card is not None
        if enrolled:
            self.office.bundles.enrol_device(card)
        return node

    def send(self, sender: str, receiver: str) -> Path:
        """Make a bundle on the stick and return its path."""
        return self.nodes[sender].bundles.export(self.stick, receiver).path

    def receive(self, path: Path, receiver: str, **options: Any) -> ImportReport:
        return self.nodes[receiver].bundles.import_(path, **options)

    def up(self, laptop: str = "l1") -> ImportReport:
        """Carry a bundle from a laptop to the office."""
        return self.receive(self.send(laptop, OFFICE), OFFICE)

    def down(self, laptop: str = "l1") -> ImportReport:
        """Carry a bundle from the office to a laptop."""
        return self.receive(self.send(OFFICE, laptop), laptop)

    def close(self) -> None:
        for node in self.nodes.values():
            node.database.close()

    def _node(self, name: str, keys: DeviceKeys) -> Node:
        folder = self.folder / name
        return Node(name, folder, keys, self.card, *open_vault(name, folder, keys, self.card))


def open_vault(
    name: str, folder: Path, keys: DeviceKeys, office: OfficeCard
) -> tuple[Database, BundleService]:
    """Open the vault in `folder`, made when there is none; only an office's is on a server."""
    with stores.kept_in(stores.kind if name == OFFICE else stores.FILE):
        database = open_database(folder, name)
    actor = User(UserId(name), f"Ane at {name}", frozenset())
    return database, BundleService(database, fixed_clock, actor, keys, office)
