"""`kbh retention`: what has to go, and deleting it."""

import argparse
from datetime import date

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import show
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.retention.model import Deletion
from kbh_desktop.retention.rules import rules, title_of

_MOST = 1_000_000


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "retention", _("what has to be deleted, and proof of it"))
    due = vault_command(group, "due", _due, _("list what has to be deleted"))
    due.add_argument("--until", metavar="DAY", help=_("as it will be on that day"))
    due.add_argument("--order", choices=("due", "name"), default="due")
    add_json(due)
    keys = [each.key for each in rules() if each.part in ("person", "health")]
    gone = vault_command(group, "delete", _delete, _("delete what a rule says"))
    gone.add_argument("person", metavar="ID")
    gone.add_argument("rule", choices=keys)
    gone.add_argument("--reason", required=True)
    gone.add_argument(
        "--journalised", action="store_true", help=_("confirm that your own system has it all")
    )
    add_json(gone)
    longer = vault_command(group, "extend", _extend, _("keep something longer"))
    longer.add_argument("person", metavar="ID")
    longer.add_argument("rule", choices=keys)
    longer.add_argument("until", metavar="DAY")
    longer.add_argument("--reason", required=True)
    proofs = vault_command(group, "proofs", _proofs, _("list what was deleted"))
    add_json(proofs)


def _due(wanted: argparse.Namespace) -> None:
    until = _day(wanted.until) if wanted.until else None
    with opened(wanted) as app:
        page = app.retention.due(order=wanted.order, until=until, limit=_MOST)
    rows = [
        {
            "person": row.person_id,
            "due_on": row.due_on,
            "rule": row.rule.key,
            "title": title_of(row.rule),
            "extended": row.is_extended,
            "waits_for_journal": row.waits_for_journal,
        }
        for row in page.rows
    ]
    show(rows, as_json=wanted.json)


def _delete(wanted: argparse.Namespace) -> None:
    person = PersonId(wanted.person)
    with opened(wanted) as app:
        if wanted.journalised:
            app.retention.confirm_journal(person)
        deletion = app.retention.delete(person, wanted.rule, wanted.reason)
    show([_columns(deletion)], as_json=wanted.json)


def _extend(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        app.retention.extend(
            PersonId(wanted.person), wanted.rule, _day(wanted.until), wanted.reason
        )


def _proofs(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        found = app.retention.deletions()
    show([_columns(each) for each in found], as_json=wanted.json)


def _columns(deletion: Deletion) -> dict[str, object]:
    waiting = [holder.name for holder in deletion.holders if not holder.confirmed]
    return {
        "id": deletion.id,
        "person": deletion.person_id,
        "rule": deletion.rule.key,
        "at": deletion.deleted_at,
        "by": deletion.deleted_by,
        "counts": ", ".join(f"{kind} {number}" for kind, number in deletion.counts.items()),
        "not_confirmed": ", ".join(waiting),
        "backups_gone_by": deletion.backups_gone_by,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(_("“{text}” is no day.").format(text=text), field="day") from None
