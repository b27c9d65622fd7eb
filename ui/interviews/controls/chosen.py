"""Several of many options, found by typing and shown as chips."""

from PySide6.QtWidgets import QWidget

from kbh_desktop.xforms.states import ChoiceView, View
from ui.interviews.controls.catalogue import CatalogueControl, Entry, Find


class ChosenControl(CatalogueControl):
    """The question's own options as a catalogue; the answer keeps the order of the form."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Find(self._found_in, self._label), many=True, parent=parent)
        self._choices: tuple[ChoiceView, ...] = ()

    def show_view(self, view: View, /) -> None:
        """Show what was chosen."""
        if view.choices != self._choices:
            self._choices = view.choices
            self._codes = []
        super().show_view(view)

    def _found_in(self, typed: str) -> list[Entry]:
        wanted = typed.strip().casefold()
        return [
            (choice.value, choice.label)
            for choice in self._choices
            if wanted in f"{choice.label} {choice.label_other}".casefold()
            if choice.value not in self._codes
        ]

    def _label(self, code: str) -> str:
        return next((choice.label for choice in self._choices if choice.value == code), code)

    def _changed(self) -> None:
        order = [choice.value for choice in self._choices]
        self._codes.sort(key=lambda code: order.index(code) if code in order else len(order))
        super()._changed()
