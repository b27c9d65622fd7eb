"""The parts pages are built from."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QVBoxLayout, QWidget

from kbh_desktop.errors import CancelledError, InputError, NotFoundError
from ui.errors import guard, show_error
from ui.page import Page
from ui.widgets.buttons import Button, IconButton
from ui.widgets.check_box import CheckBox
from ui.widgets.chip import Chip
from ui.widgets.dialog import Dialog, ask
from ui.widgets.field import Field
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.picker import Option, Picker
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select
from ui.widgets.text import ElidedText, Text
from ui.widgets.toast import Toast

Key = Qt.Key
Role = QAccessible.Role


def interface(widget):
    return QAccessible.queryAccessibleInterface(widget)


@pytest.fixture
def window(qtbot, look):
    window = QMainWindow()
    window.resize(800, 600)
    page = Page("Prøve")
    page.first = QLineEdit()
    page.column.addWidget(page.first)
    window.setCentralWidget(page)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    page.first.setFocus()
    return window


# Text


def test_a_name_never_acts_as_markup(qtbot, look):
    label = Text("<b>Omar</b>")
    qtbot.addWidget(label)
    assert label.textFormat() is Qt.TextFormat.PlainText


def test_text_that_is_cut_can_be_read_as_a_tip(qtbot, look):
    label = ElidedText("Et meget langt navn på en person")
    qtbot.addWidget(label)
    label.resize(60, 20)
    label.show()
    assert label.toolTip() == "Et meget langt navn på en person"
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_an_empty_chip_takes_no_room(qtbot, look):
    chip = Chip()
    qtbot.addWidget(chip)
    assert chip.isHidden()
    chip.say("Om 3 dage", "warn")
    assert not chip.isHidden()


# Buttons and choices


def test_an_icon_alone_has_a_name(qtbot, look):
    button = IconButton("x", "Luk")
    qtbot.addWidget(button)
    assert interface(button).text(QAccessible.Text.Name) == "Luk"


def test_segments_are_read_as_radio_buttons_and_chosen_by_digit(qtbot, look):
    choice = SegmentedChoice("Køn", (("f", "Kvinde"), ("m", "Mand")))
    qtbot.addWidget(choice)
    choice.show()
    second = choice._buttons["m"]
    assert interface(second).role() == Role.RadioButton
    with qtbot.waitSignal(choice.chosen) as chosen:
        qtbot.keyClick(choice._buttons["f"], Key.Key_2)
    assert chosen.args == ["m"]
    with qtbot.waitSignal(choice.chosen):
        qtbot.keyClick(second, Key.Key_Delete)
    assert choice.value == ""


def test_the_whole_line_of_a_check_box_can_be_clicked(qtbot, look):
    box = CheckBox("Adressebeskyttelse")
    qtbot.addWidget(box)
    box.show()
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=box.rect().center())
    assert box.isChecked()
    assert interface(box).role() == Role.CheckBox


def test_a_select_keeps_its_choice_when_the_options_change(qtbot, look):
    select = Select("Center", (("a", "Avnstrup"), ("s", "Sandholm")))
    qtbot.addWidget(select)
    select.choose("s")
    select.set_options((("s", "Sandholm"), ("j", "Jelling")))
    assert select.value == "s"


LANGUAGES = (Option("ar", "arabisk"), Option("hy", "armensk"), Option("ti", "tigrinya"))


def find_language(typed):
    return [one for one in LANGUAGES if one.text.startswith(typed.casefold())]


@pytest.fixture
def picker(qtbot, look):
    picker = Picker("Sprog", find_language, most=2)
    qtbot.addWidget(picker)
    picker.show()
    return picker


def test_what_can_mean_only_one_thing_is_picked_on_enter(qtbot, picker):
    picker._line.setText("tig")
    with qtbot.waitSignal(picker.changed):
        qtbot.keyClick(picker._line, Key.Key_Return)
    assert picker.values == ("ti",)


def test_what_may_mean_several_things_stays_unclear(qtbot, picker):
    picker._line.setText("ar")
    qtbot.keyClick(picker._line, Key.Key_Return)
    assert picker.values == ()
    assert picker.unclear == "ar"


def test_backspace_in_the_empty_field_lets_go_of_the_last(qtbot, picker):
    picker.hold(LANGUAGES[:2])
    qtbot.keyClick(picker._line, Key.Key_Backspace)
    assert picker.values == ("ar",)


def test_escape_empties_the_search_first(qtbot, look):
    field = SearchField("Søg")
    qtbot.addWidget(field)
    field.setText("layla")
    qtbot.keyClick(field, Key.Key_Escape)
    assert field.text() == ""


# Errors


def test_an_input_error_stands_at_its_field(window):
    page = window.centralWidget()
    field = Field("Telefon", QLineEdit(), "Otte cifre")
    with guard(page, {"phone": field}):
        raise InputError("For kort.", field="phone")
    assert field.error == "For kort."
    assert field.control.accessibleDescription() == "For kort."


def test_another_error_stands_above_the_page(window):
    page = window.centralWidget()
    with guard(page.first, {}):
        raise NotFoundError("Den person er ikke her.")
    assert page._notice.text == "Den person er ikke her."


def test_a_mistake_of_the_program_is_told_and_logged_without_its_words(window, logged_warnings):
    show_error(window.centralWidget().first, ValueError("Layla Haddad 010180-1234"))
    assert "fejl" in window.centralWidget()._notice.text
    assert logged_warnings
    assert "Layla" not in logged_warnings[0].getMessage()


def test_stopping_is_no_error(window):
    show_error(window.centralWidget(), CancelledError("Stoppet."))
    assert window.centralWidget()._notice._tone == "info"


# Dialogs


def test_tab_stays_inside_a_dialog_and_the_keyboard_returns(qtbot, window):
    dialog = Dialog(window, "Spørgsmål")
    inside = QLineEdit()
    dialog.column.addWidget(inside)
    dialog.add_cancel()
    dialog.add_accept("Ja")
    dialog.start()
    for _press in range(5):
        qtbot.keyClick(window.focusWidget(), Key.Key_Tab)
        assert dialog.isAncestorOf(window.focusWidget())
    qtbot.keyClick(window.focusWidget(), Key.Key_Escape)
    qtbot.waitUntil(window.centralWidget().first.hasFocus)


def test_a_dialog_is_read_as_one_and_is_no_window_of_its_own(window):
    dialog = Dialog(window, "Spørgsmål")
    dialog.start()
    assert interface(dialog).role() == Role.Dialog
    assert not dialog.isWindow()
    assert dialog.geometry() == window.rect()


def test_asking_begins_on_the_safe_answer(qtbot, window):
    said = []
    dialog = ask(window, "Slet noten?", "Den fjernes.", "Slet noten", lambda: said.append("yes"))
    qtbot.keyClick(window.focusWidget(), Key.Key_Return)
    assert said == []
    dialog = ask(window, "Slet noten?", "Den fjernes.", "Slet noten", lambda: said.append("yes"))
    yes = next(b for b in dialog.findChildren(Button) if b.text() == "Slet noten")
    qtbot.mouseClick(yes, Qt.MouseButton.LeftButton)
    assert said == ["yes"]


def test_a_toast_stays_inside_its_window(qtbot, window):
    toast = Toast(window)
    toast.say("Pakken er lavet " * 20)
    assert window.rect().contains(toast.geometry())


# The layout that wraps


@given(
    widths=st.lists(st.integers(10, 300), min_size=1, max_size=12),
    room=st.integers(50, 700),
    centred=st.booleans(),
)
def test_a_flow_keeps_every_part_inside_and_none_over_another(qapp, widths, room, centred):
    place = QWidget()
    flow = FlowLayout(place, spacing=6, centred=centred)
    labels = []
    for width in widths:
        label = QLabel("x")
        label.setFixedSize(min(width, room), 20)
        flow.addWidget(label)
        labels.append(label)
    flow.setGeometry(QRect(0, 0, room, flow.heightForWidth(room)))
    boxes = [label.geometry() for label in labels]
    assert all(box.left() >= 0 and box.right() < room for box in boxes)
    assert all(box.bottom() < flow.heightForWidth(room) for box in boxes)
    assert not any(
        one.intersects(other) for at, one in enumerate(boxes) for other in boxes[at + 1 :]
    )


def test_a_flow_can_be_emptied(qtbot, look):
    place = QWidget()
    qtbot.addWidget(place)
    column = QVBoxLayout(place)
    flow = FlowLayout()
    column.addLayout(flow)
    flow.addWidget(QLabel("x"))
    flow.clear()
    assert flow.count() == 0


def test_enter_takes_the_first_match_while_the_list_is_open(qtbot, picker):
    line = picker.findChild(QLineEdit)
    qtbot.keyClicks(line, "ara")
    assert picker._popup.isVisible()
    qtbot.keyClick(picker._popup, Qt.Key.Key_Return)

    assert picker.values == ("ar",)
