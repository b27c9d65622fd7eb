"""What the key header holds sealed: making it and opening it."""

import hmac
import json
import os
import unicodedata
from dataclasses import dataclass, field, replace

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from kbh_desktop.errors import (
    BundleError,
    InputError,
    NotAllowedError,
    NotFoundError,
    VaultDamagedError,
    WrongPassphraseError,
)
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import new_id
from kbh_desktop.security.header import Header, Slot, subkey
from kbh_desktop.security.model import CEILING_COST, FLOOR_COST, Cost, Role
from kbh_desktop.security.sealing import generate_identity, recipient_of, seal_text, unseal_text

SHORTEST_PASSPHRASE = 10
LONGEST_PASSPHRASE = 1000
LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Keys:
    """What opening a slot gives: the vault's key, the user's identity, perhaps the health one."""

    data_key: bytes = field(repr=False)
    identity: str = field(repr=False)
    health_identity: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user about to get a slot."""

    name: str
    roles: frozenset[Role]
    passphrase: str = field(repr=False)


def database_key(data_key: bytes) -> bytes:
    """Return the raw 256-bit key of the database file."""
    return subkey(data_key, "sqlcipher")


def check_name(name: str) -> None:
    """Refuse a name that a user can't be told by.

    Raises: InputError.
    """
    if not 1 <= len(name.strip()) <= LONGEST_NAME or not name.isprintable():
        raise InputError(_("Write the user's name."), field="name")


def check_passphrase(passphrase: str) -> None:
    """Refuse a new passphrase that is guessed too easily.

    Raises: InputError.
    """
    count = len(_normal(passphrase))
    if count < SHORTEST_PASSPHRASE:
        raise InputError(
            n_(
                "A passphrase needs at least {count} character.",
                "A passphrase needs at least {count} characters.",
                SHORTEST_PASSPHRASE,
            ).format(count=SHORTEST_PASSPHRASE),
            field="passphrase",
        )
    if count > LONGEST_PASSPHRASE or len(set(passphrase)) < SHORTEST_PASSPHRASE // 2:
        raise InputError(
            _("Choose a passphrase with more different letters, such as four words."),
            field="passphrase",
        )


def new_slot(header: Header, user: NewUser, data_key: bytes, cost: Cost) -> Slot:
    """Return a slot for `user`, who gets a fresh identity.

    Raises: InputError for a weak passphrase or cost.
    """
    keys = Keys(data_key, generate_identity())
    slot = Slot(
        id=new_id(),
        name=unicodedata.normalize("NFC", user.name).strip(),
        roles=user.roles,
        recipient=recipient_of(keys.identity),
        cost=cost,
        salt=b"",
        nonce=b"",
        sealed=b"",
        escrow="",
    )
    slot = with_passphrase(header, slot, keys, user.passphrase, cost)
    return with_escrow(header, slot, keys)


def with_passphrase(header: Header, slot: Slot, keys: Keys, passphrase: str, cost: Cost) -> Slot:
    """Return `slot` opened by `passphrase` from now on.

    Raises: InputError for a weak passphrase or cost.
    """
    check_passphrase(passphrase)
    if not _is_acceptable(cost):
        raise InputError(_("The passphrase would be protected too weakly."), field="cost")
    salt, nonce = os.urandom(16), os.urandom(12)
    content = {"data_key": keys.data_key.hex(), "identity": keys.identity}
    cipher = AESGCM(_passphrase_key(passphrase, salt, cost))
    sealed = cipher.encrypt(nonce, json.dumps(content).encode(), _bound_to(header, slot))
    return replace(slot, cost=cost, salt=salt, nonce=nonce, sealed=sealed, renewed="")


def with_escrow(header: Header, slot: Slot, keys: Keys) -> Slot:
    """Return `slot` with the user's identity sealed to the recovery recipients of `header`."""
    return replace(slot, escrow=seal_text(keys.identity, header.recovery_recipients))


def open_slot(header: Header, name: str, passphrase: str) -> Keys:
    """Open the slot of the user called `name`.

    Raises: NotFoundError, WrongPassphraseError, VaultDamagedError when its protection was weakened.
    """
    slot = header.slot(name)
    if not _is_acceptable(slot.cost):
        raise VaultDamagedError(
            _("The key file was changed: it protects the passphrase too weakly.")
        )
    cipher = AESGCM(_passphrase_key(passphrase, slot.salt, slot.cost))
    try:
        content = json.loads(cipher.decrypt(slot.nonce, slot.sealed, _bound_to(header, slot)))
    except (InvalidTag, ValueError):
        raise WrongPassphraseError(_("The passphrase is wrong.")) from None
    keys = _checked(slot, Keys(bytes.fromhex(content["data_key"]), content["identity"]))
    return replace(keys, data_key=_newest_data_key(slot, keys))


