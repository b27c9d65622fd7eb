r"""Making, opening, recovering and locking a vault.

A vault is a folder: `key.json` and its copy say who may open it, `vault.db` holds everything else
under a random key. Each user's passphrase opens the user's slot in `key.json`; the recovery sheet
opens it too, and on a laptop so does the recovery sheet of its office.

Without this program, with the `age` tool and the `sqlcipher` shell alone: write the text of
`recovery` in `key.json` (each \n a line break) to a file, put the identity from the recovery sheet
(`AGE-SECRET-KEY-1...`) in another, run `age -d -i IDENTITY RECOVERY` and use the `sqlcipher_key` it
shows: `sqlcipher vault.db`, then `PRAGMA key = "x'<sqlcipher_key>'";`. Health answers stay sealed.
"""

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from kbh_desktop.clock import Clock
from kbh_desktop.errors import (
    InputError,
    KbhError,
    StorageError,
    VaultDamagedError,
    VaultExistsError,
    WrongPassphraseError,
)
from kbh_desktop.i18n import _
from kbh_desktop.ids import UserId, new_id
from kbh_desktop.security import failed_openings
from kbh_desktop.security.attempts import Attempts
from kbh_desktop.security.header import Header, Slot, folded
from kbh_desktop.security.header_file import (
    Copies,
    has_vault,
    read_copies,
    remove_copies,
    write_copies,
)
from kbh_desktop.security.in_use import InUseLock
from kbh_desktop.security.keys import OfficeCard
from kbh_desktop.security.model import DEFAULT_COST, Cost, NodeKind, Role, User, UserCard
from kbh_desktop.security.recovery import RecoveryKey, new_recovery_key, read_recovery_words
from kbh_desktop.security.renewal import complete_renewal
from kbh_desktop.security.sealing import generate_identity, recipient_of, seal_text
from kbh_desktop.security.slots import (
    Keys,
    NewUser,
    brought_up_to_date,
    check_name,
    check_passphrase,
    new_slot,
    open_recovery,
    open_slot,
    recovery_text,
    with_health,
    with_health_key,
    with_passphrase,
)
from kbh_desktop.security.unlocked import Opening, Unlocked


def create_vault(  # noqa: PLR0913 - all that a vault starts with, by name
    folder: Path,
    *,
    kind: NodeKind,
    user_name: str,
    roles: Iterable[Role],
    passphrase: str,
    clock: Clock,
    office: OfficeCard | None = None,
    cost: Cost = DEFAULT_COST,
) -> tuple[Unlocked, RecoveryKey]:
    """Make a vault with one user and open it; `office` is the office a laptop belongs to.

    The recovery key is kept nowhere: print it.

    Raises: VaultExistsError, InputError, StorageError, VaultInUseError.
    """
    user = NewUser(user_name, frozenset(roles), passphrase)
    _check_new_vault(folder, kind, user, office)
    _make_folder(folder)
    in_use = InUseLock(folder)
    try:
        data_key, recovery_key = os.urandom(32), new_recovery_key()
        health_identity = generate_identity() if office is None else ""
        header = _new_header(data_key, recovery_key, office, health_identity, clock)
        slot = new_slot(header, user, data_key, cost)
        if Role.HEALTH in slot.roles:
            slot = with_health(slot, health_identity)
        header = header.with_slot(slot).authenticated(data_key)
        write_copies(folder, header)
        keys = open_slot(header, user_name, passphrase)
        return _unlocked(folder, header, user_name, keys, in_use), recovery_key
    except BaseException:
        remove_copies(folder)
        in_use.release()
        raise


def vault_users(folder: Path) -> tuple[UserCard, ...]:
    """Return who may open the vault, by name, as its key file says before anything is checked.

    Raises: VaultMissingError, VaultDamagedError, VaultTooNewError.
    """
    newest = read_copies(folder).headers[0]
    cards = (UserCard(slot.name, slot.roles) for slot in newest.slots)
    return tuple(sorted(cards, key=lambda card: folded(card.name)))


def wait_before_opening(folder: Path, clock: Clock) -> float:
    """Return the seconds until the next passphrase may be tried."""
    return Attempts(folder, clock).wait_s()


def open_vault(folder: Path, user_name: str, passphrase: str, clock: Clock) -> Unlocked:
    """Open the vault as `user_name`; it is then in use until `lock`.

    Raises: VaultMissingError, VaultInUseError, VaultTooNewError, VaultDamagedError,
    NotFoundError for an unknown user, WrongPassphraseError with the seconds to wait.
    """
    copies = read_copies(folder)
    _check_known(copies, user_name)
    in_use = InUseLock(folder)
    try:
        copies = _copies_after_renewal(folder, copies)
        attempts = Attempts(folder, clock)
        attempts.begin()
        try:
            header, keys = _opened(copies, lambda h: open_slot(h, user_name, passphrase))
        except WrongPassphraseError as error:
            failed_openings.note(folder, _user_named(copies, user_name), clock())
            raise WrongPassphraseError(str(error), wait_s=attempts.wait_s()) from None
        opening = Opening(attempts.succeeded(), repaired=not copies.identical)
        slot = header.slot(user_name)
        header = _made_whole(folder, copies, header, slot, keys, passphrase)
        return _unlocked(folder, header, user_name, keys, in_use, opening)
    except BaseException:
        in_use.release()
        raise


