"""Several steps in one dialog, one after the other, with the keyboard alone if need be."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from ui.errors import guard
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field
from ui.widgets.text import Text


class WizardStep(QWidget):
    """One step; `fields` show the errors that `leave` raises about them."""

    def __init__(self, title: str, explanation: str = "") -> None:
        super().__init__()
        self.title = title
        self.fields: dict[str, Field] = {}
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(12)
        self.explanation = Text(explanation, "Sub", wrap=True)
        self.column.addWidget(self.explanation)
        self.explanation.setVisible(bool(explanation))

    def entered(self) -> None:
        """Show what is known now; called each time the step comes to the front."""

    def leave(self) -> bool:
        """Do what the step is for and return whether to go on.

        Raises: KbhError, which is shown.
        """
        return True

    def next_words(self) -> str:
        """Return what the button to the next step says."""
        return _("Next")

    def first_field(self) -> QWidget | None:
        """Return what takes the keyboard."""
        return next((field.control for field in self.fields.values()), None)

    def add_field(self, name: str, field: Field) -> None:
        """Add a field that shows the errors about `name`."""
        self.fields[name] = field
        self.column.addWidget(field)


class Wizard(Dialog):
    """Shows its steps; what was done in one is kept when the dialog is closed."""

    width_px = 680

    def __init__(self, parent: QWidget, title: str, steps: Sequence[WizardStep]) -> None:
        super().__init__(parent, title)
        self.steps = tuple(steps)
        self.at = 0
        self._counter = Text("", "Muted")
        self.column.addWidget(self._counter)
        for step in self.steps:
            step.hide()
            self.column.addWidget(step)
        self.add_cancel(_("Close"))
        self._back = Button(_("Back"), self.back)
        self.buttons.addWidget(self._back)
        self._next = PrimaryButton("", self.accept)
        self._next.setDefault(True)
        self.buttons.addWidget(self._next)

    def begin(self, at: int = 0) -> None:
        """Open the dialog at the step `at`."""
        self.start()
        self.show_step(at)

    def show_step(self, at: int) -> None:
        """Bring a step to the front."""
        self.clear_notice()
        self.steps[self.at].hide()
        self.at = at
        step = self.steps[at]
        with guard(self, step.fields):
            step.entered()
        self.heading.setText(step.title)
        self._counter.setText(_("Step {number} of {of}").format(number=at + 1, of=len(self.steps)))
        self._back.setVisible(at > 0)
        self._next.set_words(step.next_words())
        step.show()
        self._fit()
        (step.first_field() or self._next).setFocus()

    def back(self) -> None:
        """Return to the step before."""
        self.show_step(max(0, self.at - 1))

    def accept(self) -> None:
        """Do what the step is for, then go on, or close after the last."""
        step = self.steps[self.at]
        for field in step.fields.values():
            field.show_error("")
        done = False
        with guard(self, step.fields):
            done = step.leave()
        if done and self.at == len(self.steps) - 1:
            super().accept()
        elif done:
            self.show_step(self.at + 1)
        else:
            self._fit()

    def enable_next(self, enabled: bool) -> None:  # noqa: FBT001 - what Qt's setEnabled takes
        """Let the button to the next step be pressed, or not while something is under way."""
        self._next.setEnabled(enabled)
