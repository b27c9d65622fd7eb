"""Ways to work the window, and a navigator that remembers where it was sent."""

from PySide6.QtCore import Qt

from kbh_desktop.people.model import PersonQuery
from ui.preferences import Preferences

Key, Ctrl = Qt.Key, Qt.KeyboardModifier.ControlModifier
PASSPHRASE = "rosiner gynger"


class Wanderer:
    """Stands in for the window around a page."""

    def __init__(self):
        self.went = []
        self.said = []
        self.preferences = Preferences()

    def go(self, place):
        self.went.append((place.page, place.subject))

    def back(self):
        self.went.append(("back", ""))

    def reload(self):
        self.went.append(("reload", ""))

    def open_person(self, person_id):
        self.went.append(("person", person_id))

    def open_interview(self, interview_id):
        self.went.append(("interview", interview_id))

    def open_exchange(self):
        self.went.append(("exchange", ""))

    def choose(self, preferences):
        self.preferences = preferences

    def put_back(self, backup_name):
        self.went.append(("put_back", backup_name))

    def toast(self, text):
        self.said.append(text)

    def confirm(self, question, on_yes):
        self.said.append(question.title)
        on_yes()


def names_missing(root):
    """Return the focusable, visible widgets of `root` that a screen reader could not name."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QAccessible
    from PySide6.QtWidgets import QScrollArea, QWidget

    missing = []
    for widget in root.findChildren(QWidget):
        tabbed = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
        if isinstance(widget, QScrollArea):
            continue  # read aloud by what is in it
        if not tabbed or not widget.isVisible() or widget.focusProxy() is not None:
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            missing.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return missing


def card_of(window):
    return window.centralWidget()._card


def unlock(qtbot, window, passphrase=PASSPHRASE):
    line = card_of(window)._field.focusProxy()
    line.setText(passphrase)
    qtbot.keyClick(line, Key.Key_Return)


def page_of(window):
    return window.shell.current_page()


def first_person(window):
    return window.shell._app.people.find(PersonQuery()).ids[0]
