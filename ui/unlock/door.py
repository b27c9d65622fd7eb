"""The vault seen from outside; what is slow, or imports what is, belongs in the background."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.clock import Clock

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.backups import Backup
    from kbh_desktop.security.keys import OfficeCard
    from kbh_desktop.security.recovery import RecoveryKey


@dataclass(frozen=True, slots=True)
class NewVault:
    """What a person said in the first-run steps."""

    user_name: str
    passphrase: str = field(repr=False)
    roles: frozenset[str]
    is_office: bool
    name: str = ""
    """Of the office; a laptop is called after its user."""
    office_file: Path | None = None
    """Empty when IT's policy names the office."""


class Door:
    """Opens, makes and recovers the vault in `folder`."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self.folder = folder
        self._clock = clock

    def exists(self) -> bool:
        """Say whether there is a vault to open; quick enough for the first window."""
        return any(self.folder.glob("key.json*"))

    def user_names(self) -> tuple[str, ...]:
        """Return who may open the vault.

        Raises: VaultMissingError, VaultDamagedError, VaultTooNewError.
        """
        from kbh_desktop.security.vault import vault_users  # noqa: PLC0415 - see above

        return tuple(card.name for card in vault_users(self.folder))

    def wait_s(self) -> float:
        """Return the seconds until the next passphrase may be tried."""
        from kbh_desktop.security.vault import wait_before_opening  # noqa: PLC0415

        return wait_before_opening(self.folder, self._clock)

    def warm(self) -> None:
        """Import what the program needs once the passphrase is typed."""
        from kbh_desktop import assembly  # noqa: F401, PLC0415
        from ui import shell  # noqa: F401, PLC0415

    def open(self, user_name: str, passphrase: str) -> "App":
        """Open the vault.

        Raises: WrongPassphraseError with the seconds to wait, and other VaultErrors.
        """
        return self._opened(user_name, passphrase)

    def create(self, wanted: NewVault) -> "tuple[App, RecoveryKey]":
        """Make the vault and open it.

        Raises: VaultExistsError, InputError, StorageError.
        """
        from kbh_desktop.app import create_app  # noqa: PLC0415
        from kbh_desktop.security.model import NodeKind, Role  # noqa: PLC0415

        return create_app(
            self.folder,
            kind=NodeKind.OFFICE if wanted.is_office else NodeKind.CONSULTANT,
            user_name=wanted.user_name,
            passphrase=wanted.passphrase,
            roles=frozenset(Role(role) for role in wanted.roles),
            name=wanted.name,
            office_file=wanted.office_file,
            clock=self._clock,
        )

    def recover(self, words: str, user_name: str, new_passphrase: str) -> "App":
        """Give `user_name` a new passphrase by the recovery sheet, and open the vault.

        Raises: InputError naming the group with a mistake, WrongPassphraseError.
        """
        from kbh_desktop.security.vault import lock, recover_vault  # noqa: PLC0415

        unlocked = recover_vault(
            self.folder,
            words,
            user_name=user_name,
            new_passphrase=new_passphrase,
            clock=self._clock,
        )
        lock(unlocked)
        return self._opened(user_name, new_passphrase, recovered=True)

    def copies(self) -> "tuple[Backup, ...]":
        """Return the daily copies, the newest first."""
        from kbh_desktop.backups import backups_in  # noqa: PLC0415

        return backups_in(self.folder)

    def put_back(self, user_name: str, passphrase: str, backup_name: str) -> Path:
        """Put a daily copy in the place of the damaged data; return where that is kept.

        Raises: VaultError and its kinds.
        """
        from kbh_desktop.backups import restore_backup  # noqa: PLC0415

        return restore_backup(self.folder, user_name, passphrase, backup_name, self._clock)

    def policy_office(self) -> "OfficeCard | None":
        """Return the office that IT's policy names, if it does."""
        from kbh_desktop.settings.service import load_settings  # noqa: PLC0415

        return load_settings(self.folder).office_card

    def office_card(self, path: Path) -> "OfficeCard":
        """Read the card of the office.

        Raises: InputError, StorageError.
        """
        from kbh_desktop.security.keys import read_office_card  # noqa: PLC0415

        return read_office_card(path)

    def _opened(self, user_name: str, passphrase: str, *, recovered: bool = False) -> "App":
        from kbh_desktop.app import open_app  # noqa: PLC0415

        return open_app(self.folder, user_name, passphrase, self._clock, recovered=recovered)
