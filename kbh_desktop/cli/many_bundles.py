"""`kbh bundles import-all|sync|alarms`: many at once, the shared folder, and what worries."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import Groups, add_json, opened, vault_command
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.bundles.alarms import Alarm
    from kbh_desktop.bundles.batch import BatchReport


def add_many_commands(group: Groups) -> None:
    """Add these commands to the group of bundles."""
    many = vault_command(group, "import-all", _import_all, _("take many bundles in"))
    many.add_argument("chosen", type=Path, nargs="+", metavar="PATH", help=_("files and folders"))
    many.add_argument("--report", type=Path, metavar="FILE", help=_("keep the report as text"))
    add_json(many)
    sync = vault_command(group, "sync", _sync, _("lay and fetch bundles in the shared folder"))
    sync.add_argument("--folder", type=Path, metavar="DIR", help=_("instead of the one set"))
    add_json(sync)
    alarms = vault_command(group, "alarms", _alarms, _("say what lacks, is late or wrong"))
    add_json(alarms)


def _import_all(wanted: argparse.Namespace) -> int:
    from kbh_desktop.bundles import batch  # noqa: PLC0415 - only here

    with opened(wanted) as app:
        cards = batch.look_at_all(app.bundles, batch.files_in(wanted.chosen))
        report = batch.take_in_all(app.bundles, cards)
        app.esco.catch_up()
        now = app.clock().astimezone()
    text = batch.report_text(report, now)
    if wanted.report:
        batch.save_report(wanted.report, report, now)
    if wanted.json:
        show_json(_as_json(report))
    else:
        say(text.rstrip())
    return int(bool(report.of(batch.Outcome.REFUSED) or report.of(batch.Outcome.LEFT)))


def _as_json(report: "BatchReport") -> dict[str, object]:
    return {
        "bundles": [
            {
                "file": line.card.path,
                "outcome": line.outcome,
                "sender": line.card.sender,
                "sequence": line.card.sequence,
                "why": line.why,
            }
            for line in report.lines
        ],
        "new_changes": report.new_changes,
        "conflicts": report.conflicts,
        "persons": len(report.persons),
        "missing": report.missing,
    }


def _sync(wanted: argparse.Namespace) -> int:
    with opened(wanted) as app:
        courier = app.courier_in(wanted.folder or _folder(app))
        first = courier.round(lay=False)  # a file is taken when it looks the same twice
        second = courier.round()
        app.esco.catch_up()
        state = courier.state
    reports = (*first.reports, *second.reports)
    laid = (*first.laid, *second.laid)
    if wanted.json:
        show_json({"state": state, "taken": reports, "laid": laid})
        return int(not state.reachable)
    if not state.reachable:
        say(_("The shared folder can't be reached. It is tried again later."))
    say(
        n_("{count} bundle taken in", "{count} bundles taken in", len(reports)).format(
            count=len(reports)
        )
    )
    say(n_("{count} bundle laid", "{count} bundles laid", len(laid)).format(count=len(laid)))
    for refused in state.refused:
        say(_("{file}: {reason}").format(file=refused.name, reason=refused.why))
    return int(not state.reachable)


def _folder(app: "App") -> Path:
    if not app.settings.exchange_folder:
        raise InputError(_("No shared folder is set. Name one with --folder."), field="folder")
    return Path(app.settings.exchange_folder)


def _alarms(wanted: argparse.Namespace) -> int:
    with opened(wanted) as app:
        alarms = app.bundles.alarms(app.settings.overdue_days, app.settings.silent_days)
    if wanted.json:
        show_json([{**_fields(alarm), "words": alarm.words} for alarm in alarms])
    else:
        for alarm in alarms:
            say(alarm.words)
        if not alarms:
            say(_("Nothing is missing, late or wrong."))
    return int(any(alarm.is_grave for alarm in alarms))


def _fields(alarm: "Alarm") -> dict[str, object]:
    return {
        "kind": alarm.kind,
        "device": alarm.device,
        "name": alarm.name,
        "numbers": alarm.numbers,
        "days": alarm.days,
        "entry": alarm.entry,
        "ahead_s": int(alarm.ahead.total_seconds()),
    }
