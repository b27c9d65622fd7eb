"""The recovery key: groups of letters on a printed sheet, and the age identity they stand for.

The eight groups carry 160 random bits. The identity is made from them alone, so the sheet opens the
vault even when nothing but `key.json` and the database are left. They can be split among people, so
that several of them open the vault together and none of them alone.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kbh_desktop.security.bech32 import bech32
from kbh_desktop.security.lettering import checked_groups, read_checked_groups
from kbh_desktop.security.sealing import recipient_of
from kbh_desktop.security.shares import KeyShare, combine, read_share, split, words_of

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


def split_key(key: RecoveryKey, needed: int, people: int) -> tuple[KeyShare, ...]:
    """Return a share of `key` for each of `people`; any `needed` of them give it back.

    Raises: InputError when the numbers make no sense.
    """
    return split(read_checked_groups(key.words, GROUPS), needed, people)


def read_key_share(typed: str) -> KeyShare:
    """Return the share on a sheet with the words `typed`.

    Raises: InputError naming the word that is wrong by its place.
    """
    return read_share(typed, _BYTES)


def joined_key(shares: Sequence[KeyShare]) -> RecoveryKey:
    """Return the recovery key that `shares` were split from.

    Raises: InputError when there are too few, or when one belongs to another split.
    """
    return recovery_key_of(combine(shares))


def new_recovery_key() -> RecoveryKey:
    """Return a fresh recovery key."""
    return recovery_key_of(secrets.token_bytes(_BYTES))


def read_recovery_words(typed: str) -> str:
    """Return the age identity that `typed` stands for: the groups of a sheet, or the identity.

    The words of several sheets of a split key, one after the other, stand for it as well.

    Raises: InputError naming the group or the word that holds a mistake.
    """
    compact = "".join(typed.split())
    if compact.lower().startswith(_IDENTITY_PREFIX):
        recipient_of(compact.upper())
        return compact.upper()
    if len(typed.split()) > 2 * GROUPS:
        return joined_key(_shares_in(typed)).identity
    return recovery_key_of(read_checked_groups(typed, GROUPS)).identity


def _shares_in(typed: str) -> list[KeyShare]:
    words, each = typed.split(), words_of(_BYTES)
    starts = range(0, len(words), each)
    return [read_key_share(" ".join(words[start : start + each])) for start in starts]


def recovery_key_of(raw: bytes) -> RecoveryKey:
    """Return the recovery key made of 20 random bytes."""
    scalar = HKDF(hashes.SHA256(), 32, None, b"kbh/1 recovery identity").derive(raw)
    return RecoveryKey(checked_groups(raw), bech32(_IDENTITY_PREFIX, scalar).upper())
