"""The user's own passphrase, and for those who may: who can open the vault."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from kbh_desktop.errors import WrongPassphraseError
from kbh_desktop.i18n import _
from kbh_desktop.security.model import NodeKind, Role, User
from kbh_desktop.users import UsersService
from ui.background import run_in_background
from ui.errors import ShowsError, guard, show_error, text_of
from ui.navigation import Navigator, Question
from ui.settings.section import Section
from ui.unlock.passphrase_field import PassphraseField
from ui.unlock.strength import strength
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.card import Rule
from ui.widgets.check_box import CheckBox
from ui.widgets.clearing import clear_layout
from ui.widgets.dialog import Dialog
from ui.widgets.field import Field, FieldError
from ui.widgets.text import Text

_LAPTOP_ROLES = (Role.CONSULTANT, Role.COORDINATOR, Role.COURSE, Role.IT)


def role_labels() -> Mapping[Role, str]:
    """Return the words for each role."""
    return {
        Role.CONSULTANT: _("Job consultant"),
        Role.COORDINATOR: _("Coordinator"),
        Role.HEALTH: _("Responsible for health"),
        Role.COURSE: _("Course coordinator"),
        Role.LEADER: _("Leader"),
        Role.IT: _("IT"),
    }


class PassphraseSection(Section):
    """Changes the passphrase of whoever is in."""

    def __init__(self, users: UsersService, navigator: Navigator) -> None:
        super().__init__(_("Passphrase"), _("Change it if somebody may have seen you type it."))
        self._users = users
        self._navigator = navigator
        button = Button(_("Change the passphrase …"), self._ask, icon="key-round")
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _ask(self) -> None:
        PassphraseDialog(self, self._users, self._navigator).start()


class PassphraseDialog(Dialog):
    """Asks for the present and the new passphrase."""

    def __init__(self, parent: QWidget, users: UsersService, navigator: Navigator) -> None:
        super().__init__(parent, _("Change the passphrase"))
        self._users = users
        self._navigator = navigator
        self.old = PassphraseField(_("Present passphrase"))
        self.new = PassphraseField(_("New passphrase"))
        self.again = PassphraseField(_("The new passphrase once more"))
        self._verdict = Text("", "Muted", wrap=True)
        self.new.changed.connect(lambda typed: self._verdict.setText(strength(typed).words))
        for label, field in (
            (_("Present passphrase"), self.old),
            (_("New passphrase"), self.new),
            ("", self._verdict),
            (_("The new passphrase once more"), self.again),
        ):
            if label:
                self.column.addWidget(Text(label, "Label"))
            self.column.addWidget(field)
        self.add_cancel()
        self._yes = self.add_accept(_("Change"))

    def accept(self) -> None:
        """Change it in the background, as guessing it is made slow on purpose."""
        alike = self.new.text == self.again.text
        self.again.show_error("" if alike else _("The two are not alike."))
        if not alike:
            return
        old, new = self.old.text, self.new.text
        self._yes.setEnabled(False)
        run_in_background(
            self,
            lambda: self._users.change_passphrase(old, new),
            lambda _none: self._changed(),
            self._refused,
        )

    def _changed(self) -> None:
        super().accept()
        self._navigator.toast(_("The passphrase is changed"))

    def _refused(self, error: Exception) -> None:
        self._yes.setEnabled(True)
        wrong_old = isinstance(error, WrongPassphraseError)
        (self.old if wrong_old else self.new).show_error(text_of(error))


class UsersSection(Section):
    """Lists, adds and removes users."""

    def __init__(self, users: UsersService, navigator: Navigator, me: User, kind: NodeKind) -> None:
        super().__init__(
            _("Users and roles"), _("Each user opens the vault with a passphrase of their own.")
        )
        self._users = users
        self._navigator = navigator
        self._me = me
        self._roles = tuple(Role) if kind is NodeKind.OFFICE else _LAPTOP_ROLES
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)
        add = Button(_("Add a user …"), self._ask, icon="user-plus")
        self.column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def refresh(self) -> None:
        """List the users."""
        clear_layout(self._rows)
        with guard(self):
            for user in self._users.all():
                self._rows.addWidget(self._row(user))
                self._rows.addWidget(Rule())

    def _row(self, user: User) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 8, 0, 8)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Text(user.name, "Strong", wrap=True))
        labels = role_labels()
        words.addWidget(
            Text(", ".join(labels[r] for r in Role if r in user.roles), "Muted", wrap=True)
        )
        line.addLayout(words, 1)
        if user.id != self._me.id:
            remove = QuietButton(_("Remove"), lambda: self._confirm_removal(user))
            remove.setAccessibleName(_("Remove {name}").format(name=user.name))
            line.addWidget(remove)
        return row

    def _ask(self) -> None:
        dialog = UserDialog(self, self._users, self._roles)
        dialog.accepted.connect(self._added)
        dialog.start()

    def _added(self) -> None:
        self.refresh()
        self._navigator.toast(_("The user is added"))

    def _confirm_removal(self, user: User) -> None:
        def remove() -> None:
            with guard(self):
                self._users.remove(user.name)
                self.refresh()

        self._navigator.confirm(
            Question(
                _("Remove {name}?").format(name=user.name),
                _("The passphrase of this user opens the vault no more. What was written stays."),
                _("Remove"),
                dangerous=True,
            ),
            remove,
        )


class UserDialog(Dialog):
    """Asks for name, roles and a first passphrase of a new user."""

    def __init__(self, parent: QWidget, users: UsersService, roles: tuple[Role, ...]) -> None:
        super().__init__(parent, _("Add a user"))
        self._users = users
        self.line = QLineEdit()
        self._name = Field(_("Name"), self.line)
        self.boxes = {role: CheckBox(role_labels()[role]) for role in roles}
        self._no_role = FieldError()
        self.passphrase = PassphraseField(_("First passphrase"))
        self._words = QLineEdit()
        self._words_field = Field(
            _("Recovery sheet"),
            self._words,
            _("Only if you give the health role without having it yourself."),
        )
        self.column.addWidget(self._name)
        self.column.addWidget(Text(_("Roles"), "Label"))
        for box in self.boxes.values():
            self.column.addWidget(box)
        self.column.addWidget(self._no_role)
        self.column.addWidget(Text(_("First passphrase"), "Label"))
        self.column.addWidget(self.passphrase)
        self.column.addWidget(Text(_("The user should change it at once."), "Muted"))
        self.column.addWidget(self._words_field)
        self._words_field.setVisible(Role.HEALTH in self.boxes)
        self.add_cancel()
        self._yes = self.add_accept(_("Add"))

    def accept(self) -> None:
        """Add the user in the background."""
        self._name.show_error("")
        self.passphrase.show_error("")
        self._no_role.say("")
        name, passphrase = self.line.text().strip(), self.passphrase.text
        roles = [role for role, box in self.boxes.items() if box.isChecked()]
        words = self._words.text().strip()
        self._yes.setEnabled(False)
        run_in_background(
            self,
            lambda: self._users.add(name, roles, passphrase, recovery_words=words),
            lambda _user: super(UserDialog, self).accept(),
            self._refused,
        )

    def _refused(self, error: Exception) -> None:
        self._yes.setEnabled(True)
        fields: dict[str, ShowsError] = {"name": self._name, "passphrase": self.passphrase}
        field = getattr(error, "field", "")
        if field == "roles":
            self._no_role.say(text_of(error))
        elif field in fields:
            fields[field].show_error(text_of(error))
        else:
            show_error(self, error)
