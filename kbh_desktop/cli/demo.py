"""`kbh demo`: vaults of invented people."""

import argparse
from pathlib import Path

from kbh_desktop.cli.opening import Groups, add_json, command
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.clock import system_clock
from kbh_desktop.i18n import _

_PEOPLE, _SEED = 60, 1


def add_commands(groups: Groups) -> None:
    """Add this command."""
    text = _("make the vaults of an invented office and its consultant")
    demo = command(groups, "demo", _demo, text)
    demo.add_argument("folder", type=Path, metavar="DIR")
    demo.add_argument("--people", type=int, default=_PEOPLE, metavar="N")
    demo.add_argument("--seed", type=int, default=_SEED, metavar="S")
    add_json(demo)


def _demo(wanted: argparse.Namespace) -> None:
    from kbh_desktop.demo.vault import make_demo_vault  # noqa: PLC0415 - slow to import

    made = make_demo_vault(
        wanted.folder, people=wanted.people, seed=wanted.seed, clock=system_clock
    )
    if wanted.json:
        show_json(made)
        return
    say(_("Consultant: {folder}, user {user}").format(folder=made.folder, user=made.user))
    say(_("Office: {folder}, user {user}").format(folder=made.office_folder, user=made.office_user))
    say(_("Passphrase: {passphrase}").format(passphrase=made.passphrase))
