"""Consents on the person's page and the list of what has to be deleted, by keyboard."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from kbh_desktop.app import open_app
from kbh_desktop.consent.purposes import purposes
from kbh_desktop.errors import NotFoundError
from kbh_desktop.security.model import FLOOR_COST
from tests.casework_world import PASSPHRASES, make_office
from tests.ui.window_world import Wanderer, names_missing
from ui.people.consent_dialog import ConsentDialog
from ui.people.keeping import Keeping
from ui.retention.dialogs import DeleteDialog, ExtendDialog
from ui.retention.page import RetentionPage
from ui.widgets.flow_layout import FlowLayout

Key = Qt.Key


@pytest.fixture
def app(tmp_path, clock):
    app = make_office(tmp_path / "vault", clock)
    yield app
    app.close()


@pytest.fixture
def amina(app):
    return app.people.register(given_name="Amina", mother_tongues="ar").id


@pytest.fixture
def due(app, amina):
    app.people.change(amina, phase="closed")
    app.retention.close_case(amina, "2024-05")
    return amina


@pytest.fixture
def away():
    return Wanderer()


@pytest.fixture
def keeping(qtbot, app, amina, away):
    part = Keeping(app, amina, away, lambda: "ar")
    qtbot.addWidget(part)
    part.resize(600, 700)
    part.tell(FlowLayout())
    part.show()
    return part


def button(widget, name):
    return next(b for b in widget.findChildren(QPushButton) if b.accessibleName() == name)


def dialog(widget, kind):
    return widget.window().findChildren(kind)[-1]


def test_every_consent_has_a_row_and_every_button_a_name(keeping):
    names = [b.accessibleName() for b in keeping.findChildren(QPushButton)]
    for each in purposes():
        assert any(each.title in name for name in names)
    assert names_missing(keeping) == []


def test_a_consent_is_taken_back_by_keyboard_and_proof_is_offered(qtbot, app, amina, keeping, away):
    app.consents.give(amina, "employers", how="paper")
    keeping.tell(FlowLayout())
    take_back = button(keeping, "Træk tilbage: Vise CV til virksomheder")
    take_back.setFocus()
    qtbot.keyClick(take_back, Key.Key_Space)
    asked = dialog(keeping, ConsentDialog)
    assert asked.language.value == "ar"
    qtbot.keyClick(asked, Key.Key_Return)
    said = app.consents.consent(amina, "employers")
    assert (said.said, said.counting.how, said.counting.language) == ("withdrawn", "spoken", "ar")
    button(keeping, "Udskriv bevis: Vise CV til virksomheder").click()
    assert away.went[-1] == ("consent_proof", f"{amina}/employers")


def test_cancelling_changes_nothing(qtbot, app, amina, keeping):
    keeping.ask("employers", gives=False)
    qtbot.keyClick(dialog(keeping, ConsentDialog), Key.Key_Escape)
    assert app.consents.consent(amina, "employers").said == ""


def test_the_clock_shows_as_a_chip(qtbot, app, due, keeping):
    chips = FlowLayout()
    keeping.tell(chips)
    shown = [chips.itemAt(i).widget().text() for i in range(chips.count())]
    assert shown == ["Sagen er afsluttet: alt slettes: 31-05-2025"]


@pytest.fixture
def page(qtbot, app, due, away):
    page = RetentionPage(app, away)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    page.activated()
    qtbot.waitUntil(lambda: bool(_names(page)))
    return page


def _names(page):
    return [
        b.accessibleName() for b in page.findChildren(QPushButton) if "Amina" in b.accessibleName()
    ]


def test_what_is_due_is_listed_with_its_actions(page):
    assert _names(page) == ["Åbn: Amina", "Gem længere: Amina", "Slet: Amina"]
    assert names_missing(page) == []


def test_deleting_asks_for_a_reason_and_for_the_journal(qtbot, app, due, page):
    button(page, "Slet: Amina").click()
    asked = dialog(page, DeleteDialog)
    qtbot.keyClick(asked, Key.Key_Return)
    assert asked.isVisible()
    qtbot.keyClicks(asked.reason, "fristen er udløbet")
    qtbot.keyClick(asked, Key.Key_Return)
    assert asked.isVisible()
    qtbot.keyClick(asked.journal, Key.Key_Space)
    qtbot.keyClick(asked, Key.Key_Return)
    qtbot.waitUntil(lambda: len(app.retention.deletions()) == 1 and not _names(page))
    with pytest.raises(NotFoundError):
        app.people.get(due)


def test_keeping_it_longer_asks_for_a_day_and_a_reason(qtbot, app, due, page):
    button(page, "Gem længere: Amina").click()
    asked = dialog(page, ExtendDialog)
    asked.until.show_day(app.retention.today())
    qtbot.keyClick(asked, Key.Key_Return)
    assert asked.isVisible()
    asked.until.show_day(app.retention.today().replace(year=2027))
    qtbot.keyClick(asked, Key.Key_Return)
    assert asked.isVisible()
    qtbot.keyClicks(asked.reason, "klagesag")
    qtbot.keyClick(asked, Key.Key_Return)
    qtbot.waitUntil(lambda: not _names(page))
    assert app.retention.due().total == 0


def test_who_does_not_coordinate_sees_the_list_without_its_deeds(
    qtbot, app, due, away, tmp_path, clock
):
    app.close()
    app = open_app(tmp_path / "vault", "Bo", PASSPHRASES["Bo"], clock, cost=FLOOR_COST)
    page = RetentionPage(app, away)
    qtbot.addWidget(page)
    page.show()
    page.activated()
    qtbot.waitUntil(lambda: bool(_names(page)))
    assert _names(page) == ["Åbn: Amina"]
    app.close()
