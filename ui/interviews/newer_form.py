"""Offers to move a draft when its form was published anew since it was begun."""

from typing import TYPE_CHECKING

from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import Interview
from kbh_desktop.interviews.moving import MovePreview
from ui.background import run_in_background
from ui.errors import show_error
from ui.interviews.move_dialog import MoveDialog
from ui.navigation import Navigator
from ui.page import Page

if TYPE_CHECKING:
    from kbh_desktop.app import App


def offer_newer_form(app: "App", navigator: Navigator, page: Page, interview: Interview) -> None:
    """Say on the page that there is a newer version, with a button that shows what it means."""
    if not app.interviews.has_newer_form(interview):
        return

    def moved(_interview: Interview) -> None:
        navigator.reload()
        navigator.toast(_("The draft follows the newest version of the form."))

    def move() -> None:
        page.leaving()
        run_in_background(
            page,
            lambda: app.interviews.move_to_newest(interview.id),
            moved,
            lambda error: show_error(page, error),
        )

    def show(preview: MovePreview | None) -> None:
        if preview is not None:
            MoveDialog(page, preview, move).start()

    def ask() -> None:
        page.leaving()
        run_in_background(
            page,
            lambda: app.interviews.move_preview(interview.id),
            show,
            lambda error: show_error(page, error),
        )

    text = _("The form was published in a newer version after this interview was begun.")
    page.show_notice(text, "info", _("See what would change …"), ask)
