"""`kbh print`: documents as PDF files."""

import argparse
from pathlib import Path

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import say, show_json
from kbh_desktop.errors import InputError, NotFoundError
from kbh_desktop.i18n import _, n_
from kbh_desktop.ids import InterviewId, PersonId


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "print", _("make documents"))
    text = _("make the summary of the latest interview, or the person's copy in their language")
    summary = vault_command(group, "summary", _summary, text)
    summary.add_argument("--person", required=True, metavar="ID")
    summary.add_argument("--interview", metavar="ID", help=_("otherwise the latest"))
    summary.add_argument(
        "--language", default="da", metavar="L", help=_("such as ar: the person's own copy")
    )
    summary.add_argument("target", type=Path, metavar="OUT.pdf")
    add_json(summary)


def _summary(wanted: argparse.Namespace) -> None:
    from kbh_desktop.documents.model import DocumentKind  # noqa: PLC0415 - slow to import
    from kbh_desktop.i18n import LANGUAGES  # noqa: PLC0415

    if wanted.target.exists():
        raise InputError(
            _("{name} is there already; nothing was overwritten.").format(name=wanted.target),
            field="target",
        )
    kind = DocumentKind.SUMMARY if wanted.language in LANGUAGES else DocumentKind.CITIZEN_COPY
    with opened(wanted) as app:
        interviews = app.interviews.for_person(PersonId(wanted.person))
        if not interviews:
            raise NotFoundError(_("There is no interview with that person on this device."))
        interview_id = InterviewId(wanted.interview or interviews[0].id)
        prepared = app.documents.prepare(kind, interview_id, language=wanted.language)
        printed = app.documents.record_print(prepared, "saved")
        with wanted.target.open("xb") as target:
            target.write(printed.pdf)
    if wanted.json:
        show_json({"path": wanted.target, "number": printed.number, "pages": printed.pages})
    else:
        text = n_(
            "{path}: number {number}, {count} page",
            "{path}: number {number}, {count} pages",
            printed.pages,
        )
        say(text.format(path=wanted.target, number=printed.number, count=printed.pages))
