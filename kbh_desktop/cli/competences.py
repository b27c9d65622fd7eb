"""`kbh competences`: finding occupations and skills, and taking in ESCO."""

import argparse
from pathlib import Path

from kbh_desktop.cli.opening import Groups, add_json, command, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.i18n import _


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "competences", _("find occupations and skills, take in ESCO"))
    find = command(group, "find", _find, _("find what people say of their work"))
    find.add_argument("words", nargs="+", metavar="WORD")
    find.add_argument("--skills", action="store_true", help=_("find skills instead"))
    add_json(find)
    esco = vault_command(group, "esco", _esco, _("take an official ESCO pack into a vault"))
    esco.add_argument("pack", type=Path, metavar="PACK.zip")
    add_json(esco)


def _find(wanted: argparse.Namespace) -> None:
    from kbh_desktop.competences import search  # noqa: PLC0415 - only this needs it

    find = search.find_skills if wanted.skills else search.find_occupations
    hits = find(" ".join(wanted.words))
    rows = [{"code": hit.code, "title": hit.title, "matched": hit.matched.text} for hit in hits]
    show(rows, as_json=wanted.json)


def _esco(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        report = app.esco.take_in(wanted.pack)
    if wanted.json:
        show_json(report)
        return
    text = _("Taken in: {occupations} occupations, {skills} skills, {relations} relations.")
    say(
        text.format(
            occupations=report.occupations, skills=report.skills, relations=report.relations
        )
    )
    for label in report.disappeared:
        say(_("No longer in ESCO: {label}").format(label=label))
