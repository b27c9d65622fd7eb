"""What the checker says of a workbook: errors first, each with its place."""

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from kbh_desktop.i18n import _
from kbh_desktop.xforms.findings import Finding, Severity
from kbh_desktop.xforms.model import Form
from ui.widgets.chip import Chip
from ui.widgets.text import Text

_MOST = 200
"""More lines than this help nobody."""


class FindingsList(QScrollArea):
    """The findings, and below them the questions that no trial run met."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setAccessibleName(_("What was found in the form"))
        self._findings: Sequence[Finding] = ()
        self._never_met: Sequence[str] = ()
        self._lay_out()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show what was found; what trial runs met is not known yet."""
        self._findings, self._never_met = findings, ()
        self._lay_out()

    def show_never_met(self, form: Form, refs: Sequence[str]) -> None:
        """Add the questions that no trial run met."""
        self._never_met = [_words(form, ref) for ref in refs]
        self._lay_out()

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("class", "Plain")
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 16)
        column.setSpacing(8)
        if not self._findings:
            column.addWidget(Chip(_("No errors"), "ok"))
        for finding in self._findings[:_MOST]:
            column.addWidget(_card(finding))
        if self._never_met:
            column.addSpacing(8)
            column.addWidget(Text(_("Never asked in the trial runs"), "Label", wrap=True))
            said = _("They may depend on a rare answer, or on one that can't be given.")
            column.addWidget(Text(said, "Muted", wrap=True))
            for words in self._never_met[:_MOST]:
                column.addWidget(Text(words, wrap=True))
        column.addStretch(1)
        self.setWidget(inner)


def _card(finding: Finding) -> QFrame:
    card = QFrame()
    card.setProperty("class", "Card")
    column = QVBoxLayout(card)
    column.setContentsMargins(12, 10, 12, 10)
    column.setSpacing(4)
    is_error = finding.severity is Severity.ERROR
    column.addWidget(Chip(_("Error") if is_error else _("Warning"), "bad" if is_error else "warn"))
    column.addWidget(Text(finding.message, wrap=True))
    if finding.row:
        place = _("Sheet “{sheet}”, row {row}").format(sheet=finding.sheet, row=finding.row)
        column.addWidget(Text(place, "Muted", wrap=True))
    return card


def _words(form: Form, ref: str) -> str:
    label, name = form.words_of(ref), form.node(ref).name
    return name if label == name else f"{label} ({name})"
