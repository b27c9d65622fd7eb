"""Rows of what has to go and of what went."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.i18n import _, n_, short_date
from kbh_desktop.retention.model import Deletion, DueRow
from kbh_desktop.retention.rules import title_of
from ui.theme import Tone
from ui.widgets.buttons import Button, DangerButton, IconButton
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.text import Look, Text

_STRONG: Look = "Strong"
_MUTED: Look = "Muted"


def due_row(
    row: DueRow,
    name: str,
    *,
    may_decide: bool,
    opened: Callable[[], None],
    delete: Callable[[], None],
    extend: Callable[[], None],
) -> QWidget:
    """Return a row for something that is due, with its actions for those who may decide."""
    box, marks, line = _row(name, f"{title_of(row.rule)} · {row.rule.source}")
    chips: list[tuple[str, Tone]] = [(_("Since {day}").format(day=short_date(row.due_on)), "bad")]
    if row.waits_for_journal:
        chips.append((_("Not journalised"), "warn"))
    if row.is_extended:
        chips.append((_("Was kept longer"), "info"))
    for words, tone in chips:
        marks.addWidget(Chip(words, tone))
    deeds: list[tuple[Button, str]] = [(Button(_("Open"), opened), _("Open"))]
    if may_decide:
        deeds.append((Button(_("Keep it longer"), extend), _("Keep it longer")))
        deeds.append((DangerButton(_("Delete"), delete), _("Delete")))
    for button, words in deeds:
        button.setAccessibleName(f"{words}: {name}")
        line.addWidget(button)
    return box


def deletion_row(deletion: Deletion, proof: Callable[[], None]) -> QWidget:
    """Return a row for something that was deleted, and what is confirmed of it."""
    at = deletion.deleted_at.astimezone()
    title = title_of(deletion.rule)
    about = f"{short_date(at.date())} · {deletion.deleted_by} · {deletion.person_id[:8]}"
    box, marks, line = _row(title, about)
    waiting = [holder for holder in deletion.holders if not holder.confirmed]
    if waiting:
        words = n_("{count} laptop not confirmed", "{count} laptops not confirmed", len(waiting))
        marks.addWidget(Chip(words.format(count=len(waiting)), "warn"))
    if deletion.backups_gone_by:
        day = short_date(deletion.backups_gone_by)
        marks.addWidget(Chip(_("In backups until {day}").format(day=day), "info"))
    if deletion.is_confirmed:
        marks.addWidget(Chip(_("Confirmed everywhere"), "ok"))
    name = _("Print proof: {title}").format(title=f"{title}, {deletion.person_id[:8]}")
    line.addWidget(IconButton("printer", name, proof))
    return box


def _row(title: str, about: str) -> tuple[QWidget, FlowLayout, QHBoxLayout]:
    """Return the row, where its chips go, and where its buttons go."""
    box = QWidget()
    row = QHBoxLayout(box)
    row.setContentsMargins(0, 8, 0, 8)
    row.setSpacing(10)
    words = QVBoxLayout()
    words.setSpacing(2)
    for text, look in ((title, _STRONG), (about, _MUTED)):
        label = Text(text, look, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        words.addWidget(label)
    chips = QWidget()
    marks = FlowLayout(spacing=6)
    chips.setLayout(marks)
    words.addWidget(chips)
    row.addLayout(words, 1)
    return box, marks, row
