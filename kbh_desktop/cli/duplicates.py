"""`kbh people duplicates`, `merge` and `unmerge`: people who were registered twice."""

import argparse

from kbh_desktop.cli.opening import Groups, add_json, opened, vault_command
from kbh_desktop.cli.output import complain, say, show
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.labels import field_label


def add_duplicate_commands(group: Groups) -> None:
    """Add the commands to those about people."""
    pairs = vault_command(group, "duplicates", _duplicates, _("list people registered twice"))
    pairs.add_argument("--merged", action="store_true", help=_("those brought together instead"))
    add_json(pairs)
    merge = vault_command(group, "merge", _merge, _("show two registrations as one person"))
    merge.add_argument("kept", metavar="KEPT-ID")
    merge.add_argument("merged", metavar="MERGED-ID")
    merge.add_argument("--reason", required=True, metavar="TEXT")
    merge.add_argument(
        "--take", nargs="*", default=(), metavar="FIELD", help=_("take these values over")
    )
    apart = vault_command(group, "unmerge", _unmerge, _("take two registrations apart again"))
    apart.add_argument("link", metavar="LINK")


def _duplicates(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        if wanted.merged:
            rows = [
                {
                    "link": pair.link_id,
                    "kept": pair.kept,
                    "merged": pair.merged,
                    "reason": pair.reason,
                    "author": pair.author,
                    "at": pair.at,
                }
                for pair in app.duplicates.merged()
            ]
        else:
            rows = [
                {
                    "one": pair.one.id,
                    "other": pair.other.id,
                    "name": pair.one.name,
                    "other_name": pair.other.name,
                    "level": pair.likeness.level.value,
                    "signs": " ".join(pair.likeness.signs),
                }
                for pair in app.duplicates.search()
            ]
    show(rows, as_json=wanted.json)


def _merge(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        pair = app.duplicates.merge(
            PersonId(wanted.kept), PersonId(wanted.merged), take=wanted.take, reason=wanted.reason
        )
    say(pair.link_id)


def _unmerge(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        separated = app.duplicates.unmerge(wanted.link)
    for name in separated.stayed:
        complain(_("Changed since, so it stays: {field}").format(field=field_label(name)))
