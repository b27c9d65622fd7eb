"""The screens of the windows with invented people in them, each brought in front by its name."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit, QWidget
from tour_competences import COMPETENCES
from tour_controls import CONTROLS
from tour_course_people import COURSE_PEOPLE
from tour_courses import COURSES
from tour_custody import CUSTODY
from tour_door import DOOR
from tour_duplicates import DUPLICATES
from tour_exchange import EXCHANGE
from tour_files import FILES
from tour_print import PRINTING
from tour_retention import RETENTION
from tour_waiting import wait_until

from kbh_desktop.app import App
from kbh_desktop.bundles.model import UnknownDeviceError
from kbh_desktop.demo.people import DemoPerson, demo_people
from kbh_desktop.demo.vault import PASSPHRASE, DemoVault, make_demo_vault
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.interviews.forms import shipped_forms
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.keys import DeviceCard
from ui.background import Progress, busy
from ui.exchange.incoming import AcceptDeviceDialog
from ui.exchange.page import ExchangePage
from ui.exchange.progress_dialog import ProgressDialog
from ui.interviews.finish_dialog import FinishDialog, RevisionDialog
from ui.interviews.page import InterviewPage
from ui.interviews.sections import REVIEW
from ui.main import open_window
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.people.dialogs import StartDialog
from ui.preferences import Preferences, keep_preferences
from ui.settings.users import PassphraseDialog, UsersSection
from ui.shell import Shell
from ui.theme import theme
from ui.unlock.door import Door

PEOPLE = 24
NOW = datetime(2026, 11, 24, 12, 30, tzinfo=UTC)
"""When everything is seen: a Tuesday after lunch."""
_NOT_ASKED_YET = ("/data/g_work/g6", "/data/j_", "/data/k_", "/data/l_", "/data/m_")
_WRONG = ("/data/f_education/f1_years", "60")


class Tour:
    """Walks through the windows of an invented laptop and its office, one window at a time."""

    def __init__(self, folder: Path, *, size: QSize, look: Preferences) -> None:
        self.folder = folder
        self._size = size
        self._look = look
        self._window: MainWindow | None = None
        self.demo: DemoVault = make_demo_vault(folder, people=PEOPLE, seed=1, clock=_now)
        self._shown: Path | None = None
        self._person = PersonId("")
        self._draft = InterviewId("")
        self._finished = InterviewId("")

    @property
    def person(self) -> PersonId:
        """Somebody at the laptop who speaks Arabic, in the middle of an interview."""
        self._enter(self.demo.folder)
        return self._person

    @property
    def draft(self) -> InterviewId:
        """The interview under way."""
        self._enter(self.demo.folder)
        return self._draft

    @property
    def finished(self) -> InterviewId:
        """A finished interview in Arabic."""
        self._enter(self.demo.folder)
        return self._finished

    @property
    def window(self) -> MainWindow:
        """The window in front."""
        if self._window is None:
            raise LookupError("no window is open")
        return self._window

    @property
    def shell(self) -> Shell:
        """The inside of the window in front."""
        if self.window.shell is None:
            raise LookupError("the vault is locked")
        return self.window.shell

    @property
    def app(self) -> App:
        """The services of the vault in front."""
        return self.shell.app

    def settle(self) -> None:
        """Wait until nothing works in the background and everything is painted."""
        QTest.qWait(20)
        wait_until(lambda: not busy())
        QTest.qWait(60)

    def close(self) -> None:
        """Close the window in front."""
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = self._shown = None
            QTest.qWait(0)

    def close_dialogs(self) -> None:
        """Close what lies over the page."""
        for dialog in self.window.findChildren(QDialog):
            dialog.done(0)
        if self.window.shell is not None:
            self.shell.uncover()

    def knock(self, folder: Path) -> MainWindow:
        """Show the window of a locked vault, or of the first run where there is none."""
        self.close()
        if (folder / "key.json").exists():
            keep_preferences(folder, Preferences(), self._look)
        self._window = open_window(Door(folder, _now))
        theme.set_look(self._look.mode, self._look.text_percent)
        self._window.setWindowState(Qt.WindowState.WindowNoState)
        self._window.resize(self._size)
        self._window.show()
        self._window.start()
        self.settle()
        return self._window

    def go(self, page: str, subject: str = "", *, office: bool = False) -> QWidget:
        """Show a page at the laptop or at the office."""
        self._enter(self.demo.office_folder if office else self.demo.folder)
        self.close_dialogs()
        self.shell.go(Place(page, subject))
        self.settle()
        return self.shell.current_page()

    def interview(self, interview_id: InterviewId, place: str) -> InterviewPage:
        """Show a section or a question of an interview at the laptop."""
        page = self.go("interview", interview_id)
        if not isinstance(page, InterviewPage):
            raise TypeError(page)
        if place == REVIEW or place.count("/") == 2:  # noqa: PLR2004 - /data/section
            page.open_section(place)
        else:
            page.go_to(place)
        page._cards.build_all()  # noqa: SLF001 - a person would wait for it
        self.settle()
        return page

    def exchange(self, part: str, *, office: bool = False) -> ExchangePage:
        """Show a part of the exchange page."""
        page = self.go("exchange", office=office)
        if not isinstance(page, ExchangePage):
            raise TypeError(page)
        page.open_part(part)
        self.settle()
        return page

    def _enter(self, folder: Path) -> None:
        if self._shown == folder:
            return
        office = folder == self.demo.office_folder
        window = self.knock(folder)
        user = self.demo.office_user if office else self.demo.user
        app = window._door.open(user, PASSPHRASE)  # noqa: SLF001 - what the unlock card does
        window._opened(app)  # noqa: SLF001
        self._shown = folder
        if not office and not self._draft:
            self._prepare()
        self.settle()

    def _prepare(self) -> None:
        """Begin an interview with somebody new who speaks Arabic; find one that is finished."""
        people, interviews = self.app.people, self.app.interviews
        told, answers = _arabic_speaker()
        person = people.register(**{**told.fields, "consultant": self.app.user.name})
        self._person = person.id
        self._draft = interviews.start(person.id, "samtale1", language="ar").id
        opened = interviews.open(self._draft)
        opened.fill({ref: a for ref, a in answers.items() if not ref.startswith(_NOT_ASKED_YET)})
        opened.answer(*_WRONG)
        self._finished = next(
            interview.id
            for person_id in people.find(PersonQuery()).ids
            for interview in interviews.for_person(person_id)
            if interview.state == "finished" and interview.language.endswith("(ar)")
        )


def _now() -> datetime:
    return NOW


def _arabic_speaker() -> tuple[DemoPerson, Mapping[str, str]]:
    for person in demo_people(2 * PEOPLE, 1)[PEOPLE:]:
        for told in person.interviews:
            if "ar" in person.fields["mother_tongues"].split() and told.finished:
                return person, told.answers
    raise LookupError("nobody speaks Arabic")


# At the laptop


def _over_time(tour: Tour) -> None:
    page = tour.interview(tour.draft, "/data/c_identity/c3_udl_nr")
    page.bar.history_wanted.emit()


def _new_person(tour: Tour) -> None:
    page = tour.go("new_person")
    for line, text in zip(
        page.findChildren(QLineEdit), ("Yusuf", "Haddad", "1234567"), strict=False
    ):
        line.setText(text)
    page._judge()  # noqa: SLF001
    tour.settle()


def _start(tour: Tour) -> None:
    page = tour.go("person", tour.person)
    StartDialog(page, tour.app.interviews.forms(), "ar").start()


def _reveal(tour: Tour) -> None:
    tour.go("person", tour.person)._ask_reason()  # noqa: SLF001


def _history(tour: Tour) -> None:
    page = tour.go("person", tour.person)
    page._show_history("phone")  # noqa: SLF001


def _finish(tour: Tour) -> None:
    FinishDialog(tour.interview(tour.draft, REVIEW), lambda _way, _remarks: None).start()


def _revise(tour: Tour) -> None:
    RevisionDialog(tour.interview(tour.finished, REVIEW), lambda _reason: None).start()


def _citizen(key: str) -> "Screen":
    def show(tour: Tour) -> None:
        tour.interview(tour.draft, key)._citizen()  # noqa: SLF001

    return show


def _progress(tour: Tour) -> None:
    page = tour.exchange("out")
    dialog = ProgressDialog(page, "Pakken laves", Progress(page))
    dialog._moved(1200, 3400)  # noqa: SLF001
    dialog.start()


def _palette(tour: Tour) -> None:
    tour.go("today")
    tour.shell.open_palette()
    tour.settle()
    (field,) = [f for d in tour.window.findChildren(QDialog) for f in d.findChildren(QLineEdit)]
    field.setText("ud")


def _passphrase(tour: Tour) -> None:
    PassphraseDialog(tour.go("settings"), tour.app.users, tour.shell).start()


# At the office


def _preview(tour: Tour) -> None:
    tour.go("today")
    bundle = tour.app.bundles.export(tour.demo.exchange_folder).path
    tour.exchange("in", office=True).incoming.look_at(bundle)


def _accept(tour: Tour) -> None:
    page = tour.exchange("in", office=True)
    device = tour.app.bundles.devices()[0]
    card = DeviceCard(device.id, device.name, "age1" + "q" * 58, "0" * 64)
    AcceptDeviceDialog(page.incoming, UnknownDeviceError(card), lambda: None).start()


def _new_user(tour: Tour) -> None:
    page = tour.go("settings", office=True)
    (users,) = page.findChildren(UsersSection)
    users._ask()  # noqa: SLF001


Screen = Callable[[Tour], object]


def _section(name: str) -> Screen:
    return lambda tour: tour.interview(tour.draft, f"/data/{name}")


SCREENS: Mapping[str, Screen] = {
    **DOOR,
    "today": lambda tour: tour.go("today"),
    "people": lambda tour: tour.go("people"),
    "person": lambda tour: tour.go("person", tour.person),
    "person-start": _start,
    "person-reveal": _reveal,
    "person-history": _history,
    "new-person": _new_person,
    "interview-meeting": _section("a_meeting"),
    "interview-identity": lambda t: t.interview(t.draft, "/data/c_identity/c3_udl_nr"),
    "interview-family": _section("d_family"),
    "interview-education": lambda t: t.interview(t.draft, "/data/f_education/f1_years"),
    "interview-work": _section("g_work"),
    "interview-skills": _section("h_skills"),
    "interview-health": _section("i_health"),
    "interview-wishes": _section("j_wishes"),
    "interview-expectations": _section("k_expectations"),
    "review": lambda tour: tour.interview(tour.draft, REVIEW),
    "review-finished": lambda tour: tour.interview(tour.finished, REVIEW),
    "finish": _finish,
    "over-time": _over_time,
    "revise": _revise,
    "citizen-choice": _citizen("/data/e_languages/e4_literacy"),
    "citizen-text": _citizen("/data/c_identity/c1_given_name"),
    "citizen-many": _citizen("/data/d_family/d4_barriers"),
    **COMPETENCES,
    **COURSES,
    **COURSE_PEOPLE,
    **DUPLICATES,
    "documents": lambda tour: tour.go("documents", tour.finished),
    **CONTROLS,
    **PRINTING,
    **EXCHANGE,
    **RETENTION,
    **FILES,
    "exchange-out": lambda tour: tour.exchange("out"),
    "exchange-in": lambda tour: tour.exchange("in"),
    "exchange-conflicts": lambda tour: tour.exchange("conflicts"),
    "exchange-history": lambda tour: tour.exchange("history"),
    "exchange-progress": _progress,
    "settings": lambda tour: tour.go("settings"),
    "settings-passphrase": _passphrase,
    "rehearsal": lambda tour: tour.go("rehearsal", str(shipped_forms()[0])),
    "palette": _palette,
    "office-today": lambda tour: tour.go("today", office=True),
    "office-out": lambda tour: tour.exchange("out", office=True),
    "office-preview": _preview,
    "office-accept": _accept,
    "office-settings": lambda tour: tour.go("settings", office=True),
    "office-new-user": _new_user,
    **CUSTODY,
}
"""By name, in an order that opens few windows."""
