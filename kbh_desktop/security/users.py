"""The users of an opened vault: adding, removing, their roles, passphrases and recovery."""

from collections.abc import Iterable
from dataclasses import replace

from kbh_desktop.errors import InputError, NotAllowedError, VaultDamagedError
from kbh_desktop.i18n import _
from kbh_desktop.ids import UserId
from kbh_desktop.security.header import Header, folded
from kbh_desktop.security.header_file import read_copies, write_copies
from kbh_desktop.security.keys import OfficeCard
from kbh_desktop.security.model import DEFAULT_COST, Cost, NodeKind, Role, User
from kbh_desktop.security.recovery import RecoveryKey, new_recovery_key, read_recovery_words
from kbh_desktop.security.sealing import seal_text
from kbh_desktop.security.slots import (
    Keys,
    NewUser,
    check_name,
    new_slot,
    open_slot,
    recover_health,
    recovery_text,
    with_escrow,
    with_health,
    with_passphrase,
)
from kbh_desktop.security.unlocked import Unlocked


def users(unlocked: Unlocked) -> tuple[User, ...]:
    """Return the users of the vault, by name."""
    slots = sorted(_current(unlocked).slots, key=lambda slot: folded(slot.name))
    return tuple(User(UserId(slot.id), slot.name, slot.roles) for slot in slots)


def add_user(
    unlocked: Unlocked,
    name: str,
    roles: Iterable[Role],
    passphrase: str,
    *,
    recovery_words: str = "",
    cost: Cost = DEFAULT_COST,
) -> User:
    """Let `name` open the vault with `passphrase`, which the user should change at once.

    The health role can be given by somebody who has it, or with the recovery sheet.

    Raises: NotAllowedError, InputError, WrongPassphraseError for another vault's recovery sheet.
    """
    granted = frozenset(roles)
    _check_may_administer(unlocked)
    check_name(name)
    header = _current(unlocked)
    if any(folded(slot.name) == folded(name) for slot in header.slots):
        raise InputError(_("There is a user called “{name}”.").format(name=name), field="name")
    if not granted:
        raise InputError(_("Choose at least one role."), field="roles")
    health = _health_to_grant(unlocked, header, granted, recovery_words)
    slot = new_slot(header, NewUser(name, granted, passphrase), unlocked.data_key, cost)
    if health:
        slot = with_health(slot, health)
    _write(unlocked, header.with_slot(slot))
    return User(UserId(slot.id), slot.name, slot.roles)


def change_roles(
    unlocked: Unlocked, name: str, roles: Iterable[Role], *, recovery_words: str = ""
) -> User:
    """Give the user called `name` exactly `roles`, from the next opening on.

    Raises: NotFoundError, and what `add_user` raises.
    """
    granted = frozenset(roles)
    _check_may_administer(unlocked)
    header = _current(unlocked)
    slot = header.slot(name)
    if not granted:
        raise InputError(_("Choose at least one role."), field="roles")
    _check_somebody_administers(header, slot.id, granted)
    changed = replace(slot, roles=granted, health=slot.health if Role.HEALTH in granted else "")
    if Role.HEALTH in granted and not slot.health:
        changed = with_health(changed, _health_to_grant(unlocked, header, granted, recovery_words))
    _write(unlocked, header.with_slot(changed))
    return User(UserId(slot.id), slot.name, granted)


def remove_user(unlocked: Unlocked, name: str) -> None:
    """Take the vault from the user called `name`.

    A copy of the key file made earlier still opens with the user's passphrase.

    Raises: NotAllowedError, NotFoundError.
    """
    _check_may_administer(unlocked)
    header = _current(unlocked)
    slot = header.slot(name)
    if slot.id == unlocked.user.id:
        raise NotAllowedError(_("You can't remove yourself. Ask another user to do it."))
    _check_somebody_administers(header, slot.id, frozenset())
    _write(unlocked, header.without_slot(slot.id))


def change_passphrase(unlocked: Unlocked, old: str, new: str, *, cost: Cost = DEFAULT_COST) -> None:
    """Replace the passphrase of the user who opened the vault; the database is not touched.

    Raises: WrongPassphraseError when `old` is not the present one, InputError when `new` is weak.
    """
    header = _current(unlocked)
    keys = open_slot(header, unlocked.user.name, old)
    slot = with_passphrase(header, header.slot(unlocked.user.name), keys, new, cost)
    _write(unlocked, header.with_slot(slot))


