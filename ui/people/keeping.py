"""What a person agreed to and how long what is known is kept, on the person's page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLayout, QVBoxLayout, QWidget

from kbh_desktop.consent.model import How
from kbh_desktop.consent.purposes import purpose
from kbh_desktop.i18n import _, short_date
from kbh_desktop.ids import PersonId
from kbh_desktop.retention.rules import title_of
from ui.errors import guard
from ui.navigation import Navigator, Place
from ui.people.consent_card import ConsentCard
from ui.people.consent_dialog import ConsentDialog
from ui.theme import Tone
from ui.widgets.chip import Chip

if TYPE_CHECKING:
    from kbh_desktop.app import App

_SOON_DAYS = 14


class Keeping(QWidget):
    """The card of consents; its questions and answers go to the services."""

    def __init__(
        self, app: "App", person_id: PersonId, navigator: Navigator, languages: Callable[[], str]
    ) -> None:
        super().__init__()
        self._app = app
        self._id = person_id
        self._navigator = navigator
        self._languages = languages
        self.card = ConsentCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        self.card.give_wanted.connect(lambda key: self.ask(key, gives=True))
        self.card.withdraw_wanted.connect(lambda key: self.ask(key, gives=False))
        self.card.proof_wanted.connect(
            lambda key: navigator.go(Place("consent_proof", f"{person_id}/{key}"))
        )

    def tell(self, chips: QLayout) -> None:
        """Show the consents, and what is due in `chips`."""
        self.card.tell(self._app.consents.consents(self._id))
        today = self._app.people.today()
        for due in self._app.retention.clock(self._id):
            left = (due.due_on - today).days
            tone: Tone = "bad" if left <= 0 else "warn" if left <= _SOON_DAYS else ""
            words = _("{title}: {day}").format(title=title_of(due.rule), day=short_date(due.due_on))
            chip = Chip(words, tone)
            chip.setToolTip(f"{due.rule.ground}\n{due.rule.source}")
            chips.addWidget(chip)

    def ask(self, key: str, *, gives: bool) -> None:
        """Ask how it was said, and write it down."""
        dialog = ConsentDialog(self, purpose(key), self._languages(), gives=gives)
        dialog.said.connect(lambda how, language: self._note(key, how, language, gives=gives))
        dialog.start()

    def _note(self, key: str, how: How, language: str, *, gives: bool) -> None:
        consents = self._app.consents
        with guard(self):
            deed = consents.give if gives else consents.withdraw
            self.card.tell(())
            deed(self._id, key, how=how, language=language)
            self.card.tell(consents.consents(self._id))
            title = purpose(key).title
            said = _("Agreed: {title}") if gives else _("Taken back: {title}")
            self._navigator.toast(said.format(title=title))
