"""The first run: what the computer is for, which office, who, and the recovery sheet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.errors import InputError
from kbh_desktop.i18n import _
from ui.background import run_in_background
from ui.errors import guard, show_error
from ui.unlock.door import Door, NewVault
from ui.unlock.recovery_step import RecoveryStep
from ui.unlock.steps import KindStep, OfficeStep, Step, UserStep
from ui.widgets.buttons import PrimaryButton, QuietButton
from ui.widgets.text import Text

if TYPE_CHECKING:
    from kbh_desktop.app import App
    from kbh_desktop.security.recovery import RecoveryKey


class FirstRun(QWidget):
    """Walks through the steps; `opened` gives the new vault, opened."""

    opened = Signal(object)

    def __init__(self, door: Door, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._door = door
        self._app: App | None = None
        self._kind, self._office, self._user = KindStep(), OfficeStep(door), UserStep()
        self._in_front: Step = self._kind
        self._all = QVBoxLayout()
        self._count = Text("", "Muted")
        self._back = QuietButton(_("Back"), self._go_back, icon="arrow-left")
        self._next = PrimaryButton(_("Next"), self.go_on)
        buttons = QHBoxLayout()
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._next)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._count)
        column.addLayout(self._all)
        column.addLayout(buttons)
        for step in (self._kind, self._office, self._user):
            self._add(step)

    def start(self) -> None:
        """Show the first step."""
        self._office.look_up()
        self._show(self._kind)

    @property
    def step(self) -> Step:
        """The step in front."""
        return self._in_front

    def go_on(self) -> None:
        """Leave the step if it is complete."""
        step = self.step
        if not self._next.isEnabled() or not step.check():
            return
        if step is self._user:
            self._create()
        elif isinstance(step, RecoveryStep) and self._app is not None:
            with guard(self):
                self._app.users.confirm_recovery_sheet()
                self.opened.emit(self._app)
        else:
            self._show(self._steps()[self._steps().index(step) + 1])

    def _go_back(self) -> None:
        self._show(self._steps()[self._steps().index(self.step) - 1])

    def _steps(self) -> list[Step]:
        office = [] if self._kind.office.isChecked() else [self._office]
        return [self._kind, *office, self._user]

    def _add(self, step: Step) -> None:
        step.hide()
        self._all.addWidget(step)
        step.next_wanted.connect(self.go_on)

    def _show(self, step: Step) -> None:
        self._user.set_office(office=self._kind.office.isChecked())
        self._in_front.hide()
        self._in_front = step
        step.show()
        steps = self._steps()
        at = steps.index(step) if step in steps else len(steps)
        text = _("Step {number} of {count}").format(number=at + 1, count=len(steps) + 1)
        self._count.setText(text)
        self._back.setVisible(0 < at < len(steps))
        last = isinstance(step, RecoveryStep)
        self._next.set_words(_("Open the program") if last else _("Next"))
        step.first_field().setFocus()

    def _create(self) -> None:
        self._busy(busy=True)
        wanted = NewVault(
            self._user.user_name,
            self._user.passphrase.text,
            self._user.roles,
            is_office=self._kind.office.isChecked(),
            name=self._user.office,
            office_file=None if self._kind.office.isChecked() else self._office.path,
        )
        run_in_background(self, lambda: self._door.create(wanted), self._created, self._failed)

    def _created(self, made: "tuple[App, RecoveryKey]") -> None:
        self._busy(busy=False)
        app, recovery = made
        self._app = app
        step = RecoveryStep(recovery.groups, lambda: self._print(app, recovery))
        self._add(step)
        self._show(step)

    def _print(self, app: "App", recovery: "RecoveryKey") -> None:
        from ui.unlock.print_sheet import print_sheet  # noqa: PLC0415 - needed once

        print_sheet(self, app, recovery)

    def _failed(self, error: Exception) -> None:
        self._busy(busy=False)
        if isinstance(error, InputError):
            self._user.refuse(error)
        else:
            show_error(self, error)

    def _busy(self, *, busy: bool) -> None:
        self._next.setEnabled(not busy)
        self._back.setEnabled(not busy)
        self._user.setEnabled(not busy)
        self._next.set_words(_("Making the vault …") if busy else _("Next"))
