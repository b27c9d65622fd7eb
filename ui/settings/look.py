"""How the windows look: theme, text size and language."""

from dataclasses import replace
from typing import cast

from kbh_desktop.i18n import _
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.theme import TEXT_PERCENTS, Mode
from ui.widgets.field import Field
from ui.widgets.segmented_choice import SegmentedChoice


class LookSection(Section):
    """Theme, text size and language; each choice shows at once."""

    def __init__(self, navigator: Navigator) -> None:
        super().__init__(_("Look"))
        self._navigator = navigator
        chosen = navigator.preferences
        modes = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
        self.mode = SegmentedChoice(_("Theme"), modes)
        self.mode.choose(chosen.mode)
        self.mode.chosen.connect(self._mode_chosen)
        sizes = [(str(percent), f"{percent} %") for percent in TEXT_PERCENTS]
        self.text_size = SegmentedChoice(_("Text size"), sizes)
        self.text_size.choose(str(chosen.text_percent))
        self.text_size.chosen.connect(self._size_chosen)
        self.language = SegmentedChoice(_("Language"), (("da", "Dansk"), ("en", "English")))
        self.language.choose(chosen.language)
        self.language.chosen.connect(self._language_chosen)
        for label, control in (
            (_("Theme"), self.mode),
            (_("Text size"), self.text_size),
            (_("Language"), self.language),
        ):
            self.column.addWidget(Field(label, control))

    def _mode_chosen(self, mode: str) -> None:
        mode = mode or "system"
        self.mode.choose(mode)
        self._navigator.choose(replace(self._navigator.preferences, mode=cast("Mode", mode)))

    def _size_chosen(self, percent: str) -> None:
        percent = percent or "100"
        self.text_size.choose(percent)
        self._navigator.choose(replace(self._navigator.preferences, text_percent=int(percent)))

    def _language_chosen(self, language: str) -> None:
        language = language or "da"
        self.language.choose(language)
        self._navigator.choose(replace(self._navigator.preferences, language=language))
