"""`kbh bundles`: sealed exchange between laptops and their office."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kbh_desktop.cli.many_bundles import add_many_commands
from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import ChangeId

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.bundles.model import BundlePreview, ImportReport
    from kbh_desktop.storage.change_log import FieldConflict

EVERYBODY = "all"
_WINDOW = 1_000


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "bundles", _("exchange sealed bundles"))
    keys = vault_command(group, "keys", _keys, _("show the keys here and the devices known"))
    keys.add_argument("--enrol", type=Path, metavar="FILE", help=_("let a device (.kbhdevice) in"))
    keys.add_argument("--revoke", metavar="DEVICE", help=_("refuse a lost device from now on"))
    add_json(keys)
    assign = vault_command(group, "assign", _assign, _("send people to a device from now on"))
    assign.add_argument("device", metavar="DEVICE")
    assign.add_argument("persons", nargs="+", metavar="ID", help=_("ids, or “all”"))
    export = vault_command(group, "export", _export, _("make a bundle"))
    export.add_argument("target", type=Path, metavar="OUT", help=_("a folder or a file"))
    export.add_argument("--to", metavar="DEVICE", help=_("needed where there are several"))
    add_json(export)
    for name, run, text in (
        ("inspect", _inspect, _("say what a bundle would change")),
        ("import", _import, _("take a bundle in")),
    ):
        taking = vault_command(group, name, run, text)
        taking.add_argument("bundle", type=Path, metavar="FILE")
        taking.add_argument(
            "--accept-device",
            action="store_true",
            help=_("the fingerprint of a device new here was compared"),
        )
        add_json(taking)
    add_many_commands(group)
    conflicts = vault_command(
        group, "conflicts", _conflicts, _("list what was written differently")
    )
    add_json(conflicts)
    resolve = vault_command(group, "resolve", _resolve, _("decide a conflict"))
    resolve.add_argument("record", metavar="RECORD")
    resolve.add_argument("field", metavar="FIELD")
    choice = resolve.add_mutually_exclusive_group(required=True)
    choice.add_argument("--head", metavar="CHANGE", help=_("the change whose value is right"))
    choice.add_argument("--value", metavar="V", help=_("another value"))
    resolve.add_argument("--reason", default="", metavar="TEXT")


def _keys(wanted: argparse.Namespace) -> None:
    from kbh_desktop.security.keys import read_device_card  # noqa: PLC0415 - only for --enrol

    with opened(wanted) as app:
        if wanted.enrol:
            app.bundles.enrol_device(read_device_card(wanted.enrol))
        if wanted.revoke:
            app.bundles.revoke_device(wanted.revoke)
        office = app.bundles.office_card()
        card = app.bundles.device_card() or office
        devices = app.bundles.devices()
    key = office.to_key()
    if wanted.json:
        shown = {"card": card, "fingerprint": card.fingerprint, "devices": devices}
        show_json({**shown, "office_key": key})
        return
    say(_("{name}: {fingerprint}").format(name=card.name, fingerprint=card.fingerprint))
    say(_("Office key for policies and installers: {key}").format(key=key))
    show(
        [
            {
                "id": device.id,
                "name": device.name,
                "fingerprint": device.fingerprint,
                "last_bundle_at": device.last_bundle_at,
                "persons": device.persons,
                "missing": ",".join(map(str, device.missing)),
                "revoked": device.revoked,
            }
            for device in devices
        ],
        as_json=False,
    )


def _assign(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        persons = _everybody(app) if wanted.persons == [EVERYBODY] else wanted.persons
        app.bundles.assign(wanted.device, persons)
    say(_("Assigned: {count}").format(count=len(persons)))


def _everybody(app: "App") -> list[str]:
    from kbh_desktop.people.model import PersonQuery  # noqa: PLC0415 - only here

    found: list[str] = []
    while page := app.people.find(PersonQuery(), limit=_WINDOW, offset=len(found)).ids:
        found += page
    return found


def _export(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        exported = app.bundles.export(wanted.target, wanted.to)
    if wanted.json:
        show_json(exported)
        return
    say(str(exported.path))
    changes = n_("{count} change", "{count} changes", exported.changes)
    persons = n_("{count} person", "{count} persons", exported.persons)
    say(
        _("{changes} about {persons}").format(
            changes=changes.format(count=exported.changes),
            persons=persons.format(count=exported.persons),
        )
    )


def _inspect(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        preview = app.bundles.inspect(wanted.bundle, accept_device=wanted.accept_device)
    if wanted.json:
        show_json(preview)
    else:
        _say_what(preview)


def _import(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        report = app.bundles.import_(wanted.bundle, accept_device=wanted.accept_device)
        app.esco.catch_up()
    if wanted.json:
        show_json(report)
        return
    _say_what(report)
    receipt = report.receipt
    say(
        _("{arrived} of {expected} arrived").format(
            arrived=receipt.arrived, expected=receipt.expected
        )
    )


def _say_what(told: "BundlePreview | ImportReport") -> None:
    say(_("From {name}, number {sequence}").format(name=told.sender_name, sequence=told.sequence))
    say(_("New changes: {new}").format(new=told.new_changes))
    say(_("Conflicts: {conflicts}").format(conflicts=told.conflicts))
    if told.already_imported:
        say(_("It was taken in before; that changes nothing."))
    if told.missing:
        missing = ", ".join(map(str, told.missing))
        say(_("Bundles that never came: {missing}").format(missing=missing))


def _conflicts(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        conflicts = app.bundles.conflicts()
    if wanted.json:
        show_json(conflicts)
        return
    show([row for conflict in conflicts for row in _heads(conflict)], as_json=False)


def _heads(conflict: "FieldConflict") -> list[dict[str, Any]]:
    return [
        {
            "record": conflict.record_id,
            "field": conflict.field,
            "head": head.change_id,
            "value": head.value,
            "author": head.author,
            "at": head.wall,
        }
        for head in conflict.heads
    ]


def _resolve(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        conflict = next(
            (
                one
                for one in app.bundles.conflicts()
                if (one.record_id, one.field) == (wanted.record, wanted.field)
            ),
            None,
        )
        if wanted.head and conflict and wanted.head not in {h.change_id for h in conflict.heads}:
            text = _("{head} is not one of the changes in conflict.")
            raise InputError(text.format(head=wanted.head), field="head")
        app.bundles.resolve(
            wanted.record,
            wanted.field,
            wanted.value,
            head=ChangeId(wanted.head) if wanted.head else None,
            reason=wanted.reason,
        )
    say(_("Decided."))
