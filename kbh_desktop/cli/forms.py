"""`kbh forms`: checking, publishing and tracing forms."""

import argparse
from datetime import datetime
from pathlib import Path

from kbh_desktop.cli import form_texts
from kbh_desktop.cli.opening import (
    Groups,
    add_json,
    command,
    group_of,
    opened,
    read_json,
    vault_command,
)
from kbh_desktop.cli.output import say, show, show_json
from kbh_desktop.clock import system_clock
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "forms", _("check, publish and trace forms"))
    form_help = _("a workbook (.xlsx, .md) or an XForm (.xml)")
    check = command(group, "check", _check, _("say what is wrong with a form"))
    check.add_argument("form", type=Path, metavar="FORM", help=form_help)
    add_json(check)
    publish = vault_command(group, "publish", _publish, _("check a form and keep it in a vault"))
    publish.add_argument("form", type=Path, metavar="FORM", help=form_help)
    add_json(publish)
    kept = vault_command(group, "list", _list, _("list the forms of a vault"))
    add_json(kept)
    form_texts.add_commands(group)
    trace = command(group, "trace", _trace, _("print what each step does to a form, as JSON"))
    trace.add_argument("form", type=Path, metavar="FORM", help=form_help)
    trace.add_argument("steps", type=Path, metavar="STEPS.json")
    trace.add_argument("--now", metavar="ISO", help=_("the time it is in the form"))
    trace.add_argument("--language", metavar="L")


def _check(wanted: argparse.Namespace) -> int:
    from kbh_desktop.xforms.findings import Severity, said  # noqa: PLC0415 - only forms need it
    from kbh_desktop.xforms.publish import check  # noqa: PLC0415 - slow to import

    findings = check(wanted.form)
    if wanted.json:
        show_json(findings)
    else:
        for finding in findings:
            say(said(finding))
        if not findings:
            say(_("Nothing is wrong with {name}.").format(name=wanted.form.name))
    return int(any(finding.severity is Severity.ERROR for finding in findings))


def _publish(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        card = app.interviews.publish(wanted.form)
    if wanted.json:
        show_json(card)
    else:
        say(
            _("Published: {form_id}, version {version}").format(
                form_id=card.form_id, version=card.version
            )
        )


def _list(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        cards = app.interviews.forms()
    show(
        [
            {
                "form": card.form_id,
                "version": card.version,
                "title": card.title,
                "languages": ", ".join(card.languages),
                "sha256": card.sha256,
            }
            for card in cards
        ],
        as_json=wanted.json,
    )


def _trace(wanted: argparse.Namespace) -> None:
    from kbh_desktop.xforms.trace import trace  # noqa: PLC0415 - slow to import

    steps = _steps(wanted.steps)
    show_json(trace(wanted.form, steps, now=_moment(wanted.now), language=wanted.language))


def _steps(path: Path) -> list[dict[str, str]]:
    found = read_json(path)
    if not isinstance(found, list):
        raise InputError(_("{name} must hold a list of steps.").format(name=path.name))
    for number, step in enumerate(found, 1):
        if not isinstance(step, dict) or not all(isinstance(v, str) for v in step.values()):
            text = _("Step {number} must be an object of texts.").format(number=number)
            raise InputError(text, field=str(number))
    return found


def _moment(written: str | None) -> datetime:
    if not written:
        return system_clock()
    try:
        return datetime.fromisoformat(written).astimezone()
    except ValueError:
        text = _("“{text}” is no moment. Write it as 2026-04-16T14:02:00+02:00.")
        raise InputError(text.format(text=written), field="now") from None
