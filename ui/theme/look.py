"""The look in use: light or dark, and how large the text is."""

from collections.abc import Mapping
from typing import Literal

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPixmap
from PySide6.QtWidgets import QApplication

from ui.theme import icons
from ui.theme.fonts import FAMILIES, load_latin_fonts
from ui.theme.palette import palette
from ui.theme.stylesheet import stylesheet
from ui.theme.tokens import DARK, LIGHT, TONES, Token, Tone

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")
TEXT_PERCENTS = (100, 110, 125, 150, 175, 200)
Weight = QFont.Weight

_BODY_PX = 14


class Theme(QObject):
    """Gives colours, fonts and icons; says when they become others."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode: Mode = "system"
        self._percent = 100
        self._applied = False
        self._tokens: Mapping[Token, str] = LIGHT
        self._colors: dict[Token, QColor] = {}
        self._fonts: dict[tuple[int, QFont.Weight], QFont] = {}
        self._pixmaps: dict[tuple[str, Token, int, float], QPixmap] = {}

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in use."""
        return self._tokens is DARK

    @property
    def mode(self) -> Mode:
        """What the person chose: `system`, `light` or `dark`."""
        return self._mode

    @property
    def text_percent(self) -> int:
        """The size of text, 100-200."""
        return self._percent

    def color(self, token: Token) -> QColor:
        """Return the colour for `token`."""
        if token not in self._colors:
            self._colors[token] = QColor(self._tokens[token])
        return self._colors[token]

    def tone(self, tone: Tone) -> tuple[QColor, QColor]:
        """Return the ground and the text colour of `tone`."""
        ground, text = TONES[tone]
        return self.color(ground), self.color(text)

    def px(self, size: float) -> int:
        """Return `size` (logical pixels at 100 % text) at the chosen text size."""
        return round(size * self._percent / 100)

    def font(self, size: float = _BODY_PX, weight: QFont.Weight = Weight.Normal) -> QFont:
        """Return the font of `size` (logical pixels at 100 % text) and `weight`."""
        key = (self.px(size), weight)
        if key not in self._fonts:
            font = QFont()
            font.setFamilies(list(FAMILIES))
            font.setPixelSize(key[0])
            font.setWeight(weight)
            font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[key] = font
        return QFont(self._fonts[key])

    def pixmap(
        self, name: str, color: Token = "text2", size: float = 18, ratio: float = 2
    ) -> QPixmap:
        """Return the icon `name` in `color`; `size` is scaled like text."""
        key = (name, color, self.px(size), ratio)
        if key not in self._pixmaps:
            self._pixmaps[key] = icons.pixmap(name, self.color(color), self.px(size), ratio)
        return self._pixmaps[key]

    def icon(self, name: str, color: Token = "text2", size: float = 18) -> QIcon:
        """Return the icon `name` for a button; greyed where the button is disabled."""
        made = QIcon()
        for ratio in (1.0, 2.0):
            made.addPixmap(self.pixmap(name, color, size, ratio))
            made.addPixmap(self.pixmap(name, "text3", size, ratio), QIcon.Mode.Disabled)
        return made

    def icon_size(self, size: float = 18) -> QSize:
        """Return `size` (logical pixels at 100 % text) as the size of an icon."""
        return QSize(self.px(size), self.px(size))

    def set_look(self, mode: Mode, text_percent: int) -> None:
        """Use another look from now on; `text_percent` outside 100-200 is moved inside."""
        percent = max(100, min(200, text_percent))
        if self._applied and (mode, percent) == (self._mode, self._percent):
            return
        self._mode = mode
        self._percent = percent
        self.apply()

    def apply(self) -> None:
        """Dress the running application in the chosen look."""
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            return
        load_latin_fonts()
        self._tokens = DARK if self._wants_dark() else LIGHT
        self._colors.clear()
        self._pixmaps.clear()
        app.setFont(self.font())
        app.setPalette(palette(self.color))
        app.setStyleSheet(stylesheet(self._tokens, self.px))
        self._applied = True
        self.changed.emit()

    def follow_system(self) -> None:
        """Change with the desktop while the person chose `system`."""
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _system_changed(self) -> None:
        if self._mode == "system" and self._wants_dark() != self.dark:
            self.apply()

    def _wants_dark(self) -> bool:
        if self._mode != "system":
            return self._mode == "dark"
        return QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
