"""The curricula that courses are made from."""

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QFileDialog, QWidget

from kbh_desktop.courses.access import may_plan
from kbh_desktop.courses.model import TemplateId
from kbh_desktop.courses.schedule import TemplateCard
from kbh_desktop.i18n import _, n_
from ui.background import run_in_background
from ui.courses.row_delegate import Row
from ui.courses.rows import RowList
from ui.courses.template_editor import TemplateEditor
from ui.errors import guard, show_error
from ui.navigation import Navigator, Question
from ui.page import Page
from ui.theme import Tone
from ui.widgets.buttons import Button
from ui.widgets.card import Card
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.page_header import PageHeader

if TYPE_CHECKING:
    from kbh_desktop.app import App


class TemplatesPage(Page):
    """The shipped one can be copied and exported; the office's own also changed and removed."""

    kinds: ClassVar[frozenset[str]] = frozenset({"course_template"})

    def __init__(self, app: "App", navigator: Navigator) -> None:
        super().__init__(_("Course templates"))
        self._app = app
        self._navigator = navigator
        self._may_change = may_plan(app.user)
        self._cards: tuple[TemplateCard, ...] = ()
        self.rows = RowList(_("Course templates"))
        self._lay_out()
        self.rows.chosen.connect(lambda _key: self._offer())
        self.rows.opened.connect(lambda _key: self._open())

    def refresh(self) -> None:
        """Ask for the templates in the background."""
        run_in_background(
            self, self._app.courses.templates.list, self._tell, lambda e: show_error(self, e)
        )

    def activated(self) -> None:
        """Ask, and put the keyboard into the list."""
        self.refresh()
        self.rows.setFocus()

    def panes(self) -> tuple[QWidget, ...]:
        """Return the list."""
        return (self.rows,)

    def _tell(self, cards: tuple[TemplateCard, ...]) -> None:
        self._cards = cards
        self.rows.show_rows([_row(card) for card in cards])
        self.rows.choose_first()
        self._offer()

    def _chosen(self) -> TemplateCard | None:
        return next((card for card in self._cards if card.id == self.rows.key), None)

    def _offer(self) -> None:
        card = self._chosen()
        own = card is not None and not card.is_shipped and self._may_change
        self._copy_button.setVisible(card is not None and self._may_change)
        self._remove_button.setVisible(own)
        self._open_button.set_words(_("Change it") if own else _("Look at it"))

    # What the person does

    def _open(self) -> None:
        card = self._chosen()
        if card is not None:
            may_change = self._may_change and not card.is_shipped
            TemplateEditor(self, self._app, card, may_change=may_change).start()

    def _copy(self) -> None:
        card = self._chosen()
        if card is not None:
            with guard(self):
                title = _("{title} (copy)").format(title=card.title)
                made = self._app.courses.templates.copy(card.id, title)
                self._tell(self._app.courses.templates.list())
                self.rows.choose(made.id)
                self._navigator.toast(_("The copy can be changed"))

    def _export(self) -> None:
        card = self._chosen()
        if card is None:
            return
        chosen, _filter = QFileDialog.getSaveFileName(
            self, _("Export the template"), f"{card.title}.xlsx", _("Excel (*.xlsx);;TOML (*.toml)")
        )
        if chosen:
            self._exported(card.id, Path(chosen))

    def _exported(self, template_id: TemplateId, path: Path) -> None:
        run_in_background(
            self,
            lambda: self._app.courses.templates.export_file(template_id, path),
            lambda written: self._navigator.toast(_("Saved as {name}").format(name=written.name)),
            lambda error: show_error(self, error),
        )

    def _import(self) -> None:
        chosen, _filter = QFileDialog.getOpenFileName(
            self, _("Import a template"), "", _("Templates (*.xlsx *.toml)")
        )
        if chosen:
            self.import_file(Path(chosen))

    def import_file(self, path: Path) -> None:
        """Read a template in; what is wrong with it is said above the list."""
        run_in_background(
            self,
            lambda: self._app.courses.templates.import_file(path),
            self._imported,
            lambda error: show_error(self, error),
        )

    def _imported(self, card: TemplateCard) -> None:
        self._tell(self._app.courses.templates.list())
        self.rows.choose(card.id)
        self._navigator.toast(_("{title} is read in").format(title=card.title))

    def _ask_remove(self) -> None:
        card = self._chosen()
        if card is not None:
            question = Question(
                _("Remove {title}?").format(title=card.title),
                _("Courses made from it stay as they are."),
                _("Remove"),
                dangerous=True,
            )
            self._navigator.confirm(question, lambda: self._remove(card.id))

    def _remove(self, template_id: TemplateId) -> None:
        with guard(self):
            self._app.courses.templates.remove(template_id)
            self.refresh()

    def _lay_out(self) -> None:
        below = _("Courses already made from a template stay as they are.")
        header = PageHeader(_("Course templates"), below, self._navigator.back)
        if self._may_change:
            header.buttons.addWidget(Button(_("Import"), self._import, icon="upload"))
        self.column.addWidget(header)
        card = Card(padding=6)
        card.column.addWidget(self.rows, 1)
        foot = QWidget()
        flow = FlowLayout(foot)
        self._open_button = Button(_("Look at it"), self._open, icon="arrow-right")
        self._copy_button = Button(_("Make a copy"), self._copy, icon="copy")
        self._export_button = Button(_("Export"), self._export, icon="download")
        self._remove_button = Button(_("Remove"), self._ask_remove, icon="trash-2")
        for button in (
            self._open_button,
            self._copy_button,
            self._export_button,
            self._remove_button,
        ):
            flow.addWidget(button)
        card.column.addWidget(foot)
        self.column.addWidget(card, 1)


def _row(card: TemplateCard) -> Row:
    weeks = n_("{count} week", "{count} weeks", card.weeks).format(count=card.weeks)
    lessons = n_("{count} lesson", "{count} lessons", card.lessons).format(count=card.lessons)
    chips: tuple[tuple[str, Tone], ...] = ()
    if card.is_shipped:
        chips = ((_("Comes with the program"), "info"),)
    return Row(card.id, card.title, f"{weeks} \u00b7 {lessons}", "layout-template", chips)
