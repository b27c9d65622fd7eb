"""`kbh audit`: the log of who did what."""

import argparse

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.i18n import _


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "audit", _("verify and list the audit log"))
    verify = vault_command(group, "verify", _verify, _("check that nothing was changed in it"))
    add_json(verify)
    entries = vault_command(group, "list", _list, _("list the newest entries"))
    entries.add_argument("--limit", type=int, default=100, metavar="N")
    add_json(entries)


def _verify(wanted: argparse.Namespace) -> int:
    with opened(wanted) as app:
        report = app.audit.verify()
    if wanted.json:
        show_json(report)
    elif report.ok:
        say(
            _("The log is whole: {entries} entries, head {head}").format(
                entries=report.entries, head=report.head.hash
            )
        )
    else:
        say(_("The log was changed at entry {number}.").format(number=report.broken_at))
    return int(not report.ok)


def _list(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        entries = app.audit.entries(limit=wanted.limit)
    rows = [
        {
            "number": entry.sequence,
            "at": entry.deed.at,
            "user": entry.deed.user_name,
            "action": entry.deed.action,
            "person": entry.deed.person_id or "",
            "subject": entry.deed.subject,
            "reason": entry.reason or "",
        }
        for entry in entries
    ]
    show(rows, as_json=wanted.json)
