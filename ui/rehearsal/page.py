"""The rehearsal: open a workbook, see it as a form, save it in Excel and see it anew."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from kbh_desktop.errors import KbhError
from kbh_desktop.i18n import _, n_
from kbh_desktop.interviews.model import FormCard
from kbh_desktop.xforms.findings import Finding, Severity
from kbh_desktop.xforms.model import Form
from kbh_desktop.xforms.rehearsal import Reading, Rehearsal, read_form, rehearse
from kbh_desktop.xforms.translator import Which
from ui.background import Progress, run_in_background
from ui.errors import show_error
from ui.interviews.controls.factory import ControlTools
from ui.navigation import Navigator, Question
from ui.page import Page
from ui.rehearsal.findings import FindingsList
from ui.rehearsal.preview import FormPreview
from ui.rehearsal.texts import TextsPanel
from ui.rehearsal.translator_flow import TranslatorFlow
from ui.rehearsal.watch import FileWatch
from ui.theme import Tone, theme
from ui.widgets.buttons import PrimaryButton
from ui.widgets.chip import Chip
from ui.widgets.page_header import PageHeader
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select

if TYPE_CHECKING:
    from kbh_desktop.app import App

_FORM, _TEXTS = "form", "texts"
_FINDINGS_PX = 280
_BESIDE_PX = 820
"""Narrower pages show the findings below the form."""
_LOW_PX = 110
_ANY = 16_777_215
"""Qt's own largest size."""


