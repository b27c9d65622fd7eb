"""Many documents at once: chosen, looked at, saved sealed or open, printed, and always logged."""

import io

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QLabel

from kbh_desktop.documents.model import DocumentKind
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.audit import AuditAction
from tests.casework_world import FORM
from tests.ui.window_world import Wanderer, names_missing
from ui.background import busy
from ui.documents.printing import prepare_printer
from ui.print_center.page import PrintCenterPage
from ui.print_center.passphrase_dialog import FilePassphraseDialog

GIVEN, WORKED, MATTERS = "/data/about/given_name", "/data/work/worked", "/data/health/matters"


@pytest.fixture
def app(opened):
    app = opened.shell.app
    app.interviews.publish(FORM)
    for person in app.people.find(PersonQuery()).ids:
        answers = {GIVEN: app.people.get(person).given_name, WORKED: "no", MATTERS: "no"}
        app.interviews.fill(person, "samtale1", answers, finish=True)
    return app


@pytest.fixture
def page(qtbot, app, tmp_path):
    page = PrintCenterPage(
        app,
        Wanderer(),
        choose_target=lambda _parent, name: tmp_path / name,
        choose_folder=lambda _parent: tmp_path,
    )
    qtbot.addWidget(page)
    page.resize(1060, 700)
    page.show()
    page.activated()
    settle(qtbot)
    return page


def settle(qtbot):
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not busy(), timeout=30_000)


def ready(qtbot, page):
    qtbot.waitUntil(page.print.isEnabled, timeout=30_000)


def everybody(page):
    page.people.choose_all()


def summaries(qtbot, page):
    page.what.tick((DocumentKind.SUMMARY,))
    everybody(page)
    ready(qtbot, page)


def printed(app):
    deeds = [entry.deed for entry in app.audit.entries(limit=50)]
    return [deed for deed in deeds if deed.action in {AuditAction.PRINT, AuditAction.SAVE_FILE}]


def passphrase_of(qtbot, page):
    qtbot.waitUntil(lambda: dialog(page) is not None, timeout=30_000)
    shown = dialog(page)
    words = shown.words.text()
    shown.accept()
    return words


def dialog(page):
    every = page.window().findChildren(QDialog)
    return next((found for found in every if isinstance(found, FilePassphraseDialog)), None)


def test_nothing_is_made_before_something_is_chosen(page, app):
    assert not page.print.isEnabled()
    assert any(label.text() == "Vælg borgere og dokumenter" for label in page.findChildren(QLabel))


def test_people_are_ticked_filtered_and_stay_ticked(qtbot, page):
    page.people.list.item(0).setCheckState(Qt.CheckState.Checked)
    chosen = page.people.chosen
    page.people.search.setText("Omar")
    qtbot.waitUntil(lambda: page.people.list.count() == 1, timeout=5_000)
    page.people.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert len(page.people.chosen) == 2
    assert page.people.chosen[0] == chosen[0]


def test_many_summaries_are_one_sealed_file_with_a_passphrase_shown_once(
    qtbot, page, app, tmp_path
):
    summaries(qtbot, page)
    page.save_one.click()
    words = passphrase_of(qtbot, page)
    content = (tmp_path / "Dokumenter.pdf").read_bytes()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    with pikepdf.open(io.BytesIO(content), password=words) as pdf:
        assert pdf.encryption.R == 6
        assert len(pdf.pages) >= 2
    assert len(printed(app)) == 2
    assert b"Layla" not in content


def test_a_file_each_is_named_by_its_number(qtbot, page, app, tmp_path):
    summaries(qtbot, page)
    page.how.sealed.setChecked(False)
    page.save_each.click()
    settle(qtbot)
    names = sorted(path.name for path in tmp_path.glob("*.pdf"))
    assert len(names) == 2
    assert not any("Layla" in name or "Omar" in name for name in names)
    with pikepdf.open(tmp_path / names[0]) as pdf:
        assert pdf.pages


def test_printing_sends_every_page_and_logs_each_document(qtbot, page, app, tmp_path):
    summaries(qtbot, page)
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    prepare_printer(printer)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "paper.pdf"))
    page.print_to(printer)
    settle(qtbot)
    with pikepdf.open(tmp_path / "paper.pdf") as pdf:
        assert len(pdf.pages) >= 2
    assert [deed.action for deed in printed(app)] == [AuditAction.PRINT] * 2


def test_another_look_makes_the_pages_anew(qtbot, page):
    summaries(qtbot, page)
    before = page.pages._pdf
    page.how.large.setChecked(True)
    assert not page.print.isEnabled()
    ready(qtbot, page)
    assert page.pages._pdf != before


def test_stopping_prints_nothing(qtbot, page, app):
    page.what.tick((DocumentKind.SUMMARY,))
    everybody(page)
    qtbot.waitUntil(lambda: page._maker.is_making, timeout=5_000)
    page._stop.click()
    settle(qtbot)
    assert not page.print.isEnabled()
    assert printed(app) == []


def test_a_selection_is_kept_and_brought_back(qtbot, page, app):
    summaries(qtbot, page)
    page.selections._save("Mandag")
    page.people.clear()
    page.what.tick(())
    page.selections.list.choose("Mandag")
    page.selections._picked("Mandag")
    assert page.what.kinds == (DocumentKind.SUMMARY,)
    assert len(page.people.chosen) == 2
    page.selections._forget()
    assert app.print_selections.all() == ()


def test_the_passphrase_can_be_copied(qtbot, page):
    shown = FilePassphraseDialog(page, "sild-krone")
    shown.start()
    shown.copy.click()
    assert QApplication.clipboard().text() == "sild-krone"
    shown.accept()


def test_everything_has_a_name(page):
    assert names_missing(page) == []
