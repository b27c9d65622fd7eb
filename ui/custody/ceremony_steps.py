"""The steps of a key ceremony."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QFileDialog, QHBoxLayout, QLineEdit, QWidget

from kbh_desktop.custody.model import Ceremony, Plan, Present
from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from kbh_desktop.security.shares import MOST, all_words
from ui.custody.lines import Lines
from ui.custody.printing import print_protocol
from ui.custody.wizard import WizardStep
from ui.errors import guard
from ui.widgets.buttons import Button
from ui.widgets.field import Field
from ui.widgets.select import Select
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.documents.protocol import ProtocolValues

_LEFT = Qt.AlignmentFlag.AlignLeft


class PresentStep(WizardStep):
    """Who is in the room."""

    def __init__(self, app: "App") -> None:
        super().__init__(
            _("Who is present?"),
            _(
                "A new recovery key is made and split among people. Have a printer at hand, an "
                "envelope for each, and at least two people in the room."
            ),
        )
        self.people = Lines(_("Present"))
        self.people.setPlainText(app.user.name)
        hint = _("One line each: the name, a comma, and the function.")
        self.add_field("present", Field(_("Present"), self.people, hint))

    def present(self) -> tuple[Present, ...]:
        """Return the people that were written."""
        parts = (line.partition(",") for line in self.people.lines)
        return tuple(Present(name.strip(), function.strip()) for name, _c, function in parts)

    def leave(self) -> bool:
        """Go on with two people or more."""
        if len(self.present()) < 2:  # noqa: PLR2004 - four eyes
            raise InputError(_("At least two people must be present."), field="present")
        return True


class HoldersStep(WizardStep):
    """Who keeps a part, and how many parts are needed; leaving it makes the key."""

    def __init__(self, app: "App", present: PresentStep) -> None:
        super().__init__(
            _("Who keeps a part?"),
            _(
                "Each gets a sheet of their own. Together some of them open the vault; one alone "
                "can do nothing. Choose people who are not away at the same time."
            ),
        )
        self._app = app
        self._present = present
        self.holders = Lines(_("Keepers"))
        self.needed = Select(
            _("Parts needed"), [(str(count), str(count)) for count in range(2, MOST + 1)]
        )
        self.add_field("holders", Field(_("Keepers"), self.holders, _("One name in each line.")))
        self.add_field("people", Field(_("Parts needed"), self.needed))

    def entered(self) -> None:
        """Suggest those who are present."""
        if not self.holders.text:
            names = [each.name for each in self._present.present()]
            self.holders.setPlainText("\n".join(names))

    def leave(self) -> bool:
        """Make the key and its sheets; nothing is in force yet."""
        plan = Plan(self._present.present(), self.holders.lines, int(self.needed.value))
        self._app.ceremony.begin(plan)
        return True

    def next_words(self) -> str:
        """Say that a key is made now."""
        return _("Make the key")


class SheetsStep(WizardStep):
    """One sheet after the other: printed, handed over, confirmed with two words."""

    def __init__(self, app: "App") -> None:
        super().__init__(_("Print and confirm"))
        self._app = app
        self._number = 1
        self._who = Text("", "H2", wrap=True)
        self._print = Button(_("Print this sheet"), self._print_it, icon="printer")
        self.first, self.second = QLineEdit(), QLineEdit()
        completer = QCompleter(list(all_words()), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.column.addWidget(self._who)
        self.column.addWidget(self._print, 0, _LEFT)
        for name, line in (("first", self.first), ("second", self.second)):
            line.setCompleter(completer)
            self.add_field(name, Field("-", line))

    def entered(self) -> None:
        """Show the first sheet that is not confirmed."""
        ceremony = self._ceremony()
        if ceremony is None or ceremony.next_sheet is None:
            self._all_done()
            return
        self._number = ceremony.next_sheet
        self._who.setText(
            _("Part {number} of {of}: {name}").format(
                number=self._number,
                of=len(ceremony.confirmed),
                name=ceremony.plan.holders[self._number - 1],
            )
        )
        self.explanation.setText(
            _(
                "Print the sheet and give it to its keeper, who looks up two of its words and "
                "types them here. Nobody else should look."
            )
        )
        self.explanation.show()
        for line, place in zip(
            (self.first, self.second), ceremony.asked[self._number - 1], strict=True
        ):
            line.clear()
            line.setAccessibleName(_("Word {number} of the sheet").format(number=place))
        for field, place in zip(
            self.fields.values(), ceremony.asked[self._number - 1], strict=True
        ):
            field.set_label(_("Word {number} of the sheet").format(number=place))

    def leave(self) -> bool:
        """Confirm the sheet, and go on once all are."""
        ceremony = self._ceremony()
        if ceremony is None or ceremony.next_sheet is None:
            return True
        ceremony = self._app.ceremony.confirm(self._number, self.first.text(), self.second.text())
        if ceremony.next_sheet is None:
            return True
        self.entered()
        self.first.setFocus()
        return False

    def next_words(self) -> str:
        """Say what is done."""
        return _("Confirm")

    def _all_done(self) -> None:
        self._who.setText(_("All parts are confirmed."))
        for widget in (self._print, *self.fields.values()):
            widget.hide()

    def _ceremony(self) -> Ceremony | None:
        return self._app.ceremony.under_way()

    def _print_it(self) -> None:
        print_protocol(self, self._app, DocumentKind.KEY_SHARE, self.values)

    def values(self) -> "ProtocolValues":
        """Return what the sheet says; call it in the background."""
        from kbh_desktop.custody.papers import sheet_values  # noqa: PLC0415 - imports reportlab

        ceremony = self._ceremony()
        assert ceremony is not None  # noqa: S101 - the step shows one
        return sheet_values(
            self._app.ceremony.sheet(self._number),
            ceremony,
            self._app.bundles.office_card(),
            self._app.settings.office_name,
            self._app.clock().astimezone(),
        )


class CardStep(WizardStep):
    """The new key is in force; the office's card is written and the minutes are printed."""

    def __init__(self, app: "App") -> None:
        super().__init__(
            _("Card and minutes"),
            _(
                "The new key is in force, and the sheets before open nothing. Laptops learn it "
                "with their next bundle; give the card to those that are set up from now on."
            ),
        )
        self._app = app
        self._fingerprint = Text("", "Strong")
        self._written = Text("", "Muted", wrap=True)
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        self.card = Button(_("Save the office card …"), self._ask, icon="save")
        self.minutes = Button(_("Print the minutes"), self._print_it, icon="printer")
        line.addWidget(self.card)
        line.addWidget(self.minutes)
        line.addStretch(1)
        self.column.addWidget(self._fingerprint)
        self.column.addWidget(row)
        self.column.addWidget(self._written)

    def entered(self) -> None:
        """Put the key in force, once."""
        if self._app.ceremony.under_way() is not None:
            self._app.ceremony.finish()
        fingerprint = self._app.bundles.office_card().fingerprint
        self._fingerprint.setText(_("Fingerprint: {fingerprint}").format(fingerprint=fingerprint))

    def next_words(self) -> str:
        """Say that this is the end."""
        return _("Done")

    def first_field(self) -> QWidget:
        """Begin with the card."""
        return self.card

    def write_card(self, folder: Path) -> None:
        """Write the card and say where it is."""
        with guard(self):
            path = self._app.office_keys.write_card(folder)
            self._written.setText(_("Public card: {path}").format(path=path))

    def _ask(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, _("Where to write the card"))
        if chosen:
            self.write_card(Path(chosen))

    def _print_it(self) -> None:
        said = partial(self._written.setText, _("The minutes are printed."))
        print_protocol(self, self._app, DocumentKind.KEY_MINUTES, self.values, said)

    def values(self) -> "ProtocolValues":
        """Return what the minutes say; call it in the background."""
        from kbh_desktop.custody.papers import minutes_values  # noqa: PLC0415 - imports reportlab

        custody = self._app.ceremony.custody()
        assert custody is not None  # noqa: S101 - it was just finished
        return minutes_values(
            custody,
            self._app.bundles.office_card(),
            self._app.settings.office_name,
            self._app.clock().astimezone(),
        )
