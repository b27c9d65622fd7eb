"""The settings, in parts that can be searched."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from kbh_desktop.i18n import _
from kbh_desktop.security.model import NodeKind, Role
from ui.competences.esco_section import EscoSection
from ui.competences.missed_section import MissedSection
from ui.custody.section import CustodySection
from ui.navigation import Navigator
from ui.page import Page
from ui.settings.about import AboutSection
from ui.settings.audit_log import AuditLogSection
from ui.settings.computer import CheckSection, ComputerSection
from ui.settings.decided import DecidedSection
from ui.settings.forms import FormsSection
from ui.settings.lock import LockSection
from ui.settings.look import LookSection
from ui.settings.open_export import OpenExportSection
from ui.settings.recovery import RecoverySection
from ui.settings.section import Section
from ui.settings.shared_folder import SharedFolderSection
from ui.settings.updates import UpdatesSection
from ui.settings.users import PassphraseSection, UsersSection
from ui.theme import theme
from ui.widgets.empty_state import EmptyState
from ui.widgets.page_header import PageHeader
from ui.widgets.scroll_column import ScrollColumn
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from kbh_desktop.app import App

_WIDEST_PX = 760


class SettingsPage(Page):
    """Shows the parts that concern the user's roles; typing leaves those with the words."""

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(_("Settings"))
        self._sections = _sections(app, navigator)
        self._search = SearchField(_("Search the settings"))
        self._search.setMaximumWidth(theme.px(_WIDEST_PX))
        self._search.textChanged.connect(self._show_matching)
        self._nothing = EmptyState("search-x", _("No setting has these words"))
        self._nothing.add_action(_("Show all settings"), self._search.clear)
        self._nothing.hide()
        self.column.addWidget(PageHeader(_("Settings")))
        self.column.addWidget(self._search)
        self._scroll = ScrollColumn()
        for section in self._sections:
            section.setMaximumWidth(theme.px(_WIDEST_PX))
            self._scroll.column.addWidget(section)
        self._scroll.column.addWidget(self._nothing)
        self._scroll.column.addStretch(1)
        self.column.addWidget(self._scroll, 1)

    def refresh(self) -> None:
        """Let every part ask its service."""
        for section in self._sections:
            section.refresh()

    def activated(self) -> None:
        """Give the keyboard to the search."""
        self.refresh()
        self._search.setFocus()

    def bookmark(self) -> str:
        """Return what is searched for."""
        return self._search.text()

    def restore(self, bookmark: str) -> None:
        """Show the parts with these words."""
        self._search.setText(bookmark)

    def panes(self) -> tuple[QWidget, ...]:
        """Return the search and the parts in sight."""
        return (self._search, *(s for s in self._sections if s.isVisible()))

    def _show_matching(self, typed: str) -> None:
        for section in self._sections:
            section.setVisible(section.has_words(typed))
        self._nothing.setVisible(not any(s.isVisibleTo(self) for s in self._sections))


def _sections(app: "App", navigator: Navigator) -> tuple[Section, ...]:
    parts: list[Section] = [
        LookSection(navigator),
        LockSection(navigator, app.settings.longest_idle_minutes, app.citizen_pin),
        PassphraseSection(app.users, navigator),
        RecoverySection(app, navigator),
    ]
    if app.kind is NodeKind.OFFICE and app.user.has(Role.COORDINATOR, Role.IT):
        parts.append(CustodySection(app, navigator))
    if app.user.has(Role.COORDINATOR, Role.IT):
        parts.append(UsersSection(app.users, navigator, app.user, app.kind))
    if app.user.has(Role.COORDINATOR, Role.CONSULTANT, Role.HEALTH):
        parts.append(FormsSection(app.interviews, navigator))
    if app.user.has(Role.COORDINATOR):
        parts.append(OpenExportSection(app, navigator))
    if app.user.has(Role.COORDINATOR, Role.IT):
        parts.append(EscoSection(app, navigator))
    if app.kind is NodeKind.OFFICE and app.user.has(Role.COORDINATOR):
        parts.append(MissedSection(app.competences, navigator))
    parts += _of_exchange(app, navigator)
    parts += [DecidedSection(app.settings), ComputerSection(app), CheckSection(app, navigator)]
    return (*parts, UpdatesSection(app, navigator), AboutSection())


def _of_exchange(app: "App", navigator: Navigator) -> list[Section]:
    parts: list[Section] = []
    if app.user.has(Role.COORDINATOR, Role.CONSULTANT, Role.IT):
        parts.append(SharedFolderSection(app))
    if app.user.has(Role.COORDINATOR, Role.IT):
        parts.append(AuditLogSection(app, navigator))
    return parts
