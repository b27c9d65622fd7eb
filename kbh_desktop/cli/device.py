"""`kbh device`: a device that was lost, and one that was found."""

import argparse
from datetime import datetime

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "device", _("report lost devices"))
    lost = vault_command(group, "lost", _lost, _("refuse a device from now on and open its case"))
    lost.add_argument("name", metavar="NAME", help=_("the name or the id of the device"))
    lost.add_argument("--known-at", metavar="TIME", help=_("ISO 8601; the 72 hours run from then"))
    lost.add_argument("--what", default="", metavar="TEXT", help=_("what happened"))
    add_json(lost)
    found = vault_command(group, "found", _found, _("exchange with a device again"))
    found.add_argument("name", metavar="NAME", help=_("the name or the id of the device"))
    found.add_argument("--reason", required=True, metavar="TEXT")
    cases = vault_command(group, "cases", _cases, _("list the cases of lost devices"))
    add_json(cases)


def _lost(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        ids = [d.id for d in app.bundles.devices() if wanted.name in (d.id, d.name)]
        if len(ids) != 1:
            raise InputError(_("No one device is called “{name}”.").format(name=wanted.name))
        loss = app.losses.report(
            ids[0], known_at=_moment(wanted.known_at), what_happened=wanted.what
        )
    if wanted.json:
        show_json(loss)
        return
    say(_("Revoked. People on the device: {count}").format(count=len(loss.persons)))
    before = loss.notify_before.astimezone().isoformat(timespec="minutes")
    say(_("Notify the authority before {moment}.").format(moment=before))


def _found(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        cases = [
            loss.id
            for loss in app.losses.all()
            if wanted.name in (loss.device, loss.device_name) and not loss.found_at
        ]
        if not cases:
            raise InputError(_("No one device is called “{name}”.").format(name=wanted.name))
        app.losses.found(cases[0], wanted.reason)


def _cases(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        rows = [
            {
                "id": loss.id,
                "device": loss.device_name,
                "known_at": loss.known_at,
                "persons": len(loss.persons),
                "open": loss.is_open,
            }
            for loss in app.losses.all()
        ]
    show(rows, as_json=wanted.json)


def _moment(typed: str | None) -> datetime | None:
    if typed is None:
        return None
    try:
        return datetime.fromisoformat(typed).astimezone()
    except ValueError:
        raise InputError(_("“{typed}” is no moment.").format(typed=typed)) from None
