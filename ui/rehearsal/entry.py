"""Puts the rehearsal page together with the catalogues that questions may ask for."""

from pathlib import Path
from typing import TYPE_CHECKING

from kbh_desktop.competences.model import CompetenceMap
from kbh_desktop.interviews.form_media import media_beside
from ui.interviews.controls.factory import ControlTools
from ui.interviews.entry import catalogues, titles
from ui.navigation import Navigator
from ui.rehearsal.page import RehearsalPage

if TYPE_CHECKING:
    from kbh_desktop.app import App


def make_rehearsal_page(app: "App", navigator: Navigator, path: Path) -> RehearsalPage:
    """Return the page that tries the form in `path`; nobody has told it anything."""
    tools = ControlTools(
        lambda: app.clock().astimezone().date(),
        catalogues(),
        titles(CompetenceMap),
        media=lambda name: media_beside(path).get(name),
    )
    return RehearsalPage(app, navigator, path, tools=tools)