def renew_recovery_key(unlocked: Unlocked) -> RecoveryKey:
    """Replace the vault's recovery key, whose sheet was lost or seen by others; print the new one.

    The old sheet opens nothing but copies of the key file made earlier. Other users are covered by
    the new one from their next opening on, and so are health answers where nobody with the health
    role renews it. On a laptop the sheet of the office stays good.

    Raises: NotAllowedError.
    """
    key = new_recovery_key()
    set_recovery_key(unlocked, key.recipient)
    return key


def follow_office(unlocked: Unlocked, office: OfficeCard) -> None:
    """On a laptop, let the recovery sheet of the office as it is now open the vault.

    Health answers are from now on sealed to the office's present health role.
    """
    header = _current(unlocked)
    recipients = (header.recovery_recipients[0], office.recovery_recipient)
    if (header.recovery_recipients, header.health_recipient) != (
        recipients,
        office.health_recipient,
    ):
        following = _for_recipients(unlocked, header, recipients)
        _write(unlocked, replace(following, health_recipient=office.health_recipient))
    unlocked.health_recipient = office.health_recipient


def set_recovery_key(unlocked: Unlocked, recipient: str) -> None:
    """Let the recovery key with the public half `recipient` open the vault, and no other.

    Health answers that nobody here can read follow as soon as somebody with the health role opens
    the vault; until then the sheet before still opens them.

    Raises: NotAllowedError.
    """
    if unlocked.kind is NodeKind.OFFICE:
        _check_may_administer(unlocked)
    header = _current(unlocked)
    recipients = (recipient, *header.recovery_recipients[1:])
    _write(unlocked, _for_recipients(unlocked, header, recipients))
    unlocked.recovery_recipient = recipient


def _for_recipients(unlocked: Unlocked, header: Header, recipients: tuple[str, ...]) -> Header:
    health = unlocked.health_identity
    renewed = replace(
        header,
        recovery_recipients=recipients,
        recovery=recovery_text(unlocked.data_key, recipients),
        health_recovery=seal_text(health, recipients) if health else header.health_recovery,
        health_waits=bool(header.health_recovery) and not health,
        slots=tuple(replace(slot, escrow="") for slot in header.slots),
    )
    keys = Keys(unlocked.data_key, unlocked.identity)
    return renewed.with_slot(with_escrow(renewed, renewed.slot(unlocked.user.name), keys))


_ADMINISTRATORS = frozenset({Role.IT, Role.COORDINATOR})


def _check_may_administer(unlocked: Unlocked) -> None:
    if not unlocked.user.has(*_ADMINISTRATORS):
        raise NotAllowedError(_("Only a coordinator or IT can change the users."))


def _check_somebody_administers(header: Header, slot_id: str, roles: frozenset[Role]) -> None:
    after = [roles if slot.id == slot_id else slot.roles for slot in header.slots]
    if all(_ADMINISTRATORS.isdisjoint(kept) for kept in after):
        raise NotAllowedError(_("One coordinator or IT user must remain."))


def _health_to_grant(
    unlocked: Unlocked, header: Header, roles: frozenset[Role], recovery_words: str
) -> str:
    if Role.HEALTH not in roles:
        return ""
    if header.kind is not NodeKind.OFFICE:
        raise InputError(_("The health role exists in the office's vault only."), field="roles")
    if unlocked.health_identity:
        return unlocked.health_identity
    if recovery_words:
        return recover_health(header, read_recovery_words(recovery_words))
    raise NotAllowedError(
        _("The health role can be given by somebody who has it, or with the recovery sheet.")
    )


def _current(unlocked: Unlocked) -> Header:
    data_key = unlocked.data_key
    for header in read_copies(unlocked.folder).headers:
        if header.is_authentic(data_key):
            return header
    raise VaultDamagedError(_("The key file was changed outside the program."))


def _write(unlocked: Unlocked, header: Header) -> None:
    following = header.authenticated(unlocked.data_key)
    write_copies(unlocked.folder, following)
    unlocked.generation = following.generation
