"""`kbh updates`: announce a new version at the office, and check the installers it signed."""

import argparse
from pathlib import Path

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.i18n import _


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "updates", _("announce new versions and check installers"))
    announce = vault_command(group, "announce", _announce, _("sign a notice about a new version"))
    announce.add_argument("version", metavar=_("VERSION"))
    announce.add_argument("installers", type=Path, nargs="+", metavar=_("INSTALLER"))
    announce.add_argument(
        "--least-schema",
        type=int,
        default=0,
        metavar="N",
        help=_("vaults with an older schema must be updated"),
    )
    show = vault_command(group, "show", _show, _("show the newest version the office announced"))
    add_json(show)
    check = vault_command(group, "check", _check, _("find the signed installer in a folder"))
    check.add_argument("folder", type=Path, metavar=_("FOLDER"))


def _announce(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        notice = app.updates.announce(
            wanted.version, wanted.installers, least_schema=wanted.least_schema
        )
    say(_("Version {version} goes out with the next bundles.").format(version=notice.version))


def _show(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        notice, standing = app.updates.notice(), app.updates.standing()
    if wanted.json:
        show_json({"running": app.updates.version, "standing": standing, "notice": notice})
    elif notice is None:
        say(_("The office has announced no version."))
    else:
        say(_("Version {version}: {standing}").format(version=notice.version, standing=standing))
        for name, digest in notice.files.items():
            say(f"{digest}  {name}")


def _check(wanted: argparse.Namespace) -> int:
    with opened(wanted) as app:
        found = app.updates.installer_in(wanted.folder)
    if found is None:
        say(_("No installer of that version lies in {folder}.").format(folder=wanted.folder))
        return 1
    say(_("{name} is the file that the office signed.").format(name=found.name))
    return 0