def recover_vault(
    folder: Path,
    recovery_words: str,
    *,
    user_name: str,
    new_passphrase: str,
    clock: Clock,
    cost: Cost = DEFAULT_COST,
) -> Unlocked:
    """Open the vault with the recovery sheet and give `user_name` a new passphrase.

    `recovery_words` are the groups of the vault's sheet or, on a laptop, of its office's sheet; or
    the age identity they stand for. Nothing the user could read is lost.

    Raises: InputError naming the group with a mistake, WrongPassphraseError when the sheet belongs
    to another vault, and what `open_vault` raises.
    """
    check_passphrase(new_passphrase)
    recovery_identity = read_recovery_words(recovery_words)
    copies = read_copies(folder)
    in_use = InUseLock(folder)
    try:
        copies = _copies_after_renewal(folder, copies)
        header, keys = _opened(copies, lambda h: open_recovery(h, user_name, recovery_identity))
        slot = with_passphrase(header, header.slot(user_name), keys, new_passphrase, cost)
        header = header.with_slot(slot).authenticated(keys.data_key)
        write_copies(folder, header)
        opening = Opening(Attempts(folder, clock).reset(), repaired=not copies.identical)
        return _unlocked(folder, header, user_name, keys, in_use, opening)
    except BaseException:
        in_use.release()
        raise


def lock(unlocked: Unlocked) -> None:
    """Overwrite the keys as far as that is possible and let go of the vault.

    Close the database first.
    """
    unlocked.wipe()


def _check_new_vault(
    folder: Path, kind: NodeKind, user: NewUser, office: OfficeCard | None
) -> None:
    if has_vault(folder):
        raise VaultExistsError(
            _("There is a vault in the folder {folder} already.").format(folder=folder)
        )
    check_name(user.name)
    check_passphrase(user.passphrase)
    if not user.roles:
        raise InputError(_("Choose at least one role."), field="roles")
    if (kind is NodeKind.CONSULTANT) != (office is not None):
        raise InputError(
            _("A consultant's vault needs the card of its office (.kbhoffice); an office none."),
            field="office",
        )
    if kind is NodeKind.CONSULTANT and Role.HEALTH in user.roles:
        raise InputError(_("The health role exists in the office's vault only."), field="roles")


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StorageError(_("The folder {folder} can't be made.").format(folder=folder)) from error


def _new_header(
    data_key: bytes,
    recovery_key: RecoveryKey,
    office: OfficeCard | None,
    health_identity: str,
    clock: Clock,
) -> Header:
    own = recovery_key.recipient
    recipients = (own,) if office is None else (own, office.recovery_recipient)
    return Header(
        vault_id=new_id(),
        kind=NodeKind.OFFICE if office is None else NodeKind.CONSULTANT,
        created_at=clock().isoformat(timespec="seconds"),
        generation=0,
        recovery_recipients=recipients,
        recovery=recovery_text(data_key, recipients),
        health_recipient=office.health_recipient if office else recipient_of(health_identity),
        health_recovery=seal_text(health_identity, recipients) if health_identity else "",
        slots=(),
    )


def _copies_after_renewal(folder: Path, copies: Copies) -> Copies:
    """Complete a renewal of the data key that was cut off, and read the key file again."""
    return read_copies(folder) if complete_renewal(folder) else copies


def _check_known(copies: Copies, user_name: str) -> None:
    """Say that a user is unknown before a try is counted."""
    names = {folded(slot.name) for header in copies.headers for slot in header.slots}
    if folded(user_name) not in names:
        copies.headers[0].slot(user_name)


def _user_named(copies: Copies, user_name: str) -> str:
    """Return the id of a user that `_check_known` has found."""
    slots = (slot for header in copies.headers for slot in header.slots)
    return next(slot.id for slot in slots if folded(slot.name) == folded(user_name))


def _opened(copies: Copies, open_with: Callable[[Header], Keys]) -> tuple[Header, Keys]:
    """Return the newest authentic header and what it gave; an older copy never counts against it.

    Raises: what `open_with` raised.
    """
    failures: list[KbhError] = []
    for header in copies.headers:
        try:
            keys = open_with(header)
        except KbhError as error:
            failures.append(error)
            continue
        newest = next((h for h in copies.headers if h.is_authentic(keys.data_key)), None)
        if newest is None:
            raise VaultDamagedError(_("The key file was changed outside the program."))
        return newest, keys if newest is header else open_with(newest)
    raise next((f for f in failures if isinstance(f, WrongPassphraseError)), failures[0])


def _made_whole(
    folder: Path, copies: Copies, header: Header, slot: Slot, keys: Keys, passphrase: str
) -> Header:
    """Write what is missing: a damaged copy, or what waited for this user after a renewal."""
    following = brought_up_to_date(header, slot, keys, passphrase)
    if following is not header:
        header = following.authenticated(keys.data_key)
    elif copies.identical:
        return header
    write_copies(folder, header)
    return header


def _unlocked(
    folder: Path,
    header: Header,
    user_name: str,
    keys: Keys,
    in_use: InUseLock,
    opening: Opening | None = None,
) -> Unlocked:
    slot = header.slot(user_name)
    return Unlocked(
        folder,
        header,
        User(UserId(slot.id), slot.name, slot.roles),
        with_health_key(slot, keys),
        in_use=in_use,
        opening=opening or Opening(),
    )
