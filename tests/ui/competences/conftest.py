"""The competence card of one person, in a page of its own with real services."""

import shutil

import pytest
from PySide6.QtWidgets import QWidget

from kbh_desktop.app import open_app
from kbh_desktop.clock import system_clock
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import FLOOR_COST
from tests.ui.window_world import PASSPHRASE, Wanderer
from ui.background import busy
from ui.competences.page import CompetencePage


@pytest.fixture
def app(look, office, tmp_path):
    folder = tmp_path / "vault"
    shutil.copytree(office, folder)
    app = open_app(folder, "Karin Holm", PASSPHRASE, system_clock, cost=FLOOR_COST)
    yield app
    app.close()


@pytest.fixture
def person(app):
    return app.people.find(PersonQuery()).ids[0]


@pytest.fixture
def away():
    return Wanderer()


@pytest.fixture
def shown(qtbot, app, person, away):
    """Makes and shows the page, after what was put on the card before."""

    windows = []

    def show(width=1060, height=760):
        window = QWidget()
        windows.append(window)
        window.resize(width, height)
        page = CompetencePage(person, app, away)
        page.setParent(window)
        page.resize(width, height)
        qtbot.addWidget(window)
        window.show()
        page.activated()
        window.activateWindow()
        qtbot.waitUntil(page.finder.field.hasFocus)
        qtbot.waitUntil(lambda: not busy())
        return page

    return show


@pytest.fixture
def page(shown):
    return shown()
