"""Taking ESCO packs in from the settings."""

import csv
import io
import zipfile

import pytest
from PySide6.QtWidgets import QPushButton

from kbh_desktop.errors import CancelledError
from ui.background import busy
from ui.competences.esco_dialogs import EscoPreviewDialog, EscoReportDialog
from ui.competences.esco_section import EscoSection
from ui.competences.missed_section import MissedSection
from ui.widgets.text import Text

BAKER, TAILOR = "urn:occupation:baker", "urn:occupation:tailor"


def _table(rows, code):
    text = io.StringIO()
    header = ["conceptType", "altLabels", "conceptUri", code, "preferredLabel"]
    csv.writer(text).writerows([header, *rows])
    return text.getvalue()


@pytest.fixture
def pack(tmp_path):
    def make(version, *occupations):
        path = tmp_path / f"ESCO dataset - v{version} - classification - en - csv.zip"
        rows = [("Occupation", "", uri, "7512", label) for uri, label in occupations]
        with zipfile.ZipFile(path, "w") as file:
            file.writestr("occupations_en.csv", _table(rows, "iscoGroup"))
            skill = [("Skill", "", "urn:skill:knead", "", "knead dough")]
            file.writestr("skills_en.csv", _table(skill, "reuseLevel"))
        return path

    return make


@pytest.fixture
def section(qtbot, app, away):
    made = EscoSection(app, away)
    qtbot.addWidget(made)
    made.refresh()
    made.show()
    return made


def said(widget):
    return [text.text() for text in widget.findChildren(Text) if text.isVisibleTo(widget)]


def dialog_of(qtbot, section, kind):
    qtbot.waitUntil(lambda: any(d.isVisible() for d in section.findChildren(kind)))
    return next(d for d in section.findChildren(kind) if d.isVisible())


def take_in(qtbot, section, path):
    section.look_at(path)
    dialog_of(qtbot, section, EscoPreviewDialog).accept()
    return dialog_of(qtbot, section, EscoReportDialog)


def test_a_pack_is_shown_before_it_is_taken_in(qtbot, app, section, pack):
    assert "Ingen pakke endnu." in said(section)
    section.look_at(pack("1.1.1", (BAKER, "baker"), (TAILOR, "tailor")))
    dialog = dialog_of(qtbot, section, EscoPreviewDialog)
    assert {"Engelsk", "version 1.1.1", "2 stillinger", "1 kompetence"} <= set(said(dialog))
    dialog.reject()
    qtbot.waitUntil(lambda: not busy())
    assert app.esco.packs() == ()


def test_a_pack_taken_in_is_listed_with_its_version(qtbot, section, pack):
    report = take_in(qtbot, section, pack("1.1.1", (BAKER, "baker")))
    assert "1 stilling" in said(report)
    qtbot.waitUntil(lambda: any("version 1.1.1 · hentet ind" in text for text in said(section)))


def test_a_newer_version_says_what_disappeared_and_from_which_cards(
    qtbot, app, person, section, pack
):
    take_in(qtbot, section, pack("1.1.1", (BAKER, "baker"), (TAILOR, "tailor"))).accept()
    app.competences.add_occupation(person, "tailor", uri=TAILOR, version="1.1.1")
    report = take_in(qtbot, section, pack("1.2.0", (BAKER, "baker")))
    assert "1 navn er forsvundet:" in said(report)
    assert "tailor · 1 kort" in said(report)


def test_a_pack_is_removed_after_a_question(qtbot, app, section, pack, away):
    take_in(qtbot, section, pack("1.1.1", (BAKER, "baker"))).accept()
    buttons = section.findChildren(QPushButton)
    next(b for b in buttons if b.accessibleName() == "Fjern Engelsk").click()
    assert away.said[-1] == "Fjern Engelsk?"
    qtbot.waitUntil(lambda: app.esco.packs() == ())


def test_a_file_that_is_no_pack_is_refused_with_a_word(qtbot, app, section, tmp_path):
    path = tmp_path / "noget.zip"
    path.write_bytes(b"ikke en zip")
    told = []
    section.show_notice = lambda text, _tone: told.append(text)
    section.look_at(path)
    qtbot.waitUntil(lambda: bool(told))
    section.look_at(path)
    qtbot.waitUntil(lambda: told == [told[0]] * 2)
    assert app.esco.packs() == ()


def test_a_pack_that_was_stopped_goes_on(qtbot, app, section, pack):
    path = pack("1.1.1", (BAKER, "baker"))
    with pytest.raises(CancelledError):
        app.esco.import_(path, cancelled=lambda: True)
    report = take_in(qtbot, section, path)
    assert "1 stilling" in said(report)


def test_words_nobody_found_are_listed_saved_and_taken_off(qtbot, app, away, tmp_path):
    for words in ("sjakbajs", "mureriarbejdsmand"):
        app.competences.note_missed(words)
    missed = MissedSection(
        app.competences, away, choose_target=lambda _parent, name: tmp_path / name
    )
    qtbot.addWidget(missed)
    missed.refresh()
    missed.show()
    qtbot.waitUntil(lambda: {"sjakbajs", "mureriarbejdsmand"} <= set(said(missed)))
    missed.save()
    assert (tmp_path / "ord-ingen-fandt.txt").read_text("utf-8").split() == [
        "mureriarbejdsmand",
        "sjakbajs",
    ]
    buttons = missed.findChildren(QPushButton)
    next(b for b in buttons if "sjakbajs" in b.accessibleName()).click()
    assert app.competences.missed() == ("mureriarbejdsmand",)
