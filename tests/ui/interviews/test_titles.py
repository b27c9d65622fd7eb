import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest

from tests.ui.interviews.conftest import SECTION


def ref(name):
    return f"{SECTION}/{name}"


@pytest.fixture
def line(cards):
    return cards.card(ref("job_done")).control.field()


def rows(line):
    model = line.completer().completionModel()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def test_typing_suggests_titles_and_says_why(line):
    QTest.keyClicks(line, "passede får")

    assert rows(line)[0] == "fårehyrde · passede får · Avlere af husdyr"
    assert line.completer().popup().isVisible()


def test_the_chosen_title_is_the_answer(line, session):
    QTest.keyClicks(line, "lastbilch")
    popup = line.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert session.state(ref("job_done")).value == "lastbilchauffør"
    assert line.text() == "lastbilchauffør"
    assert not popup.isVisible()


def test_a_saying_is_answered_with_the_title_it_means(line, session):
    QTest.keyClicks(line, "passede får")
    popup = line.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert session.state(ref("job_done")).value == "fårehyrde"


def test_words_of_ones_own_are_an_answer(line, session, cards):
    QTest.keyClicks(line, "vandt konkurrencer i falkejagt")
    cards.card(ref("job_done")).control.flush()

    assert session.state(ref("job_done")).value == "vandt konkurrencer i falkejagt"


def test_arabic_words_suggest_a_danish_title(line, type_text):
    line.setFocus()
    type_text(line, "خياط")

    assert rows(line)[0].startswith("skrædder · ")


def test_a_skill_is_suggested_and_chosen(cards, session):
    line = cards.card(ref("skill")).control.field()
    QTest.keyClicks(line, "svejs")
    assert rows(line) == ["Svejse"]
    popup = line.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert session.state(ref("skill")).value == "Svejse"


def test_down_in_an_empty_line_suggests_what_goes_with_the_work_told_of(cards, session):
    line = cards.card(ref("skill")).control.field()
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert rows(line)[:2] == ["Lave varm mad", "Lave mad til mange"]
    popup = line.completer().popup()
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)

    assert session.state(ref("skill")).value == "Lave varm mad"


def test_down_in_an_empty_line_suggests_no_work(line):
    QTest.keyClick(line, Qt.Key.Key_Down)

    assert not line.completer().popup().isVisible()


def test_nothing_found_closes_the_list(line):
    QTest.keyClicks(line, "kok")
    QTest.keyClicks(line, "xqzxqzxqz")

    assert not line.completer().popup().isVisible()


def test_what_was_typed_is_drawn_bolder_than_the_rest(line):
    QTest.keyClicks(line, "syerske")
    popup = line.completer().popup()
    picture = popup.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)

    colours = {QColor(picture.pixel(x, 18)).lightness() for x in range(picture.width())}
    assert min(colours) < 90
