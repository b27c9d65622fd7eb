"""Taking answers out in the open: named loudly, with a reason, then written."""

import openpyxl
import pytest
from PySide6.QtWidgets import QDialog, QLabel

from kbh_desktop.people.model import PersonQuery
from tests.casework_world import FORM
from tests.ui.window_world import Wanderer, names_missing
from ui.background import busy
from ui.settings.open_export import LeavingDialog, OpenExportSection


@pytest.fixture
def section(qtbot, opened, tmp_path):
    app = opened.shell.app
    app.interviews.publish(FORM)
    person = app.people.find(PersonQuery()).ids[0]
    answers = {"/data/about/given_name": "Layla", "/data/work/worked": "no"}
    app.interviews.fill(person, "samtale1", {**answers, "/data/health/matters": "no"}, finish=True)
    section = OpenExportSection(app, Wanderer(), choose_folder=lambda _parent: tmp_path)
    section.setParent(opened)
    section.refresh()
    section.show()
    return section


def dialog(qtbot, opened):
    def found():
        return [d for d in opened.findChildren(QDialog) if isinstance(d, LeavingDialog)]

    qtbot.waitUntil(lambda: bool(found()), timeout=10_000)
    return found()[-1]


def test_what_leaves_is_named_and_a_reason_is_asked(qtbot, opened, section, tmp_path):
    section.export.click()
    asked = dialog(qtbot, opened)
    said = " ".join(label.text() for label in asked.findChildren(QLabel))
    assert "Kort samtale: 1 samtale med 1 person" in said
    assert "Hvad er dit fornavn?" in said
    asked.accept()
    assert asked.isVisible()
    assert not list(tmp_path.glob("*.xlsx"))
    assert names_missing(asked) == []
    asked.reason.setText("statistik til kommunen")
    asked.accept()
    qtbot.waitUntil(lambda: not busy(), timeout=10_000)
    book = openpyxl.load_workbook(tmp_path / "samtale1.xlsx")
    assert book.sheetnames == ["samtale1", "samtale1-jobs"]


def test_cancelling_writes_nothing(qtbot, opened, section, tmp_path):
    section.export.click()
    dialog(qtbot, opened).reject()
    assert not list(tmp_path.glob("*.xlsx"))
