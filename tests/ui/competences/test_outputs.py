"""What leaves the card: read through on screen, and saved as a file only after a loud word."""

import orjson
import pytest
from PySide6.QtCore import Qt

from kbh_desktop.competences.spoken import word_for
from ui.background import busy
from ui.competences.citizen_pictures import CitizenPictures
from ui.competences.outputs import EuropassDialog, Outputs, PreviewDialog
from ui.competences.print_page import CompetencePrintPage
from ui.widgets.buttons import Button
from ui.widgets.text import Text

Key = Qt.Key
PIN = "4711"


@pytest.fixture
def filled(app, person):
    app.people.change(person, phone="20123456", udl_nr="12345678")
    app.competences.add_occupation(
        person, "Kok", code="5120", began="2012", ended="2019", country="SYR"
    )
    app.competences.add_skill(person, "Lave varm mad", code="51-01", level=3)
    app.competences.add_skill(person, "min mors suppe", level=2)
    app.competences.add(person, "language", language="da", speaking="a2")
    app.competences.add(person, "licence", category="B")
    return person


@pytest.fixture
def outputs(qtbot, app, filled, away, tmp_path):
    made = Outputs(
        app.competences, filled, away, choose_target=lambda _parent, name: tmp_path / name
    )
    qtbot.addWidget(made)
    made.show()
    return made


def open_dialog(qtbot, widget, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in widget.findChildren(kind)))
    return next(d for d in widget.findChildren(kind) if d.isVisible())


def words(dialog):
    return [text.text() for text in dialog.findChildren(Text)]


def test_the_cv_draft_is_read_in_jobnets_order(qtbot, outputs):
    outputs.show_cv()
    said = words(open_dialog(qtbot, outputs, PreviewDialog))
    assert said.index("Vigtigste kompetencer") < said.index("Arbejde") < said.index("Sprog")
    assert any("Kok" in line and "2012–2019" in line and "Syrien" in line for line in said)


def test_the_profile_for_companies_tells_neither_name_nor_place_nor_own_words(
    qtbot, app, filled, outputs
):
    outputs.show_anonymous()
    said = " ".join(words(open_dialog(qtbot, outputs, PreviewDialog)))
    person = app.people.get(filled)
    for secret in (person.given_name, person.family_name, "Syrien", "suppe", "2012", "20123456"):
        assert secret not in said
    assert "Lave varm mad" in said


def test_the_competence_profile_has_every_skill_with_its_level(qtbot, outputs):
    outputs.show_profile()
    said = words(open_dialog(qtbot, outputs, PreviewDialog))
    assert any("min mors suppe" in line and "Selvstændigt" in line for line in said)


def test_before_a_europass_file_is_saved_it_is_named_what_leaves(qtbot, outputs, tmp_path, away):
    outputs.ask_europass()
    dialog = open_dialog(qtbot, outputs, EuropassDialog)
    assert "ikke krypteret" in dialog._notice.text
    said = " ".join(words(dialog))
    assert "Layla Haddad" in said or "Omar Karimi" in said
    assert "20123456" in said
    assert "1 job" in said
    assert dialog._cancel.hasFocus()
    qtbot.keyClick(dialog, Key.Key_Escape)
    assert not list(tmp_path.glob("europass.*"))


def test_a_confirmed_europass_file_holds_the_cv(qtbot, outputs, tmp_path, away):
    outputs.ask_europass()
    open_dialog(qtbot, outputs, EuropassDialog).accept()
    saved = orjson.loads((tmp_path / "europass.json").read_bytes())
    assert "SkillsPassport" in saved
    assert away.said[-1] == "Gemt som europass.json"


def test_the_other_format_can_be_chosen_with_a_digit(qtbot, outputs, tmp_path):
    outputs.ask_europass()
    dialog = open_dialog(qtbot, outputs, EuropassDialog)
    qtbot.keyClick(dialog.format, Key.Key_2)
    dialog.accept()
    assert (tmp_path / "europass.xml").read_bytes().startswith(b"<?xml")


@pytest.fixture
def pictures(qtbot):
    made = CitizenPictures(
        [("cooking", "cooking-pot", "Lave mad"), ("sewing", "scissors", "Sy")],
        {"sewing"},
        language="ar",
        pin=PIN,
    )
    qtbot.addWidget(made)
    made.resize(1100, 660)
    made.show()
    made.activateWindow()
    return made


def test_pictures_on_the_citizens_screen_are_chosen_by_keys(qtbot, pictures):
    told = []
    pictures.toggled.connect(lambda code, chosen: told.append((code, chosen)))
    pictures.setFocus()
    qtbot.keyClick(pictures, Key.Key_Right)
    qtbot.keyClick(pictures.cards["cooking"], Key.Key_Space)
    qtbot.keyClick(pictures.cards["cooking"], Key.Key_Right)
    qtbot.keyClick(pictures.cards["sewing"], Key.Key_Space)
    assert told == [("cooking", True), ("sewing", False)]


def test_what_was_chosen_stays_chosen_when_the_pictures_grow(pictures):
    pictures.cards["cooking"].click()
    pictures.resize_text(1)
    assert [code for code, card in pictures.cards.items() if card.isChecked()] == [
        "cooking",
        "sewing",
    ]


def test_the_citizens_screen_is_left_by_the_pin_alone_and_tab_stays_on_it(qtbot, pictures):
    left = []
    pictures.left.connect(lambda: left.append(True))
    for _tab in range(12):
        qtbot.keyClick(pictures.focusWidget() or pictures, Key.Key_Tab)
        assert pictures.isAncestorOf(pictures.focusWidget())
    qtbot.keyClick(pictures, Key.Key_Escape)
    qtbot.keyClicks(pictures.pin_field, "1234")
    assert not left
    pictures.pin_field.clear()
    qtbot.keyClicks(pictures.pin_field, PIN)
    assert left


def test_from_the_words_one_goes_on_to_the_pages(qtbot, outputs, away, filled):
    outputs.show_profile()
    dialog = open_dialog(qtbot, outputs, PreviewDialog)
    next(b for b in dialog.findChildren(Button) if "udskriv" in b.text()).click()
    assert away.went[-1] == ("competence_print", filled)


def test_the_pages_are_saved_with_a_number_and_logged(qtbot, app, filled, away, tmp_path):
    page = CompetencePrintPage(app, away, filled)
    qtbot.addWidget(page)
    page.show()
    page.activated()
    page.restore("competence-profile")
    qtbot.waitUntil(page.save.isEnabled, timeout=20_000)
    qtbot.waitUntil(lambda: not busy(), timeout=20_000)
    page.save_to(tmp_path / "profil.pdf")
    assert (tmp_path / "profil.pdf").read_bytes().startswith(b"%PDF")
    assert app.documents.prints(filled)


def test_the_citizens_screen_says_abilities_in_the_persons_language_first(pictures):
    assert pictures.cards["cooking"].text() == word_for("cooking", "ar")
    assert "Lave mad" in pictures.cards["cooking"].accessibleName()
