"""How the windows look: theme, text size, language, and the idle lock."""

from dataclasses import replace
from typing import cast

from kbh_desktop.i18n import _, n_
from ui.navigation import Navigator
from ui.settings.section import Section
from ui.theme import TEXT_PERCENTS, Mode, theme
from ui.widgets.field import Field
from ui.widgets.segmented_choice import SegmentedChoice
from ui.widgets.select import Select

_IDLE_MINUTES = (1, 2, 5, 10, 15, 20, 30)


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


class LockSection(Section):
    """After how long the program locks itself; IT may set the longest time."""

    def __init__(self, navigator: Navigator, longest: int) -> None:
        super().__init__(
            _("Lock"),
            _("The program locks itself when nobody is there, and returns to the same place."),
        )
        self._navigator = navigator
        offered = [minutes for minutes in _IDLE_MINUTES if minutes <= longest]
        self.minutes = Select(
            _("Lock after"),
            [(str(m), n_("{count} minute", "{count} minutes", m).format(count=m)) for m in offered],
        )
        self.minutes.setMaximumWidth(theme.px(220))
        self.minutes.choose(str(navigator.preferences.idle_minutes))
        self.minutes.picked.connect(self._minutes_chosen)
        hint = _("IT allows at most {count} minutes.").format(count=longest)
        self.column.addWidget(
            Field(_("Lock after"), self.minutes, hint if longest < _IDLE_MINUTES[-1] else "")
        )

    def _minutes_chosen(self, minutes: str) -> None:
        self._navigator.choose(replace(self._navigator.preferences, idle_minutes=int(minutes)))
