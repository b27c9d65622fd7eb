"""Who may open this vault, with every change in the audit log."""

from collections.abc import Callable, Iterable

from kbh_desktop.audit.service import AuditLog
from kbh_desktop.security import users
from kbh_desktop.security.audit import AuditAction
from kbh_desktop.security.model import DEFAULT_COST, Cost, Role, User
from kbh_desktop.security.recovery import RecoveryKey
from kbh_desktop.security.unlocked import Unlocked
from kbh_desktop.storage.database import Database

RECOVERY_SHEET, SHOWN, CONFIRMED = "recovery_sheet", "shown", "confirmed"
"""Where the vault remembers whether the newest sheet was only shown or confirmed as well."""


def _nobody() -> None:
    """Nobody else must know."""


class UsersService:
    """Adds and removes users, and changes their roles and passphrases.

    `on_renewed` is told that the recovery key is another one.
    """

    def __init__(
        self,
        unlocked: Unlocked,
        database: Database,
        audit: AuditLog,
        *,
        cost: Cost = DEFAULT_COST,
        on_renewed: Callable[[], object] = _nobody,
    ) -> None:
        self._unlocked = unlocked
        self._database = database
        self._audit = audit
        self._cost = cost
        self._on_renewed = on_renewed

    def all(self) -> tuple[User, ...]:
        """Return the users of the vault, by name."""
        return users.users(self._unlocked)

    def add(
        self, name: str, roles: Iterable[Role], passphrase: str, *, recovery_words: str = ""
    ) -> User:
        """Let `name` open the vault; the health role needs somebody who has it, or the sheet.

        Raises:
            NotAllowedError: only a coordinator or IT may do that.
            InputError: the name is taken, or the passphrase too weak.
        """
        user = users.add_user(
            self._unlocked,
            name,
            roles,
            passphrase,
            recovery_words=recovery_words,
            cost=self._cost,
        )
        self._audit.record(AuditAction.ADD_USER, subject=user.id)
        return user

    def change_roles(self, name: str, roles: Iterable[Role], *, recovery_words: str = "") -> User:
        """Give the user called `name` exactly `roles`, from the next opening on.

        Raises:
            NotAllowedError: only a coordinator or IT may do that.
            NotFoundError: there is no such user.
        """
        user = users.change_roles(self._unlocked, name, roles, recovery_words=recovery_words)
        self._audit.record(AuditAction.CHANGE_ROLES, subject=user.id)
        return user

    def remove(self, name: str) -> None:
        """Take the vault from the user called `name`.

        Raises:
            NotAllowedError: only a coordinator or IT may do that.
            NotFoundError: there is no such user.
        """
        wanted = name.strip().casefold()
        gone = next((user.id for user in self.all() if user.name.casefold() == wanted), "")
        users.remove_user(self._unlocked, name)
        self._audit.record(AuditAction.REMOVE_USER, subject=gone)

    def change_passphrase(self, old: str, new: str) -> None:
        """Replace the passphrase of the user who opened the vault.

        Raises:
            WrongPassphraseError: `old` is not the present one.
            InputError: `new` is too weak.
        """
        users.change_passphrase(self._unlocked, old, new, cost=self._cost)
        self._audit.record(AuditAction.CHANGE_PASSPHRASE)

    def renew_recovery_key(self) -> RecoveryKey:
        """Replace the recovery key, whose sheet was lost or seen by others; print the new one.

        Raises:
            NotAllowedError: the role does not include it.
        """
        key = users.renew_recovery_key(self._unlocked)
        with self._database.write() as session:
            self._database.meta_set(session, RECOVERY_SHEET, SHOWN)
            self._audit.record(AuditAction.RENEW_RECOVERY_KEY)
        self._on_renewed()
        return key

    def is_recovery_sheet_confirmed(self) -> bool:
        """Say whether somebody has shown that they hold the newest recovery sheet."""
        with self._database.read() as session:
            return bool(self._database.meta_get(session, RECOVERY_SHEET) != SHOWN)

    def confirm_recovery_sheet(self) -> None:
        """Remember that the newest recovery sheet is printed or written down."""
        with self._database.write() as session:
            self._database.meta_set(session, RECOVERY_SHEET, CONFIRMED)
