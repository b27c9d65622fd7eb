"""`kbh consent`: what people agreed to."""

import argparse

from kbh_desktop.cli.opening import Groups, add_json, group_of, opened, vault_command
from kbh_desktop.cli.output import show
from kbh_desktop.consent.labels import said_label
from kbh_desktop.consent.model import HOWS, Consent
from kbh_desktop.consent.purposes import purpose, purposes
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId


def add_commands(groups: Groups) -> None:
    """Add this group."""
    group = group_of(groups, "consent", _("what people agreed to, and taking it back"))
    shown = vault_command(group, "show", _show, _("show what a person agreed to"))
    shown.add_argument("person", metavar="ID")
    add_json(shown)
    for name, run, text in (
        ("give", _give, _("write down that a person agrees")),
        ("withdraw", _withdraw, _("write down that a person takes a consent back")),
    ):
        command = vault_command(group, name, run, text)
        command.add_argument("person", metavar="ID")
        command.add_argument("purpose", choices=[each.key for each in purposes()])
        command.add_argument("--how", choices=HOWS[1:], default="spoken")
        command.add_argument("--language", default="", metavar="CODE")
        add_json(command)


def _show(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        found = app.consents.consents(PersonId(wanted.person))
    show([_columns(each) for each in found], as_json=wanted.json)


def _give(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        said = app.consents.give(
            PersonId(wanted.person), wanted.purpose, how=wanted.how, language=wanted.language
        )
    show([_columns(said)], as_json=wanted.json)


def _withdraw(wanted: argparse.Namespace) -> None:
    with opened(wanted) as app:
        said = app.consents.withdraw(
            PersonId(wanted.person), wanted.purpose, how=wanted.how, language=wanted.language
        )
    show([_columns(said)], as_json=wanted.json)


def _columns(consent: Consent) -> dict[str, object]:
    counting = consent.counting
    return {
        "purpose": consent.purpose,
        "title": purpose(consent.purpose).title,
        "said": consent.said,
        "in_words": said_label(consent.said),
        "disputed": consent.is_disputed,
        "on": counting.said_on if counting else None,
        "language": counting.language if counting else "",
        "text_version": counting.text_version if counting else "",
    }
