"""`kbh people`: the people of a vault."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from kbh_desktop.cli.duplicates import add_duplicate_commands
from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import complain, say, show, show_json
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from kbh_desktop.people.labels import field_label, phase_label, sex_label
from kbh_desktop.people.model import CHIPS, PersonQuery, PersonRow

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.people.model import Person

NEW = "new"
_WINDOW = 1_000
_IN_WORDS: dict[str, Callable[[Any], str]] = {"phase": phase_label, "sex": sex_label}


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "people", _("list, show, find and change people"))
    everybody = vault_command(group, "list", _list, _("list people"))
    everybody.add_argument("--chip", choices=CHIPS, default="all", help=_("only some of them"))
    everybody.add_argument("--order", choices=("name", "deadline"), default="name")
    add_json(everybody)
    one = vault_command(group, "show", _show, _("show one person"))
    one.add_argument("person", metavar="ID")
    one.add_argument(
        "--reveal", metavar="REASON", help=_("show the whole CPR number; the reason is logged")
    )
    add_json(one)
    change = vault_command(group, "set", _set, _("change fields, or register with ID “new”"))
    change.add_argument("person", metavar="ID")
    change.add_argument("fields", nargs="+", metavar="FIELD=VALUE")
    add_json(change)
    find = vault_command(group, "find", _find, _("find people by name or number"))
    find.add_argument("text", metavar="TEXT")
    add_json(find)
    add_duplicate_commands(group)


def _list(wanted: argparse.Namespace) -> None:
    _print_rows(wanted, PersonQuery(chip=wanted.chip, order=wanted.order))


def _find(wanted: argparse.Namespace) -> None:
    _print_rows(wanted, PersonQuery(text=wanted.text))


def _print_rows(wanted: argparse.Namespace, query: PersonQuery) -> None:
    with opened(wanted) as app:
        rows: list[PersonRow] = []
        total = 1
        while len(rows) < total:
            page = app.people.find(query, limit=_WINDOW, offset=len(rows))
            if not page.ids:
                break
            total = page.total
            rows += app.people.rows(page.ids)
    show([_columns(row) for row in rows], as_json=wanted.json)


def _columns(row: PersonRow) -> dict[str, Any]:
    due = row.deadline
    return {
        "id": row.id,
        "name": row.name,
        "number": row.number,
        "phase": row.phase,
        "centre": row.centre,
        "answered": f"{row.answered}/{row.total}" if row.total else "",
        "due_on": due.due_on if due else None,
        "rule": due.rule if due else "",
        "conflicts": row.conflicts,
    }


def _show(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        person = app.people.get(PersonId(wanted.person))
        cpr = app.people.reveal_cpr(person.id, wanted.reveal) if wanted.reveal else ""
        due = app.people.deadlines(person.id)
    shown = _shown(person, cpr)
    if wanted.json:
        show_json({**shown, "deadlines": due})
        return
    for name, value in shown.items():
        if value not in ("", False):
            in_words = _IN_WORDS.get(name, str)
            say(f"{field_label(name)}: {in_words(value)}")
    for deadline in due:
        say(f"{deadline.due_on}: {deadline.title} ({deadline.rule})")


def _shown(person: "Person", cpr: str) -> dict[str, Any]:
    return {**asdict(person), "cpr": cpr or person.masked_cpr}


def _set(wanted: argparse.Namespace) -> None:
    fields = _fields(wanted.fields)
    with opened(wanted) as app:
        for hint in app.people.hints(**fields):
            complain(hint.text)
        person = _save(app, wanted.person, fields)
    if wanted.json:
        show_json(_shown(person, ""))
    else:
        say(person.id)


def _save(app: "App", person_id: str, fields: dict[str, str]) -> "Person":
    if person_id != NEW:
        return app.people.change_fields(PersonId(person_id), fields)
    for duplicate in app.people.duplicates(**fields):
        complain(
            _("{reason}: {name} ({person_id})").format(
                reason=duplicate.text,
                name=duplicate.person.display_name,
                person_id=duplicate.person.id,
            )
        )
    return app.people.register(**fields)


def _fields(written: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in written:
        name, equals, value = one.partition("=")
        if not equals:
            raise InputError(_("“{text}” is not FIELD=VALUE.").format(text=one), field=name)
        found[name.strip()] = value
    return found
