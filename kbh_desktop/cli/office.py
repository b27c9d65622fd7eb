"""`kbh office`: an office whose database is on a PostgreSQL server."""

import argparse
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import Groups, add_json, only_user, passphrase, vault_command
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.i18n import _

if TYPE_CHECKING:
    from kbh_desktop.office_database import Connected


def add_commands(groups: Groups) -> None:
    """Add this command."""
    office = vault_command(
        groups, "office", _office, _("let several coordinators work on one database")
    )
    office.add_argument(
        "--database",
        metavar="ADDRESS",
        help=_("move to, or join, the database at postgresql+psycopg://user@host/name"),
    )
    office.add_argument(
        "--let-in", metavar="USER", help=_("give a user of the server the rights to work")
    )
    office.add_argument(
        "--auditor", action="store_true", help=_("with --let-in: the audit log alone")
    )
    add_json(office)


def _office(wanted: argparse.Namespace) -> None:
    from kbh_desktop.app import open_app  # noqa: PLC0415 - only this command needs it
    from kbh_desktop.assembly import connect_app  # noqa: PLC0415 - as above
    from kbh_desktop.office_database import address_of, let_in  # noqa: PLC0415 - as above

    app = open_app(wanted.vault, wanted.user or only_user(wanted.vault), passphrase())
    if wanted.database:
        _say_connected(connect_app(app, wanted.database), as_json=wanted.json)
        return
    try:
        if wanted.let_in:
            let_in(app.folder, app.database, wanted.let_in, auditor=wanted.auditor)
    finally:
        app.close()
    address = address_of(wanted.vault)
    if wanted.json:
        show_json({"database": address})
    else:
        say(address or _("The office's database is the file in the vault."))


def _say_connected(done: "Connected", *, as_json: bool) -> None:
    if as_json:
        show_json({"rows": done.rows, "former": done.former})
        return
    say(_("Rows moved: {count}").format(count=done.rows))
    say(_("Kept: {path}. Delete it when the server's backups run.").format(path=done.former))