class RehearsalPage(Page):
    """Reads the workbook again as soon as it is saved; nothing here is kept but by publishing."""

    def __init__(
        self, app: "App", navigator: Navigator, path: Path, *, tools: ControlTools
    ) -> None:
        super().__init__(_("Try a form"))
        self._app = app
        self._navigator = navigator
        self._path = path
        self._reading: Reading | None = None
        self._trial = Progress(self)
        self.header = PageHeader(path.name, _("Reading …"), navigator.back)
        self._publish = PrimaryButton(_("Publish"), self._ask, icon="send")
        self._publish.setEnabled(False)
        self._state = Chip()
        self._length = Chip()
        self.language = Select(_("The person's language"))
        self.language.setMinimumWidth(theme.px(170))
        self.language.picked.connect(self._speak)
        self.preview = FormPreview(app.clock, tools)
        self._reviewed: frozenset[str] = frozenset()
        self.texts = TextsPanel()
        self.texts.reviewed.connect(self._review)
        self.translator = TranslatorFlow(self, app, navigator, path)
        self.texts.export_wanted.connect(self._export)
        self.texts.import_wanted.connect(lambda: self.translator.take_in(self.language.value))
        self.look = SegmentedChoice(
            _("What is shown"), [(_FORM, _("The form")), (_TEXTS, _("The texts"))]
        )
        self.look.choose(_FORM)
        self.look.chosen.connect(self._look)
        self._shown = QStackedWidget()
        self.findings = FindingsList()
        self._watch = FileWatch(path, self)
        self._watch.saved.connect(self._read)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lay_out()
        QShortcut(QKeySequence("F5"), self, self._read)
        self._read()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the questions and the findings for F6."""
        shown = self.texts if self.look.value == _TEXTS else self.preview
        return (shown, self.findings)

    def _lay_out(self) -> None:
        self.look.setMinimumWidth(self.look.sizeHint().width())
        self.header.buttons.addWidget(self.look)
        self.header.buttons.addWidget(self._publish)
        self.column.addWidget(self.header)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._state)
        row.addWidget(self._length)
        row.addStretch(1)
        row.addWidget(self.language)
        self.column.addLayout(row)
        self._body.setSpacing(20)
        self._shown.addWidget(self.preview)
        self._shown.addWidget(self.texts)
        self._body.addWidget(self._shown, 1)
        self._body.addWidget(self.findings)
        self.column.addLayout(self._body, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the findings below the form where there is no room beside it."""
        super().resizeEvent(event)
        beside = self.width() >= theme.px(_BESIDE_PX)
        direction = QBoxLayout.Direction
        self._body.setDirection(direction.LeftToRight if beside else direction.TopToBottom)
        self.findings.setMinimumWidth(theme.px(_FINDINGS_PX) if beside else 0)
        self.findings.setMaximumWidth(theme.px(_FINDINGS_PX) if beside else _ANY)
        self.findings.setMaximumHeight(_ANY if beside else theme.px(_LOW_PX))

    def _read(self) -> None:
        self._trial.cancel()  # what is seen goes before what is counted
        run_in_background(
            self, lambda: read_form(self._path), self._show, lambda error: show_error(self, error)
        )

    def _show(self, reading: Reading) -> None:
        self._reading = reading
        self._reviewed = self._app.interviews.reviews.reviewed()
        self._state.say(*_state_words(reading.findings))
        self.findings.show_findings(reading.findings)
        form = reading.form
        self._publish.setEnabled(form is not None and not _errors(reading.findings))
        self.preview.setEnabled(form is not None)
        if form is None:
            self.header.say(self._path.name, _("Put the errors right, and save it again."))
            self._length.say("")
            return
        version = _("version {version}").format(version=form.version or "–")
        saved = _("Save it in Excel, and the change is seen here.")
        self.header.say(form.title, f"{version} · {saved}")
        others = [name for name in form.languages if name != form.default_language]
        self.language.set_options([("", _("Danish only")), *((name, name) for name in others)])
        if not self.language.value and others:
            self.language.choose(others[-1])
        self.preview.show_form(form, self.language.value, self._reviewed)
        self.texts.show_language(form, self.language.value, self._reviewed)
        trial = self._trial = Progress(self)

        def done(found: Rehearsal) -> None:
            if not trial.cancelled():
                self._rehearsed(form, found)

        run_in_background(
            self,
            lambda: rehearse(form, self._app.clock, trial.cancelled),
            done,
            lambda error: show_error(self, error),
        )

    def _rehearsed(self, form: Form, found: Rehearsal) -> None:
        questions = n_("{count} question", "{count} questions", found.questions)
        length = _("{questions}, about {minutes} min. with an interpreter")
        said = length.format(
            questions=questions.format(count=found.questions), minutes=found.minutes
        )
        self._length.say(said, "info")
        self.findings.show_never_met(form, found.never_met)

    def _speak(self, language: str) -> None:
        self.preview.speak(language)
        if self._reading is not None and self._reading.form is not None:
            self.texts.show_language(self._reading.form, language, self._reviewed)

    def _look(self, at: str) -> None:
        """Show the form as it is filled in, or its texts one by one."""
        self._shown.setCurrentWidget(self.texts if at == _TEXTS else self.preview)
        self.findings.setVisible(at != _TEXTS)
        if at == _TEXTS:
            self.texts.table.setFocus()
        elif self._reading is not None and self._reading.form is not None:
            self.preview.show_form(self._reading.form, self.language.value, self._reviewed)

    def _export(self) -> None:
        which: Which = "drafts" if self.texts.only_drafts.isChecked() else "all"
        self.translator.export(self.language.value, which)

    def _review(self, marks: list[str], is_right: bool) -> None:  # noqa: FBT001 - a Qt signal's
        reviews = self._app.interviews.reviews
        try:
            reviews.review(marks, self.language.value, is_right=is_right)
        except KbhError as error:
            show_error(self, error)
        self._reviewed = reviews.reviewed()
        self.texts.show_reviewed(self._reviewed)

    def _ask(self) -> None:
        form = self._reading.form if self._reading else None
        if form is None:
            return
        title = _("Publish {title}?").format(title=form.title)
        text = _("New interviews use it from now on. It goes out with the next bundles.")
        self._navigator.confirm(Question(title, text, _("Publish")), self._send)

    def _send(self) -> None:
        self._publish.setEnabled(False)
        run_in_background(
            self,
            lambda: self._app.interviews.publish(self._path),
            self._published,
            lambda error: show_error(self, error),
        )

    def _published(self, card: FormCard) -> None:
        text = _("{title}, version {version}, is published")
        self._navigator.toast(text.format(title=card.title, version=card.version))


def _errors(findings: tuple[Finding, ...]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def _state_words(findings: tuple[Finding, ...]) -> tuple[str, Tone]:
    errors = _errors(findings)
    if errors:
        return n_("{count} error", "{count} errors", errors).format(count=errors), "bad"
    warnings = len(findings)
    if warnings:
        return n_("{count} warning", "{count} warnings", warnings).format(count=warnings), "warn"
    return _("Ready to publish"), "ok"
