"""How the program looks: `theme` is the one object that every window asks."""

from ui.theme.look import MODES, TEXT_PERCENTS, Mode, Theme, Weight
from ui.theme.tokens import DARK, LIGHT, TONES, Token, Tone

theme = Theme()

__all__ = [
    "DARK",
    "LIGHT",
    "MODES",
    "TEXT_PERCENTS",
    "TONES",
    "Mode",
    "Theme",
    "Token",
    "Tone",
    "Weight",
    "theme",
]
