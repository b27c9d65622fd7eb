"""The recovery key: groups of letters on a printed sheet, and the age identity they stand for.

The eight groups carry 160 random bits. The identity is made from them alone, so the sheet opens the
vault even when nothing but `key.json` and the database are left.
"""

import secrets
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kbh_desktop.security.bech32 import bech32
from kbh_desktop.security.lettering import checked_groups, read_checked_groups
from kbh_desktop.security.sealing import recipient_of

GROUPS = 8
_BYTES = 20
_IDENTITY_PREFIX = "age-secret-key-"


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """What is printed on the recovery sheet and kept nowhere else."""

    groups: tuple[str, ...] = field(repr=False)
    identity: str = field(repr=False)
    """The age secret; with it the `age` tool opens what the words open."""

    @property
    def words(self) -> str:
        """The groups in one line, as they are typed."""
        return " ".join(self.groups)

    @property
    def recipient(self) -> str:
        """The public half, `age1...`."""
        return recipient_of(self.identity)


def new_recovery_key() -> RecoveryKey:
    """Return a fresh recovery key."""
    return _from_bytes(secrets.token_bytes(_BYTES))


def read_recovery_words(typed: str) -> str:
    """Return the age identity that `typed` stands for: the groups of a sheet, or the identity.

    Raises: InputError naming the group that holds a mistake.
    """
    compact = "".join(typed.split())
    if compact.lower().startswith(_IDENTITY_PREFIX):
        recipient_of(compact.upper())
        return compact.upper()
    return _from_bytes(read_checked_groups(typed, GROUPS)).identity


def _from_bytes(raw: bytes) -> RecoveryKey:
    scalar = HKDF(hashes.SHA256(), 32, None, b"kbh/1 recovery identity").derive(raw)
    return RecoveryKey(checked_groups(raw), bech32(_IDENTITY_PREFIX, scalar).upper())
