"""The steps of the first run, each a part of the card."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.errors import text_of
from ui.theme import theme
from ui.unlock.door import Door
from ui.unlock.passphrase_field import PassphraseField
from ui.unlock.strength import strength
from ui.widgets.buttons import Button
from ui.widgets.check_box import CheckBox
from ui.widgets.choice_card import ChoiceCard
from ui.widgets.field import Field, FieldError
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.security.keys import OfficeCard


class Step(QWidget):
    """One step: `check` says whether it may be left; `next_wanted` when Enter was pressed."""

    next_wanted = Signal()

    def __init__(self, title: str, explanation: str) -> None:
        super().__init__()
        self.title = title
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.column.addWidget(Text(title, "H1", wrap=True))
        self.column.addWidget(Text(explanation, "Sub", wrap=True))

    def check(self) -> bool:
        """Say whether all is given; otherwise show at the field what is missing."""
        return True

    def first_field(self) -> QWidget:
        """Return what takes the keyboard when the step is shown."""
        return self


class KindStep(Step):
    """What this computer is for."""

    def __init__(self) -> None:
        super().__init__(
            _("What is this computer for?"),
            _("Choose once. A vault is made on this computer, and only you can open it."),
        )
        self.consultant = ChoiceCard(
            "briefcase",
            _("A job consultant's computer"),
            _("For interviews out of the house. Sends sealed bundles to the office."),
        )
        self.office = ChoiceCard(
            "building-2",
            _("The office's computer"),
            _("Collects the bundles from all computers and hands people out to them."),
        )
        group = QButtonGroup(self)
        for card in (self.consultant, self.office):
            group.addButton(card)
            self.column.addWidget(card)
        self.consultant.setChecked(True)

    def first_field(self) -> QWidget:
        """Return the first choice."""
        return self.consultant if self.consultant.isChecked() else self.office


class OfficeStep(Step):
    """The office that this computer belongs to, from its card."""

    def __init__(self, door: Door) -> None:
        super().__init__(
            _("Which office do you belong to?"),
            _(
                "Take the office card (.kbhoffice) from the installation folder or a USB stick."
                " What you send can then be read by that office only."
            ),
        )
        self._door = door
        self._known = False
        self.path: Path | None = None
        self._choose = Button(_("Choose the office card …"), self._browse, icon="folder-open")
        self._name = Text("", "H2", wrap=True)
        self._fingerprint = Text("", "Strong")
        self._compare = Text(
            _("Call the office and compare the fingerprint before you go on."), "Muted", wrap=True
        )
        self._error = FieldError()
        self.column.addWidget(self._choose)
        for widget in (self._name, self._fingerprint, self._compare):
            widget.hide()
            self.column.addWidget(widget)
        self.column.addWidget(self._error)

    def check(self) -> bool:
        """Say whether a card was read."""
        if not self._known and not self._error.text():
            self._error.say(_("Choose the office card first."))
        return self._known

    def first_field(self) -> QWidget:
        """Return the button."""
        return self._choose

    def look_up(self) -> None:
        """Take the office that IT's policy names, if it does."""
        run_in_background(self, self._door.policy_office, self._take, self._refuse)

    def _take(self, card: "OfficeCard | None") -> None:
        if card is not None and not self._known:
            self._show(None, card.name, card.fingerprint)

    def read(self, path: Path) -> None:
        """Read the card in `path` and show whose it is."""
        run_in_background(
            self,
            lambda: self._door.office_card(path),
            lambda card: self._show(path, card.name, card.fingerprint),
            self._refuse,
        )

    def _browse(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose the office card"))
        dialog.setNameFilter(_("Office card (*.kbhoffice)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.read(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show(self, path: Path | None, name: str, fingerprint: str) -> None:
        self.path = path
        self._known = True
        self._name.setText(name)
        self._fingerprint.setText(_("Fingerprint: {letters}").format(letters=fingerprint))
        self._error.say("")
        for widget in (self._name, self._fingerprint, self._compare):
            widget.show()

    def _refuse(self, error: Exception) -> None:
        self.path = None
        self._known = False
        for widget in (self._name, self._fingerprint, self._compare):
            widget.hide()
        self._error.say(text_of(error))


class UserStep(Step):
    """Who the first user is, and the passphrase."""

    def __init__(self) -> None:
        super().__init__(
            _("Who are you?"),
            _(
                "The passphrase opens everything on this computer. Nobody can look it up for you,"
                " so choose one you remember."
            ),
        )
        self._line = QLineEdit()
        self.name = Field(_("Your name"), self._line)
        self.passphrase = PassphraseField(_("Passphrase"))
        self._again = PassphraseField(_("The passphrase once more"))
        self._line.returnPressed.connect(self.passphrase.setFocus)
        self._line.textChanged.connect(lambda _text: self._judge())
        self._office_line = QLineEdit()
        self.office_name = Field(
            _("Name of the office"), self._office_line, _("Such as Allerød Kommune, integration.")
        )
        self._health = CheckBox(_("I also work with health information"))
        self._it = CheckBox(_("I also take care of users and installation"))
        self.passphrase.changed.connect(lambda _text: self._judge())
        self.passphrase.entered.connect(self._again.setFocus)
        self._again.entered.connect(self.next_wanted)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 100)
        self._bar.setAccessibleName(_("Strength of the passphrase"))
        self._verdict = Text("", "Muted", wrap=True)
        self.column.addWidget(self.office_name)
        self.column.addWidget(self.name)
        self.column.addWidget(self._health)
        self.column.addWidget(self._it)
        for label, widget in (
            (_("Passphrase"), self.passphrase),
            ("", self._bar),
            ("", self._verdict),
            (_("The passphrase once more"), self._again),
        ):
            if label:
                self.column.addWidget(Text(label, "Label"))
            self.column.addWidget(widget)
        self.set_office(office=False)
        self._judge()

    def set_office(self, *, office: bool) -> None:
        """Offer the roles that exist in an office only."""
        self._office = office
        self.office_name.setVisible(office)
        self._health.setVisible(office)
        self._it.setVisible(office)

    @property
    def roles(self) -> frozenset[str]:
        """The roles of the first user."""
        if not self._office:
            return frozenset({"consultant"})
        extra = {"health": self._health.isChecked(), "it": self._it.isChecked()}
        return frozenset({"coordinator", *(role for role, wanted in extra.items() if wanted)})

    @property
    def user_name(self) -> str:
        """The name, without spaces around it."""
        return self._line.text().strip()

    @property
    def office(self) -> str:
        """The name of the office, without spaces around it."""
        return self._office_line.text().strip() if self._office else ""

    def check(self) -> bool:
        """Say whether name and passphrase are given, and the passphrase twice alike."""
        self.name.show_error("" if self.user_name else _("Write your name."))
        weak = strength(self.passphrase.text, self.user_name).tone == "bad"
        empty = not self.passphrase.text
        self.passphrase.show_error(_("Choose a longer passphrase.") if weak or empty else "")
        alike = self._again.text == self.passphrase.text
        self._again.show_error("" if alike else _("The two are not alike."))
        nameless = self._office and not self.office
        self.office_name.show_error(_("Write the name of the office.") if nameless else "")
        return bool(self.user_name) and not nameless and not weak and not empty and alike

    def first_field(self) -> QWidget:
        """Return the first name asked for."""
        return self._office_line if self._office else self._line

    def refuse(self, error: Exception) -> None:
        """Show at the field why the vault could not be made."""
        name = isinstance(error, InputError) and error.field == "name"
        (self.name if name else self.passphrase).show_error(text_of(error))

    def _judge(self) -> None:
        verdict = strength(self.passphrase.text, self.user_name)
        self._bar.setValue(round(verdict.share * 100))
        color = theme.tone(verdict.tone)[1].name()
        self._bar.setStyleSheet(f"QProgressBar::chunk{{background:{color}}}")
        self._verdict.setText(verdict.words)
