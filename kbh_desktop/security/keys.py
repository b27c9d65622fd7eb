"""The keys of a device and of the office, and the public cards they are exchanged on."""

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.security.lettering import letters
from kbh_desktop.security.model import NodeKind
from kbh_desktop.security.sealing import check_recipient, generate_identity, recipient_of, sign

OFFICE_SUFFIX = ".kbhoffice"
DEVICE_SUFFIX = ".kbhdevice"
_CARD_VERSION = 1
_KEY_START = "kbhoffice1:"
_LARGEST_CARD = 16 * 1024


@dataclass(frozen=True, slots=True)
class DeviceKeys:
    """The secrets of one device; they live inside its vault's database."""

    kind: NodeKind
    signing_seed: bytes = field(repr=False)
    """Ed25519, 32 bytes."""
    identity: str = field(repr=False)
    """The age secret that opens what is sealed to this device."""

    @property
    def recipient(self) -> str:
        """What others seal to, `age1...`."""
        return recipient_of(self.identity)

    @property
    def verify_key(self) -> str:
        """What others check our signature with, 64 hexadecimal digits."""
        public = Ed25519PrivateKey.from_private_bytes(self.signing_seed).public_key()
        return public.public_bytes_raw().hex()

    def sign(self, context: str, message: bytes) -> bytes:
        """Return our signature over `message`, good for `context` only."""
        return sign(self.signing_seed, context, message)

    def to_json(self) -> dict[str, str]:
        """Return the keys as text values for the database."""
        return {
            "kind": self.kind.value,
            "signing_seed": self.signing_seed.hex(),
            "identity": self.identity,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, str]) -> Self:
        """Return the keys that `to_json` gave."""
        return cls(
            NodeKind(stored["kind"]), bytes.fromhex(stored["signing_seed"]), stored["identity"]
        )


def generate_device_keys() -> DeviceKeys:
    """Return fresh keys for a consultant's device."""
    return _generate(NodeKind.CONSULTANT)


def generate_office_keys() -> DeviceKeys:
    """Return fresh keys for an office."""
    return _generate(NodeKind.OFFICE)


def _generate(kind: NodeKind) -> DeviceKeys:
    return DeviceKeys(kind, Ed25519PrivateKey.generate().private_bytes_raw(), generate_identity())


@dataclass(frozen=True, slots=True)
class OfficeCard:
    """What a consultant's device must know of its office; nothing in it is secret."""

    name: str
    office_id: str
    recipient: str
    recovery_recipient: str
    health_recipient: str
    verify_key: str

    @property
    def fingerprint(self) -> str:
        """Five groups of four letters, to be compared aloud."""
        return _fingerprint("office", self)

    def to_text(self) -> str:
        """Return the content of a `.kbhoffice` file."""
        return _card_text("office", self)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read the content of a `.kbhoffice` file.

        Raises: InputError when it is none.
        """
        card = cls(**_card_fields("office", text, tuple(cls.__dataclass_fields__)))
        _check_fingerprint("office", card, text)
        for recipient in (card.recipient, card.recovery_recipient, card.health_recipient):
            check_recipient(recipient)
        _check_verify_key(card.verify_key)
        return card

    def to_key(self) -> str:
        """Return the card as one word, for policies and installers: `kbhoffice1:...`."""
        written = json.dumps(json.loads(self.to_text()), separators=(",", ":"))
        return _KEY_START + base64.urlsafe_b64encode(written.encode()).decode().rstrip("=")

    @classmethod
    def from_key(cls, key: str) -> Self:
        """Read what `to_key` wrote.

        Raises: InputError when it is none, was cut or changed.
        """
        start, coded = key.strip()[: len(_KEY_START)], key.strip()[len(_KEY_START) :]
        padded = coded + "=" * (-len(coded) % 4)
        try:
            text = base64.b64decode(padded, altchars=b"-_", validate=True).decode()
        except ValueError:
            text = ""
        if start != _KEY_START or not text:
            reason = _("That is no office key, or a part of it is missing.")
            raise InputError(reason, field="office")
        return cls.from_text(text)


@dataclass(frozen=True, slots=True)
class DeviceCard:
    """What an office must know of a device; nothing in it is secret."""

    device_id: str
    name: str
    recipient: str
    verify_key: str

    @property
    def fingerprint(self) -> str:
        """Five groups of four letters, to be compared aloud."""
        return _fingerprint("device", self)

    def to_text(self) -> str:
        """Return the content of a `.kbhdevice` file."""
        return _card_text("device", self)

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read the content of a `.kbhdevice` file.

        Raises: InputError when it is none.
        """
        card = cls(**_card_fields("device", text, tuple(cls.__dataclass_fields__)))
        _check_fingerprint("device", card, text)
        check_recipient(card.recipient)
        _check_verify_key(card.verify_key)
        return card


def read_office_card(path: Path) -> OfficeCard:
    """Read a `.kbhoffice` file.

    Raises: InputError when it is none, StorageError when it can't be read.
    """
    return OfficeCard.from_text(_read(path))


def read_device_card(path: Path) -> DeviceCard:
    """Read a `.kbhdevice` file.

    Raises: InputError when it is none, StorageError when it can't be read.
    """
    return DeviceCard.from_text(_read(path))


def _card_text(kind: str, card: OfficeCard | DeviceCard) -> str:
    head = {"format": f"kbh-{kind}-card", "version": _CARD_VERSION}
    shown = {"fingerprint": card.fingerprint}
    return json.dumps({**head, **asdict(card), **shown}, ensure_ascii=False, indent=1) + "\n"


def _card_fields(kind: str, text: str, names: tuple[str, ...]) -> dict[str, str]:
    try:
        read = json.loads(text)
        if read["format"] != f"kbh-{kind}-card":
            raise _no_card(kind)
        if read["version"] > _CARD_VERSION:
            raise InputError(
                _("A newer version of the program made this card. Update this one."), field=kind
            )
        values = {name: read[name] for name in names}
    except (ValueError, TypeError, KeyError):
        raise _no_card(kind) from None
    if not all(isinstance(value, str) and value for value in values.values()):
        raise _no_card(kind)
    return values


def _no_card(kind: str) -> InputError:
    if kind == "office":
        return InputError(_("That file is no office card (.kbhoffice)."), field=kind)
    return InputError(_("That file is no device card (.kbhdevice)."), field=kind)


def _check_verify_key(verify_key: str) -> None:
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(verify_key))
    except ValueError:
        raise InputError(_("The card's key for signatures is damaged.")) from None


def _check_fingerprint(kind: str, card: OfficeCard | DeviceCard, text: str) -> None:
    """Notice a card damaged on its way; only people comparing it notice one that was exchanged."""
    if json.loads(text).get("fingerprint") != card.fingerprint:
        raise InputError(
            _("The card was changed: its fingerprint does not match its content."), field=kind
        )


def _fingerprint(kind: str, card: OfficeCard | DeviceCard) -> str:
    content = json.dumps(asdict(card), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(f"kbh/1 {kind} card\0{content}".encode()).digest()
    shown = letters(digest[:15])[:20]
    return " ".join(shown[start : start + 4] for start in range(0, 20, 4))


def _read(path: Path) -> str:
    try:
        with path.open("rb") as source:
            return source.read(_LARGEST_CARD).decode("utf-8", "replace")
    except OSError:
        raise StorageError(_("The file {name} can't be read.").format(name=path.name)) from None
