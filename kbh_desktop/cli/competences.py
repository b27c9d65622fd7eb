"""`kbh competences`: cards, the search, words that found nothing, and ESCO."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import Groups, add_json, command, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId

if TYPE_CHECKING:
    from kbh_desktop.competences.card import Card
    from kbh_desktop.competences.esco import ImportedPack, ImportReport, PackPreview
    from kbh_desktop.competences.finding import Found

_DRAFTS = ("europass", "cv", "profile", "anonymous")
_PERCENT = 100


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "competences", _("competence cards, the search, and ESCO"))
    card = vault_command(group, "card", _card, _("show a person's competence card"))
    card.add_argument("person", metavar="ID")
    add_json(card)
    search = command(group, "search", _search, _("find what people say of their work"))
    search.add_argument("words", nargs="+", metavar="WORD")
    search.add_argument("--kind", choices=("all", "title", "skill"), default="all")
    search.add_argument(
        "--vault", type=Path, metavar="DIR", help=_("look in the ESCO of that vault, too")
    )
    search.add_argument(
        "--user", metavar="U", help=_("who opens it; needed where there are several")
    )
    add_json(search)
    missed = vault_command(group, "missed", _missed, _("list words that found nothing"))
    missed.add_argument("--forget", metavar="WORDS", help=_("take words off the list"))
    add_json(missed)
    export = vault_command(group, "export", _export, _("write a CV draft or a profile to a file"))
    export.add_argument("person", metavar="ID")
    export.add_argument("file", type=Path, metavar="FILE", help=_("ends in .json or .xml"))
    export.add_argument("--as", dest="draft", choices=_DRAFTS, default=_DRAFTS[0])
    esco = vault_command(group, "esco", _esco, _("list, take in or remove ESCO packs"))
    esco.add_argument("packs", nargs="*", type=Path, metavar="PACK.zip")
    esco.add_argument("--preview", action="store_true", help=_("only say what the files hold"))
    esco.add_argument("--remove", metavar="LANGUAGE", help=_("take a language out again"))
    add_json(esco)


def _card(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        card = app.competences.card(PersonId(wanted.person))
    if wanted.json:
        show_json(card)
        return
    columns = ("what", "name", "more")
    show([dict(zip(columns, row, strict=True)) for row in _rows(card)], as_json=False)


def _rows(card: "Card") -> Iterator[tuple[str, str, str]]:
    """Yield kind, name and more of each line of a card."""
    yield from _done(card)
    yield from _brought(card)
    for goal in card.goals:
        yield _("Goal"), goal.title, goal.group_name
    if card.track.name:
        yield _("Danish education"), card.track.name, card.track.rule


def _done(card: "Card") -> Iterator[tuple[str, str, str]]:
    from kbh_desktop.competences import labels  # noqa: PLC0415 - only this needs it

    levels, education_levels = labels.levels(), labels.education_levels()
    for work in card.occupations:
        ended = "" if work.lasts else work.ended
        yield _("Work"), work.title, f"{work.began}–{ended} {work.country}".strip(" –")
    for skill in card.skills:
        yield _("Skill"), skill.name, levels[skill.level] if skill.level else ""
    for education in card.education:
        words = education_levels.get(str(education.level), "")
        yield _("Education"), education.title or education.original_title, words


def _brought(card: "Card") -> Iterator[tuple[str, str, str]]:
    from kbh_desktop.competences import labels  # noqa: PLC0415 - only this needs it

    for known in card.languages:
        told = (known.listening, known.reading, known.speaking, known.writing)
        yield _("Language"), labels.language_name(known.language), " ".join(told).upper().strip()
    for licence in card.licences:
        yield _("Driving licence"), licence.category, licence.expires
    for certificate in card.certificates:
        yield _("Certificate"), certificate.name, certificate.year
    for ability in (*card.informal, *card.tools):
        yield _("Ability"), ability.name, ""


def _search(wanted: argparse.Namespace) -> None:
    typed = " ".join(wanted.words)
    if wanted.vault:
        with opened(wanted) as app:
            app.esco.catch_up()
            found = app.competences.search(typed, wanted.kind)
    else:
        from kbh_desktop.competences.finding import find  # noqa: PLC0415 - only this needs it

        found = find(typed, lambda *_typed, **_how: (), wanted=wanted.kind)
    show([_found(each) for each in found], as_json=wanted.json)


def _found(each: "Found") -> dict[str, str]:
    return {
        "kind": each.kind,
        "code": each.code,
        "title": each.title,
        "matched": each.text,
        "source": each.source,
    }


def _missed(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        if wanted.forget:
            app.competences.forget_missed(wanted.forget)
        words = app.competences.missed()
    show([{"text": text} for text in words], as_json=wanted.json)


def _export(wanted: argparse.Namespace) -> None:
    suffix = wanted.file.suffix.lower().removeprefix(".")
    allowed = ("json", "xml") if wanted.draft == "europass" else ("json",)
    if suffix not in allowed:
        names = ", ".join(f".{each}" for each in allowed)
        raise InputError(_("The file has to end in {names}.").format(names=names), field="file")
    with opened(wanted) as app:
        person_id = PersonId(wanted.person)
        if wanted.draft == "europass":
            made = app.competences.europass(person_id, suffix)
        else:
            made = app.competences.exported(person_id, wanted.draft)
    wanted.file.write_bytes(made)
    say(_("Written: {path}").format(path=wanted.file))


def _esco(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        if wanted.preview:
            show([_as_row(app.esco.preview(path)) for path in wanted.packs], as_json=wanted.json)
            return
        if wanted.remove is not None:
            app.esco.remove(wanted.remove)
        reports = [app.esco.import_(path, progress=_tell) for path in wanted.packs]
        packs = app.esco.packs() if wanted.packs else app.esco.catch_up()
    if wanted.json:
        show_json(reports[0] if len(reports) == 1 else reports or packs)
        return
    for report in reports:
        _tell_report(report)
    if not reports:
        show([_as_row(pack) for pack in packs], as_json=False)


def _as_row(value: "PackPreview | ImportedPack") -> dict[str, object]:
    return asdict(value)


def _tell(done: int, total: int) -> None:
    """Show how far it is, where somebody looks."""
    if sys.stderr.isatty():
        end = "\n" if done >= total else ""
        sys.stderr.write(f"\r{_PERCENT * done // max(1, total)} %{end}")


def _tell_report(report: "ImportReport") -> None:
    text = _("Taken in: {occupations} occupations, {skills} skills, {relations} relations.")
    say(
        text.format(
            occupations=report.occupations, skills=report.skills, relations=report.relations
        )
    )
    for label in report.disappeared:
        say(_("No longer in ESCO: {label}").format(label=label))
    for gone in report.gone:
        text = _("On {cards} competence cards, but no longer in ESCO: {label}")
        say(text.format(cards=gone.cards, label=gone.label))