def with_newer_data_key(slot: Slot, data_key: bytes) -> Slot:
    """Return `slot`, whose passphrase nobody knows here, with a newer data key for its user."""
    return replace(slot, renewed=seal_text(data_key.hex(), [slot.recipient]))


def brought_up_to_date(header: Header, slot: Slot, keys: Keys, passphrase: str) -> Header:
    """Return `header` with what only the user of `slot` could bring in line, or `header` itself.

    After the recovery sheet was renewed that is the user's own identity, and the health identity
    of one who has it; after the data key was renewed, the key under the passphrase.
    """
    following = header
    if slot.renewed:
        slot = with_passphrase(header, slot, keys, passphrase, slot.cost)
        following = following.with_slot(slot)
    if not slot.escrow:
        following = following.with_slot(with_escrow(header, slot, keys))
    health = with_health_key(slot, keys).health_identity
    if header.health_waits and health:
        sealed = seal_text(health, header.recovery_recipients)
        following = replace(following, health_recovery=sealed, health_waits=False)
    return following


def recovery_text(data_key: bytes, recipients: tuple[str, ...]) -> str:
    """Return what opens the vault without the program, sealed to the recovery `recipients`."""
    content = {"data_key": data_key.hex(), "sqlcipher_key": database_key(data_key).hex()}
    return seal_text(json.dumps(content), recipients)


def recovered_data_key(header: Header, recovery_identity: str) -> bytes:
    """Return the data key with the secret of a recovery recipient, without any user.

    Raises: WrongPassphraseError.
    """
    return bytes.fromhex(json.loads(_recovered(header.recovery, recovery_identity))["data_key"])


def open_recovery(header: Header, name: str, recovery_identity: str) -> Keys:
    """Open the vault for the user called `name` with the secret of a recovery recipient.

    Raises: NotFoundError, WrongPassphraseError, NotAllowedError for a user who has not opened the
    vault since the sheet was renewed, VaultDamagedError.
    """
    slot = header.slot(name)
    content = json.loads(_recovered(header.recovery, recovery_identity))
    if not slot.escrow:
        raise NotAllowedError(
            _(
                "{name} has not opened the vault since the recovery sheet was renewed. "
                "Remove the user and add a new one."
            ).format(name=slot.name)
        )
    identity = _recovered(slot.escrow, recovery_identity)
    return _checked(slot, Keys(bytes.fromhex(content["data_key"]), identity))


def with_health(slot: Slot, health_identity: str) -> Slot:
    """Return `slot` with the office's health identity sealed to its user."""
    return replace(slot, health=seal_text(health_identity, [slot.recipient]))


def with_health_key(slot: Slot, keys: Keys) -> Keys:
    """Return `keys` with the office's health identity, if the user of `slot` was granted it."""
    if not slot.health:
        return keys
    try:
        return replace(keys, health_identity=unseal_text(slot.health, keys.identity))
    except BundleError:
        raise VaultDamagedError(_("The key file was changed outside the program.")) from None


def recover_health(header: Header, recovery_identity: str) -> str:
    """Return the office's health identity with the secret of the recovery sheet.

    Raises: NotFoundError on a laptop, WrongPassphraseError.
    """
    if not header.health_recovery:
        raise NotFoundError(_("Only the office's vault holds the key to health answers."))
    try:
        return unseal_text(header.health_recovery, recovery_identity)
    except BundleError:
        if header.health_waits:
            raise NotAllowedError(
                _(
                    "The sheet was renewed by somebody without the health role. It covers health "
                    "answers as soon as somebody with that role has opened the vault."
                )
            ) from None
        raise WrongPassphraseError(_("This recovery key belongs to another vault.")) from None


def _recovered(sealed: str, recovery_identity: str) -> str:
    try:
        return unseal_text(sealed, recovery_identity)
    except BundleError:
        raise WrongPassphraseError(_("This recovery key belongs to another vault.")) from None


def _checked(slot: Slot, keys: Keys) -> Keys:
    if not hmac.compare_digest(recipient_of(keys.identity), slot.recipient):
        raise VaultDamagedError(_("The key file was changed outside the program."))
    return keys


def _newest_data_key(slot: Slot, keys: Keys) -> bytes:
    if not slot.renewed:
        return keys.data_key
    try:
        return bytes.fromhex(unseal_text(slot.renewed, keys.identity))
    except (BundleError, ValueError):
        raise VaultDamagedError(_("The key file was changed outside the program.")) from None


def _bound_to(header: Header, slot: Slot) -> bytes:
    return f"kbh/1 user slot\0{header.vault_id}\0{slot.id}".encode()


def _normal(passphrase: str) -> str:
    """Return the same text for the same letters, however the keyboard composed them."""
    return unicodedata.normalize("NFC", passphrase)


def _is_acceptable(cost: Cost) -> bool:
    return cost.at_least(FLOOR_COST) and CEILING_COST.at_least(cost)


def _passphrase_key(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    return hash_secret_raw(
        _normal(passphrase).encode(),
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory_kib,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )
