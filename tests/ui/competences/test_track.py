"""The Danish education that follows from schooling and literacy."""

from PySide6.QtCore import Qt

from ui.competences.track_dialog import TrackDialog

Key = Qt.Key


def test_the_suggestion_follows_from_the_answers_at_once(qtbot, app, person, page):
    tile = page.reach.tiles[-1]
    assert "Ikke besvaret" in tile.accessibleName()
    tile.click()
    dialog = next(d for d in page.window().findChildren(TrackDialog) if d.isVisible())
    qtbot.keyClick(dialog.controls["literacy"].widget, Key.Key_4)
    qtbot.keyClick(dialog.controls["latin"].widget, Key.Key_3)
    years = dialog.controls["school_years"].widget
    years.setFocus()
    qtbot.keyClicks(years, "6")
    qtbot.keyClick(years, Key.Key_Tab)
    assert "Danskuddannelse 2" in dialog._notice.text
    dialog.accept()
    assert page.reach.tiles[-1].text() == "Danskuddannelse 2"
    assert app.competences.card(person).facts.literacy == "fluent"


def test_years_that_cannot_be_are_refused_at_the_field(qtbot, page):
    page.open_track()
    dialog = next(d for d in page.window().findChildren(TrackDialog) if d.isVisible())
    dialog.controls["school_years"].widget.setText("90")
    dialog.accept()
    assert dialog.fields["school_years"].error
    assert dialog.isVisible()


def test_what_the_consultant_chose_stands_before_what_the_rule_suggests(app, person, shown):
    app.competences.set_facts(person, literacy="fluent", latin="yes", school_years=11, track="du2")
    tile = shown().reach.tiles[-1]
    assert tile.text() == "Danskuddannelse 2"
    assert "reglen foreslår Danskuddannelse 3" in tile.accessibleName()
