"""The key header: who may open the vault, as authenticated JSON.

`checksum` tells a damaged copy without any key; `mac`, under a key made from the data key, tells
one that was changed by somebody who can't open the vault. A user who can open it could make a new
`mac`: roles guard what the program shows, while keys guard what can be read at all.
"""

import base64
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Self

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kbh_desktop.errors import NotFoundError, VaultDamagedError, VaultTooNewError
from kbh_desktop.i18n import _
from kbh_desktop.security.model import Cost, NodeKind, Role

FORMAT = "kbh-vault"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """One user's way into the vault."""

    id: str
    name: str
    roles: frozenset[Role]
    recipient: str
    """The user's own age recipient; what is granted to the user is sealed to it."""
    cost: Cost
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    sealed: bytes = field(repr=False)
    """The data key and the user's identity, under the passphrase."""
    escrow: str = field(repr=False)
    """The user's identity, sealed to the recovery recipients; empty from a renewal of the recovery
    sheet until the user's next opening."""
    health: str = field(default="", repr=False)
    """The office's health identity, sealed to the user; empty without the health role."""
    renewed: str = field(default="", repr=False)
    """A newer data key, sealed to the user; empty again after the user's next opening."""


@dataclass(frozen=True, slots=True)
class Header:
    """The content of `key.json`."""

    vault_id: str
    kind: NodeKind
    created_at: str
    """UTC, ISO 8601."""
    generation: int
    recovery_recipients: tuple[str, ...]
    recovery: str = field(repr=False)
    """The data key and the database key, sealed to the recovery recipients."""
    health_recipient: str
    health_recovery: str = field(repr=False)
    """The office's health identity, sealed to the recovery recipients; empty on a laptop."""
    slots: tuple[Slot, ...]
    health_waits: bool = False
    """Whether `health_recovery` is still sealed to an earlier recovery key."""
    mac: str = field(default="", repr=False)

    def slot(self, name: str) -> Slot:
        """Return the slot of the user called `name`, however it is capitalised.

        Raises: NotFoundError.
        """
        for slot in self.slots:
            if folded(slot.name) == folded(name):
                return slot
        raise NotFoundError(_("No user of this vault is called “{name}”.").format(name=name))

    def with_slot(self, slot: Slot) -> Self:
        """Return the header with `slot` in place of the one with the same id, or added."""
        others = tuple(other for other in self.slots if other.id != slot.id)
        return replace(self, slots=(*others, slot))

    def without_slot(self, slot_id: str) -> Self:
        """Return the header without the slot `slot_id`."""
        return replace(self, slots=tuple(slot for slot in self.slots if slot.id != slot_id))

    def authenticated(self, data_key: bytes) -> Self:
        """Return the next generation of the header, authenticated with `data_key`."""
        following = replace(self, generation=self.generation + 1, mac="")
        return replace(following, mac=_mac(following, data_key))

    def is_authentic(self, data_key: bytes) -> bool:
        """Return whether it was written by somebody who had `data_key`."""
        return hmac.compare_digest(self.mac, _mac(replace(self, mac=""), data_key))


def folded(name: str) -> str:
    """Return `name` as it is compared with others."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def subkey(key: bytes, purpose: str) -> bytes:
    """Return the 32-byte key for `purpose`, made from `key`."""
    return HKDF(hashes.SHA256(), 32, None, f"kbh/1 {purpose}".encode()).derive(key)


def _mac(header: Header, data_key: bytes) -> str:
    content = _dumped(_fields(header)).encode()
    return hmac.new(subkey(data_key, "header"), content, hashlib.sha256).hexdigest()


def header_text(header: Header) -> str:
    """Return the file content for `header`."""
    content = {**_fields(header), "mac": header.mac}
    return _dumped({**content, "checksum": _checksum(content)})


def read_header(text: str) -> Header:
    """Return the header that `header_text` wrote.

    Raises: VaultDamagedError, VaultTooNewError.
    """
    content = _loaded(text)
    if content.pop("checksum", "") != _checksum(content):
        raise _damaged()
    try:
        return _header(content)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise _damaged() from None


def generation_of(text: str) -> int:
    """Return the generation written in `text`, also by a newer version; -1 when there is none."""
    try:
        return int(_loaded(text, any_version=True)["generation"])
    except (VaultDamagedError, KeyError, TypeError, ValueError):
        return -1


def _loaded(text: str, *, any_version: bool = False) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged() from None
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise _damaged()
    version = content.get("version")
    if not isinstance(version, int):
        raise _damaged()
    if version > VERSION and not any_version:
        raise VaultTooNewError(
            _("A newer version of the program wrote this vault. Update the program.")
        )
    return content


def _damaged() -> VaultDamagedError:
    return VaultDamagedError(_("The key file is damaged."))


def _dumped(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _checksum(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(_dumped(content).encode("utf-8", "surrogatepass")).hexdigest()


def _fields(header: Header) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "vault": header.vault_id,
        "kind": header.kind.value,
        "created_at": header.created_at,
        "generation": header.generation,
        "recovery_recipients": list(header.recovery_recipients),
        "recovery": header.recovery,
        "health_recipient": header.health_recipient,
        "health_recovery": header.health_recovery,
        "users": [_slot_fields(slot) for slot in header.slots],
        **({"health_waits": True} if header.health_waits else {}),
    }


def _slot_fields(slot: Slot) -> dict[str, Any]:
    return {
        "id": slot.id,
        "name": slot.name,
        "roles": sorted(slot.roles),
        "recipient": slot.recipient,
        "kdf": {
            "name": "argon2id",
            "memory_kib": slot.cost.memory_kib,
            "passes": slot.cost.passes,
            "lanes": slot.cost.lanes,
            "salt": _encoded(slot.salt),
        },
        "nonce": _encoded(slot.nonce),
        "sealed": _encoded(slot.sealed),
        "escrow": slot.escrow,
        "health": slot.health,
        **({"renewed": slot.renewed} if slot.renewed else {}),
    }


def _header(content: Mapping[str, Any]) -> Header:
    return Header(
        vault_id=_text(content["vault"]),
        kind=NodeKind(content["kind"]),
        created_at=_text(content["created_at"]),
        generation=int(content["generation"]),
        recovery_recipients=tuple(map(_text, content["recovery_recipients"])),
        recovery=_text(content["recovery"]),
        health_recipient=_text(content["health_recipient"]),
        health_recovery=_text(content["health_recovery"]),
        slots=tuple(map(_slot, content["users"])),
        health_waits=content.get("health_waits") is True,
        mac=_text(content["mac"]),
    )


def _slot(content: Mapping[str, Any]) -> Slot:
    kdf = content["kdf"]
    if kdf["name"] != "argon2id":
        raise ValueError(kdf["name"])
    decode: Callable[[str], bytes] = base64.b64decode
    return Slot(
        id=_text(content["id"]),
        name=_text(content["name"]),
        roles=frozenset(map(Role, content["roles"])),
        recipient=_text(content["recipient"]),
        cost=Cost(int(kdf["memory_kib"]), int(kdf["passes"]), int(kdf["lanes"])),
        salt=decode(kdf["salt"]),
        nonce=decode(content["nonce"]),
        sealed=decode(content["sealed"]),
        escrow=_text(content["escrow"]),
        health=_text(content["health"]),
        renewed=_text(content.get("renewed", "")),
    )


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value


def _encoded(raw: bytes) -> str:
    return base64.b64encode(raw).decode("ascii")
