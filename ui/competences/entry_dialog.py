"""One entry of the card with all its fields; each is saved as soon as it is filled in."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kbh_desktop.errors import InputError, KbhError
from kbh_desktop.i18n import _
from ui.competences.entry_controls import EntryControl, control_for
from ui.competences.entry_fields import FieldSpec
from ui.errors import text_of
from ui.widgets.buttons import Button, DangerButton, QuietButton
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field

Save = Callable[[str, str], None]
"""Saves a field by its name and new text, or raises a KbhError."""


class EntryDialog(Dialog):
    """A field that can't be saved says so and keeps what was typed."""

    remove_wanted = Signal()

    width_px = 600

    def __init__(
        self,
        parent: QWidget,
        title: str,
        specs: Sequence[FieldSpec],
        values: Mapping[str, str],
        save: Save,
    ) -> None:
        super().__init__(parent, title)
        self._save_field = save
        self._kept = {spec.name: values.get(spec.name, "") for spec in specs}
        self.fields: dict[str, Field] = {}
        self.controls: dict[str, EntryControl] = {}
        self._lines: dict[str, QHBoxLayout] = {}
        for spec in specs:
            self._add(spec)
        self.add_accept(_("Done"))

    @property
    def values(self) -> dict[str, str]:
        """What all fields hold now."""
        return {name: control.read() for name, control in self.controls.items()}

    def offer(self, text: str, icon: str, act: Callable[[], None]) -> None:
        """Offer a way from here, such as to the interview it was told in."""

        def leave() -> None:
            self.accept()
            act()

        self._insert(QuietButton(text, leave, icon=icon))

    def offer_removal(self) -> None:
        """Offer to take the entry off the card."""
        self._insert(DangerButton(_("Remove"), self._remove, icon="trash-2"))

    def start(self, focus: QWidget | None = None) -> None:
        """Begin in the first field, below what is said above it."""
        super().start(focus or next(iter(self.controls.values())).widget)

    def accept(self) -> None:
        """Save what is still being typed, and close unless a field was refused."""
        self._save_all()
        if not any(field.error for field in self.fields.values()):
            super().accept()

    def reject(self) -> None:
        """Close on Esc as Done does; there is nothing to throw away."""
        self._save_all()
        super().reject()

    def _insert(self, button: Button) -> None:
        button.setAutoDefault(False)
        self.buttons.insertWidget(0, button)

    def _remove(self) -> None:
        super().reject()
        self.remove_wanted.emit()

    def _add(self, spec: FieldSpec) -> None:
        control = control_for(spec)
        control.fill(self._kept[spec.name])
        control.widget.setAccessibleName(spec.label)
        control.changed.connect(partial(self._save, spec.name))
        field = Field(spec.label, control.widget, spec.hint)
        self.controls[spec.name], self.fields[spec.name] = control, field
        if not spec.line:
            self.column.addWidget(field)
            return
        if spec.line not in self._lines:
            self._lines[spec.line] = line = QHBoxLayout()
            line.setSpacing(16)
            self.column.addLayout(line)
        self._lines[spec.line].addWidget(field, 1, Qt.AlignmentFlag.AlignTop)

    def _save_all(self) -> None:
        for name in self.controls:
            self._save(name)

    def _save(self, name: str) -> None:
        text = self.controls[name].read()
        if text == self._kept[name]:
            self.fields[name].show_error("")
            return
        try:
            self._save_field(name, text)
        except InputError as error:
            self._refuse(error.field or name, str(error))
        except KbhError as error:
            self.show_notice(text_of(error), "bad")
        else:
            self._kept[name] = text
            self.fields[name].show_error("")

    def _refuse(self, name: str, text: str) -> None:
        if name in self.fields:
            self.fields[name].show_error(text)
        else:
            self.show_notice(text, "bad")
