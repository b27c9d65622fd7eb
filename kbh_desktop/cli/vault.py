"""`kbh vault`: making vaults."""

import argparse
from pathlib import Path

from kbh_desktop.cli.opening import (
    Groups,
    add_json,
    command,
    group_of,
    only_user,
    passphrase,
)
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.i18n import _

_ROLES = ("consultant", "coordinator", "health", "course", "leader", "it")
_USUAL = {"office": ["coordinator", "consultant"], "consultant": ["consultant"]}


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "vault", _("make a vault"))
    create = command(group, "create", _create, _("make the vault of an office or a consultant"))
    create.add_argument("folder", type=Path, metavar="DIR")
    create.add_argument("--role", choices=("office", "consultant"), required=True)
    create.add_argument("--name", required=True, metavar="N", help=_("of the office or the laptop"))
    create.add_argument(
        "--office", type=Path, metavar="FILE", help=_("the office's card (.kbhoffice)")
    )
    create.add_argument("--user", metavar="U", help=_("the first user; otherwise the name"))
    create.add_argument("--roles", nargs="+", choices=_ROLES, help=_("of the first user"))
    add_json(create)

    copies = command(group, "backups", _backups, _("list the daily backups"))
    copies.add_argument("folder", type=Path, metavar="DIR")
    add_json(copies)
    back = command(group, "restore", _restore, _("put a daily backup back"))
    back.add_argument("folder", type=Path, metavar="DIR")
    back.add_argument("backup", metavar="BACKUP")
    back.add_argument("--user", metavar="U", help=_("who opens it; needed where there are several"))


def _backups(wanted: argparse.Namespace) -> None:
    from kbh_desktop.backups import backups_in  # noqa: PLC0415 - only this command needs it

    found = [
        {"name": one.name, "day": one.day, "size": one.size} for one in backups_in(wanted.folder)
    ]
    show(found, as_json=wanted.json)


def _restore(wanted: argparse.Namespace) -> None:
    from kbh_desktop.backups import restore_backup  # noqa: PLC0415 - only this command needs it
    from kbh_desktop.clock import system_clock  # noqa: PLC0415

    user = wanted.user or only_user(wanted.folder)
    aside = restore_backup(wanted.folder, user, passphrase(), wanted.backup, system_clock)
    say(_("Put back. What was there is kept in {folder}.").format(folder=aside))


def _create(wanted: argparse.Namespace) -> None:
    from kbh_desktop.app import create_app  # noqa: PLC0415 - only this command needs it
    from kbh_desktop.security.model import NodeKind, Role  # noqa: PLC0415

    app, recovery_key = create_app(
        wanted.folder,
        kind=NodeKind(wanted.role),
        user_name=wanted.user or wanted.name,
        passphrase=passphrase(is_new=True),
        roles={Role(role) for role in wanted.roles or _USUAL[wanted.role]},
        name=wanted.name,
        office_file=wanted.office,
    )
    device = app.bundles.device_card()
    fingerprint = (device or app.bundles.office_card()).fingerprint
    folder: Path = wanted.folder
    card = next(iter((*folder.glob("*.kbhoffice"), *folder.glob("*.kbhdevice"))))
    app.users.confirm_recovery_sheet()  # whoever runs commands keeps what they print
    app.close()
    if wanted.json:
        show_json(
            {
                "folder": wanted.folder,
                "user": app.user.name,
                "card": card,
                "fingerprint": fingerprint,
                "recovery_key": recovery_key.words,
            }
        )
        return
    say(_("Recovery key, shown only now. Write it down and keep it apart from the computer:"))
    say(f"  {recovery_key.words}")
    say(_("Public card: {path}").format(path=card))
    say(_("Fingerprint: {fingerprint}").format(fingerprint=fingerprint))
