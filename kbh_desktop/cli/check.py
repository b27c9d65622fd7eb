"""`kbh check`: looking for damage in a vault."""

import argparse

from kbh_desktop.cli.opening import Groups, add_json, opened, vault_command
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.i18n import _


def add_commands(groups: Groups) -> None:
    """Add this command."""
    check = vault_command(groups, "check", _check, _("look for damage in a vault"))
    add_json(check)


def _check(wanted: argparse.Namespace) -> int:
    with opened(wanted) as app:
        report = app.check()
        log = app.audit.verify()
    is_whole = report.ok and log.ok
    if wanted.json:
        show_json({"ok": is_whole, "database": report, "audit": log})
    elif is_whole:
        say(_("The vault is whole."))
    else:
        say(_("Damaged pages: {count}").format(count=report.damaged_pages))
        say(_("Changes missing: {count}").format(count=report.missing_changes))
        for problem in report.problems:
            say(problem)
        if not log.ok:
            say(_("The log was changed at entry {number}.").format(number=log.broken_at))
    return int(not is_whole)
