"""`kbh audit`: the log of who did what."""

import argparse
from dataclasses import asdict
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import PersonId

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.audit.export import NameOf


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "audit", _("verify, list and export the audit log"))
    verify = vault_command(group, "verify", _verify, _("check that nothing was changed in it"))
    add_json(verify)
    entries = vault_command(group, "list", _list, _("list the newest entries"))
    entries.add_argument("--limit", type=int, default=100, metavar="N")
    add_json(entries)
    _add_export(group)


def _add_export(group: Groups) -> None:
    export = vault_command(group, "export", _export, _("write it to a file for a supervisor"))
    export.add_argument("file", type=Path, metavar="FILE", help=_("ends in .csv or .json"))
    export.add_argument("--from", dest="first", metavar="DAY", help=_("such as 2026-04-16"))
    export.add_argument("--to", dest="last", metavar="DAY", help=_("the last day, included"))
    export.add_argument("--person", metavar="ID", help=_("entries about this person only"))
    export.add_argument(
        "--with-names",
        metavar="REASON",
        default="",
        help=_("names and reasons leave too; say why, which is logged"),
    )


def _verify(wanted: argparse.Namespace) -> int:
    """Verify the log here and against what bundles told others, and theirs against theirs."""
    with opened(wanted) as app:
        told = app.bundles.told_heads()
        report = app.audit.verify(told)
        alarms = app.bundles.alarms(app.settings.overdue_days, app.settings.silent_days)
    others = [alarm for alarm in alarms if alarm.kind == "log"]
    if wanted.json:
        show_json({**asdict(report), "witnessed": len(told), "others": others})
        return int(not report.ok or bool(others))
    if report.ok:
        say(
            _("The log is whole: {entries} entries, head {head}").format(
                entries=report.entries, head=report.head.hash
            )
        )
        words = n_("It agrees with {count} bundle.", "It agrees with {count} bundles.", len(told))
        say(words.format(count=len(told)))
    else:
        say(_("The log was changed at entry {number}.").format(number=report.broken_at))
    for alarm in others:
        say(alarm.words)
    return int(not report.ok or bool(others))


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


def _export(wanted: argparse.Namespace) -> int:
    from kbh_desktop.audit.export import Period  # noqa: PLC0415 - only here

    period = Period(_day(wanted.first, "from"), _day(wanted.last, "to"))
    with opened(wanted) as app:
        exported = app.audit.export(
            wanted.file,
            period,
            person_id=PersonId(wanted.person) if wanted.person else None,
            name_of=_names(app) if wanted.with_names else None,
            reason=wanted.with_names,
            witnessed=app.bundles.told_heads(),
        )
    count = len(exported.entries)
    say(n_("{count} entry is written", "{count} entries are written", count).format(count=count))
    if not exported.report.ok:
        number = exported.report.broken_at
        say(_("The log was changed at entry {number}.").format(number=number))
    return int(not exported.report.ok)


def _names(app: "App") -> "NameOf":
    from kbh_desktop.people.naming import name_if_here  # noqa: PLC0415 - only here

    return partial(name_if_here, app.people)


def _day(typed: str | None, field: str) -> date | None:
    try:
        return date.fromisoformat(typed) if typed else None
    except ValueError:
        raise InputError(
            _("“{typed}” is no day; write it as 2026-04-16.").format(typed=typed), field=field
        ) from None
