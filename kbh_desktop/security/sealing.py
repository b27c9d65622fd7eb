"""Sealing with age and signing with Ed25519, for bundles and for keys on their way.

Sealed files are ordinary age files (age-encryption.org/v1): the `age` tool opens them with the
same identity.
"""

import io
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import BinaryIO, Protocol

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kbh_desktop.errors import (
    BundleDamagedError,
    BundleNotForUsError,
    BundleSenderError,
    InputError,
    StorageError,
)
from kbh_desktop.i18n import _

SIGNATURE_BYTES = 64


class Reader(Protocol):
    """Anything with `read(size)`; it may raise to stop the work, as a cancelled export does."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes, none at the end."""


class Writer(Protocol):
    """Anything with `write(data)`."""

    def write(self, data: bytes, /) -> int | None:
        """Take all of `data`."""


def generate_identity() -> str:
    """Return the secret of a new age key, `AGE-SECRET-KEY-1...`."""
    return str(pyrage.x25519.Identity.generate())


def recipient_of(identity: str) -> str:
    """Return the public half of `identity`, `age1...`.

    Raises: InputError when it is no age identity.
    """
    return str(_identity(identity).to_public())


def check_recipient(recipient: str) -> str:
    """Return `recipient` when it is an age recipient.

    Raises: InputError when it is not.
    """
    return str(_recipient(recipient))


def seal(reader: Reader, writer: Writer, recipients: Sequence[str]) -> None:
    """Encrypt all that `reader` gives to `recipients` (`age1...`), in pieces of 64 KiB.

    Other threads run meanwhile.

    Raises: StorageError when the disk refuses, InputError for a bad recipient, and whatever
    `reader` or `writer` raise of their own.
    """
    keys = [_recipient(recipient) for recipient in recipients]
    _stream(pyrage.encrypt_io, reader, writer, keys)


def unseal(reader: Reader, writer: Writer, identities: Sequence[str]) -> None:
    """Decrypt all that `reader` gives with whichever of `identities` fits.

    What was written is to be trusted only after this returned: a file that was cut is noticed at
    its end.

    Raises: BundleNotForUsError, BundleDamagedError, StorageError, and whatever `reader` or
    `writer` raise of their own.
    """
    keys = [_identity(identity) for identity in identities]
    try:
        _stream(pyrage.decrypt_io, reader, writer, keys)
    except pyrage.DecryptError as error:
        if "No matching keys" in str(error):
            raise BundleNotForUsError(_("It is sealed to another office or device.")) from None
        raise BundleDamagedError(_("It is no sealed file, or its beginning is damaged.")) from None


def seal_text(text: str, recipients: Sequence[str]) -> str:
    """Return `text` encrypted to `recipients`, in the ASCII form of age."""
    keys = [_recipient(recipient) for recipient in recipients]
    return str(pyrage.encrypt(text.encode(), keys, armored=True).decode("ascii"))


def unseal_text(sealed: str, identity: str) -> str:
    """Return what `seal_text` was given.

    Raises: BundleNotForUsError, BundleDamagedError.
    """
    out = io.BytesIO()
    unseal(io.BytesIO(sealed.encode()), out, [identity])
    return out.getvalue().decode()


def sign(seed: bytes, context: str, message: bytes) -> bytes:
    """Return the 64-byte Ed25519 signature over `message`, good for `context` only.

    `seed` is the 32-byte private key; `context` names what is signed, such as `kbh/1 manifest`.
    """
    return Ed25519PrivateKey.from_private_bytes(seed).sign(_in_context(context, message))


def verify(verify_key: str, context: str, message: bytes, signature: bytes) -> None:
    """Check a signature with the hexadecimal `verify_key` of its sender.

    Raises: BundleSenderError when it does not match.
    """
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(verify_key))
        key.verify(signature, _in_context(context, message))
    except (InvalidSignature, ValueError):
        raise BundleSenderError(_("The signature does not match its sender.")) from None


def verify_with_any(
    verify_keys: Sequence[str], context: str, message: bytes, signature: bytes
) -> None:
    """Check a signature that may be by any of `verify_keys`.

    Raises: BundleSenderError when it is by none of them.
    """
    *others, last = verify_keys
    for key in others:
        with suppress(BundleSenderError):
            verify(key, context, message, signature)
            return
    verify(last, context, message, signature)


def _in_context(context: str, message: bytes) -> bytes:
    return context.encode() + b"\0" + message


def _recipient(text: str) -> pyrage.x25519.Recipient:
    try:
        return pyrage.x25519.Recipient.from_str(text)
    except pyrage.RecipientError:
        raise InputError(_("“{key}” is no age recipient.").format(key=text)) from None


def _identity(text: str) -> pyrage.x25519.Identity:
    try:
        return pyrage.x25519.Identity.from_str(text)
    except pyrage.IdentityError:
        raise InputError(_("That is no age identity.")) from None  # never show a secret


class _Ends:
    """Remembers what reading or writing raised: age turns it into its own errors, as text."""

    def __init__(self, reader: Reader, writer: Writer) -> None:
        self._reader = reader
        self._writer = writer
        self.raised: Exception | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            return self._reader.read(size)
        except Exception as error:
            self.raised = error
            raise

    def write(self, data: bytes) -> int:
        try:
            self._writer.write(data)
        except Exception as error:
            self.raised = error
            raise
        return len(data)

    def flush(self) -> None:
        """Nothing to do: whoever opened the file flushes it."""


def _stream(
    work: Callable[[BinaryIO, BinaryIO, list[object]], None],
    reader: Reader,
    writer: Writer,
    keys: Sequence[object],
) -> None:
    ends = _Ends(reader, writer)
    try:
        work(ends, ends, list(keys))  # type: ignore[arg-type]  # age needs these three methods only
    except (OSError, pyrage.EncryptError, pyrage.DecryptError) as error:
        if isinstance(ends.raised, OSError):
            raise StorageError(_("The disk is full or refuses to be read or written.")) from error
        if ends.raised is not None:
            raise ends.raised from None
        if isinstance(error, OSError):
            raise BundleDamagedError(_("It was cut or changed on its way.")) from None
        raise
