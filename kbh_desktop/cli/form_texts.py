"""`kbh forms texts`: a form's texts to a translator and back."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.cli.opening import Groups, add_json, command, group_of, opened
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.clock import system_clock
from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.i18n import _, n_

if TYPE_CHECKING:
    from kbh_desktop.xforms.translator import Which


def add_commands(groups: Groups) -> None:
    """Add `texts export` and `texts import`."""
    group = group_of(groups, "texts", _("a form's texts to a translator and back"))
    export = command(group, "export", _export, _("write the texts for a translator"))
    _add_form(export)
    export.add_argument("file", type=Path, metavar="FILE.xlsx")
    which = export.add_mutually_exclusive_group()
    which.add_argument("--missing", action="store_true", help=_("only those without a text"))
    which.add_argument("--drafts", action="store_true", help=_("only those nobody has reviewed"))
    _add_vault(export)
    take_in = command(group, "import", _import, _("show what a translator wrote, or apply it"))
    _add_form(take_in)
    take_in.add_argument("file", type=Path, metavar="FILE.xlsx")
    take_in.add_argument(
        "--to", type=Path, metavar="NEW", help=_("write the next version of the form there")
    )
    _add_vault(take_in)
    add_json(take_in)


def _add_form(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("form", type=Path, metavar="FORM", help=_("a workbook (.xlsx, .md)"))
    parser.add_argument("language", metavar="LANG")


def _add_vault(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--vault", type=Path, metavar="DIR", help=_("the folder of the vault"))
    parser.add_argument("--user", metavar="U")


def _export(wanted: argparse.Namespace) -> None:
    from kbh_desktop.xforms.translator import (  # noqa: PLC0415 - only this command needs it
        language_in,
        source_texts,
        wanted_texts,
        write_sheet,
    )
    from kbh_desktop.xforms.workbook import open_workbook  # noqa: PLC0415 - as above

    workbook = open_workbook(wanted.form)
    language = language_in(workbook, wanted.language)
    which: Which = "missing" if wanted.missing else "drafts" if wanted.drafts else "all"
    reviewed: frozenset[str] = frozenset()
    if wanted.vault:
        with opened(wanted) as app:
            reviewed = app.interviews.reviews.reviewed()
    texts = wanted_texts(source_texts(workbook, language), which, language, reviewed)
    _write(wanted.file, write_sheet(texts, language))
    count = len(texts)
    words = n_("{count} text written to {name}", "{count} texts written to {name}", count)
    say(words.format(count=count, name=wanted.file.name))


def _import(wanted: argparse.Namespace) -> None:
    from kbh_desktop.xforms.translated import apply_changes  # noqa: PLC0415 - as above
    from kbh_desktop.xforms.translator import language_in, read_sheet  # noqa: PLC0415 - as above
    from kbh_desktop.xforms.workbook import open_workbook  # noqa: PLC0415 - as above

    workbook = open_workbook(wanted.form)
    language = language_in(workbook, wanted.language)
    returned = read_sheet(wanted.file, workbook, language)
    if wanted.json:
        show_json(returned.changes)
    else:
        for one in returned.changes:
            said = f"{one.text.now} → {one.new}" if one.is_new else _("right as it is")
            say(f"{one.text.place.key}: {said}")
    if wanted.to is None:
        return
    if wanted.to.suffix.lower() != workbook.kind:
        text = _("The next version of the form must be a {kind} file.")
        raise InputError(text.format(kind=workbook.kind), field="to")
    today = system_clock().astimezone().date()
    _write(wanted.to, apply_changes(workbook, returned, today))
    if wanted.vault:
        with opened(wanted) as app:
            app.interviews.publish(wanted.to)
            app.interviews.reviews.review(returned.marks, language)


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError:
        raise StorageError(_("The file {name} can't be written.").format(name=path.name)) from None
