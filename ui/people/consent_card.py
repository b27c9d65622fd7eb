"""What a person agreed to: each consent with what counts now, and its one next action."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kbh_desktop.consent.labels import closed_sentence, how_label, said_label
from kbh_desktop.consent.model import Consent, Said
from kbh_desktop.consent.purposes import purpose
from kbh_desktop.i18n import _, short_date
from ui.theme import Tone
from ui.widgets.buttons import Button, IconButton
from ui.widgets.card import Card, Rule
from ui.widgets.chip import Chip
from ui.widgets.clearing import clear_layout
from ui.widgets.text import Text

_TONES: dict[Said, Tone] = {"": "", "given": "ok", "declined": "warn", "withdrawn": "bad"}


class ConsentCard(Card):
    """`give_wanted`, `withdraw_wanted` and `proof_wanted` give the purpose."""

    give_wanted = Signal(str)
    withdraw_wanted = Signal(str)
    proof_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Consents"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.column.addLayout(self._rows)

    def tell(self, consents: Sequence[Consent]) -> None:
        """Show `consents`; what rests on a withdrawn one is grey."""
        clear_layout(self._rows)
        for number, consent in enumerate(consents):
            if number:
                self._rows.addWidget(Rule())
            self._rows.addWidget(self._row(consent))

    def _row(self, consent: Consent) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 8, 0, 8)
        column.setSpacing(4)
        title = purpose(consent.purpose).title
        head = QHBoxLayout()
        head.setSpacing(8)
        closed = consent.said in ("withdrawn", "declined")
        head.addWidget(Text(title, "Muted" if closed else "Strong", wrap=True), 1)
        words = _("Disputed") if consent.is_disputed else said_label(consent.said)
        tone: Tone = "warn" if consent.is_disputed else _TONES[consent.said]
        head.addWidget(Chip(words, tone), 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(Text(_about(consent), "Muted", wrap=True))
        column.addLayout(self._deeds(consent, title))
        return row

    def _deeds(self, consent: Consent, title: str) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(8)
        if consent.said != "withdrawn" or consent.is_disputed:
            take_back = Button(
                _("Take back"), lambda: self.withdraw_wanted.emit(consent.purpose), icon="ban"
            )
            take_back.setAccessibleName(_("Take back: {title}").format(title=title))
            line.addWidget(take_back)
        if consent.said != "given":
            give = Button(_("Write down a yes"), lambda: self.give_wanted.emit(consent.purpose))
            give.setAccessibleName(_("Write down a yes: {title}").format(title=title))
            line.addWidget(give)
        if consent.said == "withdrawn" and not consent.is_disputed:
            name = _("Print proof: {title}").format(title=title)
            line.addWidget(
                IconButton("printer", name, lambda: self.proof_wanted.emit(consent.purpose))
            )
        line.addStretch(1)
        return line


def _about(consent: Consent) -> str:
    counting = consent.counting
    if consent.is_disputed or consent.said == "withdrawn":
        return closed_sentence(consent)
    if counting is None:
        return _("Nobody has asked about it yet.")
    words = (short_date(counting.said_on), how_label(counting.how), counting.taken_by)
    return " · ".join(filter(None, words))
