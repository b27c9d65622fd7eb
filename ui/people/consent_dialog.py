"""Writes down that a person agrees or takes a consent back, and how it was said."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kbh_desktop.consent.purposes import Purpose
from kbh_desktop.i18n import _
from kbh_desktop.people import lists
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.select import Select
from ui.widgets.text import Text


class ConsentDialog(Dialog):
    """`said` gives how it was said and the code of the language."""

    said = Signal(str, str)

    def __init__(self, parent: QWidget, wanted: Purpose, languages: str, *, gives: bool) -> None:
        title = _("The person agrees") if gives else _("The person takes it back")
        super().__init__(parent, title)
        self.column.addWidget(Text(wanted.title, "Strong", wrap=True))
        self.column.addWidget(Text(wanted.texts["da"], wrap=True))
        if not gives:
            self.column.addWidget(Text(wanted.meanings["da"], "Muted", wrap=True))
        self.how = Select(
            _("How was it said?"),
            (
                ("spoken", _("Spoken, with an interpreter where needed")),
                ("paper", _("In writing")),
            ),
        )
        self.column.addWidget(Field(_("How was it said?"), self.how))
        codes = dict.fromkeys([*languages.split(), "da", "en"])
        self.language = Select(_("In which language?"), [(code, _language(code)) for code in codes])
        self.column.addWidget(Field(_("In which language?"), self.language))
        self.add_cancel()
        yes = _("Write down the yes") if gives else _("Take it back")
        self.add_accept(yes, dangerous=not gives)

    def accept(self) -> None:
        """Give what was chosen."""
        super().accept()
        self.said.emit(self.how.value, self.language.value)


def _language(code: str) -> str:
    return lists.language_of(code).name
