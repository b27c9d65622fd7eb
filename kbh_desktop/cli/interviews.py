"""`kbh interviews`: filling, listing and showing interviews."""

import argparse
from pathlib import Path

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, read_json, vault_command
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.errors import InputError, StorageError
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.interviews.model import FORMATS, Interview


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "interviews", _("fill, list and show interviews"))
    fill = vault_command(group, "fill", _fill, _("answer an interview from a JSON file"))
    fill.add_argument("--person", required=True, metavar="ID")
    fill.add_argument("--form", required=True, metavar="ID")
    fill.add_argument("--language", default="", metavar="L", help=_("the person's, such as ar"))
    fill.add_argument("--finish", action="store_true", help=_("lock it afterwards"))
    fill.add_argument("answers", type=Path, metavar="ANSWERS.json")
    add_json(fill)
    take = vault_command(group, "take-in", _take_in, _("make a draft of a submission (ODK XML)"))
    take.add_argument("--person", required=True, metavar="ID")
    take.add_argument("file", type=Path, metavar="FILE.xml")
    out = vault_command(
        group, "export-open", _export_open, _("write finished interviews to files, UNENCRYPTED")
    )
    out.add_argument("--form", required=True, metavar="ID")
    out.add_argument("--format", choices=FORMATS, required=True)
    out.add_argument("--reason", default="", metavar="TEXT", help=_("why they leave; it is logged"))
    out.add_argument(
        "--yes", action="store_true", help=_("write them; without it they are counted")
    )
    out.add_argument("folder", type=Path, metavar="DIR")
    held = vault_command(group, "list", _list, _("list the interviews with a person"))
    held.add_argument("--person", required=True, metavar="ID")
    add_json(held)
    one = vault_command(group, "show", _show, _("show the answers of an interview"))
    one.add_argument("interview", metavar="ID")
    one.add_argument("--reason", default="", help=_("for reading health answers; it is logged"))
    add_json(one)


def _fill(wanted: argparse.Namespace) -> None:
    answers = _answers(wanted.answers)
    with opened(wanted) as app:
        interview = app.interviews.fill(
            PersonId(wanted.person),
            wanted.form,
            answers,
            language=wanted.language,
            finish=wanted.finish,
        )
    if wanted.json:
        show_json(_columns(interview))
        return
    say(interview.id)
    say(
        _("{answered} of {total} answered").format(
            answered=interview.answered, total=interview.total
        )
    )


def _take_in(wanted: argparse.Namespace) -> None:
    from kbh_desktop.interviews.arriving import take_in  # noqa: PLC0415 - slow, for this alone

    try:
        content = wanted.file.read_bytes()
    except OSError:
        text = _("The file {name} can't be read.").format(name=wanted.file.name)
        raise StorageError(text) from None
    with opened(wanted) as app:
        say(take_in(app.interviews, PersonId(wanted.person), content).id)


def _export_open(wanted: argparse.Namespace) -> None:
    from kbh_desktop.interviews.leaving import OpenExport  # noqa: PLC0415 - slow, for this alone

    with opened(wanted) as app:
        out = OpenExport(app.interviews, app.audit, app.user)
        leaving = out.preview(wanted.form)
        text = _("{title}: {interviews} interviews with {persons} persons, {identifying}")
        identifying = ", ".join(leaving.identifying)
        say(
            text.format(
                title=leaving.title,
                interviews=leaving.interviews,
                persons=leaving.persons,
                identifying=identifying,
            )
        )
        if not wanted.yes:
            say(_("Nothing was written. Add --yes to write them unencrypted."))
            return
        for path in out.write(wanted.form, wanted.format, wanted.folder, reason=wanted.reason):
            say(str(path))


def _answers(path: Path) -> dict[str, str]:
    found = read_json(path)
    if not isinstance(found, dict):
        raise InputError(_("{name} must hold one object of answers.").format(name=path.name))
    for ref, value in found.items():
        if not isinstance(value, (str, int, float)) or isinstance(value, bool):
            raise InputError(_("{ref} must hold a text or a number.").format(ref=ref), field=ref)
    return {ref: str(value) for ref, value in found.items()}


def _list(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        interviews = app.interviews.for_person(PersonId(wanted.person))
    show([_columns(one) for one in interviews], as_json=wanted.json)


def _columns(interview: Interview) -> dict[str, object]:
    return {
        "id": interview.id,
        "person": interview.person_id,
        "form": interview.form_id,
        "version": interview.form_version,
        "state": interview.state,
        "started_at": interview.started_at,
        "finished_at": interview.finished_at,
        "revision": interview.revision,
        "answered": interview.answered,
        "total": interview.total,
    }


def _show(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        interview = app.interviews.open(InterviewId(wanted.interview), reason=wanted.reason)
        sections = [(s.title, interview.view(s.ref)) for s in interview.progress() if s.relevant]
        answers, about = interview.answers(), _columns(interview.interview)
    if wanted.json:
        show_json({**about, "answers": answers})
        return
    for title, views in sections:
        say(title)
        for view in views:
            if view.kind == "question" and view.value:
                say(f"  {view.label}: {view.display or view.value}")
