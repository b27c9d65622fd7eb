"""A small form of every kind of question, and the cards that show it."""

from datetime import UTC, date, datetime
from itertools import count

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from kbh_desktop.competences.model import CompetenceMap, Experience
from kbh_desktop.xforms.definition import load_form
from kbh_desktop.xforms.publish import publish
from kbh_desktop.xforms.session import Session
from ui.interviews.controls.factory import ControlTools
from ui.interviews.entry import catalogues, titles
from ui.interviews.section_view import SectionView

NOW = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
FORM = """
| survey |  |  |  |  |  |  |  |
| | type | name | label::Dansk (da) | label::العربية (ar) | appearance | relevant | constraint |
| | begin_group | all | Alt | الكل | | | |
| | text | work | Hvad arbejder du med? | ما عملك؟ | | | |
| | text | story | Fortæl | احك | multiline | | |
| | integer | years | Hvor mange år? | كم سنة؟ | | | . < 60 |
| | decimal | hours | Timer om ugen | ساعات | | | |
| | date | born | Hvornår er du født? | متى ولدت؟ | | | . <= today() |
| | time | at | Hvornår møder du? | متى؟ | | | |
| | select_one yn | licence | Har du kørekort? | هل لديك رخصة؟ | | | |
| | text | which | Hvilket kørekort? | أي رخصة؟ | | ${licence} = 'yes' | |
| | select_multiple tools | tools | Hvilket værktøj? | أي أدوات؟ | | | |
| | select_one tools | best | Hvilket er bedst? | أيها أفضل؟ | minimal | | |
| | rank tools | order | Sæt i rækkefølge | رتب | | | |
| | text | country | I hvilket land? | في أي بلد؟ | kbh-country | | |
| | text | job_done | Hvilket arbejde? | ما العمل؟ | kbh-occupation | | |
| | text | skill | Hvad kan du? | ماذا تجيد؟ | kbh-skill | | |
| | text | tongues | Hvilke sprog? | أي لغات؟ | kbh-language kbh-many | | |
| | note | thanks | Tak | شكرا | | | |
| | begin_repeat | job | Job | عمل | | | |
| | text | title | Hvilket job? | أي عمل؟ | | | |
| | end_repeat | | | | | | |
| | end_group | | | | | | |
| choices | | | | |
| | list_name | name | label::Dansk (da) | label::العربية (ar) |
| | yn | yes | Ja | نعم |
| | yn | no | Nej | لا |
| | tools | saw | Sav | منشار |
| | tools | hammer | Hammer | مطرقة |
| | tools | drill | Boremaskine | مثقاب |
| settings | | | |
| | form_title | form_id | default_language |
| | Prøve | sample | Dansk (da) |
"""
SECTION = "/data/all"


@pytest.fixture(scope="session")
def form(tmp_path_factory):
    path = tmp_path_factory.mktemp("forms") / "sample.md"
    path.write_text(FORM, "utf-8")
    return load_form(publish(path, lambda: NOW).xform)


@pytest.fixture
def session(form):
    numbers = count(1)
    return Session(form, clock=lambda: NOW, new_id=lambda: f"r{next(numbers)}")


@pytest.fixture
def cards(qtbot, session):
    """The whole section on the screen; each answer goes into the session and back."""

    def told():
        return CompetenceMap(experiences=(Experience("kok", None),))

    view = SectionView(ControlTools(lambda: date(2026, 11, 24), catalogues(), titles(told)))
    qtbot.addWidget(view)

    def show():
        view.show_views(session.view(SECTION, ("da", "ar")))

    def answer(key, value):
        session.set(key, value)
        show()

    def add(key):
        session.add(key)
        show()

    def remove(key):
        session.remove(key)
        show()

    view.answered.connect(answer)
    view.add_wanted.connect(add)
    view.remove_wanted.connect(remove)
    view.open_section(session.view(SECTION, ("da", "ar")))
    view.build_all()
    view.resize(900, 700)
    with qtbot.waitExposed(view):
        view.show()
    return view


@pytest.fixture
def type_text():
    """Commit any text as an input method does; key clicks can't type Arabic."""

    def send(widget, text):
        event = QInputMethodEvent()
        event.setCommitString(text)
        QApplication.sendEvent(widget, event)

    return send
