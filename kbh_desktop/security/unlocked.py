"""An opened vault: its folder, its user, and the keys while it is open."""

from dataclasses import dataclass
from pathlib import Path

from kbh_desktop.errors import NotAllowedError
from kbh_desktop.i18n import _
from kbh_desktop.security.header import Header, subkey
from kbh_desktop.security.header_file import DATABASE_FILE
from kbh_desktop.security.in_use import InUseLock
from kbh_desktop.security.model import NodeKind, User
from kbh_desktop.security.slots import Keys, database_key


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening found besides the keys."""

    failed_attempts: int = 0
    """Wrong passphrases since the vault was last opened."""
    repaired: bool = False
    """Whether one copy of the key file was damaged and made anew from the other."""


class Unlocked:
    """The keys of an opened vault, until it is locked again.

    `generation` counts the changes of the key file: a lower one than before means that an older
    copy was put back, which lets removed users in again.

    `wipe` overwrites the keys held here. That is the best Python can do: copies made on the way
    (text of identities, buffers inside libraries, the swap file) can't be reached. So the disk must
    be encrypted as well, and a locked screen is no substitute for a closed program.
    """

    __slots__ = (
        "_data_key",
        "_health",
        "_identity",
        "_in_use",
        "folder",
        "generation",
        "health_recipient",
        "kind",
        "opening",
        "recovery_recipient",
        "user",
        "vault_id",
    )

    def __init__(
        self,
        folder: Path,
        header: Header,
        user: User,
        keys: Keys,
        *,
        in_use: InUseLock,
        opening: Opening = Opening(),
    ) -> None:
        self.folder = folder
        self.kind: NodeKind = header.kind
        self.vault_id = header.vault_id
        self.generation = header.generation
        self.user = user
        self.opening = opening
        self.recovery_recipient = header.recovery_recipients[0]
        self.health_recipient = header.health_recipient
        self._in_use = in_use
        self._data_key = bytearray(keys.data_key)
        self._identity = bytearray(keys.identity.encode())
        self._health = bytearray(keys.health_identity.encode())

    def __repr__(self) -> str:
        return f"Unlocked({self.folder.name!r}, {self.user!r})"

    @property
    def is_open(self) -> bool:
        """Whether the keys are still there."""
        return bool(self._data_key)

    @property
    def data_key(self) -> bytes:
        """The random key that all others of this vault come from, 32 bytes."""
        return self._open(self._data_key)

    @property
    def database_key(self) -> bytes:
        """The raw key of the database file, 32 bytes."""
        return database_key(self.data_key)

    @property
    def database_path(self) -> Path:
        """Where the database file lies."""
        return self.folder / DATABASE_FILE

    @property
    def identity(self) -> str:
        """The user's own age secret."""
        return self._open(self._identity).decode()

    @property
    def user_key(self) -> bytes:
        """The key for what only this user may read on this device, 32 bytes."""
        return subkey(self._open(self._identity), "user key")

    @property
    def health_identity(self) -> str | None:
        """The office's age secret for health answers, or None without the health role."""
        self._open(self._data_key)
        return self._health.decode() or None

    def wipe(self) -> None:
        """Overwrite the keys and let another program open the vault."""
        for secret in (self._data_key, self._identity, self._health):
            secret[:] = bytes(len(secret))
            secret.clear()
        self._in_use.release()

    def _open(self, secret: bytearray) -> bytes:
        if not self._data_key:
            raise NotAllowedError(_("The vault is locked."))
        return bytes(secret)
