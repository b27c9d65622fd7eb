"""The words around putting a daily copy back, before and after somebody is in."""

from datetime import date
from pathlib import Path

from kbh_desktop.i18n import _, long_date
from ui.navigation import Question


def put_back_question(day: date) -> Question:
    """Return what is asked before the copy of `day` takes the place of the vault's data."""
    text = _(
        "The vault becomes what it was on {day}. What was written here since is moved to a folder"
        " beside it, and is out of sight. What others have had from here comes back with their next"
        " bundles. Passphrases stay as they are now."
    )
    return Question(
        _("Put the copy of {day} back?").format(day=long_date(day)),
        text.format(day=long_date(day)),
        _("Put it back"),
        dangerous=True,
    )


def put_back_said(day: date, aside: Path) -> str:
    """Return what is said once the copy of `day` is there and the rest lies in `aside`."""
    text = _("The copy of {day} is put back. What was there is kept in {folder}.")
    return text.format(day=long_date(day), folder=aside)
