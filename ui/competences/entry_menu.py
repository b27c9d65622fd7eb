"""What can be done with one line of the card."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from kbh_desktop.competences.model import Evidence, Level
from kbh_desktop.i18n import _
from ui.competences.rows import Row
from ui.competences.words import EVIDENCE_ICONS, EVIDENCES, LEVELS, evidence_text, level_text
from ui.theme import theme


@dataclass(frozen=True, slots=True)
class EntryActs:
    """What the page does for the menu."""

    open: Callable[[Row], None]
    set_level: Callable[[Row, Level], None]
    set_evidence: Callable[[Row, Evidence], None]
    show_history: Callable[[Row], None]
    remove: Callable[[Row], None]
    to_interview: Callable[[Row], None]
    wish: Callable[[Row], None]


def entry_menu(parent: QWidget, row: Row, acts: EntryActs) -> QMenu:
    """Return the menu of `row`; it deletes itself when it closes."""
    menu = QMenu(parent)
    menu.setAccessibleName(row.title)
    menu.aboutToHide.connect(menu.deleteLater)
    _add(menu, "pencil", _("Open"), partial(acts.open, row))
    if row.leveled:
        menu.addSeparator()
        for level in LEVELS:
            words = f"{level}  {level_text(level)}"
            action = _add(menu, "", words, partial(acts.set_level, row, level))
            action.setCheckable(True)
            action.setChecked(level == row.level)
    if row.documented:
        menu.addSeparator()
        for each in EVIDENCES:
            set_it = partial(acts.set_evidence, row, each)
            _add(menu, EVIDENCE_ICONS[each], evidence_text(each), set_it)
    menu.addSeparator()
    if row.section == "work":
        _add(menu, "target", _("Make it a goal"), partial(acts.wish, row))
    if row.told:
        _add(menu, "clipboard-list", _("Go to the interview"), partial(acts.to_interview, row))
    if row.id != "informal":
        _add(menu, "history", _("Earlier values"), partial(acts.show_history, row))
        _add(menu, "trash-2", _("Remove"), partial(acts.remove, row))
    return menu


def _add(menu: QMenu, icon: str, words: str, act: Callable[[], None]) -> QAction:
    action = menu.addAction(words)
    if icon:
        action.setIcon(theme.icon(icon))
    action.triggered.connect(lambda _on: act())
    return action
