"""Options that commands share, and opening the vault they name."""

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _

if TYPE_CHECKING:
    from kbh_desktop.app import App

PASSPHRASE_VARIABLE = "KBH_PASSPHRASE"  # noqa: S105 - the name, not the secret
Groups = Any
"""What `add_subparsers` returns; argparse has no public name for it."""
Run = Callable[[argparse.Namespace], int | None]


def group_of(groups: Groups, name: str, help_text: str) -> Groups:
    """Add the group of commands `name` and return where its commands are added."""
    group = groups.add_parser(name, help=help_text, description=help_text)
    return group.add_subparsers(metavar=_("COMMAND"), required=True)


def command(groups: Groups, name: str, run: Run, help_text: str) -> argparse.ArgumentParser:
    """Add the command `name` and return its parser."""
    parser: argparse.ArgumentParser = groups.add_parser(name, help=help_text, description=help_text)
    parser.set_defaults(run=run)
    return parser


def vault_command(groups: Groups, name: str, run: Run, help_text: str) -> argparse.ArgumentParser:
    """Add a command that opens a vault."""
    parser = command(groups, name, run, help_text)
    parser.add_argument(
        "--vault", type=Path, required=True, metavar="DIR", help=_("the folder of the vault")
    )
    parser.add_argument(
        "--user", metavar="U", help=_("who opens it; needed where there are several")
    )
    return parser


def add_json(parser: argparse.ArgumentParser) -> None:
    """Let the command print JSON."""
    parser.add_argument("--json", action="store_true", help=_("print JSON"))


@contextmanager
def opened(wanted: argparse.Namespace) -> Iterator["App"]:
    """Open the vault that was named, and close it afterwards.

    The passphrase comes from the environment variable KBH_PASSPHRASE or is asked for.

    Raises: VaultError and its kinds, InputError.
    """
    from kbh_desktop.app import open_app  # noqa: PLC0415 - commands without a vault start faster

    app = open_app(wanted.vault, wanted.user or only_user(wanted.vault), passphrase())
    try:
        yield app
    finally:
        app.close()


def passphrase(*, is_new: bool = False) -> str:
    """Return the passphrase from the environment, or ask for it; a new one is asked for twice.

    Raises: InputError.
    """
    given = os.environ.get(PASSPHRASE_VARIABLE)
    if given is not None:
        return given
    if not sys.stdin.isatty():
        text = _("Give the passphrase in the environment variable {name}.")
        raise InputError(text.format(name=PASSPHRASE_VARIABLE), field="passphrase")
    typed = getpass.getpass(_("Passphrase: "))
    if is_new and getpass.getpass(_("Again: ")) != typed:
        raise InputError(_("The two passphrases differ."), field="passphrase")
    return typed


def read_json(path: Path) -> Any:  # noqa: ANN401 - whatever the file holds
    """Return the content of a JSON file.

    Raises: InputError when it is none.
    """
    try:
        return json.loads(path.read_text("utf-8"))
    except ValueError as error:
        text = _("{name} is not JSON: {problem}").format(name=path.name, problem=error)
        raise InputError(text) from None


def only_user(folder: Path) -> str:
    """Return the name of the vault's only user.

    Raises: InputError when there are several.
    """
    from kbh_desktop.security.vault import vault_users  # noqa: PLC0415 - see above

    users = vault_users(folder)
    if len(users) != 1:
        names = ", ".join(user.name for user in users)
        raise InputError(
            _("Say who opens the vault with --user: {names}.").format(names=names), field="user"
        )
    return users[0].name
