"""Answers about health (K3): sealed with a key of their own before they reach the database.

Each interview has its own random key. The interviewer holds a copy while the interview is open and
forgets it when it is finished; another copy travels with the interview, sealed to the office's
health identity, which only users with the health role have. An interview opened again gets a
further key, so that finished answers stay closed to the interviewer.

Sealing is deterministic: the same answer to the same question of the same interview looks the same,
so that writing it twice is no conflict. Whoever can read the database, but not the answers, thus
sees that an answer was changed back; lengths are rounded up to 32 bytes.
"""

import base64
import os
from collections.abc import Mapping
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM, AESSIV
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kbh_desktop.errors import BundleError, InputError, NotAllowedError, VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, UserId
from kbh_desktop.security.header import subkey
from kbh_desktop.security.sealing import seal_text, unseal_text
from kbh_desktop.security.unlocked import Unlocked

PREFIX = "k3:1:"
_BLOCK = 32


class HealthKeyStore(Protocol):
    """Where sealed interview keys are kept; each call joins the transaction that is under way."""

    def local_key(self, interview_id: InterviewId, user_id: UserId) -> str | None:
        """Return what was kept on this device for the user, who has the interview open."""

    def keep_local_key(self, interview_id: InterviewId, user_id: UserId, wrapped: str) -> None:
        """Keep `wrapped` on this device, in place of an earlier one."""

    def forget_local_keys(self, interview_id: InterviewId) -> None:
        """Forget what was kept on this device for whatever user."""

    def travelling_keys(self, interview_id: InterviewId) -> Mapping[str, str]:
        """Return the sealed keys that travel with the interview, by key id."""

    def add_travelling_key(self, interview_id: InterviewId, key_id: str, sealed: str) -> None:
        """Let `sealed` travel with the interview under `key_id`."""


def is_sealed(value: str) -> bool:
    """Return whether `value` is a sealed answer."""
    return value.startswith(PREFIX)


class HealthVault:
    """Seals and opens answers about health for the user who opened the vault."""

    def __init__(self, unlocked: Unlocked, store: HealthKeyStore) -> None:
        self._unlocked = unlocked
        self._store = store

    def seal(self, interview_id: InterviewId, field: str, text: str) -> str:
        """Return `text`, the answer to `field`, sealed as `k3:1:<key id>:<base64url>`.

        Raises: NotAllowedError when the vault is locked.
        """
        key = self._local_key(interview_id) or self._new_key(interview_id)
        cipher = AESSIV(_siv_key(key))
        sealed = cipher.encrypt(_padded(text), _bound_to(interview_id, field))
        return f"{PREFIX}{_key_id(key)}:{_spelled(sealed)}"

    def open(self, interview_id: InterviewId, field: str, sealed: str) -> str:
        """Return the answer that `seal` was given for the same interview and field.

        Raises: NotAllowedError when this user may not read it, VaultDamagedError.
        """
        key_id, ciphertext = _taken_apart(sealed)
        key = self._key(interview_id, key_id)
        try:
            padded = AESSIV(_siv_key(key)).decrypt(ciphertext, _bound_to(interview_id, field))
        except InvalidTag:
            raise _damaged() from None
        return padded.rstrip(b"\0").decode()

    def seal_content(self, interview_id: InterviewId, content: bytes) -> tuple[str, bytes]:
        """Return the id of the interview's key, and `content` sealed with it.

        Raises: NotAllowedError when the vault is locked.
        """
        key = self._local_key(interview_id) or self._new_key(interview_id)
        return _key_id(key), AESSIV(_siv_key(key)).encrypt(content, _bound_content(interview_id))

    def open_content(self, interview_id: InterviewId, key_id: str, sealed: bytes) -> bytes:
        """Return the content that `seal_content` was given for the same interview.

        Raises: NotAllowedError when this user may not read it, VaultDamagedError.
        """
        cipher = AESSIV(_siv_key(self._key(interview_id, key_id)))
        try:
            return cipher.decrypt(sealed, _bound_content(interview_id))
        except InvalidTag:
            raise _damaged() from None

    def can_open(self, interview_id: InterviewId) -> bool:
        """Return whether this user can read every health answer of the interview."""
        if self._unlocked.health_identity is not None:
            return True
        local = self._local_key(interview_id)
        readable = {_key_id(local)} if local else set()
        return readable.issuperset(self._store.travelling_keys(interview_id))

    def close(self, interview_id: InterviewId) -> None:
        """Forget the interviewer's key: from now on only the health role can read the answers."""
        self._store.forget_local_keys(interview_id)

    def _key(self, interview_id: InterviewId, key_id: str) -> bytes:
        local = self._local_key(interview_id)
        if local and _key_id(local) == key_id:
            return local
        identity = self._unlocked.health_identity
        if identity is None:
            raise NotAllowedError(_("Answers about health are open to the health role only."))
        try:
            travelling = self._store.travelling_keys(interview_id)[key_id]
            return bytes.fromhex(unseal_text(travelling, identity))
        except (KeyError, ValueError, BundleError):
            raise _damaged() from None

    def _local_key(self, interview_id: InterviewId) -> bytes | None:
        wrapped = self._store.local_key(interview_id, self._unlocked.user.id)
        if wrapped is None:
            return None
        try:
            raw = base64.b64decode(wrapped, validate=True)
            cipher = AESGCM(subkey(self._unlocked.user_key, "health keys"))
            return cipher.decrypt(raw[:12], raw[12:], interview_id.encode())
        except (InvalidTag, ValueError):
            raise _damaged() from None

    def _new_key(self, interview_id: InterviewId) -> bytes:
        key, nonce = os.urandom(32), os.urandom(12)
        cipher = AESGCM(subkey(self._unlocked.user_key, "health keys"))
        wrapped = nonce + cipher.encrypt(nonce, key, interview_id.encode())
        self._store.add_travelling_key(
            interview_id, _key_id(key), seal_text(key.hex(), [self._unlocked.health_recipient])
        )
        self._store.keep_local_key(
            interview_id, self._unlocked.user.id, base64.b64encode(wrapped).decode("ascii")
        )
        return key


def _siv_key(key: bytes) -> bytes:
    return HKDF(hashes.SHA512(), 64, None, b"kbh/1 health answers").derive(key)


def _key_id(key: bytes) -> str:
    return subkey(key, "health key id")[:8].hex()


def _bound_to(interview_id: InterviewId, field: str) -> list[bytes]:
    return [b"kbh/1 health answer", interview_id.encode(), field.encode()]


def _bound_content(interview_id: InterviewId) -> list[bytes]:
    return [b"kbh/1 health content", interview_id.encode()]


def _padded(text: str) -> bytes:
    raw = text.encode()
    if "\0" in text:
        raise InputError(_("An answer can't hold a null character."))
    return raw.ljust(max(1, -(-len(raw) // _BLOCK)) * _BLOCK, b"\0")


def _taken_apart(sealed: str) -> tuple[str, bytes]:
    key_id, separator, ciphertext = sealed.removeprefix(PREFIX).partition(":")
    if not is_sealed(sealed) or not separator:
        raise _damaged()
    try:
        raw = base64.b64decode(ciphertext, altchars=b"-_", validate=True)
    except ValueError:
        raise _damaged() from None
    if _spelled(raw) != ciphertext:  # the last letter may have bits to spare
        raise _damaged()
    return key_id, raw


def _spelled(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode("ascii")


def _damaged() -> VaultDamagedError:
    return VaultDamagedError(_("The sealed answer about health is damaged."))
