"""The main job, from the consultant's laptop to the office's print and back, step by step."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit

from kbh_desktop.app import App, create_app
from kbh_desktop.clock import Clock
from kbh_desktop.demo.people import demo_people
from kbh_desktop.i18n import _
from kbh_desktop.ids import InterviewId, PersonId
from kbh_desktop.people.model import PersonQuery
from kbh_desktop.security.model import NodeKind, Role
from ui.demo_check.robot import CheckFailedError, Robot
from ui.demo_check.traces import bytes_with, readable_text
from ui.documents.page import DocumentsPage
from ui.exchange.page import ExchangePage
from ui.interviews.big_answer import BigAnswer
from ui.interviews.page import InterviewPage
from ui.interviews.sections import REVIEW
from ui.main import open_window
from ui.main_window import MainWindow
from ui.navigation import Place
from ui.shell import Shell
from ui.unlock.door import Door

GIVEN, FAMILY, ARABIC = "Kanarina", "Fugleøsund", "كنارينا"
"""Names found nowhere else: they must not be readable in any file."""
UDL_NR = "87654321"
LAPTOP_WORDS, OFFICE_WORDS = "syv grå svaner flyver", "kontoret har gode nøgler"
STORY = "Jeg bagte brød hver morgen"
Report = Callable[[str], None]


class MainJob:
    """Runs in a folder of its own with a laptop's and an office's vault; `report` hears each step.

    Temporary files, logs and settings must go into that folder too, as the last step reads all
    of it.

    Raises: CheckFailedError as soon as a step's result is not what it must be.
    """

    def __init__(self, folder: Path, clock: Clock, report: Report) -> None:
        self._folder = folder
        self._clock = clock
        self._report = report
        self._stick = folder / "usb"
        self._stick.mkdir()
        self._person = PersonId("")
        self._interview = InterviewId("")
        self._bundle = Path()

    def run(self) -> None:
        """Do the whole job."""
        self._make_vaults()
        with self._window("laptop", LAPTOP_WORDS, try_wrong="forkert kodeord") as (window, robot):
            self._register(window, robot)
            page = self._start_interview(window, robot)
            self._answer(page, robot)
            self._citizen(page, window, robot)
            self._finish(page, robot)
            self._bundle = self._send(window, robot)
        with self._window("office", OFFICE_WORDS) as (window, robot):
            self._take_in(window, robot, self._bundle, accept=True)
            self._change_phone(window, "+4511111111")
        with self._window("laptop", LAPTOP_WORDS) as (window, robot):
            self._change_phone(window, "+4522222222")
            self._bundle = self._send(window, robot)
        with self._window("office", OFFICE_WORDS) as (window, robot):
            self._take_in(window, robot, self._bundle)
            self._settle(window, robot)
            self._print(window, robot)
            answer = self._send(window, robot)
        with self._window("laptop", LAPTOP_WORDS) as (window, robot):
            self._take_in(window, robot, answer)
            self._confirmed(window)
        self._nothing_readable()

    # Laptop

    def _make_vaults(self) -> None:
        office, _key = create_app(
            self._folder / "office",
            kind=NodeKind.OFFICE,
            user_name="Karen Koordinator",
            passphrase=OFFICE_WORDS,
            roles={Role.COORDINATOR},
            name="Jobcenter Nord",
            clock=self._clock,
        )
        office.users.confirm_recovery_sheet()
        office.close()
        cards = list((self._folder / "office").glob("*.kbhoffice"))
        self._verify(len(cards) == 1, "the office's vault and its public card are made")
        laptop, _key = create_app(
            self._folder / "laptop",
            kind=NodeKind.CONSULTANT,
            user_name="Mette Jobkonsulent",
            passphrase=LAPTOP_WORDS,
            roles={Role.CONSULTANT},
            office_file=cards[0],
            clock=self._clock,
        )
        forms = {form.form_id for form in laptop.interviews.forms()}
        laptop.users.confirm_recovery_sheet()
        laptop.close()
        self._verify({"samtale1", "samtale2"} <= forms, "the laptop's vault holds both forms")

    def _register(self, window: MainWindow, robot: Robot) -> None:
        shell, app = _inside(window)
        shell.go(Place("new_person"))
        robot.write(_("Given name"), GIVEN)
        robot.write(_("Family name"), FAMILY)
        robot.write(_("Udl.nr."), UDL_NR)
        robot.press(_("Register"))
        robot.wait("the page of the person", lambda: shell.place().page == "person")
        self._person = _found(app, GIVEN)[0]
        self._verify(app.people.get(self._person).family_name == FAMILY, "a person is registered")
        self._verify(_found(app, "fugleoesund") == [self._person], "and found without ø")

    def _start_interview(self, window: MainWindow, robot: Robot) -> InterviewPage:
        shell, app = _inside(window)
        started = app.interviews.start(self._person, "samtale1", language="ar")
        self._interview = started.id
        shell.open_interview(started.id)
        robot.wait("the interview", lambda: isinstance(shell.current_page(), InterviewPage))
        page = shell.current_page()
        if not isinstance(page, InterviewPage):
            raise CheckFailedError("no interview page")
        return page

    def _answer(self, page: InterviewPage, robot: Robot) -> None:
        page.open_section("/data/c_identity")
        label = page.interview.label("/data/c_identity/c1_given_name")
        field = robot.write(label, ARABIC)
        robot.key(Qt.Key.Key_Tab)
        robot.wait("the Arabic answer", lambda: self._stored("c1_given_name", page) == ARABIC)
        self._verify(field.isVisible(), "an answer in Arabic is saved as it is given")
        sex = "/data/c_identity/c6_sex"
        page.go_to(sex)
        robot.wait("the question", lambda: page.has_focus(sex))
        robot.key(Qt.Key.Key_1)
        chosen = self._stored("c6_sex", page)
        self._verify(bool(chosen), "an option is picked by its digit")
        robot.key(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        robot.wait("undo", lambda: self._stored("c6_sex", page) != chosen)
        robot.key(
            Qt.Key.Key_Z,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        robot.wait("redo", lambda: self._stored("c6_sex", page) == chosen)
        self._verify(True, "an answer is undone and done again")  # noqa: FBT003 - waited for

    def _citizen(self, page: InterviewPage, window: MainWindow, robot: Robot) -> None:
        page.open_section("/data/e_languages")
        key = "/data/e_languages/e4_literacy"
        page.go_to(key)
        robot.wait("the question", lambda: page.has_focus(key))
        robot.key(Qt.Key.Key_F11)
        answer = robot.find(BigAnswer)
        words = [widget.accessibleName() for widget in window.findChildren(BigAnswer)]
        answer.setFocus()
        robot.key(Qt.Key.Key_Space)
        robot.key(Qt.Key.Key_Escape)
        robot.wait("the answer", lambda: bool(page.interview.value(page.question)))
        arabic = any("؀" <= letter <= "ۿ" for letter in "".join(words))
        self._verify(arabic, "the person answers on a screen in Arabic")

    def _finish(self, page: InterviewPage, robot: Robot) -> None:
        interview = page.interview
        told = demo_answers(self._clock)
        told["/data/h_skills/h7_day"] = STORY
        for ref, value in told.items():
            if "/c_identity/c1_" in ref or "/c3_" in ref or "/c4_" in ref:
                continue
            if interview.has(ref):
                page.answer(ref, value)
        page.answer("/data/c_identity/c1_given_name", GIVEN)
        page.answer("/data/c_identity/c1_family_name", FAMILY)
        page.answer("/data/c_identity/c1_latin_name", f"{GIVEN} {FAMILY}")
        page.answer("/data/c_identity/c3_udl_nr", UDL_NR)
        page.open_section(REVIEW)
        left = [problem.label for problem in interview.problems()]
        self._verify(not left, "all of Samtale 1 is answered")
        robot.press(_("Finish the interview"))
        robot.press(_("Finish and lock"))
        robot.wait("the lock", lambda: interview.is_finished)
        self._verify(interview.interview.revision == 1, "the interview is finished and locked")

    def _send(self, window: MainWindow, robot: Robot) -> Path:
        page = self._exchange(window)
        before = set(self._stick.glob("*.kbhx"))
        robot.wait("the list", lambda: page.outgoing.make_button is not None)
        bundles = _inside(window)[1].bundles
        page.outgoing.make(bundles.devices()[0].id if bundles.is_office else None)
        robot.wait("a bundle", lambda: set(self._stick.glob("*.kbhx")) > before)
        robot.wait("the end", lambda: not QApplication.activeModalWidget())
        bundle = next(iter(set(self._stick.glob("*.kbhx")) - before))
        hidden = not bytes_with(bundle.read_bytes(), (GIVEN, FAMILY, ARABIC, UDL_NR))
        self._verify(hidden, f"a sealed bundle lies on the stick: {bundle.name}")
        return bundle

    # Office

    def _take_in(
        self, window: MainWindow, robot: Robot, bundle: Path, *, accept: bool = False
    ) -> None:
        page = self._exchange(window)
        page.open_part("in")
        reports: list[object] = []
        page.incoming.taken_in.connect(reports.append)
        page.incoming.look_at(bundle)
        if accept:
            robot.press(_("Accept the laptop"))
        robot.press(_("Take in"))
        robot.wait("the report", lambda: bool(reports))
        _shell, app = _inside(window)
        self._verify(self._person in _found(app, GIVEN), "the bundle is inspected and taken in")
        again = app.bundles.import_(bundle)
        self._verify(again.new_changes == 0, "taking it in twice changes nothing")

    def _change_phone(self, window: MainWindow, phone: str) -> None:
        _shell, app = _inside(window)
        app.people.change(self._person, phone=phone)
        self._verify(
            app.people.get(self._person).phone.endswith(phone[3:]), "a phone number is changed"
        )

    def _settle(self, window: MainWindow, robot: Robot) -> None:
        page = self._exchange(window)
        page.open_part("conflicts")
        robot.wait("the conflict", lambda: bool(page.desk.cards))
        _shell, app = _inside(window)
        self._verify(len(app.bundles.conflicts()) == 1, "both numbers are kept as one conflict")
        page.desk.cards[0].choose(0)
        chosen = str(page.desk.cards[0].conflict.heads[0].value)
        robot.press(_("Apply"))
        robot.wait("the decision", lambda: not app.bundles.conflicts())
        self._verify(app.people.get(self._person).phone == chosen, "the conflict is settled")

    def _print(self, window: MainWindow, robot: Robot) -> None:
        shell, app = _inside(window)
        shell.go(Place("documents", self._interview))
        page = shell.current_page()
        if not isinstance(page, DocumentsPage):
            raise CheckFailedError("no documents page")
        for kind, language, wanted in (("summary", "da", FAMILY), ("citizen-copy", "ar", "الاسم")):
            page.kind.choose(kind)
            page.kind.picked.emit(kind)
            page.language.choose(language)
            page.prepare()
            robot.wait("the pages", lambda: page.save.isEnabled() and page.pages.is_drawn)
            target = self._folder / f"{kind}.pdf"
            page.save_to(target)
            robot.wait("the file", target.exists)
            text = readable_text(target.read_bytes())
            self._verify(
                FAMILY in text and (wanted in text or language == "ar"),
                f"{kind} is shown, numbered and saved as PDF",
            )
        logged = app.documents.prints(self._person)
        self._verify(len(logged) == 2, "both prints are in the log")  # noqa: PLR2004 - two documents

    def _confirmed(self, window: MainWindow) -> None:
        _shell, app = _inside(window)
        self._verify(app.bundles.unsent().total == 0, "the receipt says that everything arrived")
        self._verify(app.audit.verify().ok, "the audit log is whole")
        self._verify(app.check().ok, "the vault is whole")

    def _nothing_readable(self) -> None:
        names = (GIVEN, FAMILY, ARABIC)
        printed = {self._folder / "summary.pdf", self._folder / "citizen-copy.pdf"}
        files = {path for path in self._folder.rglob("*") if path.is_file()} - printed
        leaks = [path.name for path in files if bytes_with(path.read_bytes(), names)]
        self._verify(not leaks, "no name is readable in vaults, bundles, logs or temporary files")

    # Around

    @contextmanager
    def _window(
        self, vault: str, words: str, *, try_wrong: str = ""
    ) -> Iterator[tuple[MainWindow, Robot]]:
        window = open_window(Door(self._folder / vault, self._clock))
        window.show()
        window.start()
        robot = Robot(window)
        if try_wrong:
            self._unlock(robot, try_wrong)
            robot.wait("the refusal", lambda: _can_type(window))
            self._verify(window.shell is None, "a wrong passphrase opens nothing")
        self._unlock(robot, words)
        robot.wait("the vault", lambda: window.shell is not None)
        self._verify(window.windowTitle() == "KBH Desktop", f"the {vault} is unlocked")
        try:
            yield window, robot
        finally:
            window.close()
            window.deleteLater()

    def _unlock(self, robot: Robot, words: str) -> None:
        robot.write(_("Passphrase"), words)
        robot.find(QAbstractButton, _("Unlock"))
        robot.key(Qt.Key.Key_Return)

    def _exchange(self, window: MainWindow) -> ExchangePage:
        shell, _app = _inside(window)
        shell.open_exchange()
        page = shell.current_page()
        if not isinstance(page, ExchangePage):
            raise CheckFailedError("no exchange page")
        page.outgoing.choose_folder = lambda _parent: self._stick
        page.open_part("out")
        return page

    def _stored(self, name: str, page: InterviewPage) -> str:
        return page.interview.value(f"/data/c_identity/{name}")

    def _verify(self, holds: bool, step: str) -> None:  # noqa: FBT001 - read like assert
        if not holds:
            raise CheckFailedError(step)
        self._report(step)


def _inside(window: MainWindow) -> tuple[Shell, App]:
    if window.shell is None:
        raise CheckFailedError("the vault is locked")
    return window.shell, window.shell.app


def _found(app: App, text: str) -> list[PersonId]:
    return list(app.people.find(PersonQuery(text)).ids)


def _can_type(window: MainWindow) -> bool:
    return any(f.isVisible() and f.isEnabled() for f in window.findChildren(QLineEdit))


def demo_answers(clock: Clock) -> dict[str, str]:
    """Return the answers of an invented person's whole first interview."""
    for person in demo_people(60, 1, today=clock().astimezone().date()):
        for told in person.interviews:
            if told.form_id == "samtale1" and told.finished:
                return dict(told.answers)
    raise CheckFailedError("no invented person has finished Samtale 1")
