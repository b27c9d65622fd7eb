"""What the person page asks in between: earlier values, a new interview."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.interviews.model import FormCard
from kbh_desktop.people import lists
from kbh_desktop.people.labels import field_label
from kbh_desktop.people.model import FieldHistory
from ui.people.words import language_text
from ui.widgets.buttons import Button
from ui.widgets.card import Rule
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.moments import moment_text
from ui.widgets.select import Select
from ui.widgets.text import Text


class HistoryDialog(Dialog):
    """The earlier values of one field; `restored` gives the one to return to."""

    restored = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        name: str,
        writes: Sequence[FieldHistory],
        shown: Callable[[str], str],
        now: datetime,
    ) -> None:
        super().__init__(parent, field_label(name))
        self._shown = shown
        for number, write in enumerate(writes):
            if number:
                self.column.addWidget(Rule())
            self.column.addWidget(self._row(write, now))
        if not writes:
            self.column.addWidget(Text(_("It has never been changed."), "Muted"))
        self.add_cancel(_("Close"))

    def _row(self, write: FieldHistory, now: datetime) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 2, 0, 2)
        words = QVBoxLayout()
        words.setSpacing(2)
        value = self._shown(str(write.value or "")) or _("empty")
        was = Text(value, "Strong" if write.is_head else "", wrap=True)
        was.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        words.addWidget(was)
        when = f"{moment_text(write.at, now)} · {write.author}"
        words.addWidget(Text(when, "Muted"))
        line.addLayout(words, 1)
        if not write.is_head:
            button = Button(_("Use again"), lambda: self._restore(write.value))
            button.setAccessibleName(_("Use {value} again").format(value=value))
            line.addWidget(button)
        return row

    def _restore(self, value: object) -> None:
        self.accept()
        self.restored.emit(value)


class StartDialog(Dialog):
    """Which form, and in which language beside Danish; `started` gives both."""

    started = Signal(str, str)

    def __init__(self, parent: QWidget, forms: Sequence[FormCard], tongues: str) -> None:
        super().__init__(parent, _("Start an interview"))
        self._forms = tuple(forms)
        self._tongues = tongues.split()
        self._form = Select(_("Form"), ((form.form_id, form.title) for form in forms))
        self._language = Select(_("Language beside Danish"))
        self._form.picked.connect(lambda _form: self._offer_languages())
        self.column.addWidget(Field(_("Form"), self._form))
        self.column.addWidget(
            Field(
                _("Language beside Danish"),
                self._language,
                _("Shown beside every question, and large on the citizen's screen."),
            )
        )
        self._offer_languages()
        self.add_cancel()
        self.add_accept(_("Start"))

    def accept(self) -> None:
        """Say what was chosen."""
        super().accept()
        self.started.emit(self._form.value, self._language.value)

    def _offer_languages(self) -> None:
        form = next((f for f in self._forms if f.form_id == self._form.value), None)
        offered = tuple(form.languages) if form else ()
        self._language.set_options((name, language_name(name)) for name in offered)
        spoken = [name for name in offered if _code(name) in self._tongues]
        if spoken:
            self._language.choose(spoken[0])


def language_name(name: str) -> str:
    """Return a form's language, such as `العربية (ar)` or `ar`, as words."""
    code = _code(name)
    known = any(code == one.code for one in lists.languages())
    return language_text(code) if known else name


def _code(name: str) -> str:
    """Return the code in the brackets that XLSForm puts after a language's name."""
    return name.rpartition("(")[2].rstrip(")").strip()
