"""What can be made of a card: CV draft, profiles, and a file that other programs read."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from kbh_desktop.competences.europass import Format
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.errors import ConsentError
from kbh_desktop.i18n import _
from kbh_desktop.ids import PersonId
from ui.competences.previews import (
    Part,
    anonymous_parts,
    cv_parts,
    leaving_in_words,
    profile_parts,
)
from ui.documents.save_file import write_new_file
from ui.errors import guard
from ui.navigation import Command, Navigator, Place
from ui.theme import theme
from ui.widgets.buttons import Button
from ui.widgets.card import Rule
from ui.widgets.dialog import Dialog
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.text import Look, Text

if TYPE_CHECKING:
    from kbh_desktop.competences.service import CompetenceService, Draft

ChooseTarget = Callable[[QWidget, str], Path | None]
_HEADING: Look = "H2"
_LINE: Look = ""
_DRAFTS: "tuple[Draft, ...]" = ("cv", "profile", "anonymous", "cv")
"""What each act makes, in the order of the menu."""
FORMATS: tuple[Format, ...] = ("json", "xml")


class PreviewDialog(Dialog):
    """The words of a document to be, part by part."""

    width_px = 680

    print_wanted = Signal()
    """To see it as pages, save and print it; the dialog is gone by then."""

    def __init__(self, parent: QWidget, title: str, parts: Sequence[Part], remark: str) -> None:
        super().__init__(parent, title)
        self.column.addWidget(Text(remark, "Muted", wrap=True))
        for part in parts:
            self.column.addWidget(Rule())
            for line, look in ((part.title, _HEADING), *((line, _LINE) for line in part.lines)):
                words = Text(line, look, wrap=True)
                words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
                self.column.addWidget(words)
        self.add_cancel(_("Close"))

    def offer_pages(self) -> None:
        """Offer to see it as pages."""
        self.add_accept(_("Save or print …"))

    def accept(self) -> None:
        """Close, and say that pages are wanted."""
        super().accept()
        self.print_wanted.emit()


class EuropassDialog(Dialog):
    """Says aloud what leaves the program unencrypted; `confirmed` gives the format."""

    confirmed = Signal(str)

    width_px = 600

    def __init__(self, parent: QWidget, leaving: Sequence[str]) -> None:
        super().__init__(parent, _("Save as a Europass file"))
        self.show_notice(
            _("The file is not encrypted. Whoever gets hold of it can read all of this."), "bad"
        )
        self.column.addWidget(Text(_("This leaves the program:"), "Strong"))
        for line in leaving:
            self.column.addWidget(Text(f"•  {line}", wrap=True))
        stays = _("Health, residence, the CPR number and family are never in it.")
        self.column.addWidget(Text(stays, "Muted", wrap=True))
        self.format = SegmentedChoice(_("Format"), [(each, each.upper()) for each in FORMATS])
        self.format.choose(FORMATS[0])
        self.column.addWidget(self.format)
        self._cancel = self.add_cancel()
        self.add_accept(_("Save unencrypted …"), dangerous=True)

    def start(self, focus: QWidget | None = None) -> None:
        """Begin at the button that does nothing."""
        super().start(focus or self._cancel)

    def accept(self) -> None:
        """Give the format."""
        super().accept()
        self.confirmed.emit(self.format.value or FORMATS[0])


class Outputs(Button):
    """A button with a menu of all that can be made of the card."""

    def __init__(
        self,
        service: "CompetenceService",
        person_id: PersonId,
        navigator: Navigator,
        choose_target: ChooseTarget | None = None,
    ) -> None:
        super().__init__(_("CV and profiles"), self.open_menu, icon="file-user")
        self.setToolTip(self.accessibleName())
        self.setText("")  # until there is known to be room
        self._service = service
        self._person_id = person_id
        self._navigator = navigator
        self._choose_target = choose_target or ask_for_target
        self._acts = (
            Command(_("CV draft"), self.show_cv, "file-user"),
            Command(_("Competence profile"), self.show_profile, "id-card"),
            Command(_("Profile without a name, for companies"), self.show_anonymous, "user-x"),
            Command(_("Save as a Europass file …"), self.ask_europass, "download"),
        )

    def be_brief(self, brief: bool) -> None:  # noqa: FBT001 - as Qt's own setters
        """Show the icon alone."""
        self.setText("" if brief else f" {self.accessibleName()}")

    def commands(self) -> tuple[Command, ...]:
        """Return the same for the command palette."""
        return self._acts

    def open_menu(self) -> None:
        """Offer what can be made."""
        menu = QMenu(self)
        menu.setAccessibleName(self.accessibleName())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.setToolTipsVisible(True)
        for act, draft in zip(self._acts, _DRAFTS, strict=True):
            action = menu.addAction(theme.icon(act.icon), act.title)
            decision = self._service.may_leave(self._person_id, draft)
            action.setEnabled(decision.may)
            action.setToolTip(decision.why or act.title)
            action.triggered.connect(lambda _on, run=act.run: run())
        menu.popup(self.mapToGlobal(self.rect().bottomLeft()))

    def show_cv(self) -> None:
        """Show the CV draft."""
        with guard(self):
            self._ask_consent("cv")
            parts = cv_parts(self._service.cv(self._person_id))
            remark = _("In the order in which Jobnet asks. Read it through with the person.")
            self._preview(_("CV draft"), parts, remark, DocumentKind.CV)

    def show_profile(self) -> None:
        """Show the competence profile."""
        with guard(self):
            self._ask_consent("profile")
            parts = profile_parts(self._service.profile(self._person_id))
            remark = _("Everything on the card, for the jobcentre.")
            title = _("Competence profile")
            self._preview(title, parts, remark, DocumentKind.COMPETENCE_PROFILE)

    def show_anonymous(self) -> None:
        """Show what a company may see."""
        with guard(self):
            self._ask_consent("anonymous")
            parts = anonymous_parts(self._service.anonymous_profile(self._person_id))
            remark = _("No name, place, date or words of the person's own.")
            title = _("Profile without a name, for companies")
            PreviewDialog(self, title, parts, remark).start()

    def ask_europass(self) -> None:
        """Ask before a file leaves the program unencrypted."""
        with guard(self):
            self._ask_consent("cv")
            leaving = leaving_in_words(self._service.cv(self._person_id))
            dialog = EuropassDialog(self, leaving)
            dialog.confirmed.connect(self._save_europass)
            dialog.start()

    def _ask_consent(self, draft: "Draft") -> None:
        """Let nothing be shown that may not leave.

        Raises: ConsentError with the way forward.
        """
        decision = self._service.may_leave(self._person_id, draft)
        if not decision.may:
            raise ConsentError(decision.why)

    def _preview(self, title: str, parts: Sequence[Part], remark: str, kind: DocumentKind) -> None:
        dialog = PreviewDialog(self, title, parts, remark)
        dialog.offer_pages()
        place = Place("competence_print", self._person_id, kind.value)
        dialog.print_wanted.connect(lambda: self._navigator.go(place))
        dialog.start()

    def _save_europass(self, how: str) -> None:
        chosen = next(each for each in FORMATS if each == how)
        target = self._choose_target(self, f"europass.{how}")
        if target is None:
            return
        with guard(self):
            write_new_file(target, self._service.europass(self._person_id, chosen))
            self._navigator.toast(_("Saved as {name}").format(name=target.name))


def ask_for_target(parent: QWidget, file_name: str) -> Path | None:
    """Let the person choose where to save the file."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, _("Save as a Europass file"), file_name)
    return Path(chosen) if chosen else None
